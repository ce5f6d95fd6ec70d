using Wilks.Inference;

namespace Wilks.Tests.Inference;

/// <summary>Numbers that pyhf publishes for counting experiments: its validation against HistFactory, and MINUIT's uncertainties of its compact example.</summary>
public sealed class PyhfValuesTests
{
    // pyhf compares its validation numbers with up to 8e-5.
    private const double Validation = 2e-5;

    // HESSE differentiates numerically.
    private const double Hesse = 1e-3;

    [Fact]
    public void One_bin_with_shapesys_has_the_CLs_of_the_validation()
    {
        CompiledModel model = BackgroundModel.Create([10], [50], [7], [55]);

        HypothesisTestResult test = new AsymptoticCalculator(model, model.ObservedData, model.Pois[0], cancellationToken: TestContext.Current.CancellationToken).Test(1);

        Assert.Equal(0.45418892944576333, test.Observed.CLs, Validation);
    }

    [Fact]
    public void The_compact_example_has_the_uncertainties_of_MINUIT()
    {
        CompiledModel model = BackgroundModel.OneBin();

        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        double[] covariance = fit.Covariance!;
        Assert.Equal(Math.Sqrt(55 + (7 * 7)) / 5, fit.Uncertainties[0], 1e-9);
        Assert.Equal(1.8860859, InternalCoordinate(fit.Values[0], fit.Uncertainties[0], lower: 0, upper: 10), Hesse);
        Assert.Equal(0.13994968, fit.Uncertainties[1], Hesse);
        Assert.Equal(-0.68641289, covariance[1] / Math.Sqrt(covariance[0] * covariance[3]), Hesse);
        Assert.Equal(11.62160993, fit.TwiceNll, 1e-6);
    }

    // MINUIT takes its uncertainty in u, with value = lower + (upper − lower)(sin u + 1)/2, and prints the mean of both sides.
    private static double InternalCoordinate(double value, double uncertainty, double lower, double upper)
    {
        double half = (upper - lower) / 2, u = Math.Asin(((value - lower) / half) - 1), du = uncertainty / (half * Math.Cos(u));
        return half * (Math.Sin(u + du) - Math.Sin(u - du)) / 2;
    }
}
