using Wilks.Formats.Hs3;
using Wilks.Formats.Pyhf;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

/// <summary>HS3 documents that other programs wrote against models that must be equal to them.</summary>
public sealed class TwinTests
{
    /// <summary>The same sums; the differences of NLL lose the digits of the constants.</summary>
    private const double Relative = 1e-11;

    private const string Uncorrelated = """
        {"channels": [{"name": "singlechannel", "samples": [
          {"name": "signal", "data": [12.0, 11.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
          {"name": "background", "data": [50.0, 52.0], "modifiers": [{"name": "uncorr_bkguncrt", "type": "shapesys", "data": [3.0, 7.0]}]}]}],
         "observations": [{"name": "singlechannel", "data": [51.0, 48.0]}],
         "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}], "version": "1.0.0"}
        """;

    private const string Correlated = """
        {"channels": [{"name": "singlechannel", "samples": [
          {"name": "signal", "data": [12.0, 11.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
          {"name": "background", "data": [50.0, 52.0], "modifiers": [{"name": "alpha_correlated_bkg_uncertainty", "type": "histosys", "data": {"hi_data": [45.0, 55.0], "lo_data": [55.0, 45.0]}}]}]}],
         "observations": [{"name": "singlechannel", "data": [51.0, 48.0]}],
         "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}], "version": "1.0.0"}
        """;

    [Theory]
    [InlineData("uncorrelated", Uncorrelated)]
    [InlineData("correlated", Correlated)]
    public void A_simple_model_of_pyhs3_equals_its_twin_of_pyhf(string name, string twin)
    {
        Hs3Document document = Hs3Reader.Read(Pyhs3($"tests__test_histfactory__simplemodel_{name}-background_hs3.json"));
        Model expected = Model.Compile(PyhfReader.Decode(Findings.Tree(twin)).Workspace), actual = Model.Compile(document.Workspace, new CompileOptions { Measurement = "simPdf_obsData" });
        Random random = new(1);
        Dictionary<string, double> start = expected.Parameters.ToDictionary(p => p.Name, p => p.Init, StringComparer.Ordinal);

        Assert.Equal(Rates(expected, start), Rates(actual, start));
        for (int i = 0; i < 5; i++)
        {
            Dictionary<string, double> point = Hs3Text.RandomPoint(expected, random);
            double difference = Hs3Text.TwiceNll(expected, point) - Hs3Text.TwiceNll(expected, start);
            double other = Hs3Text.TwiceNll(actual, point) - Hs3Text.TwiceNll(actual, start);

            Assert.InRange(other - difference, -Relative * (1 + Math.Abs(difference)), Relative * (1 + Math.Abs(difference)));
        }
    }

    [Fact]
    public void Data_of_another_likelihood_are_a_data_set()
    {
        Hs3Document document = Hs3Reader.Read(Pyhs3("tests__test_histfactory__simplemodel_correlated-background_hs3.json"));

        NamedDataset dataset = Assert.Single(document.Workspace.Datasets);
        Assert.Equal("simPdf_asimovData", dataset.Name);
        Assert.Equal([62.0, 63.0], dataset.Observations!.Value[0].Data);
        Assert.Equal([51.0, 48.0], document.Workspace.Observations[0].Data);
        Assert.Equal(["simPdf_asimovData", "simPdf_obsData"], document.Workspace.Measurements.Select(m => m.Name));
        Assert.Contains(document.Diagnostics, d => d.Code == "WK632");
    }

    [Fact]
    public void A_counting_experiment_of_CMS_combine_is_read_when_its_model_is_named()
    {
        string file = Pyhs3("tests__test_pdf__combine_long_exercise_part1_nosys.json");
        const double background = 4.43803 + 3.18309 + 3.7804 + 1.63396, signal = 0.711064;

        Assert.Equal("WK627", Assert.Single(Findings.Of(() => Hs3Reader.Read(file).Diagnostics), d => d.Severity == Severity.Error).Code);
        Model model = Model.Compile(Hs3Reader.Read(file, "model_s").Workspace);

        Assert.Equal([10.0], model.ObservedData.Main.ToArray());
        Assert.Equal(background + (2 * signal), Rates(model, new Dictionary<string, double> { ["r"] = 2 })[0], 1e-12 * background);
    }

    [Fact]
    public void What_is_not_read_yet_is_told_by_name_for_every_distribution_at_once()
    {
        IReadOnlyList<Diagnostic> found = Findings.Of(() => Hs3Reader.Read(Pyhs3("tests__test_pdf__rf501_simultaneouspdf.json"), null).Diagnostics);

        Assert.All(found.Where(d => d.Severity == Severity.Error), d => Assert.Contains(d.Code, (string[])["WK622", "WK627"]));
        Assert.Contains(found, d => d.Severity == Severity.Error);
    }

    [Fact]
    public void Unbinned_documents_are_refused_with_places()
    {
        string[] files = Directory.GetFiles(TestFolders.Shared("data/models/hs3/pyhs3-benchmarks"), "*.json");

        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Diagnostic[] errors = [.. Findings.Of(() => Hs3Reader.Read(file).Diagnostics).Where(d => d.Severity == Severity.Error)];
            Assert.NotEmpty(errors);
            Assert.All(errors, d => Assert.Equal("WK622", d.Code));
            Assert.All(errors, d => Assert.NotNull(d.Location.Text));
        }
    }

    private static string Pyhs3(string name) => Path.Combine(TestFolders.Shared("data/models/hs3/pyhs3"), name);

    private static double[] Rates(Model model, Dictionary<string, double> point)
    {
        double[] main = new double[model.BinCount];
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain([.. model.Parameters.Select(p => point.TryGetValue(p.Name, out double value) ? value : p.Init)], main);
        return main;
    }
}
