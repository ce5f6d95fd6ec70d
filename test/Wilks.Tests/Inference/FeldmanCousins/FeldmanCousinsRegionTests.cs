using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Inference.FeldmanCousins;

/// <summary>Two counts, each with a known background and a mean of its own: everything is a double sum.</summary>
public sealed class FeldmanCousinsRegionTests
{
    // Four standard deviations of a fraction of toys.
    private const double Sigmas = 4;

    // Pairs of counts whose ratios agree to rounding are accepted together.
    private const double Tie = 1e-7;

    private const int MostCounts = 60;

    private static readonly double[] s_backgrounds = [3, 2];
    private static readonly int[] s_observed = [6, 4];

    private static readonly CompiledModel s_model = Create();

    private static CompiledModel Create() => new(Model.Compile(new Workspace
    {
        Channels = [.. Enumerable.Range(0, 2).Select(i => new Channel($"bin{i}", [new Sample("signal", [1], [new NormFactor($"mu{i}")]), new Sample("background", [s_backgrounds[i]], [])]))],
        Observations = [.. Enumerable.Range(0, 2).Select(i => new Observation($"bin{i}", [s_observed[i]]))],
        Measurements = [new Measurement("main", ["mu0", "mu1"], [new ParameterSetting("mu0") { Bounds = [new Interval(0, 60)] }, new ParameterSetting("mu1") { Bounds = [new Interval(0, 60)] }])],
    }));

    private static double LogProbability(int n, double mean)
    {
        double sum = -mean + (n * Math.Log(mean));
        for (int k = 2; k <= n; k++) sum -= Math.Log(k);
        return sum;
    }

    private static double T(int n, double mu, double background) => -2 * (LogProbability(n, mu + background) - LogProbability(n, Math.Max(0, n - background) + background));

    private static double ExactPValue(double first, double second)
    {
        double observed = T(s_observed[0], first, s_backgrounds[0]) + T(s_observed[1], second, s_backgrounds[1]), sum = 0;
        for (int n = 0; n < MostCounts; n++)
        {
            for (int m = 0; m < MostCounts; m++)
            {
                if (T(n, first, s_backgrounds[0]) + T(m, second, s_backgrounds[1]) >= observed - Tie) sum += Math.Exp(LogProbability(n, first + s_backgrounds[0]) + LogProbability(m, second + s_backgrounds[1]));
            }
        }

        return sum;
    }

    private static FeldmanCousinsRegionResult Run(FeldmanCousinsOptions options, params double[] values)
    {
        (int first, int second) = (s_model.Model.IndexOf("mu0"), s_model.Model.IndexOf("mu1"));
        return FeldmanCousinsRegion.Run(s_model, s_model.ObservedData, first, second, options, [new ScanAxis(first, values), new ScanAxis(second, values)], TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_point_has_the_exact_p_value()
    {
        FeldmanCousinsRegionResult region = Run(new FeldmanCousinsOptions { Level = 0.9, Toys = 8000, Seed = 2, Threads = 2 }, 0, 1.5, 4, 8);

        Assert.Equal(16, region.Points.Count);
        Assert.All(region.Points, point => Assert.Equal(ExactPValue(point.Values[0], point.Values[1]), point.PValue.Value, Math.Max(Sigmas * point.PValue.Uncertainty, 1e-3)));
        Assert.Contains(region.Points, point => point.IsAccepted);
        Assert.Contains(region.Points, point => !point.IsAccepted);
    }

    [Fact]
    public void The_boundary_lies_between_accepted_and_rejected_points()
    {
        FeldmanCousinsRegionResult region = Run(new FeldmanCousinsOptions { Level = 0.68, Toys = 500, Seed = 2, Threads = 1 }, 0, 1, 2, 3, 4, 5, 6, 8, 10);

        Assert.NotEmpty(region.Boundary);
        Assert.All(region.Boundary, point => Assert.InRange(ExactPValue(point.First, point.Second), 0.2, 0.45));
        Assert.Equal(InferenceStatus.Done, region.Status);
    }

    [Fact]
    public void A_region_that_leaves_the_grid_says_so()
    {
        FeldmanCousinsRegionResult region = Run(new FeldmanCousinsOptions { Level = 0.9, Toys = 200, Seed = 2, Threads = 1 }, 1, 2, 3);

        Assert.Equal(InferenceStatus.NoCrossing, region.Status);
        Assert.Contains("edge of the grid", region.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void One_parameter_twice_is_refused() =>
        Assert.Contains("two different", Assert.Throws<ArgumentException>(() => FeldmanCousinsRegion.Run(s_model, s_model.ObservedData, 0, 0, cancellationToken: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
}
