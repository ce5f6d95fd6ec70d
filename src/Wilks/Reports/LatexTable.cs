using System.Text;

namespace Wilks.Reports;

/// <summary>Writes tables as LaTeX that needs no package.</summary>
public static class LatexTable
{
    /// <summary>A <c>tabular</c> with rules above, below the heading and below.</summary>
    /// <param name="table">The table.</param>
    public static string ToLatex(this Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder("\\begin{tabular}{");
        foreach (TableColumn column in table.Columns) text.Append(column.Alignment == Alignment.Left ? 'l' : 'r');
        text.Append("}\n\\hline\n");
        Append(text, table.Columns.Select(column => Escape(column.Header)));
        text.Append("\\hline\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            Append(text, row.Select((cell, column) => table.Columns[column].Alignment == Alignment.Decimal && cell.Length > 0 ? $"${cell}$" : Escape(cell)));
        }

        return text.Append("\\hline\n\\end{tabular}\n").ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(" & ", cells).Append(" \\\\\n");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + c,
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
