namespace Wilks.Formats.Columns;

/// <summary>The values of a node in a block of rows: its own memory, or a part of a column as it was read.</summary>
internal sealed class ColumnBuffer
{
    /// <summary>The integer that stands for a missing value, as NaN does for numbers.</summary>
    internal const long Missing = long.MinValue;

    /// <summary>Buffers of exactly two pages would lie so that a store seems to hit the loads after it, which differ from it in their upper address bits only.</summary>
    private const int Padding = 56;

    private double[] _ownNumbers = [];
    private long[] _ownIntegers = [];
    private bool[] _ownTruths = [];
    private double[] _numbers = [];
    private long[] _integers = [];
    private bool[] _truths = [];
    private int _start;

    /// <summary>How many values there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The lists; null for one value per row.</summary>
    internal ListLayout? Layout { get; set; }

    internal ReadOnlySpan<double> Numbers => _numbers.AsSpan(_start, Count);

    internal ReadOnlySpan<long> Integers => _integers.AsSpan(_start, Count);

    internal ReadOnlySpan<bool> Truths => _truths.AsSpan(_start, Count);

    internal Span<double> WriteNumbers(int count)
    {
        if (_ownNumbers.Length < count) _ownNumbers = new double[Math.Max(count + Padding, 2 * _ownNumbers.Length)];
        (_numbers, _start, Count) = (_ownNumbers, 0, count);
        return _ownNumbers.AsSpan(0, count);
    }

    internal Span<long> WriteIntegers(int count)
    {
        if (_ownIntegers.Length < count) _ownIntegers = new long[Math.Max(count + Padding, 2 * _ownIntegers.Length)];
        (_integers, _start, Count) = (_ownIntegers, 0, count);
        return _ownIntegers.AsSpan(0, count);
    }

    internal Span<bool> WriteTruths(int count)
    {
        if (_ownTruths.Length < count) _ownTruths = new bool[Math.Max(count + Padding, 2 * _ownTruths.Length)];
        (_truths, _start, Count) = (_ownTruths, 0, count);
        return _ownTruths.AsSpan(0, count);
    }

    internal void Borrow(double[] values, int start, int count) => (_numbers, _start, Count) = (values, start, count);

    internal void Borrow(long[] values, int start, int count) => (_integers, _start, Count) = (values, start, count);

    internal void Borrow(bool[] values, int start, int count) => (_truths, _start, Count) = (values, start, count);

    /// <summary>Lets go of borrowed columns, so that a chunk can be collected.</summary>
    internal void Release() => (_numbers, _integers, _truths, _start, Count) = (_ownNumbers, _ownIntegers, _ownTruths, 0, 0);

    /// <summary>Makes a constant as long as an operation needs.</summary>
    internal void Fill(in PlanNode constant, int count)
    {
        if (Count >= count) return;

        switch (constant.Type)
        {
            case ColumnValueType.Number:
                WriteNumbers(count).Fill(constant.Number);
                break;
            case ColumnValueType.Integer:
                WriteIntegers(count).Fill(constant.Bits);
                break;
            default:
                WriteTruths(count).Fill(constant.Bits != 0);
                break;
        }
    }
}
