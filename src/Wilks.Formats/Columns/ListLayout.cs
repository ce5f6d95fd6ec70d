namespace Wilks.Formats.Columns;

/// <summary>Where the lists of the rows of a block end; counted from the first element of the block.</summary>
internal sealed class ListLayout
{
    /// <summary>List i of a row level is <c>[Outer[i], Outer[i + 1])</c> of the next one.</summary>
    internal int[] Outer = [];

    /// <summary>The same for the lists inside lists; not used at depth 1.</summary>
    internal int[] Inner = [];

    internal int Depth;

    internal int Rows;

    internal int InnerCount => Depth == 2 ? Outer[Rows] : 0;

    internal int ElementCount => Depth == 2 ? Inner[Outer[Rows]] : Outer[Rows];

    /// <summary>The ends of the innermost lists.</summary>
    internal ReadOnlySpan<int> Innermost => Depth == 2 ? Inner.AsSpan(0, InnerCount + 1) : Outer.AsSpan(0, Rows + 1);

    internal void Reserve(int rows, int inner)
    {
        if (Outer.Length < rows + 1) Outer = new int[Math.Max(rows + 1, 2 * Outer.Length)];
        if (Inner.Length < inner + 1) Inner = new int[Math.Max(inner + 1, 2 * Inner.Length)];
    }

    /// <summary>The first row in which the lists differ in length; -1 where none does.</summary>
    internal int FirstDifference(ListLayout other)
    {
        ReadOnlySpan<int> mine = Outer.AsSpan(0, Rows + 1);
        int same = mine.CommonPrefixLength(other.Outer.AsSpan(0, Rows + 1));
        int row = same > Rows ? -1 : same - 1;
        if (Depth == 1) return row;

        int last = row < 0 ? Outer[Rows] : Outer[row];
        int inner = Inner.AsSpan(0, last + 1).CommonPrefixLength(other.Inner.AsSpan(0, last + 1));
        return inner > last ? row : RowOfInner(inner - 1);
    }

    /// <summary>The row in which an inner list is.</summary>
    internal int RowOfInner(int inner)
    {
        int row = 0;
        while (Outer[row + 1] <= inner) row++;
        return row;
    }
}
