using Wilks.Inference;

namespace Wilks.Tests.Inference;

public sealed class AsymptoticCalculatorTests
{
    // Exact numbers come from bisection of the profiled likelihood in double precision; fits end at an EDM of 1e-10.
    private const double Exact = 1e-9;

    // pyhf's numbers come from fits that stop early: the exact ones differ from them by up to 1.3e-5.
    private const double Published = 2e-5;

    // Far down the band an error of q_A counts more.
    private const double PublishedBand = 1e-4;

    // A limit with bands may cost no more fits than this.
    private const int MostFits = 20;

    private static HypothesisTestResult Test(CompiledModel model, double poi, AsymptoticOptions? options = null) =>
        new AsymptoticCalculator(model, model.ObservedData, model.Pois[0], options, TestContext.Current.CancellationToken).Test(poi);

    private static LimitResult Limit(CompiledModel model, LimitOptions? options = null) =>
        UpperLimit.Find(new AsymptoticCalculator(model, model.ObservedData, model.Pois[0], null, TestContext.Current.CancellationToken), options);

    private static void Agree(double[] expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * pair.First));

    [Fact]
    public void One_bin_gives_the_published_numbers()
    {
        HypothesisTestResult test = Test(BackgroundModel.OneBin(), 1);

        Agree([0.7267805483281979, 0.5, 0.6879655779865632], [test.Observed.CLs, test.Observed.CLsb, test.Observed.CLb], Exact);
        Agree([0.2806798119828845, 0.4292327572497915, 0.6240688440268736, 0.8259896637122517, 0.9562207048216782], test.Expected.Select(values => values.CLs), Exact);
        Agree([0.7267825, 0.5, 0.68796373], [test.Observed.CLs, test.Observed.CLsb, test.Observed.CLb], Published);
        Agree([0.28068394, 0.42923708, 0.62407254, 0.82599184, 0.95622139], test.Expected.Select(values => values.CLs), Published);
    }

    [Fact]
    public void The_clipped_base_stops_the_upper_band()
    {
        HypothesisTestResult test = Test(BackgroundModel.OneBin(), 1, new AsymptoticOptions { Base = BaseDistribution.ClippedNormal });

        Agree([0.62407254, 0.7267825, 0.7267825], test.Expected.Skip(2).Select(values => values.CLs), Published);
    }

    [Fact]
    public void Two_bins_give_the_published_numbers()
    {
        HypothesisTestResult test = Test(BackgroundModel.HelloWorld(), 1);

        Agree([0.05251552514615736, 0.023324962693542894, 0.44415365986775474], [test.Observed.CLs, test.Observed.CLsb, test.Observed.CLb], Exact);
        Agree([0.05251497, 0.02332502, 0.4441594], [test.Observed.CLs, test.Observed.CLsb, test.Observed.CLb], Published);
        Agree([0.002606404584292063, 0.013820640037846978, 0.06445515477046215, 0.23526090312394765, 0.5730416549820582], test.Expected.Select(values => values.CLs), Exact);
        Agree([0.00260626, 0.01382005, 0.06445321, 0.23525644, 0.57303621], test.Expected.Select(values => values.CLs), PublishedBand);
    }

    [Fact]
    public void Discovery_gives_the_published_p_value()
    {
        CompiledModel model = BackgroundModel.OneBin();

        HypothesisTestResult test = Test(model, 0, new AsymptoticOptions { Statistic = TestStatistic.Q0 });

        Assert.Equal(0.31187578, test.Observed.CLsb, Published);
        Agree([0.00637745, 0.0680411, 0.31187578, 0.69478495, 0.93440932], test.Expected.Select(values => values.CLsb), Published);
    }

    [Fact]
    public void Limits_are_the_published_ones_within_their_budget_of_fits()
    {
        LimitResult limit = Limit(BackgroundModel.OneBin());

        Assert.Equal(InferenceStatus.Done, limit.Status);
        Agree([4.75905436, 2.15121321, 2.89462337, 4.03636549, 5.66410951, 7.69353968], limit.Expected.Prepend(limit.Observed), Published);
        Assert.InRange(limit.FitCount, 1, MostFits);
    }

    [Fact]
    public void At_the_limit_CLs_is_one_minus_the_confidence_level()
    {
        CompiledModel model = BackgroundModel.HelloWorld();

        LimitResult limit = Limit(model);

        Assert.Equal(0.05, Test(model, limit.Observed).Observed.CLs, 1e-6);
        Assert.All(Enumerable.Range(0, 5), index => Assert.Equal(0.05, Test(model, limit.Expected[index]).Expected[index].CLs, 1e-6));
    }

    [Fact]
    public void A_limit_may_lie_beyond_the_upper_bound()
    {
        LimitResult limit = Limit(BackgroundModel.OneBin(upper: 3));

        Assert.Equal(InferenceStatus.Done, limit.Status);
        Assert.Equal(4.75905436, limit.Observed, Published * 5);
    }

    [Fact]
    public void A_test_at_zero_gives_one() => Assert.Equal(1, Test(BackgroundModel.OneBin(), 0).Observed.CLs, 1e-12);

    [Fact]
    public void With_a_negative_estimate_qtilde_compares_with_zero()
    {
        CompiledModel bounded = BackgroundModel.Create([5], [50], [7], [30]);
        CompiledModel free = BackgroundModel.Create([5], [50], [7], [30], lower: -8);

        Assert.Equal(Test(bounded, 1).Value, Test(free, 1).Value, 1e-8);
        Assert.True(Test(free, 1, new AsymptoticOptions { Statistic = TestStatistic.QMu }).Value > Test(free, 1).Value);
    }

    [Fact]
    public void The_interval_of_one_bin_rises_2NLL_by_one_at_both_ends()
    {
        CompiledModel model = BackgroundModel.Create([5], [50], [7], [55], lower: -8);
        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        ParameterInterval interval = new IntervalFinder(model, model.ObservedData, fit).FindStandard(model.Pois[0], TestContext.Current.CancellationToken);

        var profile = new ProfileLikelihood(model, model.ObservedData, model.Pois[0], null, TestContext.Current.CancellationToken);
        Assert.Equal(InferenceStatus.Done, interval.Status);
        Assert.Equal(1, profile.Ratio(interval.Lower), 1e-6);
        Assert.Equal(1, profile.Ratio(interval.Upper), 1e-6);
    }

    [Fact]
    public void A_side_that_meets_a_bound_says_so()
    {
        CompiledModel model = BackgroundModel.OneBin();
        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        ParameterInterval interval = new IntervalFinder(model, model.ObservedData, fit).FindStandard(model.Pois[0], TestContext.Current.CancellationToken);

        Assert.Equal(InferenceStatus.AtBound, interval.Status);
        Assert.Equal(0, interval.Lower);
        Assert.True(interval.LowerAtBound);
        Assert.Contains("'mu' = 0", interval.StatusMessage, StringComparison.Ordinal);
    }
}
