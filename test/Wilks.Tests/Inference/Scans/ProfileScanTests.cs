using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

public sealed class ProfileScanTests
{
    private const double Observed = 25;
    private const double Background = 10;

    /// <summary>Sums of two terms of size 2NLL.</summary>
    private const double Rounding = 1e-11;

    [Fact]
    public void A_counting_experiment_has_the_profile_of_its_Poisson()
    {
        Model model = Model.Compile(OneChannel([Observed], Sample("signal", [1], new NormFactor("mu")), Sample("background", [Background])),
            new CompileOptions());
        double[] values = [0, 2, 5, 10];

        ScanResult result = ProfileScan.Run(new CompiledModel(model), model.ObservedData, [new ScanAxis(model.IndexOf("mu"), values)], cancellationToken: TestContext.Current.CancellationToken);

        // The bound 10 keeps the best rate at 20, below what was observed.
        Assert.Equal(10, result.Best.Values[0]);
        Assert.All(result.Points, p => Assert.Equal(Poisson(Background + p.Held[0]) - Poisson(Background + 10), p.DeltaTwiceNll, Rounding));
    }

    [Fact]
    public void No_bit_depends_on_the_number_of_threads()
    {
        Model model = CountingModel.Create();
        ScanAxis[] axes = [new(model.IndexOf("mu"), [0, 0.5, 1, 1.5]), new(model.IndexOf("shape[0]"), [0.9, 1, 1.1])];

        ScanResult one = ProfileScan.Run(new CompiledModel(model), model.ObservedData, axes, threads: 1, cancellationToken: TestContext.Current.CancellationToken);
        ScanResult two = ProfileScan.Run(new CompiledModel(model), model.ObservedData, axes, threads: 2, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(12, one.Points.Count);
        Assert.Equal(one.Points.Select(p => p.TwiceNll), two.Points.Select(p => p.TwiceNll));
    }

    [Fact]
    public void A_point_is_the_fit_with_its_parameters_held_single_bins_included()
    {
        Model model = CountingModel.Create();
        int mu = model.IndexOf("mu"), bin = model.IndexOf("shape[1]");

        ScanResult result = ProfileScan.Run(new CompiledModel(model), model.ObservedData, [new ScanAxis(mu, [0.3]), new ScanAxis(bin, [1.2])], cancellationToken: TestContext.Current.CancellationToken);

        FitResult held = model.Fitted(new FitOptions { Hold = new Dictionary<int, double> { [mu] = 0.3, [bin] = 1.2 } });
        ScanPoint point = Assert.Single(result.Points);
        Assert.Equal(held.TwiceNll, point.TwiceNll, Rounding);
        Assert.Equal(1.2, point.Values[bin]);
        Assert.True(point.DeltaTwiceNll > 0);
    }

    private static double Poisson(double rate) => 2 * (rate - (Observed * Math.Log(rate)));
}
