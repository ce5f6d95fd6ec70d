using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Filling;
using Wilks.Analysis.Variations;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.Variations;

/// <summary>The covariance of a correction against templates that are filled again with other values in its cells.</summary>
public sealed class CorrectionCovarianceTests : IDisposable
{
    /// <summary>Templates are linear in the cells, so that only rounding differs; of the largest element.</summary>
    private const double Relative = 1e-11;

    private static readonly string[] s_regions = ["x < 0.6", "flag"];
    private static readonly string[] s_samples = ["a", "b"];

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_the_sum_over_sources_of_what_filling_again_with_a_moved_table_gives(bool isApplied)
    {
        CorrectionSettings settings = new("id", "t.csv") { Variables = [new("x", "x")], Value = "value", IsApplied = isApplied };
        CorrectionTable table = Table([0.9, 1.1, 1.25, 0.8]) with { Uncorrelated = [[0.1, 0.2, 0, 0.05], [0.05, 0, 0, 0.1]], Correlated = [[0.02, -0.03, 0.04, 0.01]] };
        double[] uncorrelated = [Math.Sqrt(0.0125), 0.2, 0, Math.Sqrt(0.0125)];
        List<double[]> moves = [.. Enumerable.Range(0, 4).Select(cell => Only(cell, uncorrelated[cell])), [0.02, -0.03, 0.04, 0.01]];
        double[] nominal = Fill(settings with { IsApplied = true }, table);

        double[] expected = new double[nominal.Length * nominal.Length];
        foreach (double[] move in moves)
        {
            double[] moved = Fill(settings with { IsApplied = true }, table with { Values = [.. table.Values.Select((value, cell) => value + move[cell])] });
            for (int i = 0; i < expected.Length; i++) expected[i] += (moved[i / nominal.Length] - nominal[i / nominal.Length]) * (moved[i % nominal.Length] - nominal[i % nominal.Length]);
        }

        double[] found = Covariance(settings, table, nominal);

        double largest = expected.Max();
        Assert.True(largest > 0);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], Relative * largest);
    }

    private static double[] Only(int cell, double uncertainty)
    {
        double[] move = new double[4];
        move[cell] = uncertainty;
        return move;
    }

    private static CorrectionTable Table(double[] values) => new() { Variables = ["x"], Lower = [0, 0.25, 0.5, 0.75], Upper = [0.25, 0.5, 0.75, 1], Values = [.. values] };

    /// <summary>The sum over all parameters of the outer products of the changes of all bins.</summary>
    private double[] Covariance(CorrectionSettings settings, CorrectionTable table, double[] nominal)
    {
        FillResult filled = Filled(settings, table, keepsCells: true);
        var templates = new TemplateSet
        {
            Templates = filled.Templates.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Template, TemplateKey.Order),
            Cells = filled.Templates.ToImmutableSortedDictionary(pair => pair.Key with { Systematic = "id" }, pair => pair.Value.Cells["id"], TemplateKey.Order),
        };
        var configuration = new AnalysisConfiguration
        {
            General = new GeneralSettings { Measurement = "m", InputPath = "in", HistogramFolder = "out" },
            Regions = [.. s_regions.Select(region => new RegionSettings(region))],
            Samples = [.. s_samples.Select(sample => new SampleSettings(sample))],
            Systematics = [new SystematicSettings("s", SystematicType.Covariance) { Covariance = new CovarianceSettings(new CorrectionSource("id")) { Precision = 0 } }],
        };
        VariationSet made = VariationBuilder.Build(configuration, templates, new Dictionary<string, CorrectionTable> { ["id"] = table }, "");

        TemplateKey[] targets = [.. s_regions.SelectMany(region => s_samples.Select(sample => new TemplateKey(region, sample)))];
        double[] sum = new double[nominal.Length * nominal.Length];
        foreach (IGrouping<string, TemplateVariation> parameter in made.Variations.GroupBy(variation => variation.Parameter))
        {
            Dictionary<TemplateKey, TemplateVariation> parts = parameter.ToDictionary(variation => variation.Target);
            double[] change = [.. targets.SelectMany(target => templates.Templates[target].Yields.Select((value, bin) => parts.TryGetValue(target, out TemplateVariation? part) ? part.Up!.Yields[bin] - value : 0))];
            for (int i = 0; i < sum.Length; i++) sum[i] += change[i / nominal.Length] * change[i % nominal.Length];
        }

        return sum;
    }

    private double[] Fill(CorrectionSettings settings, CorrectionTable table)
    {
        FillResult filled = Filled(settings, table, keepsCells: false);
        return [.. s_regions.SelectMany(region => s_samples.SelectMany(sample => filled.Templates[new TemplateKey(region, sample)].Template.Yields))];
    }

    // Where the weight has the correction already, it is an expression of the same table.
    private FillResult Filled(CorrectionSettings settings, CorrectionTable table, bool keepsCells)
    {
        string[] cells = [.. table.Values.Select((value, cell) => FormattableString.Invariant($"((x >= {0.25 * cell}) & (x < {0.25 * (cell + 1)})) * {value:R}"))];
        ImmutableArray<string> weights = settings.IsApplied ? ["w"] : ["w", string.Join(" + ", cells)];
        FillRequest[] requests =
        [
            .. from region in s_regions
               from sample in s_samples
               select new FillRequest(new TemplateKey(region, sample), new EventSource([Events(sample)], null, []))
               {
                   Filters = [region],
                   Weights = weights,
                   Variables = ["y"],
                   Axes = [new RegularAxis(3, -1, 1)],
                   Corrections = [new FillCorrection(settings, table) { KeepsCells = keepsCells }],
               },
        ];
        return TemplateFiller.Fill(requests, new FillOptions { Dialect = Wilks.Formats.Columns.ColumnDialect.Python }, TestContext.Current.CancellationToken);
    }

    private string Events(string sample)
    {
        string path = _folder[sample + ".npz"];
        return File.Exists(path) ? path : _folder.Write(sample + ".npz", sample == "a" ? 0 : 5000, 800, ["x", "y", "w", "flag"]);
    }
}
