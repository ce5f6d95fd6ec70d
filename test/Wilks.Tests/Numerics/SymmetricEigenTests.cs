using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class SymmetricEigenTests
{
    /// <summary>Rounding of the largest |eigenvalue| in a few hundred operations.</summary>
    private const double Relative = 1e-13;

    /// <summary>The error of a vector is that of its value over the gap to the next.</summary>
    private const double Residual = 1e-11;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(101)]
    public void The_smallest_eigenvalue_and_its_vector_are_found(int n)
    {
        double[] eigenvalues = [.. Enumerable.Range(0, n).Select(i => i == n / 2 ? -0.75 : 1 + i)];

        AssertSmallest(eigenvalues, seed: n);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(-1e-7)]
    [InlineData(0)]
    public void A_nearly_singular_matrix_shows_its_eigenvalue(double smallest) => AssertSmallest([3, smallest, 1, 2, 1, 1, 0.5], seed: 9);

    [Fact]
    public void Equal_eigenvalues_give_some_vector_of_their_space() => AssertSmallest([2, 2, 2, 5, 5, 2, 9, 2], seed: 4);

    [Fact]
    public void A_diagonal_matrix_needs_no_rotation() => AssertSmallest([4, 3, -2, 8], seed: 0, turn: false);

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
    {
        double[] matrix = [1, 2, 3, 2, double.NaN, 1, 3, 1, 1];

        Assert.True(double.IsNaN(SymmetricEigen.Smallest(matrix, new double[3], new double[3 * SymmetricEigen.WorkPerDimension])));
    }

    private static void AssertSmallest(double[] eigenvalues, int seed, bool turn = true)
    {
        int n = eigenvalues.Length;
        double scale = eigenvalues.Max(Math.Abs);
        double[] matrix = turn ? SymmetricMatrices.WithEigenvalues(eigenvalues, seed) : new double[n * n];
        if (!turn)
            for (int i = 0; i < n; i++) matrix[(i * n) + i] = eigenvalues[i];
        var vector = new double[n];

        double found = SymmetricEigen.Smallest([.. matrix], vector, new double[n * SymmetricEigen.WorkPerDimension]);

        Assert.Equal(eigenvalues.Min(), found, Relative * scale);
        Assert.Equal(1, vector.Sum(x => x * x), Relative);
        for (int i = 0; i < n; i++)
            Assert.Equal(found * vector[i], Enumerable.Range(0, n).Sum(j => matrix[(i * n) + j] * vector[j]), Residual * scale);
    }
}
