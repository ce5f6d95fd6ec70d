using System.Text.Json;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Formats.Documents;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Analysis.Tests.EndToEnd;

/// <summary>The two configurations of cabinetry's tutorials, from events or histograms to results, beside what cabinetry 0.6.0 with pyhf 0.8.0.dev0 made of them.</summary>
public sealed class CabinetryReferenceTests : IDisposable
{
    /// <summary>Sums of a few hundred weights in another order.</summary>
    private const double Rounding = 1e-12;

    /// <summary>MIGRAD stops when it expects to gain less than 0.002 · 0.1 · 1 in 2NLL; at these minima it left 1e-6.</summary>
    private const double MinimumGap = 1e-5;

    /// <summary>A gap g in 2NLL moves a parameter by up to √g of its uncertainty.</summary>
    private const double ValueInUncertainties = 2e-3;

    /// <summary>The fits behind cabinetry's ranking each end up to 4.4e-5 above the minimum in 2NLL, which ours reach: with Luminosity held at its fitted value + 1 it is 19.541782, at cabinetry's Signal_norm 19.541825. The root of it.</summary>
    private const double RankingInUncertainties = 7e-3;

    /// <summary>The conditional fits of a scan end up to 2e-4 above the minimum.</summary>
    private const double ScanGap = 5e-4;

    /// <summary>MINUIT's HESSE takes second derivatives from finite differences, at a point a little off the minimum; ours are exact.</summary>
    private const double UncertaintyRelative = 0.015;

    /// <summary>Yields follow the parameters, their uncertainties those of the parameters.</summary>
    private const double YieldRelative = 1e-3;

    /// <summary>cabinetry searches limits to 0.01 / 2 of the parameter.</summary>
    private const double LimitAbsolute = 6e-3;

    /// <summary>p-values and significances follow the minima.</summary>
    private const double Probability = 1e-3;

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-cabinetry").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ntuples")]
    [InlineData("histograms")]
    public void The_workspace_is_cabinetrys(string kind)
    {
        (JsonElement ours, JsonElement theirs) = (Run(kind, RunTarget.Workspace, "workspace.json"), Reference(kind, "workspace"));

        AssertSame(theirs, ours, "$");
    }

    [Theory]
    [InlineData("ntuples")]
    [InlineData("histograms")]
    public void The_fit_is_no_higher_and_agrees(string kind)
    {
        (JsonElement ours, JsonElement theirs) = (Run(kind, RunTarget.Results, "fit.json"), Reference(kind, "reference"));

        double gap = theirs.GetProperty("twice_nll").GetDouble() - ours.GetProperty("twice_nll").GetDouble();
        Assert.InRange(gap, 0, MinimumGap);
        foreach ((string name, double value, double uncertainty) in Parameters(theirs))
        {
            JsonElement parameter = ours.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == name);
            Assert.Equal(value, parameter.GetProperty("value").GetDouble(), ValueInUncertainties * uncertainty);
            Assert.Equal(1, parameter.GetProperty("uncertainty").GetDouble() / uncertainty, UncertaintyRelative);
        }

        double[] minos = [.. theirs.GetProperty("minos").GetProperty("Signal_norm").EnumerateArray().Select(x => x.GetDouble())];
        JsonElement interval = ours.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Signal_norm").GetProperty("minos");
        Assert.Equal(minos[0], interval[0].GetDouble(), ValueInUncertainties);
        Assert.Equal(minos[1], interval[1].GetDouble(), ValueInUncertainties);
        Assert.Equal(theirs.GetProperty("gof_p").GetDouble(), Result("goodness_of_fit.json").GetProperty("p_value").GetDouble(), Probability);
    }

    [Theory]
    [InlineData("ntuples")]
    [InlineData("histograms")]
    public void Ranking_limit_and_significance_agree(string kind)
    {
        JsonElement impacts = Run(kind, RunTarget.Results, "impacts.json");
        JsonElement theirs = Reference(kind, "reference");
        double uncertainty = impacts.GetProperty("uncertainty").GetDouble();

        JsonElement ranking = theirs.GetProperty("ranking");
        string[] labels = [.. ranking.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        for (int i = 0; i < labels.Length; i++)
        {
            JsonElement impact = impacts.GetProperty("impacts").EnumerateArray().Single(item => item.GetProperty("name").GetString() == labels[i]);
            foreach (string when in (string[])["prefit", "postfit"])
            {
                // After the fit a parameter is moved by its uncertainty, which is 1 % off.
                double tolerance = (RankingInUncertainties * uncertainty) + (UncertaintyRelative * Math.Abs(impact.GetProperty(when)[0].GetDouble()));
                Assert.Equal(ranking.GetProperty(when + "_up")[i].GetDouble(), impact.GetProperty(when)[0].GetDouble(), tolerance);
                Assert.Equal(ranking.GetProperty(when + "_down")[i].GetDouble(), impact.GetProperty(when)[1].GetDouble(), tolerance);
            }
        }

        JsonElement limit = Result("limit.json");
        Assert.Equal(theirs.GetProperty("limit").GetProperty("observed_limit").GetDouble(), limit.GetProperty("observed").GetDouble(), LimitAbsolute);
        for (int i = 0; i < 5; i++) Assert.Equal(theirs.GetProperty("limit").GetProperty("expected_limit")[i].GetDouble(), limit.GetProperty("expected")[i].GetDouble(), LimitAbsolute);

        JsonElement significance = Result("significance.json");
        Assert.Equal(theirs.GetProperty("significance").GetProperty("observed_significance").GetDouble(), significance.GetProperty("observed").GetProperty("significance").GetDouble(), Probability);
        Assert.Equal(theirs.GetProperty("significance").GetProperty("expected_significance").GetDouble(), significance.GetProperty("expected").GetProperty("significance").GetDouble(), Probability);
    }

    [Theory]
    [InlineData("ntuples")]
    [InlineData("histograms")]
    public void The_profile_likelihood_of_a_nuisance_parameter_agrees(string kind)
    {
        Run(kind, RunTarget.Workspace, "workspace.json");
        JsonElement theirs = Reference(kind, "reference").GetProperty("scan_Modeling");
        double[] values = [.. theirs.GetProperty("parameter_values").EnumerateArray().Select(value => value.GetDouble())];
        Model model = Model.Compile(WorkspaceFiles.Read(Path.Combine(_folder, "results", "workspace.json")).Workspace);

        ScanResult scan = ProfileScan.Run(new CompiledModel(model), model.ObservedData, [new ScanAxis(model.IndexOf("Modeling"), values)], cancellationToken: TestContext.Current.CancellationToken);

        double best = Reference(kind, "reference").GetProperty("twice_nll").GetDouble();
        for (int i = 0; i < values.Length; i++)
        {
            // Both fits of each of their points may stop above the minimum.
            double found = theirs.GetProperty("delta_nlls")[i].GetDouble() + best;
            Assert.InRange(found - scan.Points[i].TwiceNll, -Rounding * found, ScanGap);
        }
    }

    [Theory]
    [InlineData("ntuples", "prefit")]
    [InlineData("ntuples", "postfit")]
    [InlineData("histograms", "prefit")]
    [InlineData("histograms", "postfit")]
    public void Yields_agree_before_and_after_the_fit(string kind, string when)
    {
        JsonElement channel = Run(kind, RunTarget.Results, when + ".json").GetProperty("channels")[0];
        JsonElement theirs = Reference(kind, "reference").GetProperty(when);
        string[] samples = ["Signal", "Background"];
        JsonElement[] ours = [.. channel.GetProperty("samples").EnumerateArray().OrderByDescending(sample => sample.GetProperty("name").GetString()), channel.GetProperty("total")];
        // cabinetry keeps the order of the model, which sorts samples by name.
        (ours[0], ours[1]) = (ours[1], ours[0]);

        Assert.Equal(samples.Order(StringComparer.Ordinal), ours.Take(2).Select(sample => sample.GetProperty("name").GetString()));
        for (int sample = 0; sample < ours.Length; sample++)
        {
            for (int bin = 0; bin < 4; bin++)
            {
                double scale = ours[2].GetProperty("yields")[bin].GetDouble();
                if (sample < 2) Assert.Equal(theirs.GetProperty("model_yields")[0][sample][bin].GetDouble(), ours[sample].GetProperty("yields")[bin].GetDouble(), YieldRelative * scale);
                Assert.Equal(theirs.GetProperty("total_stdev_bins")[0][sample][bin].GetDouble(), ours[sample].GetProperty("uncertainties")[bin].GetDouble(), UncertaintyRelative * Math.Max(1e-9, ours[sample].GetProperty("uncertainties")[bin].GetDouble()));
            }

            Assert.Equal(1, ours[sample].GetProperty("sum_uncertainty").GetDouble() / theirs.GetProperty("total_stdev_channels")[0][sample].GetDouble(), UncertaintyRelative);
        }
    }

    private static IEnumerable<(string Name, double Value, double Uncertainty)> Parameters(JsonElement reference)
    {
        JsonElement labels = reference.GetProperty("labels");
        for (int i = 0; i < labels.GetArrayLength(); i++) yield return (labels[i].GetString()!, reference.GetProperty("bestfit")[i].GetDouble(), reference.GetProperty("uncertainty")[i].GetDouble());
    }

    private static JsonElement Reference(string kind, string what) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestFolders.Shared("reference/cabinetry"), $"cabinetry_tutorial_{kind}.{what}.json"))).RootElement;

    private JsonElement Run(string kind, RunTarget target, string file)
    {
        AnalysisConfigurationDocument document = AnalysisConfigurationReader.Read(Path.Combine(TestFolders.Shared("reference/cabinetry"), $"config_{kind}.yml"));
        GeneralSettings general = document.Configuration.General with { HistogramFolder = Path.Combine(_folder, "histograms"), ResultFolder = Path.Combine(_folder, "results") };
        RunOutcome outcome = AnalysisRunner.Run(document with { Configuration = document.Configuration with { General = general } }, target, new RunOptions(), TestContext.Current.CancellationToken);

        Assert.All(outcome.Steps, step => Assert.True(step.IsTrusted, step.Message));
        return Result(file);
    }

    private JsonElement Result(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "results", file))).RootElement;

    private static void AssertSame(JsonElement expected, JsonElement actual, string path)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{path}: {expected.ValueKind} and {actual.ValueKind}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(expected.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal), actual.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
                foreach (JsonProperty member in expected.EnumerateObject()) AssertSame(member.Value, actual.GetProperty(member.Name), $"{path}.{member.Name}");
                break;
            case JsonValueKind.Array:
                Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), $"{path}: {expected.GetArrayLength()} and {actual.GetArrayLength()} items");
                for (int i = 0; i < expected.GetArrayLength(); i++) AssertSame(expected[i], actual[i], $"{path}[{i}]");
                break;
            case JsonValueKind.Number:
                Assert.True(Math.Abs(expected.GetDouble() - actual.GetDouble()) <= Rounding * Math.Abs(expected.GetDouble()), $"{path}: {expected} and {actual}");
                break;
            default:
                Assert.True(expected.ToString() == actual.ToString(), $"{path}: {expected} and {actual}");
                break;
        }
    }
}
