using Wilks.Formats.HistFactoryXml;
using Wilks.Histograms;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>What XML means in ROOT's reading, by closed forms.</summary>
public sealed class RootReadingTests : IDisposable
{
    private const double Rounding = 1e-12; // products and quotients of a few numbers

    private readonly XmlFixture _xml = new();

    public void Dispose() => _xml.Dispose();

    [Fact]
    public void Statistical_uncertainties_have_Poisson_terms_of_the_squared_inverse()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<StatError Activate='True'/>"));

        Model model = Compile();

        Assert.Equal(2, model.ProfiledParameterCount);

        // 1 of 10 and √4 = 2 of 20: both a tenth.
        Assert.All(Gammas(model), gamma => Assert.Equal((ConstraintKind.Poisson, false), (gamma.Constraint, gamma.Fixed)));
        Assert.All(Gammas(model), gamma => Assert.Equal(1 / (0.1 * 0.1), gamma.Tau, Rounding * 100));
        Assert.All(Gammas(model), gamma => Assert.Equal(gamma.Tau, gamma.AuxiliaryData, Rounding * 100));
    }

    [Fact]
    public void Statistical_uncertainties_of_samples_add_in_quadrature_and_relate_to_their_sum()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<StatError Activate='True'/>", signal: XmlFixture.Factor + "<StatError Activate='True' HistoName='relative'/>")).Histogram("relative", [0.5, 0.25]);

        Model model = Compile();

        Assert.Equal((12.0 * 12) / (1 + 1), Gammas(model)[0].Tau, Rounding * 100);
        Assert.Equal((24.0 * 24) / (4 + 1), Gammas(model)[1].Tau, Rounding * 200);
    }

    [Theory]
    [InlineData("0.05", false, false)]
    [InlineData("0.15", true, false)]
    [InlineData("0.25", true, true)]
    public void The_threshold_holds_smaller_uncertainties(string threshold, bool first, bool second)
    {
        _xml.Histogram("relative", [0.1, 0.2]).Write("channel.xml", XmlFixture.Channel("<StatError Activate='True' HistoName='relative'/>", $"<StatErrorConfig RelErrorThreshold='{threshold}'/>"));

        Assert.Equal([first, second], Gammas(Compile()).Select(gamma => gamma.Fixed));
    }

    [Fact]
    public void The_default_threshold_is_a_twentieth()
    {
        _xml.Histogram("relative", [0.049, 0.051]).Write("channel.xml", XmlFixture.Channel("<StatError Activate='True' HistoName='relative'/>"));

        Assert.Equal([true, false], Gammas(Compile()).Select(gamma => gamma.Fixed));
    }

    [Fact]
    public void Gaussian_statistical_uncertainties_are_pyhfs()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<StatError Activate='True'/>", "<StatErrorConfig RelErrorThreshold='0' ConstraintType='Gaussian'/>"));

        Model model = Compile();

        Assert.All(Gammas(model), gamma => Assert.Equal((ConstraintKind.Gaussian, 0.1), (gamma.Constraint, gamma.Sigma)));
        Assert.Null(_xml.Read().Workspace.Overlay);
    }

    [Fact]
    public void A_Gaussian_ShapeSys_has_the_relative_width()
    {
        _xml.Histogram("relative", [0.125, 0]).Write("channel.xml", XmlFixture.Channel("<ShapeSys Name='shape' HistoName='relative' ConstraintType='Gaussian'/>"));

        Model model = Compile();

        Parameter first = model.Parameters[model.IndexOf("shape[0]")], second = model.Parameters[model.IndexOf("shape[1]")];
        Assert.Equal((ConstraintKind.Gaussian, 0.125, 1.0, false), (first.Constraint, first.Sigma, first.AuxiliaryData, first.Fixed));
        Assert.True(second.Fixed);
    }

    [Fact]
    public void A_Poisson_ShapeSys_counts_the_squared_inverse()
    {
        _xml.Histogram("relative", [0.125, 0.25]).Write("channel.xml", XmlFixture.Channel("<ShapeSys Name='shape' HistoName='relative'/>"));

        Model model = Compile();

        Assert.Equal([64, 16], model.Parameters.Where(parameter => parameter.Set == "shape").Select(parameter => parameter.Tau));
    }

    [Theory]
    [InlineData("Poisson")]
    [InlineData("Gaussian")]
    public void A_ShapeSys_of_two_samples_is_one_set_with_one_term(string kind)
    {
        string use = $"<ShapeSys Name='shape' HistoName='relative' ConstraintType='{kind}'/>";
        _xml.Histogram("relative", [0.125, 0]).Write("channel.xml", XmlFixture.Channel(use, signal: XmlFixture.Factor + use));

        Model model = Compile();

        Parameter[] set = [.. model.Parameters.Where(parameter => parameter.Set == "shape")];
        Assert.Equal([false, true], set.Select(parameter => parameter.Fixed));
        Assert.Equal(kind == "Poisson" ? 64 : 0.125, kind == "Poisson" ? set[0].Tau : set[0].Sigma);
        Assert.Equal(12 * 1.5, Expected(model, "shape[0]", 1.5)[0], Rounding * 18);
        Assert.DoesNotContain(_xml.Findings(), finding => finding.Code == "WK728");
    }

    [Fact]
    public void A_ShapeSys_with_other_uncertainties_elsewhere_is_told()
    {
        _xml.Histogram("relative", [0.125, 0.25]).Histogram("more", [0.125, 0.5])
            .Write("channel.xml", XmlFixture.Channel("<ShapeSys Name='shape' HistoName='more'/>", signal: XmlFixture.Factor + "<ShapeSys Name='shape' HistoName='relative'/>"));

        Assert.Contains(_xml.Findings(), finding => finding.Code == "WK728");
        Assert.Equal([64, 16], Compile().Parameters.Where(parameter => parameter.Set == "shape").Select(parameter => parameter.Tau));
    }

    [Fact]
    public void Samples_are_normalized_by_theory_unless_they_say_not()
    {
        _xml.Write("channel.xml", XmlFixture.Channel(attributes: ""));

        Assert.All(_xml.Read().Workspace.Channels[0].Samples, sample => Assert.Contains(sample.Modifiers, modifier => modifier is Lumi));
        Assert.All(_xml.Read(HistFactoryDialect.Pyhf).Workspace.Channels[0].Samples, sample => Assert.DoesNotContain(sample.Modifiers, modifier => modifier is Lumi));
    }

    [Fact]
    public void The_luminosity_has_a_relative_uncertainty()
    {
        _xml.Write("channel.xml", XmlFixture.Channel(attributes: "")).Write("top.xml", XmlFixture.Combination(attributes: "Lumi='2' LumiRelErr='0.05'"));

        Parameter lumi = Compile().Parameters.Single(parameter => parameter.Name == "lumi");

        Assert.Equal((2, 0.1, 2, 1.5, 2.5), (lumi.Init, lumi.Sigma, lumi.AuxiliaryData, lumi.Lower, lumi.Upper));
    }

    [Fact]
    public void A_ShapeFactor_starts_where_its_histogram_says()
    {
        _xml.Histogram("start", [1.5, 0.5]).Write("channel.xml", XmlFixture.Channel("<ShapeFactor Name='free' HistoName='start' Const='True'/>"));

        Assert.Equal([(1.5, true), (0.5, true)], Compile().Parameters.Where(parameter => parameter.Set == "free").Select(parameter => (parameter.Init, parameter.Fixed)));
    }

    [Fact]
    public void Elements_inherit_the_file_the_folder_and_the_histogram()
    {
        _xml.Histogram("deep/er/counts", [7, 8]).Histogram("deep/high", [8, 9]).Histogram("deep/er/low", [6, 7]).Write("channel.xml", """
            <Channel Name='SR' InputFile='data.root' HistoPath='deep/er' HistoName='counts'>
              <Data HistoPath='' HistoName='data'/>
              <Sample Name='one'><NormFactor Name='mu' Val='1' Low='0' High='3'/><HistoSys Name='h' HistoNameLow='low' HistoPathHigh='deep' HistoNameHigh='high'/></Sample>
              <Sample Name='two' HistoPath='deep' HistoName='high'/>
            </Channel>
            """);

        Channel channel = _xml.Read().Workspace.Channels[0];

        Assert.Equal([7, 8], channel.Samples[0].Data);
        Assert.Equal([8, 9], channel.Samples[1].Data);
        HistoSys histo = channel.Samples[0].Modifiers.OfType<HistoSys>().Single();
        Assert.Equal([6, 7], histo.LowData);
        Assert.Equal([8, 9], histo.HighData);
    }

    [Fact]
    public void Templates_of_two_axes_keep_them()
    {
        double[] cells = [0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 5, 6, 0, 0, 0, 0, 0];
        _xml.Plane("plane", [0, 1, 2, 3], [0, 10, 100], cells).Write("channel.xml", "<Channel Name='SR' InputFile='data.root' HistoName='plane'><Data HistoName='plane'/><Sample Name='one'><NormFactor Name='mu' Val='1' Low='0' High='3'/></Sample></Channel>");

        Workspace workspace = _xml.Read().Workspace;

        Assert.Equal([1, 2, 3, 4, 5, 6], workspace.Channels[0].Samples[0].Data);
        Assert.Equal([3, 2], workspace.Channels[0].Axes.Select(axis => axis.BinCount));
        Assert.Equal([0, 10, 100], ((INumericAxis)workspace.Channels[0].Axes[1]).Edges);
    }

    [Fact]
    public void A_factor_with_equal_ends_is_held()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<NormFactor Name='k' Val='3' Low='3' High='3'/>"));

        Model model = Compile();
        Inference.FitResult fit = new Inference.Fitter(model).Fit(model.ObservedData, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Inference.FitStatus.Converged, fit.Status);
        Assert.Equal(3, fit.Values[model.IndexOf("k")]);
    }

    [Fact]
    public void A_histogram_is_found_beside_a_folder_of_its_name()
    {
        _xml.Histogram("counts/inside", [1, 1]).Histogram("deep/counts", [7, 8]).Write("channel.xml", XmlFixture.Channel("<HistoSys Name='h' HistoNameLow='counts' HistoPathLow='deep' HistoNameHigh='counts' HistoPathHigh='deep'/>"));

        Assert.Equal([7, 8], _xml.Read(HistFactoryDialect.Pyhf).Workspace.Channels[0].Samples[1].Modifiers.OfType<HistoSys>().Single().HighData);
    }

    private Model Compile() => Model.Compile(_xml.Read().Workspace);

    private static Parameter[] Gammas(Model model) => [.. model.Parameters.Where(parameter => parameter.Set == "staterror_SR")];

    private static double[] Expected(Model model, string name, double value)
    {
        double[] point = [.. model.Parameters.Select(parameter => parameter.Init)], main = new double[model.BinCount];
        point[model.IndexOf(name)] = value;
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(point, main);
        return main;
    }
}
