using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class EigenDecompositionTests
{
    /// <summary>Rounding of the largest |eigenvalue| in a few hundred operations.</summary>
    private const double Relative = 1e-13;

    /// <summary>A hundred vectors, each of which takes part in thousands of rotations.</summary>
    private const double Orthonormal = 1e-12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(120)]
    public void Known_eigenvalues_come_back_in_descending_order(int n)
    {
        double[] expected = [.. Enumerable.Range(0, n).Select(i => 10.0 - (0.7 * i))];

        EigenDecomposition found = EigenDecomposition.Of(SymmetricMatrices.WithEigenvalues(expected, seed: n), n);

        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < n; i++) Assert.Equal(expected[i], found.Values[i], Relative * largest * n);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(9, 2)]
    [InlineData(64, 3)]
    public void Vectors_are_orthonormal_and_make_the_matrix_again(int n, int seed)
    {
        double[] matrix = SymmetricMatrices.Dominant(n, n, seed);

        EigenDecomposition found = EigenDecomposition.Of(matrix, n);

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0, rebuilt = 0;
                for (int k = 0; k < n; k++)
                {
                    product += found.Vector(i)[k] * found.Vector(j)[k];
                    rebuilt += found.Values[k] * found.Vector(k)[i] * found.Vector(k)[j];
                }

                Assert.Equal(i == j ? 1 : 0, product, Orthonormal);
                Assert.Equal(matrix[(i * n) + j], rebuilt, Orthonormal * n);
            }
        }
    }

    [Fact]
    public void A_matrix_of_low_rank_has_as_many_values_above_zero()
    {
        const int n = 30;
        double[] a = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))];
        double[] b = [.. Enumerable.Range(0, n).Select(i => Math.Cos(3 * i))];
        double[] matrix = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select (a[i] * a[j]) + (b[i] * b[j])];

        EigenDecomposition found = EigenDecomposition.Of(matrix, n);

        Assert.Equal(2, found.Values.ToArray().Count(value => Math.Abs(value) > Relative * n * found.Values[0]));
    }

    [Fact]
    public void Diagonal_zero_and_equal_values_need_no_care()
    {
        EigenDecomposition found = EigenDecomposition.Of([0, 0, 0, 0, 2, 0, 0, 0, 2], 3);

        Assert.Equal([2, 2, 0], found.Values.ToArray());
        Assert.Equal(1, found.Vector(2)[0]);
    }

    [Fact]
    public void A_matrix_that_is_not_finite_is_refused() => Assert.Throws<ArgumentException>(() => EigenDecomposition.Of([1, double.NaN, double.NaN, 1], 2));
}
