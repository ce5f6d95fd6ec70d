namespace Wilks.Formats.Columns;

/// <summary>The values of one expression for all rows of a chunk.</summary>
internal sealed class ColumnOutput(PlanNode node, bool hasPresence)
{
    private double[] _numbers = [];
    private bool[] _truths = [];
    private bool[] _present = [];
    private int[] _offsets = [];
    private int _rows;
    private int _count;

    internal ReadOnlySpan<double> Numbers => node.Type == ColumnValueType.Number ? _numbers.AsSpan(0, _count) : [];

    internal ReadOnlySpan<bool> Truths => node.Type == ColumnValueType.Boolean ? _truths.AsSpan(0, _rows) : [];

    internal ReadOnlySpan<bool> Present => hasPresence ? _present.AsSpan(0, _rows) : [];

    internal ReadOnlySpan<int> Offsets => node.Depth > 0 ? _offsets.AsSpan(0, _rows + 1) : [];

    internal void Begin(int rows)
    {
        (_rows, _count) = (rows, 0);
        if (node.Type == ColumnValueType.Boolean) Grow(ref _truths, rows, 0);
        if (hasPresence) Grow(ref _present, rows, 0);
        if (node.Depth == 0) return;

        Grow(ref _offsets, rows + 1, 0);
        _offsets[0] = 0;
    }

    internal void Take(ColumnBuffer values, int first, int rows)
    {
        if (node.Type == ColumnValueType.Boolean)
        {
            values.Truths[..rows].CopyTo(_truths.AsSpan(first));
            return;
        }

        ReadOnlySpan<double> numbers = node.Depth == 0 ? values.Numbers[..rows] : values.Numbers;
        Grow(ref _numbers, Math.Max(_rows, _count + numbers.Length), _count);
        numbers.CopyTo(_numbers.AsSpan(_count));
        if (values.Layout is { } layout && node.Depth > 0)
        {
            for (int row = 1; row <= rows; row++) _offsets[first + row] = _count + (layout.Depth == 2 ? layout.Inner[layout.Outer[row]] : layout.Outer[row]);
        }

        _count += numbers.Length;
    }

    internal void TakePresence(ColumnBuffer values, int first, int rows) => values.Truths[..rows].CopyTo(_present.AsSpan(first));

    private static void Grow<T>(ref T[] array, int length, int used)
    {
        if (array.Length >= length) return;

        T[] larger = new T[Math.Max(length, 2 * used)];
        array.AsSpan(0, used).CopyTo(larger);
        array = larger;
    }
}
