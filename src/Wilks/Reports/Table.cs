using System.Text;

namespace Wilks.Reports;

/// <summary>How the cells of a column stand below each other.</summary>
public enum Alignment
{
    /// <summary>At the left edge.</summary>
    Left,

    /// <summary>At the right edge.</summary>
    Right,

    /// <summary>At the decimal point, so that signs and digits of one size stand below each other.</summary>
    Decimal,
}

/// <summary>A column of a table.</summary>
/// <param name="Header">The heading.</param>
/// <param name="Alignment">How its cells stand.</param>
public sealed record TableColumn(string Header, Alignment Alignment = Alignment.Left);

/// <summary>A table as plain data, rendered as text or as Markdown.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows; each has one cell per column.</param>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Gap = "  ";
    private const int NarrowestLeftColumn = 12;

    /// <summary>The table as lines of text without trailing spaces; columns of text shrink to the width with an ellipsis in the middle.</summary>
    /// <param name="width">The number of characters available; the default is no limit.</param>
    public string ToText(int width = int.MaxValue)
    {
        string[][] cells = [.. Columns.Select((_, column) => Align(column))];
        int[] widths = [.. cells.Select(column => column.Max(cell => cell.Length))];
        Shrink(widths, width);

        var text = new StringBuilder();
        for (int row = 0; row <= Rows.Count; row++)
        {
            var line = new StringBuilder();
            for (int column = 0; column < cells.Length; column++)
            {
                if (column > 0) line.Append(Gap);
                line.Append(Fit(cells[column][row], widths[column], Columns[column].Alignment));
            }
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        AppendMarkdownRow(text, Columns.Select(column => column.Header));
        AppendMarkdownRow(text, Columns.Select(column => column.Alignment == Alignment.Left ? "---" : "--:"));
        foreach (IReadOnlyList<string> row in Rows) AppendMarkdownRow(text, row);
        return text.ToString();
    }

    private static void AppendMarkdownRow(StringBuilder text, IEnumerable<string> cells)
    {
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
    }

    // The header and the cells of a column, numbers padded so that their decimal points agree.
    private string[] Align(int column)
    {
        string[] cells = [.. Rows.Select(row => row[column])];
        if (Columns[column].Alignment == Alignment.Decimal && cells.Length > 0)
        {
            int tail = cells.Max(TailLength);
            cells = [.. cells.Select(cell => cell.Length == 0 ? "" : cell + new string(' ', tail - TailLength(cell)))];
        }
        return [Columns[column].Header, .. cells];
    }

    // What stands right of the units digit.
    private static int TailLength(string cell)
    {
        int end = cell.AsSpan().IndexOfAny('.', 'e');
        return end < 0 ? 0 : cell.Length - end;
    }

    // Takes the missing characters from the widest columns of text; numbers keep their digits.
    private void Shrink(int[] widths, int width)
    {
        int excess = widths.Sum() + (Gap.Length * (widths.Length - 1)) - Math.Min(width, int.MaxValue / 2);
        while (excess > 0)
        {
            int widest = -1;
            for (int column = 0; column < widths.Length; column++)
            {
                bool shrinkable = Columns[column].Alignment == Alignment.Left && widths[column] > NarrowestLeftColumn;
                if (shrinkable && (widest < 0 || widths[column] > widths[widest])) widest = column;
            }
            if (widest < 0) return;
            widths[widest]--;
            excess--;
        }
    }

    private static string Fit(string cell, int width, Alignment alignment)
    {
        if (cell.Length > width)
        {
            int head = (width - 1) / 2;
            cell = string.Concat(cell.AsSpan(0, head), "…", cell.AsSpan(cell.Length - (width - 1 - head)));
        }
        return alignment == Alignment.Left ? cell.PadRight(width) : cell.PadLeft(width);
    }
}
