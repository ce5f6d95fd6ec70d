using System.Text;
using System.Text.Json;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class ProcessingReportTests
{
    private static readonly SystematicSettings s_shape = new("JES", SystematicType.NormPlusShape);

    [Fact]
    public void The_text_has_counts_and_a_row_for_every_decision()
    {
        string text = ProcessingReport.Text(Processed());

        const string expected = """
            4 variations: 1 kept, 1 with the norm dropped, 1 with the shape dropped, 1 dropped altogether

            region  sample  parameter  decision      value      threshold  explanation
            SR      b       a          norm dropped  0.01000      0.05000  The normalisation of the sample changes by less than the threshold.
            SR      b       b          shape dropped 0            0.05000  The largest change of a bin, as a fraction of the sample, is below the threshold.
            """;
        Assert.Equal(Words(expected), Words(text)[..Words(expected).Length]);
    }

    [Fact]
    public void Markdown_is_a_table() => Assert.Contains("| region | sample | parameter | decision | value | threshold | explanation |", ProcessingReport.Text(Processed(), markdown: true), StringComparison.Ordinal);

    [Fact]
    public void Without_decisions_there_are_only_counts()
    {
        string text = ProcessingReport.Text(SmallAnalysis.Of(1, 1).Varied(s_shape, [2, 1], [1, 1]).Process());

        Assert.Equal("1 variation: 1 kept, 0 with the norm dropped, 0 with the shape dropped, 0 dropped altogether\n", text);
    }

    [Fact]
    public void The_JSON_lists_what_is_left_of_every_systematic_in_every_region_and_sample()
    {
        using JsonDocument document = Json(Processed());

        JsonElement summary = document.RootElement.GetProperty("summary");
        Assert.Equal("""{"variations":4,"kept":1,"norm_dropped":1,"shape_dropped":1,"dropped":1,"held_bins":1}""", summary.GetRawText());
        string[] rows = [.. document.RootElement.GetProperty("systematics").EnumerateArray().Select(entry => entry.GetRawText())];
        Assert.Equal("""{"name":"a","parameter":"a","outcomes":[{"region":"SR","sample":"b","status":"shape_only"}]}""", rows[0]);
        Assert.EndsWith("""status":"norm_only"}]}""", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("""status":"dropped"}]}""", rows[2], StringComparison.Ordinal);
        Assert.EndsWith("""status":"kept"}]}""", rows[3], StringComparison.Ordinal);
        Assert.Equal("""{"SR":[true,false]}""", document.RootElement.GetProperty("held_bins").GetRawText());
    }

    [Fact]
    public void The_JSON_gives_the_number_and_the_threshold_of_a_decision_and_null_where_there_is_none()
    {
        SystematicSettings mirrored = s_shape with { Down = new VariationSettings { IsSymmetrized = true } };
        using JsonDocument document = Json((SmallAnalysis.Of(8, 8).Varied(mirrored, [9, 9], null) with { Settings = new ProcessingSettings { NormThreshold = 0.25 } }).Process());

        string[] decisions = [.. document.RootElement.GetProperty("decisions").EnumerateArray().Select(decision => decision.GetRawText())];
        Assert.Equal("""{"region":"SR","sample":"b","parameter":"JES","decision":"symmetrized","value":null,"threshold":null,"explanation":"The down side is the mirror image of the up side."}""", decisions[0]);
        Assert.StartsWith("""{"region":"SR","sample":"b","parameter":"JES","decision":"norm_dropped","value":0.125,"threshold":0.25,""", decisions[1], StringComparison.Ordinal);
    }

    private static ProcessedTemplates Processed() => (SmallAnalysis.Of(10000, 100)
        .Varied(s_shape with { ModifierName = "a", Name = "a" }, [10000, 201], [10000, 100])
        .Varied(s_shape with { ModifierName = "b", Name = "b" }, [20000, 200], [10000, 100])
        .Varied(s_shape with { ModifierName = "c", Name = "c" }, [10000, 101], [10000, 100])
        .Varied(s_shape with { ModifierName = "d", Name = "d" }, [12000, 90], [9000, 90])
        with
        { Settings = new ProcessingSettings { NormThreshold = 0.05, ShapeThreshold = 0.05, StatErrorThreshold = 0.02 } }).Process();

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static JsonDocument Json(ProcessedTemplates processed)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) ProcessingReport.Write(processed, writer);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
