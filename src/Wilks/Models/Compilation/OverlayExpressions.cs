using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>The expressions of an overlay: reads them, finds the parameters they name, and puts them into an order in which they can be computed.</summary>
internal sealed class OverlayExpressions(OverlayParameters parameters, DiagnosticCollector findings)
{
    private readonly SortedDictionary<int, (DerivedParameter Derived, SourceLocation Location)> _derived = [];

    /// <summary>Makes a parameter follow from others.</summary>
    public void Add(int index, ParameterChange change)
    {
        ParameterExpression expression;
        try
        {
            expression = ParameterExpression.Parse(change.Expression!);
        }
        catch (ExpressionException exception)
        {
            findings.Error("WK414", change.ExpressionLocation, $"the expression of '{change.Name}' can't be read at character {exception.Position + 1}: {exception.Message}");
            return;
        }

        int[] inputs = [.. expression.Names.Select(parameters.FindOne)];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] < 0) findings.Error("WK415", change.ExpressionLocation, $"the expression of '{change.Name}' uses '{expression.Names[i]}', which is no parameter.", parameters.Near(expression.Names[i]));
        }

        _derived[index] = (new DerivedParameter(index, expression, inputs), change.ExpressionLocation);
        parameters[index] = parameters[index] with { Expression = expression, Fixed = true, Lower = double.NegativeInfinity, Upper = double.PositiveInfinity };
    }

    /// <summary>The derived parameters, each after those it follows from; a cycle is an error that shows it.</summary>
    public List<DerivedParameter> InOrder()
    {
        List<DerivedParameter> ordered = [];
        HashSet<int> done = [];
        foreach (int index in _derived.Keys) Visit(index, ordered, done, []);
        return ordered;
    }

    private void Visit(int index, List<DerivedParameter> ordered, HashSet<int> done, List<int> path)
    {
        if (!_derived.TryGetValue(index, out (DerivedParameter Derived, SourceLocation Location) entry) || done.Contains(index)) return;

        int start = path.IndexOf(index);
        if (start >= 0)
        {
            string cycle = string.Join(" → ", path.Skip(start).Append(index).Select(p => $"'{parameters[p].Name}'"));
            findings.Error("WK416", entry.Location, $"the expressions go round in a circle: {cycle}.", "One of these must be a parameter of its own.");
            done.UnionWith(path.Skip(start));
            return;
        }

        path.Add(index);
        foreach (int input in entry.Derived.Inputs) Visit(input, ordered, done, path);
        path.RemoveAt(path.Count - 1);
        if (done.Add(index)) ordered.Add(entry.Derived);
    }

    /// <summary>Gives the derived parameters their values at the starting values of the others.</summary>
    public void Start(IReadOnlyList<DerivedParameter> ordered)
    {
        foreach (DerivedParameter derived in ordered)
        {
            double[] inputs = [.. derived.Inputs.Select(p => parameters[p].Init)];
            double value = derived.Expression.CreateEvaluator().Evaluate(inputs, default, default);
            parameters[derived.Index] = parameters[derived.Index] with { Init = value };
            if (double.IsFinite(value)) continue;

            string at = string.Join(", ", derived.Inputs.Select(p => FormattableString.Invariant($"'{parameters[p].Name}' = {parameters[p].Init:G6}")));
            findings.Error("WK418", _derived[derived.Index].Location, $"the expression of '{parameters[derived.Index].Name}' has no finite value at the starting values ({at}).", "Give other starting values with 'init'.");
        }
    }
}
