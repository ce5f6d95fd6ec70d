using System.Globalization;
using System.Text.Json;
using Wilks.Reports;
using Wilks.Workspaces;

namespace Wilks.Cli.Tests.Reports;

public sealed class ModelReportTests
{
    private static readonly ModelReport s_report = new()
    {
        Measurement = "main",
        Measurements = [new MeasurementEntry("main", ["mu"]), new MeasurementEntry("background_only", [])],
        Pois = ["mu"],
        Channels =
        [
            new ChannelEntry("SR", [51, 48], [62, 63.5],
            [
                new SampleEntry("background", 102.5, [new("shapesys", "uncorrelated"), new("normsys", "a"), new("normsys", "b"), new("normsys", "c"), new("histosys", "d")]),
                new SampleEntry("signal", 23, [new("normfactor", "mu")]),
            ]),
        ],
        ModifierCounts = [KeyValuePair.Create("histosys", 1), KeyValuePair.Create("normfactor", 1), KeyValuePair.Create("normsys", 3), KeyValuePair.Create("shapesys", 1)],
        Parameters =
        [
            new() { Name = "mu", Set = "mu", Init = 1, Lower = 0, Upper = 10, IsPoi = true, Constraint = "none", ModifierTypes = ["normfactor"], ChannelCount = 1, SampleCount = 1 },
            new() { Name = "a", Set = "a", Init = 0, Lower = -5, Upper = 5, Constraint = "gaussian", Centre = 0, PrefitUncertainty = 1, ModifierTypes = ["normsys"], ChannelCount = 1, SampleCount = 1 },
            .. Enumerable.Range(0, 2).Select(element => new ParameterEntry
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"uncorrelated[{element}]"),
                Set = "uncorrelated",
                Init = 1,
                Lower = 1e-10,
                Upper = 10,
                Fixed = element == 1,
                Constraint = "poisson",
                Centre = 1,
                PrefitUncertainty = 0.1 * (element + 1),
                ModifierTypes = ["shapesys"],
                ChannelCount = 1,
                SampleCount = 1,
            }),
        ],
        ProfiledParameterCount = 1,
        Diagnostics = [new Diagnostic("WK210", Severity.Warning, default, "Something was odd.", "Look at it.")],
    };

    [Fact]
    public void A_model_folds_modifiers_and_per_bin_sets() => Snapshot.Matches("model-folded", ModelReportText.Write(s_report));

    [Fact]
    public void All_unfolds_them() => Snapshot.Matches("model-all", ModelReportText.Write(s_report, new ModelTextOptions(All: true)));

    [Fact]
    public void At_80_columns_no_line_of_a_table_is_longer()
    {
        string text = ModelReportText.Write(s_report, new ModelTextOptions(Width: 80));

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void The_JSON_holds_every_parameter_and_finding()
    {
        JsonElement json = JsonDocument.Parse(VerbCall.Json(writer => ModelReportJson.Write(s_report, writer))).RootElement;

        Assert.Equal(4, json.GetProperty("parameters").GetArrayLength());
        Assert.Equal(3, json.GetProperty("modifier_counts").GetProperty("normsys").GetInt32());
        Assert.Equal("warning", json.GetProperty("diagnostics")[0].GetProperty("severity").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("parameters")[0].GetProperty("centre").ValueKind);
    }
}
