using System.Text.Json;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;

namespace Wilks.Analysis.Tests.EndToEnd;

/// <summary>Analyses of Belle II users, from ntuples to results, on the data beside the repository.</summary>
public sealed class BelleAnalysisTests : IDisposable
{
    /// <summary>cabinetry's templates, filled in another order.</summary>
    private const double Rounding = 1e-12;

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-belle").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The workshop's example keeps cabinetry's templates beside its configuration; the ntuples are another file set.</summary>
    [Fact]
    public void The_workshop_example_runs_and_its_templates_are_cabinetrys()
    {
        string example = TestFolders.Shared("data/models/belle2_cabinetry_example");
        Directory.CreateDirectory(Path.Combine(_folder, "input"));
        foreach (string name in (string[])["data", "prediction"]) File.Copy(TestFolders.Shared($"data/root/belle2tut/input__{name}.root"), Path.Combine(_folder, "input", name + ".root"));

        RunOutcome outcome = Run(AnalysisConfigurationReader.Read(Path.Combine(example, "config_example.yml")) with { Folder = _folder });

        Assert.All(outcome.Steps, step => Assert.True(step.IsTrusted, step.Message));
        foreach (string name in (string[])["Background", "Background_Modeling_Up", "Background_WeightBasedModeling_Up", "Background_WeightBasedModeling_Down", "Data", "Signal"])
        {
            double[] theirs = Wilks.Formats.Uhi.HistogramFiles.Read(Path.Combine(example, "histograms", $"Signal_region_{name}.npz"))[0].InnerValues();
            Assert.Equal(theirs, Template(outcome, name), (x, y) => Math.Abs(x - y) <= Rounding * Math.Abs(x));
        }
    }

    [Fact]
    public void The_K_pi0_analysis_with_tables_of_identification_runs_to_the_end()
    {
        string data = TestFolders.Shared("data");
        string file = Path.Combine(TestFolders.Repository, "test", "Wilks.Analysis.Tests", "EndToEnd", "b2kpi.yml");

        RunOutcome outcome = Run(AnalysisConfigurationReader.Read(file) with { Folder = data });

        Assert.All(outcome.Steps, step => Assert.True(step.IsTrusted, step.Message));
        JsonElement mu = Parameter("mu");
        // The data are other events of the same simulation, whose signal the template was scaled to: one, within three uncertainties.
        Assert.InRange(mu.GetProperty("value").GetDouble(), 1 - (3 * mu.GetProperty("uncertainty").GetDouble()), 1 + (3 * mu.GetProperty("uncertainty").GetDouble()));
        Assert.InRange(mu.GetProperty("uncertainty").GetDouble(), 0.05, 0.3);
        Assert.True(Result("fit.json").GetProperty("parameters").EnumerateArray().Count(parameter => parameter.GetProperty("name").GetString()!.StartsWith("kaon_id_", StringComparison.Ordinal)) > 1);
    }

    private RunOutcome Run(AnalysisConfigurationDocument document)
    {
        GeneralSettings general = document.Configuration.General with { HistogramFolder = Path.Combine(_folder, "histograms"), ResultFolder = Path.Combine(_folder, "results") };
        return AnalysisRunner.Run(document with { Configuration = document.Configuration with { General = general } }, RunTarget.Results, new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);
    }

    private static double[] Template(RunOutcome outcome, string name)
    {
        string[] parts = name.Split('_');
        var key = new Wilks.Analysis.Templates.TemplateKey("Signal_region", parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
        return [.. Wilks.Analysis.Planning.TemplateArchiveFile.ReadOrEmpty(outcome.Folders.Templates).ToSet().Templates[key].Yields];
    }

    private JsonElement Parameter(string name) => Result("fit.json").GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == name);

    private JsonElement Result(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "results", file))).RootElement;
}
