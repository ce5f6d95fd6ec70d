using Wilks.Analysis.Configurations;
using Wilks.Analysis.Variations;

namespace Wilks.Analysis.Tests.Variations;

public sealed class EigenVariationsTests
{
    private const int Seed = 12;

    /// <summary>Of the largest element: the errors of an eigensystem of 40 rows.</summary>
    private const double Relative = 1e-11;

    private static readonly CovarianceSettings s_all = new(new MatrixSource("m")) { Precision = 0, MaximumVariations = 1000 };

    [Theory]
    [InlineData(3, 8)]
    [InlineData(8, 8)]
    [InlineData(20, 8)]
    [InlineData(1, 1)]
    public void All_variations_together_are_the_covariance(int parts, int bins)
    {
        double[][] vectors = Random(parts, bins);
        double[] covariance = Sum(vectors, bins);

        EigenVariations eigen = EigenVariations.OfSum(vectors, bins, s_all);

        AssertClose(covariance, Sum(eigen.Kept, bins));
        Assert.Equal(Math.Min(parts, bins), eigen.Rank);
        Assert.Equal(0, eigen.Precision);
        Assert.All(eigen.Remainder, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Fewer_parts_than_bins_give_the_variations_of_the_matrix_itself()
    {
        double[][] vectors = Random(5, 40);

        EigenVariations ofSum = EigenVariations.OfSum(vectors, 40, s_all);
        EigenVariations ofMatrix = EigenVariations.OfMatrix(Sum(vectors, 40), 40, s_all);

        Assert.Equal(5, ofSum.Rank);
        Assert.Equal(5, ofMatrix.Rank);
        for (int k = 0; k < 5; k++)
        {
            for (int bin = 0; bin < 40; bin++) Assert.Equal(ofMatrix.Kept[k][bin], ofSum.Kept[k][bin], 1e-9);
        }
    }

    [Theory]
    [InlineData(PrecisionMeasure.LargestElement, 0.1)]
    [InlineData(PrecisionMeasure.LargestElement, 0.003)]
    [InlineData(PrecisionMeasure.Trace, 0.1)]
    [InlineData(PrecisionMeasure.Trace, 0.003)]
    public void As_many_are_kept_as_the_precision_needs_and_not_one_more(PrecisionMeasure measure, double precision)
    {
        const int bins = 12;
        double[][] vectors = Falling(30, bins);
        double[] covariance = Sum(vectors, bins);
        CovarianceSettings settings = s_all with { Precision = precision, Measure = measure };

        EigenVariations eigen = EigenVariations.OfSum(vectors, bins, settings);
        double left = Missing(covariance, eigen.Kept, bins, measure);
        double withOneLess = Missing(covariance, eigen.Kept[..^1], bins, measure);

        Assert.InRange(eigen.Kept.Length, 1, bins - 1);
        Assert.InRange(left, 0, precision);
        Assert.InRange(withOneLess, precision, 1);
        Assert.Equal(left, eigen.Precision, Relative);
    }

    [Fact]
    public void What_is_dropped_stands_on_the_diagonal_of_the_remainder()
    {
        const int bins = 6;
        double[][] vectors = Falling(6, bins);
        double[] covariance = Sum(vectors, bins);

        EigenVariations eigen = EigenVariations.OfMatrix(covariance, bins, s_all with { MaximumVariations = 2 });
        double[] kept = Sum(eigen.Kept, bins);

        Assert.Equal(2, eigen.Kept.Length);
        for (int i = 0; i < bins; i++) Assert.Equal(covariance[(i * bins) + i] - kept[(i * bins) + i], eigen.Remainder[i], Relative);
    }

    [Fact]
    public void Variations_descend_their_largest_change_is_upward_and_a_second_time_gives_the_same_bits()
    {
        double[][] vectors = Random(30, 20);

        EigenVariations eigen = EigenVariations.OfSum(vectors, 20, s_all);
        EigenVariations again = EigenVariations.OfSum(vectors, 20, s_all);

        double[] lengths = [.. eigen.Kept.Select(vector => vector.Sum(value => value * value))];
        Assert.Equal(lengths.OrderDescending(), lengths);
        Assert.All(eigen.Kept, vector => Assert.True(vector.MaxBy(Math.Abs) > 0));
        Assert.Equal(eigen.Kept.SelectMany(vector => vector), again.Kept.SelectMany(vector => vector));
    }

    [Fact]
    public void Nothing_has_no_variations()
    {
        EigenVariations none = EigenVariations.OfSum([], 4, s_all);
        EigenVariations zero = EigenVariations.OfMatrix(new double[16], 4, s_all);

        Assert.Empty(none.Kept);
        Assert.Equal(0, none.Rank);
        Assert.Empty(zero.Kept);
        Assert.Equal(0, zero.NegativeShare);
    }

    [Fact]
    public void Negative_eigenvalues_are_left_out_and_measured()
    {
        // Eigenvalues 3 and -1.
        EigenVariations eigen = EigenVariations.OfMatrix([1, 2, 2, 1], 2, s_all);

        Assert.Equal(1, eigen.Rank);
        Assert.Equal(1, eigen.NegativeShare, Relative);
        Assert.Equal(Math.Sqrt(1.5), eigen.Kept[0][0], Relative);
    }

    private static double Missing(double[] covariance, double[][] kept, int bins, PrecisionMeasure measure)
    {
        double[] sum = Sum(kept, bins);
        double[] rest = [.. covariance.Select((value, i) => Math.Abs(value - sum[i]))];
        if (measure == PrecisionMeasure.LargestElement) return rest.Max() / covariance.Max(Math.Abs);

        return Enumerable.Range(0, bins).Sum(i => rest[(i * bins) + i]) / Enumerable.Range(0, bins).Sum(i => covariance[(i * bins) + i]);
    }

    private static double[][] Random(int parts, int bins)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, parts).Select(_ => Enumerable.Range(0, bins).Select(_ => random.NextDouble() - 0.3).ToArray())];
    }

    private static double[][] Falling(int parts, int bins) => [.. Random(parts, bins).Select((vector, i) => vector.Select(value => value * Math.Pow(0.6, i)).ToArray())];

    private static double[] Sum(IReadOnlyList<double[]> vectors, int bins)
    {
        double[] sum = new double[bins * bins];
        foreach (double[] vector in vectors)
        {
            for (int i = 0; i < bins; i++)
            {
                for (int j = 0; j < bins; j++) sum[(i * bins) + j] += vector[i] * vector[j];
            }
        }

        return sum;
    }

    private static void AssertClose(double[] expected, double[] found)
    {
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], Relative * largest);
    }
}
