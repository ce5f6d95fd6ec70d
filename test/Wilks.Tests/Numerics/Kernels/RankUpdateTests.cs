using Wilks.Numerics.Kernels;

namespace Wilks.Tests.Numerics.Kernels;

public sealed class RankUpdateTests
{
    /// <summary>Up to 65 products of size four.</summary>
    private const double Reordering = 1e-12;

    private static readonly int[] s_sizes = [.. Enumerable.Range(1, 40), 64, 100];
    private static readonly int[] s_rows = [0, 1, 2, 5, 65];

    [Fact]
    public void Vector_equals_scalar_to_the_bit_at_every_size()
    {
        foreach ((int leading, int rows) in Sizes())
        {
            double[] left = RandomRows.Create(rows * leading, 1), right = RandomRows.Create(rows * leading, 2), start = RandomRows.Create(leading * leading, 3);
            double[] vector = [.. start], scalar = [.. start];

            RankUpdate.LowerVector(vector, left, right, rows, leading);
            RankUpdate.LowerScalar(scalar, left, right, rows, leading);

            Assert.Equal(Lower(scalar, leading), Lower(vector, leading));
        }
    }

    [Fact]
    public void The_lower_triangle_is_that_of_a_triple_loop()
    {
        foreach ((int leading, int rows) in Sizes())
        {
            double[] left = RandomRows.Create(rows * leading, 4), right = RandomRows.Create(rows * leading, 5), h = RandomRows.Create(leading * leading, 6);
            double[] expected = [.. Enumerable.Range(0, leading * leading).Select(k => h[k] + Enumerable.Range(0, rows).Sum(r => left[(r * leading) + (k / leading)] * right[(r * leading) + (k % leading)]))];

            RankUpdate.Lower(h, left, right, rows, leading);

            Assert.All(Lower(expected, leading).Zip(Lower(h, leading)), pair => Assert.Equal(pair.First, pair.Second, Reordering));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    public void Leading_dimensions_are_padded_to_eight(int count, int leading) => Assert.Equal(leading, RankUpdate.LeadingDimension(count));

    private static IEnumerable<(int Leading, int Rows)> Sizes() => from size in s_sizes.Select(RankUpdate.LeadingDimension).Distinct() from rows in s_rows select (size, rows);

    private static double[] Lower(double[] matrix, int leading) => [.. Enumerable.Range(0, leading).SelectMany(i => matrix.AsSpan(i * leading, i + 1).ToArray())];
}
