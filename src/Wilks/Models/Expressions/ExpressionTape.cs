namespace Wilks.Models;

/// <summary>An expression as a list of steps, each after those it takes; the last one is the result.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="DependsOnNames">Per step, whether any name is under it.</param>
/// <param name="Names">The names, in order of first appearance.</param>
/// <param name="NameSteps">The step of each name.</param>
internal sealed record ExpressionTape(Step[] Steps, bool[] DependsOnNames, string[] Names, int[] NameSteps);

/// <summary>Builds a tape from the innermost operations outwards. A name has one step however often it stands in the text; operations on constants are done at once.</summary>
internal sealed class TapeBuilder
{
    private readonly List<Step> _steps = [];
    private readonly List<bool> _dependsOnNames = [];
    private readonly List<string> _names = [];
    private readonly List<int> _nameSteps = [];
    private readonly Dictionary<string, int> _stepOfName = new(StringComparer.Ordinal);

    internal int Constant(double value) => Append(new Step(Operation.Constant, -1, -1, -1, value), dependsOnNames: false);

    internal int Name(string name)
    {
        if (_stepOfName.TryGetValue(name, out int known)) return known;

        int step = Append(new Step(Operation.Name, _names.Count, -1, -1, 0), dependsOnNames: true);
        _names.Add(name);
        _nameSteps.Add(step);
        _stepOfName.Add(name, step);
        return step;
    }

    internal int Apply(Operation operation, int a, int b = -1, int c = -1)
    {
        bool dependsOnNames = Depends(a) || Depends(b) || Depends(c);
        return dependsOnNames
            ? Append(new Step(operation, a, b, c, 0), dependsOnNames)
            : Constant(OperationValue.Of(operation, ConstantOf(a), ConstantOf(b), ConstantOf(c)));
    }

    /// <summary>The tape whose result is a step, which need not be the last one appended.</summary>
    internal ExpressionTape Build(int result)
    {
        Step[] steps = [.. _steps[..(result + 1)]];
        return new ExpressionTape(steps, [.. _dependsOnNames[..(result + 1)]], [.. _names], [.. _nameSteps]);
    }

    private bool Depends(int step) => step >= 0 && _dependsOnNames[step];

    private double ConstantOf(int step) => step < 0 ? 0 : _steps[step].Constant;

    private int Append(Step step, bool dependsOnNames)
    {
        _steps.Add(step);
        _dependsOnNames.Add(dependsOnNames);
        return _steps.Count - 1;
    }
}
