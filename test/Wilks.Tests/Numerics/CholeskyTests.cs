using MathNet.Numerics.LinearAlgebra;
using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class CholeskyTests
{
    /// <summary>Different order of the same sums in well-conditioned matrices: a few hundred roundings of the largest entry.</summary>
    private const double OtherOrder = 1e-13;

    /// <summary>Room right of each row, to see that nothing there is touched.</summary>
    private const int Gap = 3;

    [Fact]
    public void Vector_equals_scalar_to_the_bit_at_every_size()
    {
        for (int n = 0; n <= 70; n++)
        {
            int stride = n + Gap;
            double[] vector = SymmetricMatrices.Dominant(n, stride, seed: n);
            double[] scalar = [.. vector];

            Assert.Equal(-1, Cholesky.FactorVector(vector, stride, n, 0));
            Assert.Equal(-1, Cholesky.FactorScalar(scalar, stride, n, 0));
            AssertSameBits(scalar, vector);
            AssertSameSolution(scalar, stride, n);
            AssertSameInverse(scalar, stride, n);
        }
    }

    [Fact]
    public void The_inner_product_has_the_same_bits_at_every_length()
    {
        double[] numbers = SymmetricMatrices.Dominant(20, 20, seed: 5);
        for (int length = 0; length < 100; length++)
        {
            double vector = Cholesky.DotVector(numbers.AsSpan(0, length), numbers.AsSpan(7, length));
            double scalar = Cholesky.DotScalar(numbers.AsSpan(0, length), numbers.AsSpan(7, length), length);

            Assert.Equal(BitConverter.DoubleToInt64Bits(scalar), BitConverter.DoubleToInt64Bits(vector));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    [InlineData(200)]
    public void Factor_solution_and_inverse_agree_with_another_library(int n)
    {
        double[] matrix = SymmetricMatrices.Dominant(n, n, seed: 100 + n);
        double[] factor = [.. matrix];
        double[] solution = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i + 1))];
        var inverse = new double[n * n];
        Matrix<double> reference = Matrix<double>.Build.Dense(n, n, (i, j) => matrix[(i * n) + j]);
        Vector<double> expected = reference.Cholesky().Solve(Vector<double>.Build.DenseOfArray(solution));

        int failed = Cholesky.Factor(factor, n, n);
        Cholesky.Solve(factor, n, solution);
        Cholesky.Inverse(factor, n, n, inverse);

        Assert.Equal(-1, failed);
        Assert.Equal(0, (expected - Vector<double>.Build.DenseOfArray(solution)).InfinityNorm(), OtherOrder);
        Matrix<double> found = Matrix<double>.Build.Dense(n, n, (i, j) => inverse[(i * n) + j]);
        Assert.Equal(0, (reference.Inverse() - found).InfinityNorm(), OtherOrder);
        Assert.Equal(0, (found - found.Transpose()).InfinityNorm());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 3)]
    [InlineData(30, 0)]
    [InlineData(30, 17)]
    [InlineData(31, 30)]
    public void The_first_failing_pivot_is_named(int n, int pivot)
    {
        double[] indefinite = SymmetricMatrices.Dominant(n, n, seed: 3);
        indefinite[(pivot * n) + pivot] = -1;
        double[] notFinite = SymmetricMatrices.Dominant(n, n, seed: 3);
        notFinite[(pivot * n) + pivot] = double.NaN;

        Assert.Equal(pivot, Cholesky.FactorScalar([.. indefinite], n, n, 0));
        Assert.Equal(pivot, Cholesky.FactorVector([.. indefinite], n, n, 0));
        Assert.Equal(pivot, Cholesky.FactorScalar([.. notFinite], n, n, 0));
        Assert.Equal(pivot, Cholesky.FactorVector([.. notFinite], n, n, 0));
    }

    [Fact]
    public void A_pivot_lost_in_rounding_fails_under_a_floor()
    {
        double[] matrix = [1, 1, 1, 1 + 1e-14];

        Assert.Equal(-1, Cholesky.Factor([.. matrix], 2, 2));
        Assert.Equal(1, Cholesky.Factor([.. matrix], 2, 2, pivotFloor: 1e-12));
    }

    [Fact]
    public void A_matrix_too_short_for_its_size_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cholesky.Factor(new double[8], 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cholesky.Factor(new double[9], 2, 3));
    }

    private static void AssertSameSolution(double[] factor, int stride, int n)
    {
        double[] vector = [.. Enumerable.Range(0, n).Select(i => Math.Cos(i))];
        double[] scalar = [.. vector];
        Cholesky.SolveVector(factor, stride, vector);
        Cholesky.SolveScalar(factor, stride, scalar);
        AssertSameBits(scalar, vector);
    }

    private static void AssertSameInverse(double[] factor, int stride, int n)
    {
        var vector = new double[factor.Length];
        var scalar = new double[factor.Length];
        Cholesky.InverseVector(factor, stride, n, vector);
        Cholesky.InverseScalar(factor, stride, n, scalar);
        AssertSameBits(scalar, vector);
    }

    private static void AssertSameBits(double[] expected, double[] actual) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
}
