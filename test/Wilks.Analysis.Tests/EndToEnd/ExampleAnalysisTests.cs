using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Analysis.Variations;
using Wilks.Models;

namespace Wilks.Analysis.Tests.EndToEnd;

/// <summary>The analyses of the folder of examples: what they show, and what pages say of them.</summary>
public sealed partial class ExampleAnalysisTests : IDisposable
{
    /// <summary>At a point one weight is 1 and all others are 0, but for rounding of polynomials of differences of the values.</summary>
    private const double Rounding = 1e-12;

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-examples").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"`(?<name>[a-z_0-9]+)`")]
    private static partial Regex Code();

    [Theory]
    [InlineData("knunu")]
    [InlineData("tau-lifetime")]
    public void The_configuration_reads_without_a_warning(string example) => Assert.Empty(Read(example).Diagnostics);

    [Fact]
    public void Every_kind_of_systematic_occurs_in_the_search()
    {
        AnalysisConfiguration configuration = Read("knunu").Configuration;
        ImmutableArray<SystematicSettings> all = configuration.Systematics;

        Assert.Equal(Enum.GetValues<SystematicType>(), all.Select(systematic => systematic.Type).Distinct().Order());
        Assert.Contains(all, systematic => systematic.Covariance?.Source is ReplicaSource);
        Assert.Contains(all, systematic => systematic.Covariance?.Source is CorrectionSource);
        Assert.Contains(all, systematic => !systematic.Variations.IsEmpty && systematic.Combination == CombinationRule.Envelope);
        Assert.Contains(all, systematic => systematic.DecorrelateSamples);
        Assert.Contains(all, systematic => systematic.Smoothing is not null);
        Assert.Contains(all, systematic => systematic.ModifierName != systematic.Name);
    }

    [Fact]
    public void Regions_of_every_kind_occur_in_the_search()
    {
        ImmutableArray<RegionSettings> regions = Read("knunu").Configuration.Regions;

        Assert.Equal(Enum.GetValues<RegionRole>(), regions.Select(region => region.Role).Distinct().Order());
        Assert.Contains(regions, region => region.Binnings.Any(binning => binning is AutomaticBinning));
        Assert.Contains(regions, region => region.Variables.Length == 2);
    }

    [Theory]
    [InlineData("histograms/templates.json")]
    [InlineData("histograms/postprocessing.json")]
    [InlineData("results/manifest.json")]
    [InlineData("results/timings.json")]
    public void Every_key_of_a_file_is_on_its_page(string file)
    {
        HashSet<string> told = [.. Code().Matches(Page("docs/reference/analysis-files.md")).Select(match => match.Groups["name"].Value)];
        // The keys of these are names of regions, corrections and steps.
        HashSet<string> named = ["cells", "held_bins", "seconds"];

        Run("knunu");
        JsonElement root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, file))).RootElement;

        Assert.All(Keys(root, named).Distinct(), key => Assert.Contains(key, told));
    }

    [Fact]
    public void Every_file_of_a_run_is_on_its_page()
    {
        string page = Page("docs/reference/analysis-files.md");

        Run("knunu");

        IEnumerable<string> names = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path).Replace("scan_mu", "scan_PARAMETER", StringComparison.Ordinal));
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_tells_how_covariances_of_the_search_are_truncated()
    {
        string page = Page("docs/explanations/covariance-systematics.md");

        PreparedAnalysis prepared = AnalysisRunner.Prepare(Elsewhere(Read("knunu")), new RunOptions(), TestContext.Current.CancellationToken);

        foreach (CovarianceSummary summary in prepared.Variations.Covariances)
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `{summary.Systematic}` | {summary.BinCount} | {summary.Rank} | {summary.Kept} | {100 * summary.Precision:F2} % |"), page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(MorphingInterpolation.Spline)]
    [InlineData(MorphingInterpolation.Linear)]
    public void The_page_tells_what_an_interpolation_gives(MorphingInterpolation interpolation)
    {
        AnalysisConfigurationDocument document = Elsewhere(Read("tau-lifetime"));
        AnalysisConfiguration configuration = document.Configuration with { Morphing = [document.Configuration.Morphing[0] with { Interpolation = interpolation }] };

        RunOutcome outcome = AnalysisRunner.Run(document with { Configuration = configuration }, RunTarget.Results, new RunOptions { Results = ["fit"] }, TestContext.Current.CancellationToken);

        string summary = outcome.Steps.Single(step => step.Name == "fit").Summary;
        Assert.Contains($"`{interpolation.ToString().ToLowerInvariant()}` {(interpolation == MorphingInterpolation.Spline ? "gives " : "")}{summary["lifetime = ".Length..]}", Page("docs/explanations/template-morphing.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(250, 1)]
    [InlineData(300, 2)]
    [InlineData(350, 3)]
    [InlineData(400, 4)]
    public void At_a_point_the_morphing_is_its_template(double lifetime, int point)
    {
        PreparedAnalysis prepared = AnalysisRunner.Prepare(Elsewhere(Read("tau-lifetime")), new RunOptions(), TestContext.Current.CancellationToken);
        Model model = Model.Compile(prepared.Workspace.Whole);
        double[] parameters = [.. model.Parameters.Select(parameter => parameter.Init)];
        parameters[model.IndexOf("lifetime")] = lifetime;
        string[] samples = ["signal_200", "signal_250", "signal_300", "signal_350", "signal_400"];

        double[] expected = new double[model.Channels[0].BinCount];
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(parameters, expected);

        for (int bin = 0; bin < expected.Length; bin++)
        {
            double sum = Yield(prepared, samples[point], bin) + Yield(prepared, "background", bin);
            Assert.Equal(sum, expected[bin], Rounding * Math.Max(1, sum));
        }
    }

    private static double Yield(PreparedAnalysis prepared, string sample, int bin) => prepared.Processed.Nominal[new Templates.TemplateKey("decays", sample)].Yields[bin];

    private static IEnumerable<string> Keys(JsonElement element, HashSet<string> named) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => (named.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().SelectMany(inner => Keys(inner.Value, named)) : Keys(member.Value, named)).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Keys(item, named)),
        _ => [],
    };

    private void Run(string example) => AnalysisRunner.Run(Elsewhere(Read(example)), RunTarget.Results, new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);

    private AnalysisConfigurationDocument Elsewhere(AnalysisConfigurationDocument document)
    {
        GeneralSettings general = document.Configuration.General with { HistogramFolder = Path.Combine(_folder, "histograms"), ResultFolder = Path.Combine(_folder, "results") };
        return document with { Configuration = document.Configuration with { General = general } };
    }

    private static AnalysisConfigurationDocument Read(string example) => AnalysisConfigurationReader.Read(Path.Combine(TestFolders.Repository, "examples", example, "analysis.yml"));

    private static string Page(string path) => File.ReadAllText(Path.Combine(TestFolders.Repository, path));
}
