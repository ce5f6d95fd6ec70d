using System.Numerics;
using System.Runtime.InteropServices;
using Wilks.Formats.Columns;

namespace Wilks.Analysis.Filling;

/// <summary>The weights of a block of rows, each computed when it is first asked for.</summary>
internal sealed class WeightColumns
{
    /// <summary>The cell of an event that a correction does not look at.</summary>
    public const int NotLookedUp = -1;

    private readonly FillPlan _plan;
    private readonly ColumnEvaluator _evaluator;
    private readonly int[]?[] _cells;
    private readonly double[]?[] _values;
    private readonly bool[]?[] _present;
    private readonly WeightState[] _states;
    private double[] _ones = [];
    private int _rowCount;
    private int _block;

    public WeightColumns(FillPlan plan, ColumnEvaluator evaluator, int[]?[] cells)
    {
        (_plan, _evaluator, _cells) = (plan, evaluator, cells);
        _values = new double[plan.Weights.Length][];
        _present = new bool[plan.Weights.Length][];
        _states = new WeightState[plan.Weights.Length];
    }

    /// <summary>Begins a block whose expressions were evaluated and whose cells were found.</summary>
    public void Begin(int rowCount)
    {
        _block++;
        _rowCount = rowCount;
    }

    /// <summary>A weight of all rows of the block.</summary>
    public WeightColumn Get(int index)
    {
        if (_states[index].Block != _block) Compute(index);
        WeightState state = _states[index];
        ReadOnlySpan<bool> present = state.HasPresence ? _present[index].AsSpan(0, _rowCount) : [];
        return new WeightColumn(Values(index), present, state.IsFinite && !state.HasPresence, state.HasNegative);
    }

    private ReadOnlySpan<double> Values(int index)
    {
        PlannedWeight weight = _plan.Weights[index];
        if (index == 0) return _ones.AsSpan(0, _rowCount);
        return weight.Parent < 0 && weight.Correction < 0 ? _evaluator.Numbers(weight.Output) : _values[index].AsSpan(0, _rowCount);
    }

    private void Compute(int index)
    {
        PlannedWeight weight = _plan.Weights[index];
        if (index == 0 && _ones.Length < _rowCount) Array.Fill(_ones = new double[_rowCount], 1.0);
        if (weight.Parent >= 0 && _states[weight.Parent].Block != _block) Compute(weight.Parent);
        if (weight.Correction >= 0) Correct(index, weight);
        else if (weight.Parent >= 0) Multiply(Values(weight.Parent), _evaluator.Numbers(weight.Output), Own(index));
        (bool isFinite, bool hasNegative) = Look(Values(index));
        _states[index] = new WeightState(_block, isFinite, hasNegative, FindPresence(index, weight));
    }

    private Span<double> Own(int index)
    {
        if (_values[index] is not { } values || values.Length < _rowCount) _values[index] = values = new double[_rowCount];
        return values.AsSpan(0, _rowCount);
    }

    private void Correct(int index, PlannedWeight weight)
    {
        ReadOnlySpan<double> factors = _plan.Corrections[weight.Correction].Correction.Table.Values.AsSpan();
        ReadOnlySpan<int> cells = _cells[weight.Correction].AsSpan(0, _rowCount);
        ReadOnlySpan<double> parent = weight.Parent < 0 ? [] : Values(weight.Parent);
        Span<double> values = Own(index);
        for (int row = 0; row < values.Length; row++)
        {
            double factor = cells[row] >= 0 ? factors[cells[row]] : 1.0;
            values[row] = parent.Length == 0 ? factor : parent[row] * factor;
        }
    }

    private static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> product)
    {
        ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(left);
        ReadOnlySpan<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(right);
        Span<Vector<double>> c = MemoryMarshal.Cast<double, Vector<double>>(product);
        for (int i = 0; i < c.Length; i++) c[i] = a[i] * b[i];
        for (int i = c.Length * Vector<double>.Count; i < product.Length; i++) product[i] = left[i] * right[i];
    }

    // A number times 0 is 0 or −0 unless it is not finite.
    private static (bool IsFinite, bool HasNegative) Look(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> lanes = MemoryMarshal.Cast<double, Vector<double>>(values);
        (Vector<double> traces, Vector<double> least) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (Vector<double> lane in lanes)
        {
            traces += lane * Vector<double>.Zero;
            least = Vector.Min(least, lane);
        }

        bool isFinite = Vector.EqualsAll(traces, Vector<double>.Zero);
        bool hasNegative = Vector.LessThanAny(least, Vector<double>.Zero);
        foreach (double value in values[(lanes.Length * Vector<double>.Count)..])
        {
            isFinite &= double.IsFinite(value);
            hasNegative |= value < 0;
        }

        return (isFinite, hasNegative);
    }

    private bool FindPresence(int index, PlannedWeight weight)
    {
        ReadOnlySpan<bool> own = weight.HasPresence ? _evaluator.Present(weight.Output) : [];
        bool hasParent = weight.Parent >= 0 && _states[weight.Parent].HasPresence;
        if (own.Length == 0 && !hasParent) return false;

        if (_present[index] is not { } present || present.Length < _rowCount) _present[index] = present = new bool[_rowCount];
        for (int row = 0; row < _rowCount; row++) present[row] = (own.Length == 0 || own[row]) && (!hasParent || _present[weight.Parent]![row]);
        return true;
    }

    private readonly record struct WeightState(int Block, bool IsFinite, bool HasNegative, bool HasPresence);
}

/// <summary>A weight of all rows of a block.</summary>
/// <param name="values">The values.</param>
/// <param name="present">Which rows contribute; empty for all.</param>
/// <param name="isPlain">Whether all are finite and contribute.</param>
/// <param name="hasNegative">Whether any is negative.</param>
internal readonly ref struct WeightColumn(ReadOnlySpan<double> values, ReadOnlySpan<bool> present, bool isPlain, bool hasNegative)
{
    public ReadOnlySpan<double> Values { get; } = values;

    public ReadOnlySpan<bool> Present { get; } = present;

    public bool IsPlain { get; } = isPlain;

    public bool HasNegative { get; } = hasNegative;
}
