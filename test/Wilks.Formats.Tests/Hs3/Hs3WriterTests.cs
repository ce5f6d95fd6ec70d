using System.Collections.Immutable;
using Wilks.Formats.Documents;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests.Generators;
using Wilks.Histograms;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

public sealed class Hs3WriterTests
{
    private const int RandomWorkspaces = 200;

    [Fact]
    public void Random_workspaces_come_back_the_same()
    {
        for (int seed = 0; seed < RandomWorkspaces; seed++)
        {
            Workspace workspace = RandomWorkspace.Create(seed);

            Workspace back = Hs3Reader.Decode(Hs3Text.Written(workspace)).Workspace;

            Assert.True(JsonEquality.AreEqual(Hs3Text.AsPyhf(workspace), Hs3Text.AsPyhf(back)), $"seed {seed}");
        }
    }

    [Fact]
    public void Writing_twice_gives_the_same_document()
    {
        JsonObject once = Hs3Text.Written(Full());
        JsonObject twice = Hs3Text.Written(Hs3Reader.Decode(once).Workspace, new Hs3WriterOptions { Origin = once });

        Assert.True(JsonEquality.AreEqual(once, twice));
    }

    [Fact]
    public void Axes_codes_data_sets_and_several_measurements_come_back()
    {
        Workspace workspace = Full();

        Workspace back = Hs3Reader.Decode(Hs3Text.Written(workspace)).Workspace;

        Assert.Equal([0.0, 1.0, 4.0], Assert.IsType<VariableAxis>(back.Channels[0].Axes[0]).Edges);
        Assert.Empty(back.Channels[1].Axes);
        Assert.Equal(InterpolationCode.Code1, back.Channels[0].Samples[1].Modifiers.OfType<NormSys>().Single().Interpolation);
        Assert.Equal(["second", "expected"], back.Datasets.Select(d => d.Name));
        Assert.Equal([5.0, 6.0], back.Datasets[0].Observations!.Value.Single(o => o.Name == "SR").Data);
        Assert.Equal(KeyValuePair.Create("mu", 1.5), Assert.Single(back.Datasets[1].At));
        Assert.Equal(["m", "m2"], back.Measurements.Select(m => m.Name));
        Assert.Equal(["mu", "a"], back.Measurements[1].Pois);
    }

    [Fact]
    public void An_analysis_is_chosen_by_name()
    {
        Workspace back = Hs3Reader.Decode(Hs3Text.Written(Full()), "m2").Workspace;

        Assert.Equal("m2", Assert.Single(back.Measurements).Name);
    }

    [Fact]
    public void What_is_not_known_survives()
    {
        string json = Hs3Documents.With("\"type\": \"histfactory_dist\"", "\"type\": \"histfactory_dist\", \"color\": \"red\"")
            .Replace("\"functions\": []", "\"functions\": [{\"name\": \"odd\", \"type\": \"interpolation0d\", \"vars\": []}]", StringComparison.Ordinal)
            .Replace("\"type\": \"normsys\"", "\"type\": \"normsys\", \"note\": 5", StringComparison.Ordinal)
            .Replace("\"hs3_version\"", "\"authors\": [\"A. Nonymous\"], \"hs3_version\"", StringComparison.Ordinal)
            .Replace("\"functions\":", "\"misc\": {\"ROOT_internal\": {\"x\": 1}}, \"later\": [1], \"functions\":", StringComparison.Ordinal);
        WorkspaceDocument document = WorkspaceFiles.Decode(Findings.Tree(json));

        JsonObject written = Hs3Text.Written(document.Workspace, new Hs3WriterOptions { Origin = document.Tree });

        JsonObject dist = (JsonObject)((JsonArray)written.Find("distributions")!).Items[0];
        JsonObject modifier = (JsonObject)((JsonArray)((JsonObject)((JsonArray)dist.Find("samples")!).Items[1]).Find("modifiers")!).Items[0];
        Assert.Equal("red", ((JsonString)dist.Find("color")!).Value);
        Assert.Equal(5, ((JsonNumber)modifier.Find("note")!).Value);
        Assert.NotNull(((JsonObject)written.Find("metadata")!).Find("authors"));
        Assert.NotNull(((JsonObject)written.Find("misc")!).Find("ROOT_internal"));
        Assert.NotNull(written.Find("later"));
        Assert.Contains(((JsonArray)written.Find("functions")!).Items, f => ((JsonString)((JsonObject)f).Find("name")!).Value == "odd");
    }

    [Fact]
    public void Axes_of_categories_are_told_as_lost()
    {
        Workspace workspace = Full();
        Channel changed = workspace.Channels[0] with { Axes = [new BooleanAxis()] };
        using var stream = new MemoryStream();

        ImmutableArray<Diagnostic> losses = Hs3Writer.Write(workspace with { Channels = workspace.Channels.SetItem(0, changed) }, stream);

        Assert.Contains(losses, d => d is { Code: "WK636", Severity: Severity.Warning });
    }

    [Fact]
    public void Measurements_with_overlays_of_their_own_come_back_and_HS3_says_their_constraint_terms()
    {
        Workspace workspace = WithOverlays(new ParameterChange("a") { Constraint = new GaussianSetting(0.5, 0.1) });
        JsonObject tree = Hs3Text.Written(workspace);

        Workspace back = Hs3Reader.Decode(tree).Workspace, alone = Hs3Reader.Decode(Hs3Text.WithoutMisc(tree)).Workspace;

        Assert.Null(back.Measurements[0].Overlay);
        Assert.Equal(new GaussianSetting(0.5, 0.1), back.Measurements[1].Overlay!.Parameters[0].Constraint);
        foreach (string measurement in new[] { "m", "m2" })
        {
            Parameter expected = Compiled(workspace, measurement), actual = Compiled(alone, measurement);
            Assert.Equal((expected.Sigma, expected.AuxiliaryData), (actual.Sigma, actual.AuxiliaryData));
        }

        static Parameter Compiled(Workspace workspace, string measurement) => Model.Compile(workspace, new CompileOptions { Measurement = measurement }).Parameters.Single(p => p.Name == "a");
    }

    [Fact]
    public void A_name_with_two_meanings_is_told()
    {
        using var stream = new MemoryStream();

        ImmutableArray<Diagnostic> losses = Hs3Writer.Write(WithOverlays(new ParameterChange("sf[0]") { Expression = "2*sf[1]" }), stream);

        Assert.Contains(losses, d => d is { Code: "WK637", Severity: Severity.Warning });
    }

    [Fact]
    public void What_pyhf_can_t_say_is_told_item_by_item()
    {
        Workspace workspace = Full();
        using var stream = new MemoryStream();

        ImmutableArray<Diagnostic> losses = PyhfWriter.Write(workspace with { Measurements = workspace.Measurements[..1] }, stream);

        Assert.Equal(["WK506", "WK507", "WK508", "WK508"], losses.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.Contains(losses, d => d.Message.Contains("normsys 'a' of sample 'bkg' in channel 'SR' is interpolated by code1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_is_written_whole_and_read_by_its_content()
    {
        string folder = Directory.CreateTempSubdirectory("wilks-hs3-").FullName;
        string path = Path.Combine(folder, "a.hs3.json");

        WorkspaceFiles.Write(Full(), path, WorkspaceFormat.Hs3);
        WorkspaceDocument document = WorkspaceFiles.Read(path);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(WorkspaceFormat.Hs3, document.Format);
        Assert.Empty(document.Diagnostics.Where(d => d.Severity != Severity.Note));
    }

    private static Workspace WithOverlays(ParameterChange change)
    {
        Workspace full = Full();
        return full with { Measurements = full.Measurements.SetItem(1, full.Measurements[1] with { Overlay = new Overlay { Parameters = [change] } }) };
    }

    private static Workspace Full()
    {
        Workspace sample = PyhfRoundTripTests.Sample();
        Channel signal = sample.Channels[0];
        Sample background = signal.Samples[1] with { Modifiers = [.. signal.Samples[1].Modifiers.Select(m => m is NormSys n ? n with { Interpolation = InterpolationCode.Code1 } : m)] };
        return sample with
        {
            Channels = sample.Channels.SetItem(0, signal with { Axes = [new VariableAxis([0, 1, 4]) { Name = "x" }], Samples = signal.Samples.SetItem(1, background) }),
            Datasets =
            [
                new NamedDataset("second") { Observations = [.. sample.Observations.Select(o => o.Name == "SR" ? o with { Data = [5, 6] } : o)] },
                new NamedDataset("expected") { At = [KeyValuePair.Create("mu", 1.5)] },
            ],
            Measurements = [sample.Measurements[0], sample.Measurements[0] with { Name = "m2", Pois = ["mu", "a"] }],
        };
    }
}
