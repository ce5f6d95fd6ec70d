using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>Tables of corrections: how they are read, looked up and applied.</summary>
public sealed class CorrectionTests : IDisposable
{
    private const double SumAbsolute = 1e-9; // The same terms in another order.

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_is_read_with_its_uncertainties()
    {
        string path = _folder.WriteText("table.csv", "p_min,p_max,c_min,c_max,value,stat,sys", "0,1,-1,0,1.5,0.1,0.01", "0,1,0,1,0.5,0.2,0.02");

        CorrectionTable table = CorrectionTables.Read(path, Settings("p", "c") with { Value = "value", Uncorrelated = ["stat"], Correlated = ["sys"] });

        Assert.Equal(["p", "c"], table.Variables);
        Assert.Equal([0.0, -1, 0, 0], table.Lower);
        Assert.Equal([1.0, 0, 1, 1], table.Upper);
        Assert.Equal([1.5, 0.5], table.Values);
        Assert.Equal([0.1, 0.2], Assert.Single(table.Uncorrelated));
        Assert.Equal([0.01, 0.02], Assert.Single(table.Correlated));
    }

    [Fact]
    public void All_problems_of_a_table_are_told_with_near_names()
    {
        string path = _folder.WriteText("table.csv", "p_min,p_max,value,note", "0,1,1.5,good", "2,1,,bad");

        IReadOnlyList<Diagnostic> columns = Errors(path, Settings("p", "c") with { Value = "valeu", Uncorrelated = ["note"] });
        IReadOnlyList<Diagnostic> cells = Errors(path, Settings("p") with { Value = "value" });
        IReadOnlyList<Diagnostic> ends = Errors(path, Settings("p") with { Value = "p_min" });

        Assert.Equal(["WK861", "WK861", "WK861", "WK861"], columns.Select(diagnostic => diagnostic.Code));
        Assert.Contains(columns, diagnostic => diagnostic.Hint == "Did you mean 'value'?");
        Assert.Equal("WK862", Assert.Single(cells).Code);
        Assert.Contains("row 2: 'p' goes from 2 to 1", Assert.Single(ends).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlapping_cells_are_refused()
    {
        string path = _folder.WriteText("table.csv", "p_min,p_max,c_min,c_max,value", "0,2,0,1,1", "2,3,0,1,1", "1,2,0.5,2,1");

        Diagnostic found = Assert.Single(Errors(path, Settings("p", "c") with { Value = "value" }));

        Assert.Equal("WK863", found.Code);
        Assert.Contains("rows 1 and 3", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_not_there_is_told() => Assert.Equal("WK861", Assert.Single(Errors(_folder["absent.csv"], Settings("p") with { Value = "value" })).Code);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cells_are_found_where_comparisons_say(bool isGrid)
    {
        CorrectionTable table = isGrid ? Boxes([0, 1, 3, 5], [0, 2, 4]) : Boxes([.. Enumerable.Range(0, 41).Select(i => (double)i)], [0, 2], shift: 0.01);
        var lookup = new CorrectionLookup(table);
        var random = new Random(3);
        double[][] points = [.. Enumerable.Range(0, 500).Select(_ => new[] { Math.Round((random.NextDouble() * 7) - 1, 1), Math.Round((random.NextDouble() * 6) - 1, 1) }), [double.NaN, 1], [1, double.NaN]];

        int[] found = [.. points.Select(point => lookup.Find(point))];

        Assert.Equal(isGrid, lookup.IsGrid);
        Assert.Equal(points.Select(point => Expected(table, point)), found);
    }

    [Fact]
    public void A_correction_is_a_factor_of_the_weight_and_its_cells_are_summed()
    {
        string path = _folder.Write("events.parquet", 0, 2000);
        FillCorrection correction = new(Settings("x", "y") with { Value = "value", Filter = "flag", AllowsOutside = true }, Boxes([0, 0.25, 0.5, 0.75], [-1, 0, 1])) { KeepsCells = true };
        FillRequest request = Request(path) with { Corrections = [correction] };
        FillRequest unapplied = request with { Key = new TemplateKey("SR", "b"), Corrections = [correction with { Settings = correction.Settings with { Name = "known", IsApplied = false } }] };
        Event[] events = [.. Enumerable.Range(0, 2000).Select(row => Event.Of(row))];

        FillResult result = TemplateFiller.Fill([request, unapplied], new FillOptions(), TestContext.Current.CancellationToken);

        FilledTemplate applied = result.Templates[request.Key];
        CellSums cells = applied.Cells["pid"];
        double[] expected = new double[2 * 6];
        foreach (Event one in events.Where(one => one.Flag && one.X < 0.75)) expected[(one.X < 0.5 ? 0 : 6) + Expected(correction.Table, [one.X, one.Y])] += one.W * Factor(correction, one);
        Assert.Equal(events.Sum(one => one.W * Factor(correction, one)), applied.Template.Integral, SumAbsolute);
        Assert.Equal(6, cells.CellCount);
        Assert.Equal(expected, cells.Weights, (a, b) => Math.Abs(a - b) < SumAbsolute);
        Assert.Equal(events.Sum(one => one.W), result.Templates[unapplied.Key].Template.Integral, SumAbsolute);
        Assert.Equal(events.Where(one => one.Flag && one.X < 0.75).Sum(one => one.W), result.Templates[unapplied.Key].Cells["known"].Weights.Sum(), SumAbsolute);
    }

    [Fact]
    public void Selected_events_in_no_cell_are_an_error_with_an_example()
    {
        string path = _folder.WriteText("events.csv", "x,y,w,flag", "0.5,0.5,1,1", "0.875,0.5,1,1", "0.9,0.5,1,0", "0.5,3,1,1");
        FillCorrection correction = new(Settings("x", "y") with { Value = "value" }, Boxes([0, 0.75], [0, 1]));
        FillRequest request = Request(path) with { Filters = ["flag == 1"], Corrections = [correction] };

        Diagnostic found = Assert.Single(Assert.Throws<WorkspaceException>(() => TemplateFiller.Fill([request, request with { Key = new TemplateKey("SR", "b") }], new FillOptions(), TestContext.Current.CancellationToken)).Diagnostics);

        Assert.Equal("WK859", found.Code);
        Assert.Contains("SR / a and 1 more: correction 'pid' has no cell for 2 events; the first has x = 0.875, y = 0.5.", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Published_tables_of_particle_identification_are_read()
    {
        string folder = TestFolders.Shared(Path.Combine("data", "models", "belle2_b2kpi", "pid-tables"));
        CorrectionSettings settings = Settings("p", "cosTheta") with { Value = "data_MC_ratio", Uncorrelated = ["data_MC_uncertainty_stat_up"], Correlated = ["data_MC_uncertainty_sys_up"] };

        CorrectionTable table = CorrectionTables.Read(Path.Combine(folder, "efficiency_table_K.csv"), settings);

        // Row 1 of the file.
        Assert.Equal(0.8522604581558199, table.Values[new CorrectionLookup(table).Find([0.7, -0.5])]);
        Assert.Equal(80, table.CellCount);
        Assert.True(new CorrectionLookup(table).IsGrid);
    }

    private static double Factor(FillCorrection correction, Event one)
    {
        int cell = one.Flag ? Expected(correction.Table, [one.X, one.Y]) : CorrectionLookup.Outside;
        return cell < 0 ? 1 : correction.Table.Values[cell];
    }

    private static CorrectionSettings Settings(params string[] variables) => new("pid", "table.csv") { Variables = [.. variables.Select(name => KeyValuePair.Create(name, name))], Value = "value" };

    private static FillRequest Request(string path) => new(new TemplateKey("SR", "a"), new EventSource([path], null, [])) { Variables = ["x"], Axes = [new RegularAxis(2, 0, 1)], Weights = ["w"] };

    private static IReadOnlyList<Diagnostic> Errors(string path, CorrectionSettings settings) => Assert.Throws<WorkspaceException>(() => CorrectionTables.Read(path, settings)).Diagnostics;

    // With a shift the boxes of one strip share no edges with those of the others.
    private static CorrectionTable Boxes(double[] p, double[] c, double shift = 0)
    {
        var cells = new List<(double[] Lower, double[] Upper)>();
        for (int i = 0; i + 1 < p.Length; i++)
        {
            for (int j = 0; j + 1 < c.Length; j++) cells.Add(([p[i], c[j] + (i * shift)], [p[i + 1], c[j + 1] + (i * shift)]));
        }

        return new CorrectionTable
        {
            Variables = ["x", "y"],
            Lower = [.. cells.SelectMany(cell => cell.Lower)],
            Upper = [.. cells.SelectMany(cell => cell.Upper)],
            Values = [.. cells.Select((_, i) => 1 + (0.125 * i))],
        };
    }

    private static int Expected(CorrectionTable table, double[] point)
    {
        for (int cell = 0; cell < table.CellCount; cell++)
        {
            if (Enumerable.Range(0, 2).All(v => point[v] >= table.Lower[(2 * cell) + v] && point[v] < table.Upper[(2 * cell) + v])) return cell;
        }

        return CorrectionLookup.Outside;
    }
}
