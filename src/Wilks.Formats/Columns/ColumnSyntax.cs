namespace Wilks.Formats.Columns;

/// <summary>A node of the tree that a text stands for; no types yet.</summary>
internal sealed class ColumnSyntax
{
    internal ColumnSyntax(ColumnOperator kind, int position, params ColumnSyntax[] operands)
    {
        Kind = kind;
        Position = position;
        Operands = operands;
        foreach (ColumnSyntax operand in operands) Height = Math.Max(Height, operand.Height + 1);
    }

    internal ColumnOperator Kind { get; }

    internal int Position { get; }

    internal ColumnSyntax[] Operands { get; }

    /// <summary>The levels below it.</summary>
    internal int Height { get; }

    /// <summary>The name of a column or function; of a text the text.</summary>
    internal string Name { get; init; } = "";

    /// <summary>Whether the name stood in backquotes, and so is a column whatever functions there are.</summary>
    internal bool IsQuoted { get; init; }

    internal double Value { get; init; }

    /// <summary>The value of a number that was written as a whole one.</summary>
    internal long? Integer { get; init; }

    /// <summary>Which level of lists an element or slice is taken of: 0 is the outermost.</summary>
    internal int Level { get; init; }

    /// <summary>The bounds of a slice; null where it is open.</summary>
    internal int? SliceStart { get; init; }

    internal int? SliceStop { get; init; }

    internal int SliceStep { get; init; } = 1;
}
