using Wilks.Inference;
using Wilks.Models;
using Wilks.Numerics;
using Wilks.Workspaces;

namespace Wilks.Tests.Inference.LikelihoodRatio;

public sealed class LikelihoodRatioTestTests
{
    // Fits end at an EDM of 1e-10, and t of a Gaussian is exact but for rounding.
    private const double Exact = 1e-8;

    // Four standard deviations of a fraction of toys; the asymptotic formulae are off by less than this for hundreds of counts.
    private const double Sigmas = 4;
    private const double Asymptotic = 0.005;

    // The documentation of hepstats prints Z = 1.6 and p = 0.05 for this count.
    private const double PrintedSignificance = 0.05;
    private const double PrintedPValue = 0.005;

    private static readonly int[] s_threads = [1, 2, 5];

    private static LikelihoodRatioResult Run(ITestableModel model, Dictionary<int, double> tested, int toys = 0, int threads = 1) =>
        LikelihoodRatioTest.Run(model, model.ObservedData, new LikelihoodRatioOptions { Tested = tested, Toys = toys, Threads = threads, Seed = 11 }, TestContext.Current.CancellationToken);

    private static StatisticTest Statistic(LikelihoodRatioResult result, TestStatistic statistic) => result.Statistics.Single(test => test.Statistic == statistic);

    [Fact]
    public void T_of_two_parameters_is_the_difference_of_a_scan()
    {
        CompiledModel model = PeakModel.Create();
        (int mu, int k) = (model.Model.IndexOf("mu"), model.Model.IndexOf("k"));

        LikelihoodRatioResult result = Run(model, new() { [mu] = 0.6, [k] = 1.03 });

        ScanResult scan = ProfileScan.Run(model, model.ObservedData, [new ScanAxis(mu, [0.6]), new ScanAxis(k, [1.03])], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(scan.Points[0].DeltaTwiceNll, result.Value, Exact);
        Assert.Equal(ChiSquared.UpperTail(result.Value, 2), result.PValue);
        Assert.Empty(result.Statistics);
    }

    [Fact]
    public void Toys_follow_chi_squared_with_two_degrees_of_freedom()
    {
        CompiledModel model = PeakModel.Create();

        LikelihoodRatioResult result = Run(model, new() { [model.Model.IndexOf("mu")] = 0.75, [model.Model.IndexOf("k")] = 1.01 }, toys: 4000, threads: 2);

        ToyPValue p = result.Toys!.PValue;
        Assert.Equal(4000, p.Count);
        Assert.InRange(p.Value, 0.05, 0.95);
        Assert.Equal(result.PValue, p.Value, (Sigmas * p.Uncertainty) + Asymptotic);
    }

    [Fact]
    public void Threads_do_not_change_a_toy()
    {
        CompiledModel model = PeakModel.Create();
        Dictionary<int, double> tested = new() { [model.Model.IndexOf("mu")] = 0.75 };

        LikelihoodRatioResult[] results = [.. s_threads.Select(threads => Run(model, tested, toys: 700, threads))];

        Assert.Single(results.Select(result => (result.Toys!.PValue, result.Toys.FailedCount)).Distinct());
    }

    [Theory]
    [InlineData(2.0, 3.0)]
    [InlineData(2.0, -1.5)]
    [InlineData(0.7, -0.4)]
    [InlineData(0.7, 2.5)]
    public void One_parameter_has_every_statistic_of_a_Gaussian(double tested, double measured)
    {
        ObjectiveModel model = GaussianModel.Create(measured);

        LikelihoodRatioResult result = Run(model, new() { [0] = tested });

        double t = Math.Pow(tested - measured, 2), tilde = measured < 0 ? t - (measured * measured) : t;
        Assert.Equal(t, Statistic(result, TestStatistic.TMu).Value, Exact);
        Assert.Equal(tilde, Statistic(result, TestStatistic.TMuTilde).Value, Exact);
        Assert.Equal(measured > tested ? 0 : t, Statistic(result, TestStatistic.QMu).Value, Exact);
        Assert.Equal(measured > tested ? 0 : tilde, Statistic(result, TestStatistic.QMuTilde).Value, Exact);
        Assert.Equal(measured < tested ? 0 : t, Statistic(result, TestStatistic.QMuLower).Value, Exact);
        Assert.Equal(measured < 0 ? 0 : measured * measured, Statistic(result, TestStatistic.Q0).Value, Exact);
        Assert.Equal(measured * Math.Abs(measured), Statistic(result, TestStatistic.Q0Uncapped).Value, Exact);
        Assert.Equal(2 * StandardNormal.UpperTail(Math.Sqrt(t)), Statistic(result, TestStatistic.TMu).PValue, Exact);
        Assert.Equal(SumOfTilde(tested, tilde), Statistic(result, TestStatistic.TMuTilde).PValue, 1e-3);
    }

    // The probability of all estimates with a t̃ as large, as a sum over a fine grid: no formula with branches.
    private static double SumOfTilde(double tested, double observed)
    {
        const double step = 1e-3;
        double sum = 0;
        for (double estimate = tested - 12; estimate < tested + 12; estimate += step)
        {
            double t = Math.Pow(estimate - tested, 2), tilde = estimate < 0 ? t - (estimate * estimate) : t;
            if (tilde >= observed) sum += step * Math.Exp(-t / 2) / Math.Sqrt(2 * Math.PI);
        }

        return sum;
    }

    [Theory]
    [InlineData(TestStatistic.TMu)]
    [InlineData(TestStatistic.TMuTilde)]
    public void The_calculator_gives_two_sided_p_values(TestStatistic statistic)
    {
        ObjectiveModel model = GaussianModel.Create(2.5);

        HypothesisTestResult test = new AsymptoticCalculator(model, model.ObservedData, 0, new AsymptoticOptions { Statistic = statistic }, TestContext.Current.CancellationToken).Test(1);

        // |μ̂ − 1| of at least 1.5: above 2.5, or below −0.5, which t̃ takes for less.
        double below = statistic == TestStatistic.TMu ? -0.5 : (1 - 2.25) / 2;
        Assert.Equal(StandardNormal.UpperTail(1.5) + StandardNormal.Probability(below - 1), test.Observed.CLsb, Exact);
        Assert.Equal(StandardNormal.UpperTail(2.5) + StandardNormal.Probability(below), test.Observed.CLb, Exact);
        Assert.Equal([.. test.Expected.Select(values => values.CLsb).Order()], test.Expected.Select(values => values.CLsb));
        Assert.Equal(0.5, test.Expected[ExpectedBand.Median].CLb, Exact);
    }

    [Fact]
    public void A_count_of_370_over_340_has_the_significance_that_hepstats_documents()
    {
        var model = new CompiledModel(Model.Compile(new Workspace
        {
            Channels = [new Channel("bin", [new Sample("signal", [1], [new NormFactor("yield")]), new Sample("background", [340], [])])],
            Observations = [new Observation("bin", [370])],
            Measurements = [new Measurement("main", ["yield"], [new ParameterSetting("yield") { Bounds = [new Interval(-100, 500)] }])],
        }));

        StatisticTest discovery = Statistic(Run(model, new() { [0] = 0 }), TestStatistic.Q0);

        double exact = 2 * ((370 * Math.Log(370.0 / 340)) - 30);
        Assert.Equal(exact, discovery.Value, Exact);
        Assert.Equal(1.6, Math.Sqrt(discovery.Value), PrintedSignificance);
        Assert.Equal(0.05, discovery.PValue, PrintedPValue);
    }

    [Fact]
    public void Nothing_to_test_a_fixed_parameter_and_no_number_are_refused()
    {
        CompiledModel model = PeakModel.Create();

        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => Run(model, [])).Message, StringComparison.Ordinal);
        Assert.Contains("no parameter 7", Assert.Throws<ArgumentException>(() => Run(model, new() { [7] = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Run(model, new() { [0] = double.NaN })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_failures_than_the_budget_are_a_status()
    {
        // Toys below 0 fail: about one in forty at 2 ± 1.
        ObjectiveModel model = GaussianModel.Create(2, brokenBelow: 0);

        LikelihoodRatioResult result = Run(model, new() { [0] = 2 }, toys: 2000);

        Assert.Equal(ToyTestStatus.TooManyFailures, result.Toys!.Status);
        Assert.Equal(InferenceStatus.FitFailed, result.Status);
        Assert.InRange(result.Toys.FailedCount, 20, 80);
        Assert.Equal(2000 - result.Toys.FailedCount, result.Toys.PValue.Count);
    }
}
