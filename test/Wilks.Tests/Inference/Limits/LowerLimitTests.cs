using Wilks.Inference;
using Wilks.Numerics;

namespace Wilks.Tests.Inference.Limits;

public sealed class LowerLimitTests
{
    // Limits are searched to 1e-6.
    private const double Accuracy = 1e-5;

    // Four standard deviations of a limit from toys, and the curvature between grid points.
    private const double Sigmas = 4;
    private const double Interpolation = 0.01;

    private const double Measured = 3;
    private const double Width = 0.5;

    private static readonly double[] s_distances = [-2, -1, 0, 1, 2];

    private static double Quantile => StandardNormal.UpperQuantile(0.05);

    private static LimitResult Find(ObjectiveModel model) =>
        LowerLimit.Find(new AsymptoticCalculator(model, model.ObservedData, 0, new AsymptoticOptions { Statistic = TestStatistic.QMuLower }, TestContext.Current.CancellationToken));

    [Fact]
    public void A_Gaussian_has_the_closed_form()
    {
        LimitResult limit = Find(GaussianModel.Create(Measured, Width));

        Assert.Equal(InferenceStatus.Done, limit.Status);
        Assert.Equal(Measured - (Quantile * Width), limit.Observed, Accuracy);
        Assert.All(limit.Expected.Zip(s_distances), pair => Assert.Equal(1 + ((pair.Second - Quantile) * Width), pair.First, Accuracy));
    }

    [Fact]
    public void It_mirrors_the_upper_limit()
    {
        ObjectiveModel model = GaussianModel.Create(Measured, Width);
        ObjectiveModel mirror = GaussianModel.Create(-Measured, Width);

        LimitResult upper = UpperLimit.Find(new AsymptoticCalculator(mirror, mirror.ObservedData, 0, new AsymptoticOptions { Statistic = TestStatistic.QMu, AsimovPoi = -4 }, TestContext.Current.CancellationToken), new LimitOptions { Method = LimitMethod.CLsb, ObservedOnly = true });

        Assert.Equal(-upper.Observed, Find(model).Observed, Accuracy);
    }

    [Fact]
    public void At_the_bound_there_is_no_limit()
    {
        LimitResult limit = Find(GaussianModel.Create(0.2, Width, lower: 0));

        Assert.Equal(InferenceStatus.NoCrossing, limit.Status);
        Assert.True(double.IsNaN(limit.Observed));
        Assert.Contains("no observed limit: values down to mu = 0 are allowed", limit.StatusMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestStatistic.QMuLower, -1)]
    [InlineData(TestStatistic.QMu, 1)]
    public void Toys_find_the_closed_form_on_a_grid(TestStatistic statistic, int side)
    {
        ObjectiveModel model = GaussianModel.Create(Measured, Width);
        double exact = Measured + (side * Quantile * Width);
        double[] grid = [.. Enumerable.Range(0, 9).Select(i => exact - 1 + (0.25 * i) + 0.1)];
        var options = new ToyTestOptions { TestValue = 0, Statistic = statistic, Toys = 3000, BackgroundToys = 500, Seed = 4, Threads = 2 };

        ToyLimitResult limit = ToyLimit.Find(model, options, new LimitOptions { Method = LimitMethod.CLsb, Scan = grid, ObservedOnly = true }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(InferenceStatus.Done, limit.Status);
        Assert.Equal(exact, limit.Observed, (Sigmas * limit.Uncertainty) + Interpolation);
        Assert.InRange(limit.Uncertainty, 1e-3, 0.05);
    }

    [Fact]
    public void The_band_of_toys_is_that_of_a_Gaussian()
    {
        // The signal of the expected lower limits is 1; CLsb of its quantiles falls on the closed form.
        ObjectiveModel model = GaussianModel.Create(Measured, Width);
        var options = new ToyTestOptions { TestValue = 0, Statistic = TestStatistic.QMuLower, Toys = 4000, Seed = 4, Threads = 2 };

        ToyLimitResult limit = ToyLimit.Find(model, options, new LimitOptions { Method = LimitMethod.CLsb, Scan = [.. Enumerable.Range(0, 22).Select(i => -1.4 + (0.2 * i))] }, cancellationToken: TestContext.Current.CancellationToken);

        // Quantiles at ±1σ of 4,000 toys are known to 0.025 σ, and p of 0.05 to about as much.
        Assert.All(limit.Expected.Zip(s_distances).Skip(1).Take(3), pair => Assert.Equal(1 + ((pair.Second - Quantile) * Width), pair.First, 0.07));
    }

    [Fact]
    public void A_grid_that_misses_the_limit_says_so()
    {
        ObjectiveModel model = GaussianModel.Create(Measured, Width);
        var options = new ToyTestOptions { TestValue = 0, Statistic = TestStatistic.QMu, Toys = 200, Seed = 4, Threads = 1 };

        ToyLimitResult limit = ToyLimit.Find(model, options, new LimitOptions { Scan = [0, 1] }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(InferenceStatus.NoCrossing, limit.Status);
        Assert.Contains("widen", limit.StatusMessage, StringComparison.Ordinal);
    }
}
