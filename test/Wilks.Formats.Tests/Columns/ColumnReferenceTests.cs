using System.Globalization;
using System.Text.RegularExpressions;
using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Columns;

/// <summary>Holds the reference of the language against the code.</summary>
public sealed partial class ColumnReferenceTests
{
    private const double Printed = 1e-9; // the page shows ten digits

    private static readonly string s_page = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "reference", "column-expressions.md"));

    private static readonly TableChunk s_chunk = new(0, 3,
    [
        new ColumnData(new ColumnInfo("pt", ColumnType.Double), new double[] { 30, 50, 20 }, []),
        new ColumnData(new ColumnInfo("eta", ColumnType.Double), new double[] { -0.5, 1.5, 3 }, []),
        new ColumnData(new ColumnInfo("njet", ColumnType.UInt32), new uint[] { 2, 4, 0 }, []),
        new ColumnData(new ColumnInfo("w", ColumnType.Double), new double[] { 1, 0.5, 2 }, []),
        new ColumnData(new ColumnInfo("sample", ColumnType.Text), new string[] { "ttbar", "Zjets", "ttbar" }, []),
        new ColumnData(new ColumnInfo("jet_pt", ColumnType.Float, 1), new float[] { 60, 20, 80, 40, 35, 25 }, [[0, 2, 6, 6]]),
    ]);

    public static TheoryData<string, string, string> Examples()
    {
        TheoryData<string, string, string> rows = [];
        foreach (Match match in Example().Matches(s_page)) rows.Add(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_examples_have_the_values_that_the_page_shows(string root, string python, string values)
    {
        double[] expected = [.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        foreach ((string text, ColumnDialect dialect) in new[] { (root, ColumnDialect.Root), (python, ColumnDialect.Python), (root, ColumnDialect.Auto), (python, ColumnDialect.Auto) })
        {
            ColumnExpression expression = ColumnExpression.Parse(text, dialect, [.. s_chunk.Columns.Select(column => column.Info)]);
            ColumnEvaluator evaluator = ColumnProgram.Compile([new ColumnRequest(expression, ColumnUse.Variable)]).CreateEvaluator();
            evaluator.Evaluate(s_chunk);

            for (int row = 0; row < expected.Length; row++) Assert.InRange(evaluator.Numbers(0)[row], expected[row] - Printed * Math.Abs(expected[row]), expected[row] + Printed * Math.Abs(expected[row]));
        }
    }

    [Fact]
    public void The_table_of_functions_is_that_of_the_code()
    {
        string table = s_page[s_page.IndexOf("<!-- functions -->", StringComparison.Ordinal)..s_page.IndexOf("## Lists", StringComparison.Ordinal)];
        string[] documented = [.. FunctionRow().Matches(table).Select(match => $"{match.Groups[1].Value}|{match.Groups[2].Value}").Skip(1)];
        string[] known = [.. ColumnFunctions.All.Select(function => $"{Show(function.Root)}|{Show(function.Python)}")];

        Assert.Equal(known, documented);
    }

    private static string Show(string[] names) => string.Join(' ', names.Select(name => $"`{name}`"));

    [GeneratedRegex(@"^\| `([^`]+)` \| `([^`]+)` \| ([-0-9. ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| [^|]*\| ?([^|]*?) \| ?([^|]*?) \|$", RegexOptions.Multiline)]
    private static partial Regex FunctionRow();
}
