using Wilks.Numerics.Kernels;

namespace Wilks.Tests.Numerics.Kernels;

public sealed class RowsTests
{
    /// <summary>Of the sum of magnitudes: a thousand roundings in another order.</summary>
    private const double Reordering = 1e-14;

    [Fact]
    public void Vector_equals_scalar_to_the_bit_at_every_length()
    {
        foreach (int n in RandomRows.Lengths)
        {
            double[] x = RandomRows.Create(n, 1), z = RandomRows.Create(n, 2), start = RandomRows.Create(n, 3);
            double[] vector = [.. start], scalar = [.. start], vectorPair = [.. start], scalarPair = [.. start];

            Rows.AddScaledVector(0.7, x, vector);
            Rows.AddScaledScalar(0.7, x, scalar);
            Rows.AddScaledPairVector(0.7, x, -1.3, z, vectorPair);
            Rows.AddScaledPairScalar(0.7, x, -1.3, z, scalarPair);

            Assert.Equal(scalar, vector);
            Assert.Equal(scalarPair, vectorPair);
            Assert.Equal(Rows.DotScalar(x, z), Rows.DotVector(x, z));
        }
    }

    [Fact]
    public void Sums_are_those_of_plain_loops()
    {
        foreach (int n in RandomRows.Lengths)
        {
            double[] x = RandomRows.Create(n, 4), z = RandomRows.Create(n, 5), w = RandomRows.Create(n, 12), start = RandomRows.Create(n, 6);
            double[] added = [.. start], pair = [.. start];

            Rows.AddScaled(0.7, x, added);
            Rows.AddScaledPair(0.7, x, -1.3, z, pair);

            Assert.All(Enumerable.Range(0, n), i => Assert.Equal(start[i] + (0.7 * x[i]), added[i], 1e-15));
            Assert.All(Enumerable.Range(0, n), i => Assert.Equal(start[i] + (0.7 * x[i]) - (1.3 * z[i]), pair[i], 1e-14));
            Assert.Equal(x.Zip(z, (a, b) => a * b).Sum(), Rows.Dot(x, z), Reordering * 4 * n);
            Assert.Equal(x.Zip(z, (a, b) => a * b).Zip(w, (ab, c) => ab * c).Sum(), Rows.ShortDot(w, x, z), Reordering * 8 * n);
        }
    }

    [Fact]
    public void Nothing_is_a_row_too()
    {
        Rows.AddScaled(2, [], []);

        Assert.Equal(0, Rows.Dot([], []));
    }
}
