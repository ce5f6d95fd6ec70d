namespace Wilks.Tests.Inference.FeldmanCousins;

/// <summary>The construction of the paper for a Poisson count with a known background, as sums over all counts: no toys, no fits.</summary>
internal sealed class PoissonConstruction(double background, double level)
{
    private const int MostCounts = 80;

    // The grid of means that the paper's tables are made with is as fine.
    private const double Step = 0.005;

    // Counts whose ratios agree to rounding are accepted together.
    private const double Tie = 1e-9;

    private static readonly double[] s_logFactorials = LogFactorials();

    private static double[] LogFactorials()
    {
        double[] logs = new double[MostCounts];
        for (int n = 1; n < MostCounts; n++) logs[n] = logs[n - 1] + Math.Log(n);
        return logs;
    }

    /// <summary>The outermost accepted means for a count.</summary>
    public (double Lower, double Upper) Interval(int observed, double highest)
    {
        double lower = double.NaN, upper = double.NaN;
        for (int i = 0; i * Step <= highest; i++)
        {
            double mu = i * Step;
            if (PValue(observed, mu) <= 1 - level) continue;
            if (double.IsNaN(lower)) lower = mu;
            upper = mu;
        }

        return (lower, upper);
    }

    /// <summary>The probability of all counts whose ratio is not above that of the observed one.</summary>
    public double PValue(int observed, double mu)
    {
        double ratio = LogRatio(observed, mu), sum = 0;
        for (int n = 0; n < MostCounts; n++)
        {
            if (LogRatio(n, mu) <= ratio + Tie) sum += Math.Exp(LogProbability(n, mu + background));
        }

        return sum;
    }

    // The best mean is not negative: Feldman and Cousins, eq. 4.1.
    private double LogRatio(int n, double mu) => LogProbability(n, mu + background) - LogProbability(n, Math.Max(0, n - background) + background);

    private static double LogProbability(int n, double mean) => (n * Math.Log(mean)) - mean - s_logFactorials[n];
}
