using System.Xml;
using System.Xml.Linq;
using Wilks.Formats.HistFactoryXml;
using Wilks.Models;
using Wilks.Root;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>What is written, as ROOT's hist2workspace needs it.</summary>
public sealed class WriterFeatureTests : IDisposable
{
    private readonly WrittenXml _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public void The_documents_hold_to_the_type_definition_beside_them()
    {
        _written.Write(FullWorkspace.Create());
        string[] files = [.. _written.FilesOf("a").Where(file => file.EndsWith(".xml", StringComparison.Ordinal))];

        Assert.Equal(3, files.Length);
        Assert.All(files, file =>
        {
            List<string> problems = [];
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, ValidationType = ValidationType.DTD, XmlResolver = new XmlUrlResolver() };
            settings.ValidationEventHandler += (_, found) => problems.Add(found.Message);
            using var reader = XmlReader.Create(Path.Combine(_written.Folder("a"), file), settings);
            while (reader.Read()) { }
            Assert.Empty(problems);
        });
    }

    [Fact]
    public void The_luminosity_has_a_relative_uncertainty()
    {
        _written.Write(FullWorkspace.Create());

        XElement first = Top().Elements("Measurement").First();
        Assert.Equal(("0.98", "0.03"), (first.Attribute("Lumi")!.Value, first.Attribute("LumiRelErr")!.Value));
    }

    [Fact]
    public void Without_luminosity_that_of_the_measurement_is_held()
    {
        _written.Write(Simple(new NormFactor("mu")));

        Assert.Contains(Top().Element("Measurement")!.Elements("ParamSetting"), setting => setting.Value == "Lumi" && setting.Attribute("Const")!.Value == "True");
        Assert.Equal("False", Channel("SR").Element("Sample")!.Attribute("NormalizeByTheory")!.Value);
    }

    [Fact]
    public void Statistical_uncertainties_of_pyhf_have_no_threshold_and_Gaussian_terms()
    {
        _written.Write(Simple(new StatError("staterror_SR", [0.01, 2])));

        XElement config = Channel("SR").Element("StatErrorConfig")!;
        Assert.Equal(("0", "Gaussian"), (config.Attribute("RelErrorThreshold")!.Value, config.Attribute("ConstraintType")!.Value));
    }

    [Theory]
    [InlineData(new[] { 0.02, 0.2 }, "0.05")] // ROOT's default does it
    [InlineData(new[] { 0.1, 0.2 }, "0.2")] // the least that holds the first
    public void Held_bins_become_a_threshold(double[] relative, string threshold)
    {
        Workspace workspace = Simple(new StatError("staterror_SR", [10 * relative[0], 20 * relative[1]])) with { Overlay = new Overlay { Parameters = [new ParameterChange("staterror_SR[0]") { Fixed = true }] } };

        Workspace back = _written.Through(workspace);

        Assert.Equal(threshold, Channel("SR").Element("StatErrorConfig")!.Attribute("RelErrorThreshold")!.Value);
        Assert.Equal([true, false], Model.Compile(back).Parameters.Where(parameter => parameter.Set == "staterror_SR").Select(parameter => parameter.Fixed));
    }

    [Fact]
    public void Held_bins_that_no_threshold_holds_are_held_by_their_names()
    {
        Workspace workspace = Simple(new StatError("staterror_SR", [1, 1])) with { Overlay = new Overlay { Parameters = [new ParameterChange("staterror_SR[0]") { Fixed = true }] } };

        Workspace back = _written.Through(workspace);

        Assert.Contains(Top().Element("Measurement")!.Elements("ParamSetting"), setting => setting.Value == "gamma_stat_SR_bin_0");
        Assert.Equal([true, false], Model.Compile(back).Parameters.Where(parameter => parameter.Set == "staterror_SR").Select(parameter => parameter.Fixed));
    }

    [Fact]
    public void Whole_sets_and_patterns_of_an_overlay_are_spelt_out()
    {
        Workspace workspace = Simple(new StatError("staterror_SR", [1, 1]), new ShapeSys("shape", [1, 2])) with
        {
            Overlay = new Overlay { Parameters = [new ParameterChange("stat*") { Fixed = true }, new ParameterChange("shape") { Init = 1.25 }] },
        };

        Model model = Model.Compile(_written.Through(workspace));

        Assert.All(model.Parameters.Where(parameter => parameter.Set == "staterror_SR"), parameter => Assert.True(parameter.Fixed));
        Assert.All(model.Parameters.Where(parameter => parameter.Set == "shape"), parameter => Assert.Equal(1.25, parameter.Init));
    }

    [Fact]
    public void A_quoted_name_in_a_function_stands_by_its_place()
    {
        var overlay = new Overlay
        {
            Parameters = [new ParameterChange("mu") { Expression = "`x-1`*alpha + 2*y" }],
            NewParameters = [new ParameterChange("x-1") { Init = 1, Bounds = new Interval(0, 3) }, new ParameterChange("y") { Init = 0.5, Fixed = true }],
        };
        Workspace workspace = Simple(new NormFactor("mu"), new NormSys("alpha", 0.9, 1.1)) with { Overlay = overlay };

        Workspace back = _written.Through(workspace.With(new Overlay()) with { Measurements = [workspace.Measurements[0] with { Pois = [] }] });

        XElement function = Top().Element("Function")!;
        Assert.Equal(("@0*@2 + 2*y", "x-1[1,0,3],y[0.5],alpha_alpha"), (function.Attribute("Expression")!.Value, function.Attribute("Dependents")!.Value));
        Assert.Equal("`x-1`*alpha + 2*y", back.Overlay!.Parameters[0].Expression);
        SameWorkspace.AssertSameLikelihood(workspace, back);
    }

    [Fact]
    public void A_function_of_an_element_and_a_systematic_comes_back()
    {
        Workspace workspace = Simple(new NormFactor("mu"), new NormSys("a", 0.9, 1.1), new ShapeSys("shape", [1, 2])) with
        {
            Overlay = new Overlay { Parameters = [new ParameterChange("mu") { Expression = "shape[1]*exp(a)" }] },
        };

        Workspace back = _written.Through(workspace);

        Assert.Equal(("@0*exp(@1)", "gamma_shape_bin_1,alpha_a"), (Top().Element("Function")!.Attribute("Expression")!.Value, Top().Element("Function")!.Attribute("Dependents")!.Value));
        SameWorkspace.AssertSameLikelihood(workspace, back);
        SameWorkspace.AssertEqual(back, _written.Through(back, "b"));
    }

    [Fact]
    public void A_set_of_one_element_is_a_parameter_of_interest_by_its_name()
    {
        Workspace workspace = Simple() with
        {
            Channels = [new Channel("SR", [new Sample("background", [10], [new NormFactor("k"), new ShapeSys("shape", [2])])])],
            Observations = [new Observation("SR", [11])],
            Measurements = [new Measurement("", ["shape"], [])],
        };

        Workspace back = _written.Through(workspace);

        Assert.Equal("gamma_shape_bin_0", Top().Element("Measurement")!.Element("POI")!.Value);
        Assert.Equal(["shape[0]"], back.Measurements[0].Pois);
    }

    [Fact]
    public void An_overlay_over_what_was_read_is_written_once()
    {
        Workspace read = _written.Through(FullWorkspace.Create());
        var overlay = new Overlay { Parameters = [new ParameterChange("scale") { Expression = "1 + 0.1*shift" }], NewParameters = [new ParameterChange("shift") { Init = 0, Bounds = new Interval(-5, 5) }], Pois = ["mu"] };

        _written.Write(read.With(overlay), "b");

        SameWorkspace.AssertSameLikelihood(read.With(overlay), _written.Read("b").Workspace);
    }

    [Fact]
    public void Histograms_have_the_edges_the_counts_and_the_uncertainties()
    {
        _written.Write(FullWorkspace.Create());
        using var file = RootFile.Open(Path.Combine(_written.Folder("a"), "data", "data.root"));

        Histogram histogram = file.Histogram("hist_SR_background"), plane = file.Histogram("hist_CR_1_background");

        Assert.Equal([0, 1, 3], histogram.Axes[0].Edges);
        Assert.Equal([12, 15], histogram.ValuesInRange());
        Assert.Equal([1, 4], histogram.VariancesInRange());
        Assert.Equal("mass", histogram.Axes[0].Title);
        Assert.Equal([30, 25, 29, 0], plane.ValuesInRange());
    }

    [Fact]
    public void A_workspace_keeps_its_likelihood_in_pyhfs_reading_too()
    {
        Workspace workspace = Simple(new NormFactor("mu"), new NormSys("alpha", 0.9, 1.1), new HistoSys("alpha", [9, 19], [11, 22]), new StatError("staterror_SR", [1, 0]), new ShapeSys("shape", [1, 2]));
        _written.Write(workspace);

        SameWorkspace.AssertSameLikelihood(workspace, _written.Read(dialect: HistFactoryDialect.Pyhf).Workspace);
    }

    private static Workspace Simple(params IModifier[] modifiers) => new()
    {
        Channels = [new Channel("SR", [new Sample("background", [10, 20], [new NormFactor("k"), .. modifiers])])],
        Observations = [new Observation("SR", [11, 22])],
        Measurements = [new Measurement("m", ["k"], [])],
    };

    private XElement Top() => XDocument.Load(Path.Combine(_written.Folder("a"), "FitConfig.xml")).Root!;

    private XElement Channel(string name) => XDocument.Load(Path.Combine(_written.Folder("a"), "config", $"FitConfig_{name}.xml")).Root!;
}
