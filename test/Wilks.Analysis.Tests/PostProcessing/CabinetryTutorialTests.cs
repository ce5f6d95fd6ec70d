using System.Collections.Immutable;
using System.Text.Json;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Formats.Uhi;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.PostProcessing;

/// <summary>The histograms of cabinetry's tutorial become the modifiers of the workspace that cabinetry 0.6.0 made of them.</summary>
public sealed class CabinetryTutorialTests
{
    // numpy sums eight numbers at a time from some length on; these have four bins.
    private const double Rounding = 1e-15;

    [Theory]
    [InlineData("Modeling", true)]
    [InlineData("WeightBasedModeling", false)]
    public void Factors_and_shapes_are_those_of_cabinetry(string name, bool isMirrored)
    {
        string folder = TestFolders.Shared(Path.Combine("reference", "cabinetry"));
        using JsonDocument workspace = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cabinetry_tutorial_histograms.workspace.json")));
        var systematic = new SystematicSettings(name, SystematicType.NormPlusShape) { Down = new VariationSettings { IsSymmetrized = isMirrored } };
        SmallAnalysis analysis = SmallAnalysis.Of([.. Histogram(folder, "Nominal").Yields])
            .Varied(systematic, [.. Histogram(folder, name + "_Up").Yields], isMirrored ? null : [.. Histogram(folder, name + "_Down").Yields]);

        ProcessedVariation variation = analysis.Single();

        JsonElement norm = Modifier(workspace, "normsys", name);
        JsonElement shape = Modifier(workspace, "histosys", name);
        Assert.Equal([norm.GetProperty("hi").GetDouble(), norm.GetProperty("lo").GetDouble()], [variation.Norm!.Value.Up, variation.Norm!.Value.Down], Close);
        Assert.Equal(Numbers(shape.GetProperty("hi_data")), variation.Shape!.Value.Up, Close);
        Assert.Equal(Numbers(shape.GetProperty("lo_data")), variation.Shape!.Value.Down, Close);
    }

    private static Template Histogram(string folder, string variation)
    {
        Histogram histogram = Assert.Single(HistogramFiles.Read(Path.Combine(folder, "inputs", "histograms.root") + $":SR/Background/{variation}"));
        return new Template([.. histogram.InnerValues()], [.. histogram.InnerVariances()]);
    }

    private static JsonElement Modifier(JsonDocument workspace, string type, string name) => workspace.RootElement.GetProperty("channels")[0].GetProperty("samples").EnumerateArray()
        .Single(sample => sample.GetProperty("name").GetString() == "Background").GetProperty("modifiers").EnumerateArray()
        .Single(modifier => modifier.GetProperty("type").GetString() == type && modifier.GetProperty("name").GetString() == name).GetProperty("data");

    private static ImmutableArray<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= Rounding * Math.Abs(expected);
}
