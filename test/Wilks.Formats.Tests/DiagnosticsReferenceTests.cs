using System.Text.RegularExpressions;

namespace Wilks.Formats.Tests;

/// <summary>Holds the table of diagnostics against the source: every code is documented, with its severity, and provoked by a test.</summary>
public sealed partial class DiagnosticsReferenceTests
{
    /// <summary>Codes of the model compiler, whose tests are elsewhere.</summary>
    private const string ModelCodes = "WK4";

    private static readonly string s_source = Text("src");

    [Fact]
    public void The_table_lists_the_codes_of_the_source_once_each_and_in_order()
    {
        string[] documented = [.. Rows().Select(row => row.Code)];
        string[] used = [.. Code().Matches(s_source).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

        Assert.NotEmpty(used);
        Assert.Equal(used, documented);
    }

    [Fact]
    public void The_table_gives_the_severities_of_the_source()
    {
        Dictionary<string, string> documented = Rows().ToDictionary(row => row.Code, row => row.Severity);
        (string Code, string Severity)[] used = [.. Call().Matches(s_source).Select(m => (m.Groups[2].Value, m.Groups[1].Value))];

        Assert.NotEmpty(used);
        Assert.All(used, call => Assert.Equal(documented[call.Code], call.Severity, ignoreCase: true));
    }

    [Fact]
    public void Every_code_is_provoked_by_a_test()
    {
        string tests = Text(Path.Combine("test", "Wilks.Formats.Tests")) + Text(Path.Combine("test", "Wilks.Analysis.Tests"));

        string[] untested = [.. Rows().Select(row => row.Code).Where(code => !code.StartsWith(ModelCodes, StringComparison.Ordinal) && !tests.Contains($"\"{code}\"", StringComparison.Ordinal))];

        Assert.Empty(untested);
    }

    private static (string Code, string Severity)[] Rows()
    {
        string table = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "reference", "diagnostics.md"));
        return [.. Row().Matches(table).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];
    }

    private static string Text(string folder) => string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(TestFolders.Repository, folder), "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText));

    [GeneratedRegex("\"(WK[0-9]{3})\"")]
    private static partial Regex Code();

    [GeneratedRegex("(Error|Warning|Note)\\(\\s*\"(WK[0-9]{3})\"")]
    private static partial Regex Call();

    [GeneratedRegex(@"^\| (WK[0-9]{3}) \| (error|warning|note) \| .+ \| .+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
