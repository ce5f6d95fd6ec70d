using Wilks.Analysis.Configurations;
using Wilks.Numerics;

namespace Wilks.Analysis.Variations;

/// <summary>Independent variations that make up a covariance <c>C = Σ vₖ vₖᵀ</c>, the largest first, as many as its precision asks for.</summary>
/// <remarks>
/// <c>vₖ = √λₖ uₖ</c> with the eigenvalues λ and eigenvectors u of C. What is dropped is positive semidefinite, so that its largest element stands
/// on its diagonal. Where C is a sum of fewer outer products than it has rows, the smaller matrix of their scalar products has the same eigenvalues.
/// </remarks>
internal sealed class EigenVariations
{
    /// <summary>Eigenvalues below this fraction of the largest are rounding.</summary>
    private const double RoundingLimit = 1e-12;

    private EigenVariations(double[][] kept, double[] remainder, int rank, double precision)
    {
        Kept = kept;
        Remainder = remainder;
        Rank = rank;
        Precision = precision;
    }

    /// <summary>The variations kept, one value per bin.</summary>
    internal double[][] Kept { get; }

    /// <summary>The variance of every bin that is dropped.</summary>
    internal double[] Remainder { get; }

    /// <summary>The number of eigenvalues that are not zero.</summary>
    internal int Rank { get; }

    /// <summary>What the part dropped amounts to, in the measure of the settings.</summary>
    internal double Precision { get; }

    /// <summary>The sum of the negative eigenvalues of a matrix, which are left out, in the measure of the settings; 0 of a covariance.</summary>
    internal double NegativeShare { get; private init; }

    /// <summary>The eigen-variations of a matrix.</summary>
    /// <param name="covariance">The matrix, row by row, symmetric.</param>
    /// <param name="binCount">The number of rows.</param>
    /// <param name="settings">How many are kept.</param>
    internal static EigenVariations OfMatrix(double[] covariance, int binCount, CovarianceSettings settings)
    {
        EigenDecomposition system = EigenDecomposition.Of(covariance, binCount);
        double[][] all = [.. Enumerable.Range(0, Significant(system.Values)).Select(k => Scaled(system.Vector(k), Math.Sqrt(system.Values[k])))];
        double[] diagonal = [.. Enumerable.Range(0, binCount).Select(i => Math.Abs(covariance[(i * binCount) + i]))];
        return WithNegative(Truncate(all, binCount, settings), system.Values, Measure(diagonal, settings.Measure));
    }

    private static EigenVariations WithNegative(EigenVariations made, ReadOnlySpan<double> eigenvalues, double whole)
    {
        double negative = 0;
        foreach (double value in eigenvalues) negative -= Math.Min(0, value);
        double share = negative == 0 ? 0 : whole > 0 ? negative / whole : double.PositiveInfinity;
        return new EigenVariations(made.Kept, made.Remainder, made.Rank, made.Precision) { NegativeShare = share };
    }

    /// <summary>The eigen-variations of a sum of outer products.</summary>
    /// <param name="parts">The vectors whose outer products add up to the covariance.</param>
    /// <param name="binCount">The number of bins.</param>
    /// <param name="settings">How many are kept.</param>
    internal static EigenVariations OfSum(IReadOnlyList<double[]> parts, int binCount, CovarianceSettings settings)
    {
        if (parts.Count >= binCount) return OfMatrix(Outer(parts, binCount), binCount, settings);

        int count = parts.Count;
        double[] products = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++) products[(i * count) + j] = products[(j * count) + i] = Dot(parts[i], parts[j]);
        }

        EigenDecomposition system = EigenDecomposition.Of(products, count);
        var all = new List<double[]>();
        for (int k = 0; k < Significant(system.Values); k++)
        {
            double[] vector = new double[binCount];
            for (int i = 0; i < count; i++)
            {
                double weight = system.Vector(k)[i];
                for (int bin = 0; bin < binCount; bin++) vector[bin] += weight * parts[i][bin];
            }

            all.Add(Oriented(vector));
        }

        return Truncate(all, binCount, settings);
    }

    private static EigenVariations Truncate(IReadOnlyList<double[]> all, int binCount, CovarianceSettings settings)
    {
        double[] remainder = new double[binCount];
        foreach (double[] vector in all) AddSquares(remainder, vector, 1);
        double whole = Measure(remainder, settings.Measure);
        double left = whole > 0 ? 1 : 0;
        int kept = 0;
        while (kept < all.Count && kept < settings.MaximumVariations && left > settings.Precision)
        {
            AddSquares(remainder, all[kept++], -1);
            left = Measure(remainder, settings.Measure) / whole;
        }

        if (kept == all.Count) Array.Clear(remainder);
        return new EigenVariations([.. all.Take(kept)], [.. remainder.Select(value => Math.Max(0, value))], all.Count, kept == all.Count ? 0 : left);
    }

    private static double Measure(double[] diagonal, PrecisionMeasure measure) => measure == PrecisionMeasure.Trace ? Math.Max(0, diagonal.Sum()) : Math.Max(0, diagonal.Length == 0 ? 0 : diagonal.Max());

    private static int Significant(ReadOnlySpan<double> values)
    {
        int count = 0;
        while (count < values.Length && values[count] > RoundingLimit * values[0] && values[count] > 0) count++;
        return count;
    }

    private static void AddSquares(double[] sum, double[] vector, double factor)
    {
        for (int bin = 0; bin < sum.Length; bin++) sum[bin] += factor * vector[bin] * vector[bin];
    }

    private static double[] Outer(IReadOnlyList<double[]> parts, int binCount)
    {
        double[] matrix = new double[binCount * binCount];
        foreach (double[] part in parts)
        {
            for (int i = 0; i < binCount; i++)
            {
                if (part[i] == 0) continue;
                for (int j = 0; j < binCount; j++) matrix[(i * binCount) + j] += part[i] * part[j];
            }
        }

        return matrix;
    }

    private static double[] Scaled(ReadOnlySpan<double> vector, double factor)
    {
        double[] scaled = vector.ToArray();
        for (int i = 0; i < scaled.Length; i++) scaled[i] *= factor;
        return scaled;
    }

    // The sign of an eigenvector is free: its largest change is upward.
    private static double[] Oriented(double[] vector)
    {
        double largest = 0;
        foreach (double value in vector)
        {
            if (Math.Abs(value) > Math.Abs(largest)) largest = value;
        }

        return largest < 0 ? Scaled(vector, -1) : vector;
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
