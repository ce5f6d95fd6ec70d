using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>Templates against a plain loop over the events.</summary>
public sealed class TemplateFillerTests : IDisposable
{
    private const int Rows = 5000;
    private const int Seed = 20;

    private static readonly string[] s_filters = ["x > 0.3", "flag", "n == 2", "abs(y) < 0.5", "y > 5"];
    private static readonly string[] s_weights = ["w", "up", "1", "x"];
    private static readonly string[] s_variables = ["x", "y", "n", "2*x - y", "jets"];
    private static readonly int[] s_threads = [1, 2, 7];

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("events.root")]
    [InlineData("events.parquet")]
    [InlineData("events.feather")]
    public void Random_requests_equal_a_loop_over_the_events(string name)
    {
        string path = _folder.Write(name, 0, Rows);
        ImmutableArray<FillRequest> requests = RandomRequests(Source(path), 60, isFlat: false);

        FillResult result = TemplateFiller.Fill(requests, new FillOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(Rows, result.EventCount);
        AssertEqualsLoop(requests, result, 0, Rows);
    }

    [Theory]
    [InlineData("events.csv")]
    [InlineData("events.npz")]
    public void Random_requests_of_flat_columns_equal_a_loop_over_the_events(string name)
    {
        string path = _folder.Write(name, 0, Rows, ["x", "y", "w", "up", "n", "flag"]);
        ImmutableArray<FillRequest> requests = RandomRequests(Source(path), 60, isFlat: true);

        FillResult result = TemplateFiller.Fill(requests, new FillOptions(), TestContext.Current.CancellationToken);

        AssertEqualsLoop(requests, result, 0, Rows);
    }

    [Fact]
    public void Several_files_and_patterns_are_one_sample()
    {
        string first = _folder.Write("a1.parquet", 0, 700);
        _folder.Write("a2.parquet", 700, 300);
        string third = _folder.Write("b.root", 1000, 500);
        ImmutableArray<FillRequest> requests = RandomRequests(new EventSource([_folder["a*.parquet"], third], null, []), 20, isFlat: false);
        FillRequest alone = Request("alone", Source(first), ["flag"], ["w"]);

        FillResult result = TemplateFiller.Fill([.. requests, alone], new FillOptions { Threads = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal(1500, result.EventCount);
        AssertEqualsLoop(requests, result, 0, 1500);
        AssertEqualsLoop([alone], result, 0, 700);
    }

    [Fact]
    public void A_friend_stands_beside_its_file()
    {
        string main = _folder.Write("main.root", 0, 900, ["x", "y", "n", "flag"]);
        string weights = _folder.Write("weights.root", 0, 900, ["x", "w", "up", "jets"]);
        ImmutableArray<FillRequest> requests = RandomRequests(new EventSource([main], "events", [weights]), 20, isFlat: false);

        FillResult result = TemplateFiller.Fill(requests, new FillOptions(), TestContext.Current.CancellationToken);

        AssertEqualsLoop(requests, result, 0, 900);
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("root")]
    public void Results_of_many_files_are_equal_to_the_bit_for_any_number_of_threads(string extension)
    {
        for (int i = 0; i < 12; i++) _folder.Write($"e{i:D2}.{extension}", 400 * i, 400);
        // Third powers are not exact, so that the order of the sums shows.
        ImmutableArray<FillRequest> requests = [.. RandomRequests(Source(_folder[$"e*.{extension}"]), 10, isFlat: false).Select(request => request with { Weights = [.. request.Weights, "w**3"] })];

        FillResult[] results = [.. s_threads.Select(threads => TemplateFiller.Fill(requests, new FillOptions { Threads = threads }, new FillTuning(BlockRows: 37), TestContext.Current.CancellationToken))];

        AssertSame(requests, results);
    }

    [Theory]
    [InlineData("events.csv")]
    [InlineData("events.root")]
    [InlineData("events.parquet")]
    public void Parts_of_a_long_file_are_equal_to_the_bit_for_any_number_of_threads(string name)
    {
        const int rows = 300_000;
        string path = _folder.Write(name, 0, rows, ["x", "w"], chunkRows: 50_000);
        ImmutableArray<FillRequest> requests = [Request("a", Source(path), ["x > 0.3"], ["w**3"]), Request("b", Source(path), [], ["w"])];
        var progress = new List<FillProgress>();

        FillResult[] results = [.. s_threads.Select(threads => TemplateFiller.Fill(requests, new FillOptions { Threads = threads, Progress = progress.Add }, TestContext.Current.CancellationToken))];

        AssertSame(requests, results);
        Assert.Equal(rows, results[0].Templates[requests[1].Key].SelectedCount);
        Assert.Equal(Events(0, rows).Sum(one => one.W), results[0].Templates[requests[1].Key].Template.Integral, SumAbsolute);
        Assert.True(progress.Count > s_threads.Length || name.EndsWith(".parquet", StringComparison.Ordinal), "The file is read in several parts.");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 1000)]
    [InlineData(100000, 7)]
    public void Sizes_of_parts_and_blocks_change_nothing(int leastRows, int blockRows)
    {
        string path = _folder.Write("events.csv", 0, 800, ["x", "y", "w", "up", "n", "flag"]);
        ImmutableArray<FillRequest> requests = RandomRequests(Source(path), 20, isFlat: true);

        FillResult result = TemplateFiller.Fill(requests, new FillOptions(), new FillTuning(leastRows, blockRows, MostOpen: 0), TestContext.Current.CancellationToken);

        AssertEqualsLoop(requests, result, 0, 800);
    }

    [Fact]
    public void A_row_without_the_element_of_an_index_contributes_nothing()
    {
        string path = _folder.Write("events.parquet", 0, Rows);
        FillRequest variable = Request("variable", Source(path), [], ["w"]) with { Variables = ["jets[1]"] };
        FillRequest weight = Request("weight", Source(path), [], ["jets[1]", "w"]);
        Event[] events = [.. Events(0, Rows).Where(one => one.Jets.Length > 1)];

        FillResult result = TemplateFiller.Fill([variable, weight], new FillOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(events.Length, result.Templates[variable.Key].SelectedCount);
        Assert.Equal(events.Sum(one => one.W), result.Templates[variable.Key].Template.Integral);
        Assert.Equal(events.Length, result.Templates[weight.Key].SelectedCount);
        Assert.Equal(events.Sum(one => one.Jets[1] * one.W), result.Templates[weight.Key].Template.Integral, SumAbsolute);
    }

    [Fact]
    public void The_number_of_the_row_counts_over_the_files_of_a_sample()
    {
        string first = _folder.Write("1.root", 0, 30);
        string second = _folder.Write("2.root", 30, 30);
        FillRequest both = Request("both", new EventSource([first, second], null, []), ["Entry$ >= 40"], []);
        FillRequest one = Request("one", Source(second), ["Entry$ >= 10"], []);

        FillResult result = TemplateFiller.Fill([both, one], new FillOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(20, result.Templates[both.Key].SelectedCount);
        Assert.Equal(20, result.Templates[one.Key].SelectedCount);
    }

    [Fact]
    public void Progress_ends_with_all_events()
    {
        string path = _folder.Write("events.parquet", 0, 300, chunkRows: 50);
        var seen = new List<FillProgress>();

        TemplateFiller.Fill([Request("a", Source(path), [], [])], new FillOptions { Progress = seen.Add, Threads = 2 }, new FillTuning(LeastRows: 1), TestContext.Current.CancellationToken);

        Assert.Equal(new FillProgress(300, 300), seen[^1]);
    }

    [Fact]
    public void Cancellation_ends_the_pass()
    {
        string path = _folder.Write("events.parquet", 0, 300);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => TemplateFiller.Fill([Request("a", Source(path), [], [])], new FillOptions { Threads = 3 }, cancellation.Token));
    }

    /// <summary>Sums of products of floats are rounded in another order by the test.</summary>
    private const double SumAbsolute = 1e-9;

    private static EventSource Source(string path) => new([path], null, []);

    private static FillRequest Request(string sample, EventSource source, ImmutableArray<string> filters, ImmutableArray<string> weights) =>
        new(new TemplateKey("SR", sample), source) { Variables = ["x"], Axes = [new RegularAxis(4, 0, 1)], Filters = filters, Weights = weights };

    private static IEnumerable<Event> Events(int first, int count) => Enumerable.Range(first, count).Select(row => Event.Of(row));

    private static ImmutableArray<FillRequest> RandomRequests(EventSource source, int count, bool isFlat)
    {
        var random = new Random(Seed);
        string[] variables = isFlat ? s_variables[..^1] : s_variables;
        return [.. Enumerable.Range(0, count).Select(i => RandomRequest(source, i, random, variables))];
    }

    private static FillRequest RandomRequest(EventSource source, int index, Random random, string[] variables)
    {
        string variable = variables[random.Next(variables.Length)];
        int axes = variable == "jets" ? 1 : random.Next(1, 3);
        return new FillRequest(new TemplateKey("SR", $"s{index}"), source)
        {
            Filters = [.. s_filters.Where(_ => random.Next(4) == 0)],
            Weights = [.. s_weights.Where(_ => random.Next(3) == 0)],
            Variables = [.. new[] { variable, "y" }.Take(axes)],
            Axes = [.. new INumericAxis[] { random.Next(2) == 0 ? new RegularAxis(random.Next(1, 12), 0.125, 0.875) : new VariableAxis([0, 0.25, 0.3, 0.75]), new RegularAxis(3, -0.5, 0.5) }.Take(axes)],
            Overflow = (OverflowMode)random.Next(4),
        };
    }

    private static void AssertSame(IReadOnlyList<FillRequest> requests, FillResult[] results)
    {
        foreach (FillRequest request in requests)
        {
            Assert.All(results, result => Assert.Equal(results[0].Templates[request.Key].Template.Yields, result.Templates[request.Key].Template.Yields));
            Assert.All(results, result => Assert.Equal(results[0].Templates[request.Key].Template.Variances, result.Templates[request.Key].Template.Variances));
        }
    }

    private static void AssertEqualsLoop(IReadOnlyList<FillRequest> requests, FillResult result, int first, int count)
    {
        Event[] events = [.. Events(first, count)];
        foreach (FillRequest request in requests)
        {
            (double[] yields, double[] variances, long selected) = LoopOverEvents.Fill(request, events);
            FilledTemplate found = result.Templates[request.Key];
            Assert.Equal(selected, found.SelectedCount);
            Assert.Equal(yields, found.Template.Yields, (a, b) => Math.Abs(a - b) <= SumAbsolute);
            Assert.Equal(variances, found.Template.Variances, (a, b) => Math.Abs(a - b) <= SumAbsolute);
        }
    }
}
