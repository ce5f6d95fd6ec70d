using Wilks.Formats.HistFactoryXml;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>Measurements, constraint terms, functions and data sets in ROOT's reading.</summary>
public sealed class MeasurementReadingTests : IDisposable
{
    private const double Rounding = 1e-12; // closed forms in another order
    private const string Systematic = "<OverallSys Name='a' Low='0.9' High='1.2'/>";

    private readonly XmlFixture _xml = new();

    public void Dispose() => _xml.Dispose();

    [Theory]
    [InlineData("Type='Gamma' RelativeUncertainty='0.25'", "beta_a", 1.25, 1.0)]
    [InlineData("Type='Gamma' RelativeUncertainty='0.25'", "beta_a", 0.5, -2.0)]
    [InlineData("Type='LogNormal' RelativeUncertainty='0.5'", "beta_a", 1.0, 1.0)]
    [InlineData("Type='LogNormal' RelativeUncertainty='0.5'", "beta_a", 2.0, 2.5)]
    [InlineData("Type='Uniform'", "a", 0.5, 0.5)]
    [InlineData("Type='Gaussian'", "a", 0.5, 0.5)]
    public void A_constraint_term_changes_the_likelihood_as_its_formula_says(string attributes, string name, double value, double alpha)
    {
        Model model = Compile($"<POI>mu</POI><ConstraintTerm {attributes}>alpha_a</ConstraintTerm>");
        double[] start = [.. model.Parameters.Select(parameter => parameter.Init)], point = [.. start];
        point[model.IndexOf(name)] = value;
        if (name != "a") point[model.IndexOf("a")] = alpha;

        double[] main = new double[2];
        LikelihoodOf(model).ExpectedMain(point, main);
        double difference = LikelihoodOf(model).TwiceNll(point) - LikelihoodOf(model).TwiceNll(start);

        double factor = Factor(alpha);
        Assert.Equal(2 + (10 * factor), main[0], Rounding * 20);
        Assert.Equal(Poisson(11, 2 + (10 * factor)) + Poisson(22, 4 + (20 * factor)) - Poisson(11, 12) - Poisson(22, 24) + Term(attributes, value), difference, Rounding * 100);
    }

    [Fact]
    public void Without_constraint_a_systematic_is_left_out()
    {
        Parameter a = Compile("<POI>mu</POI><ConstraintTerm Type='NoConstraint'>alpha_a</ConstraintTerm>").Parameters.Single(parameter => parameter.Name == "a");

        Assert.Equal((0, true), (a.Init, a.Fixed));
    }

    [Fact]
    public void Constraint_terms_belong_to_their_measurement()
    {
        string top = XmlFixture.Combination("<POI>mu</POI><ConstraintTerm Type='Uniform'>alpha_a</ConstraintTerm>").Replace("</Combination>", "<Measurement Name='n' Lumi='1' LumiRelErr='0.1'><POI>mu</POI></Measurement></Combination>", StringComparison.Ordinal);
        _xml.Write("channel.xml", XmlFixture.Channel(Systematic)).Write("top.xml", top);

        Workspace workspace = _xml.Read().Workspace;

        Assert.Equal([100, 1], workspace.Measurements.Select(measurement => Model.Compile(workspace, new CompileOptions { Measurement = measurement.Name }).Parameters.Single(parameter => parameter.Name == "a").Sigma));
    }

    [Fact]
    public void A_factor_may_be_a_function_of_parameters()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<NormFactor Name='k' Val='1' Low='0' High='9'/>"))
            .Write("top.xml", XmlFixture.Combination("<POI>x mu</POI>", "<Function Name='k' Expression='TMath::Power(@1,2)*Sqrt(x)' Dependents='x[4,0,9],y[0.5,1.5]'/>"));

        Model model = Compile();

        Assert.Equal(["x", "mu"], model.Pois.Select(poi => model.Parameters[poi].Name));
        Parameter x = model.Parameters.Single(parameter => parameter.Name == "x"), y = model.Parameters.Single(parameter => parameter.Name == "y");
        Assert.Equal((4, 0, 9), (x.Init, x.Lower, x.Upper));
        Assert.Equal((1, 0.5, 1.5), (y.Init, y.Lower, y.Upper));
        double[] point = [.. model.Parameters.Select(parameter => parameter.Init)], main = new double[2];
        point[y.Index] = 1.25;
        LikelihoodOf(model).ExpectedMain(point, main);
        Assert.Equal(2 + (10 * 1.25 * 1.25 * 2), main[0], Rounding * 50);
    }

    [Fact]
    public void A_dependent_of_one_number_is_a_constant()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<NormFactor Name='k' Val='1' Low='0' High='9'/>")).Write("top.xml", XmlFixture.Combination(before: "<Function Name='k' Expression='c*mu' Dependents='c[3],mu[1,0,5]'/>"));

        Parameter c = Compile().Parameters.Single(parameter => parameter.Name == "c");

        Assert.Equal((3, true), (c.Init, c.Fixed));
    }

    [Fact]
    public void A_function_knows_ROOTs_names()
    {
        _xml.Histogram("relative", [0.125, 0.25]).Write("channel.xml", XmlFixture.Channel(Systematic + "<NormFactor Name='k' Val='1' Low='0' High='9'/><ShapeSys Name='s' HistoName='relative'/>"))
            .Write("top.xml", XmlFixture.Combination(before: "<Function Name='k' Expression='1+alpha_a*gamma_s_bin_1+@0' Dependents='alpha_a,gamma_s_bin_1'/>"));

        Assert.Equal("1+a*s[1]+a", Assert.Single(_xml.Read().Workspace.Overlay!.Parameters).Expression);
        Assert.Equal(2, Compile().Parameters.Single(parameter => parameter.Name == "k").Expression!.Names.Count);
    }

    [Fact]
    public void Dependents_and_expected_data_can_be_set()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<NormFactor Name='k' Val='1' Low='0' High='9'/>"))
            .Write("top.xml", XmlFixture.Combination("<POI>mu</POI><ParamSetting Val='2' Const='True'>x</ParamSetting><Asimov Name='A' FixParams='x=3, mu=0,alpha_a'/>", "<Function Name='k' Expression='x' Dependents='x[1,0,9]'/>"));

        Workspace workspace = _xml.Read().Workspace;

        Parameter x = Model.Compile(workspace).Parameters.Single(parameter => parameter.Name == "x");
        Assert.Equal((2, true), (x.Init, x.Fixed));
        Assert.Equal([new("x", 3), new("mu", 0)], Assert.Single(workspace.Datasets).At);
    }

    [Fact]
    public void Settings_are_found_by_ROOTs_names()
    {
        _xml.Histogram("relative", [0.125, 0.25]).Write("channel.xml", XmlFixture.Channel(Systematic + "<StatError Activate='True'/><ShapeSys Name='shape' HistoName='relative'/>"))
            .Write("top.xml", XmlFixture.Combination("<POI>alpha_a</POI><ParamSetting Const='True'>alpha_a gamma_stat_SR_bin_1 gamma_shape_bin_0 Lumi</ParamSetting><ParamSetting Val='0.5'>alpha_a</ParamSetting>"));

        Model model = Compile();

        Assert.Equal(["a", "shape[0]", "staterror_SR[1]"], model.Parameters.Where(parameter => parameter.Fixed).Select(parameter => parameter.Name));
        Assert.Equal(0.5, model.Parameters[model.IndexOf("a")].Init);
        Assert.Equal("a", model.Parameters[model.Pois[0]].Name);
    }

    [Fact]
    public void Further_data_are_data_sets_and_the_main_data_stand_in()
    {
        string top = XmlFixture.Combination().Replace("<Input>channel.xml</Input>", "<Input>channel.xml</Input><Input>other.xml</Input>", StringComparison.Ordinal);
        string channel = XmlFixture.Channel(data: "<Data HistoName='data'/><Data Name='more' HistoName='signal'/>");
        _xml.Write("top.xml", top).Write("channel.xml", channel).Write("other.xml", XmlFixture.Channel().Replace("'SR'", "'CR'", StringComparison.Ordinal));

        NamedDataset set = Assert.Single(_xml.Read().Workspace.Datasets);

        Assert.Equal("more", set.Name);
        Assert.Equal([2, 4], set.Observations!.Value[0].Data);
        Assert.Equal([11, 22], set.Observations!.Value[1].Data);
        Assert.Contains(_xml.Findings(), finding => finding.Code == "WK725" && finding.Message.Contains("'CR'", StringComparison.Ordinal));
        Assert.Empty(_xml.Read(HistFactoryDialect.Pyhf).Workspace.Datasets);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Data/>")]
    public void Without_data_what_is_expected_stands_in(string data)
    {
        _xml.Write("channel.xml", XmlFixture.Channel(data: data)).Write("top.xml", XmlFixture.Combination("<POI>mu</POI><ParamSetting Val='2'>mu</ParamSetting>"));

        Assert.Equal([10 + (2 * 2), 20 + (2 * 4)], _xml.Read().Workspace.Observations[0].Data);
        Assert.Contains(_xml.Findings(), finding => finding.Code == "WK726");
    }

    [Fact]
    public void Expected_data_of_several_measurements_are_taken_once_and_differences_are_told()
    {
        const string asimov = "<POI>mu</POI><Asimov Name='A' FixParams='mu=1'/>";
        string top = XmlFixture.Combination(asimov).Replace("</Combination>", $"<Measurement Name='n' Lumi='1' LumiRelErr='0.1'>{asimov}<Asimov Name='A' FixParams='mu=2'/></Measurement></Combination>", StringComparison.Ordinal);
        _xml.Write("top.xml", top);

        Assert.Equal([new("mu", 1)], Assert.Single(_xml.Read().Workspace.Datasets).At);
        Assert.Equal("WK729", Assert.Single(_xml.Findings(), finding => finding.Code.StartsWith("WK7", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void Pyhfs_reading_leaves_out_what_pyhf_does()
    {
        _xml.Write("channel.xml", XmlFixture.Channel(Systematic + "<StatError Activate='True'/>"))
            .Write("top.xml", XmlFixture.Combination("<POI>mu</POI><ConstraintTerm Type='Uniform'>alpha_a</ConstraintTerm><Asimov Name='A' FixParams='mu=1'/>", "<Function Name='mu' Expression='2*x' Dependents='x[1,0,3]'/>"));

        Workspace workspace = _xml.Read(HistFactoryDialect.Pyhf).Workspace;

        Assert.Null(workspace.Overlay);
        Assert.Null(workspace.Measurements[0].Overlay);
        Assert.Empty(workspace.Datasets);
    }

    private Model Compile(string measurement)
    {
        _xml.Write("channel.xml", XmlFixture.Channel(Systematic)).Write("top.xml", XmlFixture.Combination(measurement));
        return Compile();
    }

    private Model Compile() => Model.Compile(_xml.Read().Workspace);

    private static Likelihoods.LikelihoodEvaluator LikelihoodOf(Model model) => model.With(model.ObservedData).CreateEvaluator();

    private static double Poisson(double count, double mean) => 2 * (mean - (count * Math.Log(mean)));

    // −2 ln of the constraint term less its value at the start.
    private static double Term(string attributes, double value) => attributes switch
    {
        "Type='Gamma' RelativeUncertainty='0.25'" => Poisson(16, 16 * value) - Poisson(16, 16),
        "Type='Uniform'" => value * value / 1e4,
        _ => value * value,
    };

    // Interpolation code 4: exponential outside one standard deviation, a polynomial of six orders inside.
    private static double Factor(double alpha)
    {
        if (alpha >= 1) return Math.Pow(1.2, alpha);
        if (alpha <= -1) return Math.Pow(0.9, -alpha);

        double up = Math.Log(1.2), down = Math.Log(0.9), s0 = (1.2 + 0.9) / 2, a0 = (1.2 - 0.9) / 2, s1 = ((1.2 * up) - (0.9 * down)) / 2, a1 = ((1.2 * up) + (0.9 * down)) / 2, s2 = ((1.2 * up * up) + (0.9 * down * down)) / 2, a2 = ((1.2 * up * up) - (0.9 * down * down)) / 2;
        double[] c = [((15 * a0) - (7 * s1) + a2) / 8, (-24 + (24 * s0) - (9 * a1) + s2) / 8, ((-5 * a0) + (5 * s1) - a2) / 4, (12 - (12 * s0) + (7 * a1) - s2) / 4, ((3 * a0) - (3 * s1) + a2) / 8, (-8 + (8 * s0) - (5 * a1) + s2) / 8];
        return 1 + c.Select((coefficient, i) => coefficient * Math.Pow(alpha, i + 1)).Sum();
    }
}
