using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Tests.Inference.Studies;

public sealed class ToyStudyTests
{
    // Four standard deviations: seeds are fixed, so that a right study always passes.
    private const double Sigmas = 4;

    // The profile's second derivative over steps of 0.05 σ.
    private const double Curvature = 1e-4;

    private static readonly int[] s_threads = [1, 2, 5];

    private static ToyStudyOptions Options(ITestableModel model, int toys, params double[] mus)
    {
        FitResult fit = model.CreateFitter().Fit(model.ObservedData);
        int mu = model.Pois[0];
        double[][] truths = [.. mus.Select(value => fit.Values.Select((fitted, index) => index == mu ? value : fitted).ToArray())];
        return new ToyStudyOptions { Truths = truths, Parameters = [.. model.Parameters.Select(parameter => parameter.Index)], Toys = toys, Seed = 6, Threads = 2 };
    }

    private static ToyStudyResult Run(ITestableModel model, ToyStudyOptions options) => ToyStudy.Run(model, options, cancellationToken: TestContext.Current.CancellationToken);

    [Fact]
    public void Intervals_of_a_model_of_three_parameters_cover_and_it_closes()
    {
        CompiledModel model = PeakModel.Create();

        ToyStudyResult study = Run(model, Options(model, 3000, 1));

        Assert.True(study.Closes, string.Join("; ", study.Parameters.SelectMany(parameter => parameter.Reasons)));
        Assert.Equal(PeakModel.ParameterCount, study.Parameters.Count);
        Assert.All(study.Parameters, parameter => Assert.Equal(0.6827, parameter.Points[0].ProfileCoverage.Value, Sigmas * parameter.Points[0].ProfileCoverage.Uncertainty));
        Assert.All(study.Parameters, parameter => Assert.Equal(3000, parameter.Points[0].ToyCount));
    }

    [Fact]
    public void Estimates_follow_a_grid_of_true_values()
    {
        CompiledModel model = PeakModel.Create();

        ParameterStudy study = Run(model, Options(model, 800, 0.5, 1, 1.5, 2)).Parameters.Single(parameter => parameter.Parameter.Name == "mu");

        LinearityFit line = study.Linearity!;
        Assert.Equal(2, line.DegreesOfFreedom);
        Assert.Equal(1, line.Slope.Value, Sigmas * line.Slope.Uncertainty);
        Assert.Equal(0, line.Intercept.Value, Sigmas * line.Intercept.Uncertainty);
        Assert.InRange(line.Slope.Uncertainty, 1e-4, 0.02);
    }

    [Fact]
    public void Hessian_uncertainties_are_those_of_fits()
    {
        CompiledModel model = PeakModel.Create();
        ToyStudyOptions options = Options(model, 2, 1);
        IDatasetSource source = model.CreateSource([.. options.Truths[0]]);
        var fitter = new StudyFitter(model, options.Truths[0], options.Parameters, [0.2, 0.05, 0.7]);
        var outcomes = new StudyOutcome[PeakModel.ParameterCount];

        for (ulong toy = 0; toy < 20; toy++)
        {
            Dataset data = source.Draw(3, toy);
            FitResult fit = model.CreateFitter().Fit(data, null, TestContext.Current.CancellationToken);
            fitter.Evaluate(data, outcomes);

            Assert.All(outcomes.Zip(fit.Uncertainties), pair => Assert.Equal(pair.Second, pair.First.Uncertainty, Curvature * pair.Second));
            Assert.All(outcomes.Zip(fit.Values), pair => Assert.Equal(pair.Second, pair.First.Estimate, 1e-6));
        }
    }

    [Fact]
    public void A_toy_allocates_nothing()
    {
        CompiledModel model = PeakModel.Create();
        ToyStudyOptions options = Options(model, 2, 1);
        IToyDrawer drawer = model.CreateSource([.. options.Truths[0]]).CreateDrawer();
        var study = new StudyFitter(model, options.Truths[0], options.Parameters, [0.2, 0.05, 0.7]);
        var ratio = new StatisticFitter(model.CreateFitter(), new Dictionary<int, double> { [0] = 0.1, [1] = 1 }, options.Truths[0]);
        var outcomes = new StudyOutcome[PeakModel.ParameterCount];
        Make(0, 200);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Make(200, 400);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Make(int from, int to)
        {
            for (int toy = from; toy < to; toy++)
            {
                Dataset data = drawer.Draw(3, (ulong)toy);
                study.Evaluate(data, outcomes);
                ratio.Evaluate(data);
            }
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        CompiledModel model = PeakModel.Create();
        ToyStudyOptions options = Options(model, 300, 0.5, 1);

        StudyPoint[][] points = [.. s_threads.Select(threads => Run(model, options with { Threads = threads }).Parameters.SelectMany(parameter => parameter.Points).ToArray())];

        Assert.Equal(points[0], points[1]);
        Assert.Equal(points[0], points[2]);
    }

    [Fact]
    public void A_bound_that_bites_is_no_closure_and_is_named()
    {
        ObjectiveModel model = GaussianModel.Create(0, lower: 0);

        ToyStudyResult study = Run(model, Options(model, 2000, 0));

        StudyPoint point = study.Parameters[0].Points[0];
        Assert.False(study.Closes);
        Assert.Contains("at a bound) the bias is", study.Parameters[0].Reasons[0], StringComparison.Ordinal);
        Assert.Equal(1000, point.AtBoundCount, Sigmas * Math.Sqrt(500));
        // The mean of max(0, x) is 1/√2π.
        Assert.Equal(1 / Math.Sqrt(2 * Math.PI), point.Bias.Value, Sigmas * point.Bias.Uncertainty);
    }

    [Fact]
    public void Failed_toys_are_counted_and_bounded()
    {
        ObjectiveModel model = GaussianModel.Create(2, brokenBelow: 0);
        ToyStudyOptions options = Options(model, 2000, 2);

        ToyStudyResult strict = Run(model, options), lenient = Run(model, options with { FailureBudget = 0.1 });

        StudyPoint point = strict.Parameters[0].Points[0];
        Assert.Equal(ToyTestStatus.TooManyFailures, strict.Status);
        Assert.False(strict.Closes);
        Assert.InRange(point.FailedCount, 20, 80);
        Assert.Equal(2000, point.FailedCount + point.ToyCount);
        Assert.Equal(ToyTestStatus.Done, lenient.Status);
    }

    [Fact]
    public void Moments_are_those_of_the_values()
    {
        (ToyEstimate mean, ToyEstimate width) = StudySummary.Moments([1, 2, 3, 4]);

        Assert.Equal(2.5, mean.Value);
        Assert.Equal(Math.Sqrt(5.0 / 3), width.Value, 1e-12);
        Assert.Equal(Math.Sqrt(5.0 / 12), mean.Uncertainty, 1e-12);
    }

    [Fact]
    public void An_empty_grid_and_one_toy_are_refused()
    {
        CompiledModel model = PeakModel.Create();
        ToyStudyOptions options = Options(model, 2, 1);

        Assert.Contains("a point to draw", Assert.Throws<ArgumentException>(() => Run(model, options with { Truths = [] })).Message, StringComparison.Ordinal);
        Assert.Contains("at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => Run(model, options with { Toys = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => Run(model, options with { Level = 1 })).Message, StringComparison.Ordinal);
    }
}
