using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Models.Interpolation;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Likelihoods;

/// <summary>Modifiers that say their own interpolation: rates against the formula, and what can't be computed.</summary>
public sealed class OwnInterpolationTests
{
    /// <summary>A few roundings of numbers of order 100.</summary>
    private const double ClosedForm = 1e-12;

    private static readonly double[] s_nominal = [30, 25, 0];
    private static readonly double[] s_low = [28, 30, 0];
    private static readonly double[] s_high = [33, 20, 0];

    public static TheoryData<InterpolationCode, double> Cases
    {
        get
        {
            TheoryData<InterpolationCode, double> cases = [];
            foreach (InterpolationCode code in Enum.GetValues<InterpolationCode>())
            {
                foreach (double alpha in (double[])[-2, -0.4, 0, 0.7, 1.6]) cases.Add(code, alpha);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_histosys_changes_the_counts_by_its_own_code(InterpolationCode code, double alpha)
    {
        Model model = Compile(HistoSys("alpha", s_low, s_high) with { Interpolation = code });

        double[] rates = Rates(model, alpha, k: 1.5);

        for (int bin = 0; bin < s_nominal.Length; bin++) Assert.Equal(1.5 * Expected(code, alpha, bin), rates[bin], ClosedForm);
    }

    [Fact]
    public void Multiplicative_changes_add_up()
    {
        Model model = Compile(HistoSys("alpha", s_low, s_high) with { Interpolation = InterpolationCode.Code1 }, HistoSys("beta", s_high, s_low) with { Interpolation = InterpolationCode.Code4 },
            HistoSys("other", s_low, s_high));

        double[] rates = Rates(model, 0.7, k: 2);

        for (int bin = 0; bin < 2; bin++)
        {
            double expected = Expected(InterpolationCode.Code1, 0.7, bin) + Expected(InterpolationCode.Code4, -0.7, bin) + Expected(InterpolationCode.Code4p, 0.7, bin) - (2 * s_nominal[bin]);
            // Code 4 with high and low exchanged is code 4 at -alpha.
            Assert.Equal(2 * expected, rates[bin], ClosedForm);
        }
    }

    [Fact]
    public void The_rates_of_a_sample_with_parts_are_its_sum()
    {
        Model model = Compile(HistoSys("alpha", s_low, s_high) with { Interpolation = InterpolationCode.Code1 });
        double[] samples = new double[2 * 3];
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();

        evaluator.ExpectedSamples(Point(model, 0.7, 1), 0, samples);

        Assert.Equal(["background", "signal"], model.Channels[0].Samples);
        for (int bin = 0; bin < 3; bin++) Assert.Equal(Expected(InterpolationCode.Code1, 0.7, bin), samples[bin], ClosedForm);
    }

    [Fact]
    public void Its_own_code_wins_over_the_options()
    {
        Workspace workspace = With(new NormSys("alpha", 0.8, 1.4) { Interpolation = InterpolationCode.Code0 });
        Model own = Model.Compile(workspace, new CompileOptions { NormSysInterpolation = InterpolationCode.Code1 });

        Assert.Equal(30 * 1.2, Rates(own, 0.5, 1)[0], ClosedForm);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void Factors_that_are_not_positive_are_an_error(double low)
    {
        HistoSys modifier = HistoSys("alpha", [low, 30, 0], s_high) with { Interpolation = InterpolationCode.Code1 };

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Compile(modifier));

        Assert.Equal("WK408", Assert.Single(exception.Diagnostics, d => d.Severity == Severity.Error).Code);
    }

    [Fact]
    public void A_least_rate_of_samples_excludes_multiplicative_histosys()
    {
        Workspace workspace = With(HistoSys("alpha", s_low, s_high) with { Interpolation = InterpolationCode.Code1 });

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Model.Compile(workspace, new CompileOptions { ClipSampleRate = 0 }));

        Assert.Equal("WK407", Assert.Single(exception.Diagnostics, d => d.Severity == Severity.Error).Code);
    }

    private static double Expected(InterpolationCode code, double alpha, int bin)
    {
        double nominal = s_nominal[bin], low = s_low[bin], high = s_high[bin];
        if (nominal == 0) return 0;
        if (code == InterpolationCode.Code1) return nominal * (alpha < 0 ? Math.Pow(low / nominal, -alpha) : Math.Pow(high / nominal, alpha));
        if (code == InterpolationCode.Code4)
        {
            double[] value = new double[4];
            new FactorInterpolation([code], [low / nominal], [high / nominal]).EvaluateScalar([alpha, 0, 0, 0], value, [], []);
            return nominal * value[0];
        }

        double bend = AdditiveInterpolation.Evaluate(code, alpha).Value;
        return nominal + (0.5 * alpha * (high - low)) + (0.5 * bend * (high + low - (2 * nominal)));
    }

    private static Workspace With(params ReadOnlySpan<IModifier> modifiers)
        => OneChannel([40, 30, 2], Sample("background", s_nominal, [new NormFactor("k"), .. modifiers]), Sample("signal", [0, 0, 0], new NormFactor("mu")));

    private static Model Compile(params ReadOnlySpan<IModifier> modifiers) => Model.Compile(With(modifiers));

    private static double[] Point(Model model, double alpha, double k) => [.. model.Parameters.Select(p => p.Name == "k" ? k : p.Name == "mu" ? 1 : alpha)];

    private static double[] Rates(Model model, double alpha, double k)
    {
        double[] rates = new double[model.BinCount];
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(Point(model, alpha, k), rates);
        return rates;
    }
}
