using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Formats.Columns;
using Wilks.Formats.Tables;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>What is read, computed and allocated, whatever the number of templates and events.</summary>
public sealed class TemplateFillerCostTests : IDisposable
{
    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Templates_of_the_same_expressions_cost_no_column_and_no_operation_more()
    {
        string path = _folder.Write("events.parquet", 0, 100);
        FillRequest[] requests = [.. Enumerable.Range(0, 1000).Select(i => Request(i, path, ["w", "up"]))];

        FillResult one = TemplateFiller.Fill(requests[..1], new FillOptions(), TestContext.Current.CancellationToken);
        FillResult many = TemplateFiller.Fill(requests, new FillOptions(), TestContext.Current.CancellationToken);

        Assert.Equal((one.ColumnCount, one.OperationCount), (many.ColumnCount, many.OperationCount));
        Assert.Equal(4, many.ColumnCount);
        Assert.Equal(100, many.EventCount);
    }

    [Fact]
    public void Equal_templates_are_one_fill_and_prefixes_of_weights_one_product()
    {
        FillRequest[] requests = [Request(0, "a", ["w", "up"]), Request(1, "a", ["w", "up"]), Request(2, "a", ["w", "up", "x"]), Request(3, "a", ["w"])];

        FillPlan plan = Plan(requests);

        Assert.Equal([0, 0, 1, 2], plan.FillOfRequest);
        Assert.Single(plan.Selections);
        Assert.Single(plan.Entries);
        // 1, w, w·up, w·up·x
        Assert.Equal(4, plan.Weights.Length);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_events()
    {
        FillPlan plan = Plan([.. Enumerable.Range(0, 30).Select(i => Request(i, "a", ["w", $"up*{i}"]))]);
        TableChunk chunk = Chunk(4000);
        var worker = new FillWorker(plan, blockRows: 512);
        var sums = new FillSums(plan);
        worker.Add(chunk, sums);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 50; i++) worker.Add(chunk, sums);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Ten_thousand_templates_are_filled()
    {
        string path = _folder.Write("events.parquet", 0, 500);
        FillRequest[] requests = [.. Enumerable.Range(0, 10_000).Select(i => Request(i, path, ["w", $"up + {i % 5000}"]))];

        FillResult result = TemplateFiller.Fill(requests, new FillOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(10_000, result.Templates.Count);
        Assert.Equal(result.Templates[requests[17].Key].Template.Yields, result.Templates[requests[5017].Key].Template.Yields);
    }

    private static FillRequest Request(int index, string path, string[] weights) => new(new TemplateKey("SR", $"s{index}"), new EventSource([path], null, []))
    {
        Filters = ["x > 0.25", "flag"],
        Weights = [.. weights],
        Variables = ["x"],
        Axes = [new RegularAxis(10, 0, 1)],
    };

    private static FillPlan Plan(FillRequest[] requests)
    {
        using var table = new SampleEvents(0, 1);
        return new FillPlanBuilder(new PlanExpressions(table, ColumnDialect.Auto, new FillFindings())).Build(requests)!;
    }

    private static TableChunk Chunk(int rows)
    {
        using var table = new SampleEvents(0, rows, chunkRows: rows);
        return table.Read([.. table.Columns.Select(column => column.Name)], RowRange.All).First();
    }
}
