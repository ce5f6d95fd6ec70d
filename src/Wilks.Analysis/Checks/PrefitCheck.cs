using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Analysis.Checks;

/// <summary>Data of a region against what is expected at the initial values: <c>χ² = rᵀ C⁻¹ r</c> with the Poisson variances of the expectation and the pre-fit uncertainties, correlations included.</summary>
/// <remarks>A hint where free factors could bring both together (they get an uncertainty without limit), a warning where they could not. Bins are merged until each expects enough for χ².</remarks>
internal sealed class PrefitCheck : ICheck
{
    private const int WorstBins = 3;

    /// <summary>Single bins are told from this pull on.</summary>
    private const double TellingPull = 2;

    public IEnumerable<CheckFinding> Run(CheckContext context)
    {
        if (context.Model is not { } model) return [];

        var rates = new PrefitRates(model);
        return Enumerable.Range(0, model.Channels.Count).Select(channel => Judge(context, rates, channel)).OfType<CheckFinding>();
    }

    private static CheckFinding? Judge(CheckContext context, PrefitRates rates, int index)
    {
        ModelChannel channel = rates.Model.Channels[index];
        int[] open = [.. Enumerable.Range(0, channel.BinCount).Where(bin => !context.IsHidden(channel.Name, bin))];
        double[] expected = rates.Expected(index);
        int[][] groups = Merge(open, expected, context.Options.LeastExpected);
        if (groups.Length == 0) return null;

        ReadOnlyMemory<double> data = rates.Model.ObservedData.Main.Slice(channel.FirstBin, channel.BinCount);
        double[] residuals = [.. groups.Select(group => group.Sum(bin => data.Span[bin] - expected[bin]))];
        (double[][] constrained, double[][] free) = rates.Changes(index);
        double[] covariance = Covariance(groups, expected, constrained);
        double chiSquared = Quadratic([.. covariance], residuals);
        double probability = ChiSquared.UpperTail(chiSquared, groups.Length);
        if (!(probability < context.Options.PrefitProbability)) return null;

        foreach (double[] change in free) Add(covariance, groups, change, PrefitRates.WithoutLimit);
        int left = groups.Length - free.Count(change => groups.Any(group => group.Sum(bin => change[bin]) != 0));
        bool isAbsorbed = left <= 0 || !(ChiSquared.UpperTail(Quadratic(covariance, residuals), left) < context.Options.PrefitProbability);
        string message = $"χ² {Text.Number(chiSquared)} for {groups.Length} bins{(isAbsorbed ? "; free factors can absorb it" : "")}{Worst(open, data.Span, expected, constrained)}";
        return new CheckFinding(FindingKind.PrefitDisagreement, message) { Severity = isAbsorbed ? FindingSeverity.Hint : FindingSeverity.Warning, Region = channel.Name, Value = probability, Threshold = context.Options.PrefitProbability };
    }

    // Neighbouring bins together, each group with enough; what is left at the end joins the last one.
    private static int[][] Merge(int[] bins, double[] expected, double least)
    {
        List<List<int>> groups = [];
        List<int> group = [];
        double sum = 0;
        foreach (int bin in bins.Where(bin => expected[bin] > 0))
        {
            group.Add(bin);
            sum += expected[bin];
            if (sum < least) continue;
            groups.Add(group);
            (group, sum) = ([], 0);
        }

        if (groups.Count > 0) groups[^1].AddRange(group);
        return [.. groups.Select(members => members.ToArray())];
    }

    private static double[] Covariance(int[][] groups, double[] expected, double[][] changes)
    {
        int n = groups.Length;
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++) covariance[i * (n + 1)] = groups[i].Sum(bin => expected[bin]);
        foreach (double[] change in changes) Add(covariance, groups, change, 1);
        return covariance;
    }

    private static void Add(double[] covariance, int[][] groups, double[] change, double factor)
    {
        double[] sums = [.. groups.Select(group => group.Sum(bin => change[bin]))];
        for (int i = 0; i < sums.Length; i++)
        {
            for (int j = 0; j < sums.Length; j++) covariance[(i * sums.Length) + j] += factor * sums[i] * sums[j];
        }
    }

    private static string Worst(int[] open, ReadOnlySpan<double> data, double[] expected, double[][] changes)
    {
        var pulls = new List<(int Bin, double Pull)>();
        foreach (int bin in open.Where(bin => expected[bin] > 0))
        {
            double variance = expected[bin] + changes.Sum(change => change[bin] * change[bin]);
            pulls.Add((bin, (data[bin] - expected[bin]) / Math.Sqrt(variance)));
        }

        string[] worst = [.. pulls.OrderByDescending(pair => Math.Abs(pair.Pull)).Take(WorstBins).Where(pair => Math.Abs(pair.Pull) > TellingPull).Select(pair => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pair.Bin} ({pair.Pull:+0.0;-0.0} σ)"))];
        return worst.Length == 0 ? "" : $"; bins {string.Join(", ", worst)}";
    }

    // rᵀ C⁻¹ r = |L⁻¹ r|² with C = L Lᵀ, row by row (Golub and Van Loan, Matrix Computations, §4.2); NaN where C is not positive.
    private static double Quadratic(double[] matrix, double[] vector)
    {
        int n = vector.Length;
        double[] solved = [.. vector];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = matrix[(i * n) + j];
                for (int k = 0; k < j; k++) value -= matrix[(i * n) + k] * matrix[(j * n) + k];
                matrix[(i * n) + j] = i == j ? Math.Sqrt(value) : value / matrix[j * (n + 1)];
            }

            for (int j = 0; j < i; j++) solved[i] -= matrix[(i * n) + j] * solved[j];
            solved[i] /= matrix[i * (n + 1)];
            sum += solved[i] * solved[i];
        }

        return sum;
    }
}
