using Wilks.Numerics.Kernels;

namespace Wilks.Tests.Numerics.Kernels;

public sealed class MorphTests
{
    /// <summary>A sum over up to a thousand terms of size ten.</summary>
    private const double Reordering = 1e-11;

    [Fact]
    public void Vector_equals_scalar_to_the_bit_at_every_stride()
    {
        foreach ((int count, int rows) in Sizes().Where(s => s.Count >= Lanes.Width))
        {
            Case c = new(count, rows);
            double[] vector = [.. c.Total], scalar = [.. c.Total];
            double[] qVector = new double[rows], qScalar = new double[rows], pVector = new double[rows], pScalar = new double[rows];

            Morph.AccumulateVector(vector, c.S, c.D, c.A, c.C);
            Morph.AccumulateScalar(scalar, c.S, c.D, c.A, c.C);
            Morph.AdjointVector(c.U, c.S, c.D, c.C, qVector, pVector);
            Morph.AdjointScalar(c.U, c.S, c.D, c.C, qScalar, pScalar);

            Assert.Equal(scalar, vector);
            Assert.Equal(qScalar, qVector);
            Assert.Equal(pScalar, pVector);
        }
    }

    [Fact]
    public void Sums_and_adjoints_are_those_of_double_loops()
    {
        foreach ((int count, int rows) in Sizes())
        {
            Case c = new(count, rows);
            double[] total = [.. c.Total], q = new double[rows], p = new double[rows], qOnly = new double[rows];

            Morph.Accumulate(total, c.S, c.D, c.A, c.C);
            Morph.Adjoint(c.U, c.S, c.D, c.C, q, p);
            Morph.Adjoint(c.U, c.S, c.D, c.C, qOnly, default);

            int stride = c.Total.Length;
            int[] all = [.. Enumerable.Range(0, rows)];
            Assert.All(Enumerable.Range(0, stride), b => Assert.Equal(c.Total[b] + all.Sum(r => (c.A[r] * c.S[(r * stride) + b]) + (c.C[r] * c.D[(r * stride) + b])), total[b], Reordering));
            Assert.All(all, r => Assert.Equal(Enumerable.Range(0, count).Sum(b => c.U[b] * (c.S[(r * stride) + b] + (c.C[r] * c.D[(r * stride) + b]))), q[r], Reordering));
            Assert.All(all, r => Assert.Equal(Enumerable.Range(0, count).Sum(b => c.U[b] * c.D[(r * stride) + b]), p[r], Reordering));
            Assert.Equal(q, qOnly);
        }
    }

    [Fact]
    public void Padding_stays_zero()
    {
        foreach ((int count, int rows) in Sizes())
        {
            Case c = new(count, rows);

            Morph.Accumulate(c.Total, c.S, c.D, c.A, c.C);

            Assert.All(c.Total[count..], value => Assert.Equal(0, value));
        }
    }

    private static IEnumerable<(int Count, int Rows)> Sizes() => from count in RandomRows.Lengths from rows in RandomRows.RowCounts select (count, rows);

    private sealed class Case(int count, int rows)
    {
        internal double[] Total { get; } = RandomRows.Padded(1, count, 1);

        internal double[] U { get; } = RandomRows.Padded(1, count, 2);

        internal double[] S { get; } = RandomRows.Padded(rows, count, 3);

        internal double[] D { get; } = RandomRows.Padded(rows, count, 4);

        internal double[] A { get; } = RandomRows.Create(rows, 5);

        internal double[] C { get; } = RandomRows.Create(rows, 6);
    }
}
