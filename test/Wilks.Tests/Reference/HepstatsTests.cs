using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Tests.Minimization;

namespace Wilks.Tests.Reference;

/// <summary>
/// The extended unbinned fit of a Gaussian peak on an exponential that hepstats' documentation and tests use, as an <see cref="ObjectiveModel"/>:
/// inference on a likelihood that knows no histogram. Events are those of numpy's seed 0. The numbers were made with iminuit 2 from the same events
/// and agree with hepstats 0.9 to the digits that its own minimiser gives.
/// </summary>
public sealed class HepstatsTests
{
    /// <summary>The references have six or seven digits.</summary>
    private const double Digits = 2e-6;

    /// <summary>In uncertainties: MINUIT ends at an EDM of up to 2e-4, two hundredths of an uncertainty; what is seen is better.</summary>
    private const double MinuitEnd = 2e-4;

    /// <summary>Asimov data in 100 bins by their centres here, by their integrals there.</summary>
    private const double Binning = 5e-3;

    private const double Low = 0.1;
    private const double High = 3;
    private const int Bins = 100;

    [Fact]
    public void Events_are_those_of_numpy()
    {
        // The best-known number of numpy, and the counts that the reference names.
        Assert.Equal(0.5488135039273248, new NumpyLegacyRandom(0).Uniform());
        Assert.Equal(271, Events(25).Length);
        Assert.Equal(256, Events(10).Length);
        Assert.Equal(326, Events(80).Length);
    }

    [Fact]
    public void The_fit_of_the_discovery_example_agrees()
    {
        ObjectiveModel model = Create(25, isPeakFixed: true);

        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        Assert.Equal(FitStatus.Converged, fit.Status);
        Near([19.487641, 251.511873, -1.933050], fit);
        Assert.Equal(7.13194, fit.Uncertainties[0], MinuitEnd * 7.13);
        Assert.Equal(-1145.206734, fit.TwiceNll / 2, Digits);
    }

    [Fact]
    public void The_discovery_significance_agrees()
    {
        ObjectiveModel model = Create(25, isPeakFixed: true);

        DiscoverySignificance result = DiscoverySignificance.Compute(model, model.ObservedData, 0, null, TestContext.Current.CancellationToken);

        Assert.Equal(3.1719494, result.Observed, Digits);
    }

    [Fact]
    public void The_upper_limit_agrees()
    {
        ObjectiveModel model = Create(10, isPeakFixed: true);

        // hepstats' q without a tilde, for observed and expected limits alike.
        LimitResult limit = UpperLimit.Find(new AsymptoticCalculator(model, model.ObservedData, 0, new AsymptoticOptions { Statistic = TestStatistic.QMu }, TestContext.Current.CancellationToken));

        Assert.Equal(InferenceStatus.Done, limit.Status);
        Assert.Equal(15.73117, limit.Observed, Binning * 16);
        double[] expected = [5.82784, 8.00500, 11.50078, 16.77800, 23.78128];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], limit.Expected[i], Binning * expected[i]);
    }

    [Fact]
    public void The_profile_interval_of_a_free_peak_is_that_of_MINOS()
    {
        ObjectiveModel model = Create(80, isPeakFixed: false);
        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        ParameterInterval interval = new IntervalFinder(model, model.ObservedData, fit).FindStandard(3, TestContext.Current.CancellationToken);

        Near([79.10647, 246.89263, -1.980591, 1.1982347, 0.1125078], fit);
        // MINOS ends at one per cent of an uncertainty.
        Assert.Equal(-0.0172946, interval.Lower - interval.Value, 0.01 * 0.017);
        Assert.Equal(0.0175348, interval.Upper - interval.Value, 0.01 * 0.017);
    }

    private static void Near(double[] expected, FitResult fit)
    {
        for (int p = 0; p < expected.Length; p++) Assert.Equal(expected[p], fit.Values[p], MinuitEnd * fit.Uncertainties[p]);
    }

    private static double[] Events(int signal)
    {
        var random = new NumpyLegacyRandom(0);
        double[] all = [.. Enumerable.Range(0, 300).Select(_ => random.Exponential(0.5)), .. Enumerable.Range(0, signal).Select(_ => random.Normal(1.2, 0.1))];
        return [.. all.Where(x => x is > Low and < High)];
    }

    // Main data are positions and then as many weights.
    private static ObjectiveModel Create(int signal, bool isPeakFixed)
    {
        double[] events = Events(signal);
        Parameter[] parameters =
        [
            Free("n_signal", 0, signal, -100, 500), Free("n_background", 1, 250, 0, 1000), Free("slope", 2, -2, -4, -1),
            Free("mean", 3, 1.2, 0.5, 2) with { Fixed = isPeakFixed }, Free("width", 4, 0.1, 0.02, 0.5) with { Fixed = isPeakFixed },
        ];
        return new ObjectiveModel(parameters, [0], new Dataset([.. events, .. events.Select(_ => 1.0)], []), data => new Likelihood(data), point => new Source(point));
    }

    private static Parameter Free(string name, int index, double init, double lower, double upper) => new()
    {
        Name = name,
        Set = name,
        Index = index,
        Init = init,
        Lower = lower,
        Upper = upper,
        Fixed = false,
        Constraint = ConstraintKind.None,
        ModifierTypes = [],
    };

    // The peak's tails beyond the range are below 1e-27.
    private static Jet Density(Jet[] p, double x)
    {
        Jet pull = (x - p[3]) * Jet.Exp(-1 * Jet.Log(p[4]));
        Jet peak = (1 / Math.Sqrt(2 * Math.PI)) * Jet.Exp((-0.5 * Jet.Square(pull)) - Jet.Log(p[4]));
        Jet norm = Jet.Exp(Low * p[2]) - Jet.Exp(High * p[2]);
        Jet fall = Jet.Exp((x * p[2]) + Jet.Log(-1 * p[2]) - Jet.Log(norm));
        return (p[0] * peak) + (p[1] * fall);
    }

    private sealed class Likelihood(Dataset data) : IObjective
    {
        public int Dimension => 5;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        {
            Jet[] p = Jet.Variables(point);
            ReadOnlySpan<double> main = data.Main.Span;
            int count = main.Length / 2;
            Jet sum = p[0] + p[1];
            for (int i = 0; i < count; i++)
            {
                Jet density = Density(p, main[i]);
                if (!(density.Value > 0)) return double.PositiveInfinity;
                sum -= main[count + i] * Jet.Log(density);
            }

            for (int i = 0; i < gradient.Length; i++) gradient[i] = 2 * sum.Gradient[i];
            for (int i = 0; i < hessian.Length; i++) hessian[i] = 2 * sum.Hessian[i / 5, i % 5];
            return 2 * sum.Value;
        }

        public bool HasKinkAtZero(int index) => false;
    }

    private sealed class Source(double[] point) : IDatasetSource
    {
        public Dataset Asimov()
        {
            const double width = (High - Low) / Bins;
            double[] centres = [.. Enumerable.Range(0, Bins).Select(i => Low + ((i + 0.5) * width))];
            Jet[] p = Jet.Variables(point);
            return new Dataset([.. centres, .. centres.Select(x => width * Density(p, x).Value)], []);
        }

        public Dataset Draw(ulong seed, ulong index) => throw new NotSupportedException();
    }
}
