using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Tests.Inference;

public sealed class ObjectiveModelTests
{
    // A parabola is minimised exactly, but for rounding; roots of Δ2NLL end at 1e-7.
    private const double Exact = 1e-6;

    private const double Width = 2;

    /// <summary>2NLL of one Gaussian measurement with unit-free width: ((x − μ)/σ)².</summary>
    private sealed class Parabola(double measured) : IObjective
    {
        public int Dimension => 1;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        {
            double pull = (point[0] - measured) / Width;
            if (!gradient.IsEmpty) gradient[0] = 2 * pull / Width;
            if (!hessian.IsEmpty) hessian[0] = 2 / (Width * Width);
            return pull * pull;
        }

        public bool HasKinkAtZero(int index) => false;
    }

    private sealed class Source(double[] point) : IDatasetSource
    {
        public Dataset Asimov() => new([point[0]], []);

        public Dataset Draw(ulong seed, ulong index) => new([point[0] + (Width * Variates.Normal(new Philox(seed, index)))], []);
    }

    private static ObjectiveModel Create(double measured) => new(
        [new Parameter { Name = "mu", Set = "mu", Index = 0, Init = 1, Lower = -100, Upper = 100, Fixed = false, Constraint = ConstraintKind.None, ModifierTypes = [] }],
        [0],
        new Dataset([measured], []),
        data => new Parabola(data.Main.Span[0]),
        point => new Source(point));

    [Fact]
    public void A_Gaussian_is_fitted_exactly()
    {
        ObjectiveModel model = Create(3);

        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(3, fit.Values[0], Exact);
        Assert.Equal(Width, fit.Uncertainties[0], Exact);
    }

    [Fact]
    public void Its_CLs_limit_is_the_closed_form()
    {
        ObjectiveModel model = Create(3);
        var calculator = new AsymptoticCalculator(model, model.ObservedData, 0, new AsymptoticOptions { Statistic = TestStatistic.QMu }, TestContext.Current.CancellationToken);

        LimitResult limit = UpperLimit.Find(calculator);

        // CLs = Φ((x − μ)/σ) / Φ(x/σ) for a Gaussian measurement x.
        double closed = 3 + (Width * StandardNormal.UpperQuantile(0.05 * StandardNormal.Probability(3 / Width)));
        Assert.Equal(closed, limit.Observed, Exact * closed);
        Assert.Equal(Width * StandardNormal.UpperQuantile(0.025), limit.Expected[ExpectedBand.Median], Exact * 4);
    }

    [Fact]
    public void Its_interval_is_the_closed_form()
    {
        ObjectiveModel model = Create(3);
        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        ParameterInterval interval = new IntervalFinder(model, model.ObservedData, fit).FindStandard(0, TestContext.Current.CancellationToken);

        Assert.Equal(1, interval.Lower, Exact);
        Assert.Equal(5, interval.Upper, Exact);
    }

    [Fact]
    public void Without_uncapping_a_deficit_has_no_significance()
    {
        ObjectiveModel model = Create(-3);

        DiscoverySignificance capped = DiscoverySignificance.Compute(model, model.ObservedData, 0, null, TestContext.Current.CancellationToken);
        DiscoverySignificance signed = DiscoverySignificance.Compute(model, model.ObservedData, 0, new AsymptoticOptions { Statistic = TestStatistic.Q0Uncapped }, TestContext.Current.CancellationToken);

        Assert.Equal(0, capped.Observed);
        Assert.Equal(-1.5, signed.Observed, Exact);
    }
}
