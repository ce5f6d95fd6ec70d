using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>What is said when a template can't be filled, or is not what was meant.</summary>
public sealed class TemplateFillerErrorTests : IDisposable
{
    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_wrong_column_of_many_templates_is_told_once_with_near_names()
    {
        string path = _folder.Write("events.parquet", 0, 10);
        FillRequest[] requests = [.. Enumerable.Range(0, 200).Select(i => Request($"s{i:D3}", path) with { Filters = ["flagg"] })];

        Diagnostic found = Assert.Single(Errors(requests));

        Assert.Equal("WK851", found.Code);
        Assert.Contains("SR / s000 and 199 more", found.Message, StringComparison.Ordinal);
        Assert.Contains("filter \"flagg\"", found.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'flag'?", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        string path = _folder.Write("events.root", 0, 10);
        FillRequest[] requests =
        [
            Request("a", path) with { Filters = ["flagg"], Weights = ["w +"], Variables = ["z"] },
            Request("b", _folder["absent.root"]),
            Request("c", path) with { Source = new EventSource([path], "event", []) },
        ];

        IReadOnlyList<Diagnostic> found = Errors(requests);

        Assert.Equal(["WK850", "WK850", "WK851", "WK851", "WK851"], found.Select(diagnostic => diagnostic.Code).Order());
        Assert.Contains(found, diagnostic => diagnostic.Message.Contains("absent.root' doesn't exist", StringComparison.Ordinal));
        Assert.Contains(found, diagnostic => diagnostic.Message.Contains("the nearest names are 'events'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_as_weight_or_filter_is_refused_with_what_to_write()
    {
        string path = _folder.Write("events.parquet", 0, 10);

        IReadOnlyList<Diagnostic> found = Errors([Request("a", path) with { Filters = ["jets > 0.5"], Weights = ["jets"] }]);

        Assert.Equal(["WK851", "WK851"], found.Select(diagnostic => diagnostic.Code));
        Assert.All(found, diagnostic => Assert.Contains("list per row", diagnostic.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_several_axes_is_refused()
    {
        string path = _folder.Write("events.parquet", 0, 10);

        Diagnostic found = Assert.Single(Errors([Request("a", path) with { Variables = ["jets", "x"], Axes = [new RegularAxis(2, 0, 1), new RegularAxis(2, 0, 1)] }]));

        Assert.Equal("WK852", found.Code);
    }

    [Fact]
    public void An_expression_without_a_value_in_some_row_tells_the_row()
    {
        string path = _folder.Write("events.parquet", 0, 100);

        Diagnostic found = Assert.Single(Errors([Request("a", path) with { Variables = ["jets[:, 2]"] }, Request("b", path)]));

        Assert.Equal("WK853", found.Code);
        Assert.Contains("SR / a, in '", found.Message, StringComparison.Ordinal);
        Assert.Contains("row ", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_told()
    {
        string path = _folder.Write("events.parquet", 0, 3000);
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(4, bytes.Length / 2).Fill(0xFF);
        File.WriteAllBytes(path, bytes);

        Diagnostic found = Assert.Single(Errors([Request("a", path), Request("b", path)]));

        Assert.Equal("WK854", found.Code);
        Assert.Contains("SR / a and 1 more", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_vanishes_or_shrinks_while_it_is_read_is_told()
    {
        string[] lines = [.. Enumerable.Range(0, 200_000).Select(i => $"{i}.5,1")];
        string shrinking = _folder.WriteText("shrinking.csv", ["x,w", .. lines]);
        string vanishing = _folder.WriteText("vanishing.csv", ["x,w", "1,1"]);
        void Shorten(FillProgress progress) => File.WriteAllText(shrinking, "x,w\n");
        void Remove(FillProgress progress) => File.Delete(vanishing);

        Diagnostic shorter = Assert.Single(Errors([Request("a", shrinking)], new FillOptions { Progress = Shorten }));
        Diagnostic gone = Assert.Single(Errors([Request("a", _folder.WriteText("first.csv", "x,w", "1,1")), Request("b", vanishing)], new FillOptions { Progress = Remove }, new FillTuning(MostOpen: 0)));

        Assert.Equal("WK854", shorter.Code);
        Assert.Equal("WK854", gone.Code);
        Assert.Contains("doesn't exist", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_that_are_not_finite_are_counted_and_refused()
    {
        string path = _folder.WriteText("events.csv", "x,w", "0.5,1", "nan,1", "0.5,nan", "0.5,inf", "-inf,2", "nan,nan");
        FillRequest request = Request("a", path) with { Weights = ["w"] };

        IReadOnlyList<Diagnostic> found = Errors([request]);

        Assert.Equal(["WK855", "WK855"], found.Select(diagnostic => diagnostic.Code));
        Assert.Contains("variable \"x\" is not a number in 2 events", found[0].Message, StringComparison.Ordinal);
        Assert.Contains("weight \"w\" is infinite or not a number in 2 events", found[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_that_are_not_finite_can_be_left_out_and_are_told()
    {
        string path = _folder.WriteText("events.csv", "x,w", "0.5,1", "nan,1", "0.5,nan", "0.5,inf", "-inf,2", "nan,nan", "inf,-4", "0.25,");
        FillRequest request = Request("a", path) with { Weights = ["w"], Overflow = OverflowMode.Merge };

        FillResult result = Fill([request], new FillOptions { NotFinite = NotFiniteMode.Drop });

        FilledTemplate template = result.Templates[request.Key];
        Assert.Equal([2.0, 0, 1, -4], template.Template.Yields);
        Assert.Equal([4.0, 0, 1, 16], template.Template.Variances);
        Assert.Equal((8, 5, 2, 1), (template.SelectedCount, template.NotFiniteCount, template.OutsideCount, template.NegativeWeightCount));
        Assert.Equal(["WK856", "WK856"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void What_is_not_finite_in_events_that_are_not_selected_does_not_matter()
    {
        string path = _folder.WriteText("events.csv", "x,w,n", "0.5,1,1", "nan,1,2", "0.5,nan,2");
        FillRequest request = Request("a", path) with { Weights = ["w"], Filters = ["n == 1"] };

        FillResult result = Fill([request], new FillOptions());

        Assert.Equal(1, result.Templates[request.Key].Template.Integral);
    }

    [Fact]
    public void An_empty_selection_is_a_warning()
    {
        string path = _folder.Write("events.parquet", 0, 50);
        FillRequest[] requests = [Request("a", path) with { Filters = ["y > 5"] }, Request("b", path) with { Filters = ["y > 5"], Weights = ["w"] }, Request("c", path) with { Variables = ["x + 7"] }];

        FillResult result = Fill(requests, new FillOptions());

        Assert.Equal(["WK857", "WK857"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Contains("SR / a and 1 more: no event passes filter \"y > 5\".", result.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("all 50 events that there are have variable \"x + 7\" beyond the outer edges", result.Diagnostics[1].Message, StringComparison.Ordinal);
        Assert.Equal(0, result.Templates[requests[0].Key].Template.Integral);
    }

    [Fact]
    public void Friends_must_be_as_many_as_files()
    {
        string path = _folder.Write("events.parquet", 0, 50);
        string other = _folder.Write("other.parquet", 0, 49);

        Diagnostic number = Assert.Single(Errors([Request("a", path) with { Source = new EventSource([path], null, [path, other]) }]));
        Diagnostic rows = Assert.Single(Errors([Request("a", path) with { Source = new EventSource([path], null, [other]) }]));

        Assert.Equal("WK858", number.Code);
        Assert.Equal("WK850", rows.Code);
        Assert.Contains("49 rows", rows.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_named_twice_counts_twice_and_is_told()
    {
        string path = _folder.Write("events.parquet", 0, 50);
        FillRequest request = Request("a", path) with { Source = new EventSource([path, path], null, []) };

        FillResult result = Fill([request], new FillOptions());

        Assert.Equal(100, result.Templates[request.Key].SelectedCount);
        Assert.Equal("WK860", Assert.Single(result.Diagnostics).Code);
    }

    private static FillRequest Request(string sample, string path) =>
        new(new TemplateKey("SR", sample), new EventSource([path], null, [])) { Variables = ["x"], Axes = [new RegularAxis(4, 0, 1)] };

    private static FillResult Fill(IReadOnlyList<FillRequest> requests, FillOptions options) => TemplateFiller.Fill(requests, options, TestContext.Current.CancellationToken);

    private static ImmutableArray<Diagnostic> Errors(IReadOnlyList<FillRequest> requests, FillOptions? options = null, FillTuning? tuning = null) =>
        [.. Assert.Throws<WorkspaceException>(() => TemplateFiller.Fill(requests, options ?? new FillOptions(), tuning ?? new FillTuning(), TestContext.Current.CancellationToken)).Diagnostics];
}
