using System.Diagnostics;

namespace Wilks.Numerics.Kernels;

/// <summary>
/// Sums of pairs of rows, <c>t[b] += Σ_r a_r·S[r,b] + c_r·D[r,b]</c>, and their adjoint. Rows lie one after the other with the
/// stride of <see cref="Lanes.Stride"/>; padding is zero and stays zero. Vector and scalar forms give the same bits.
/// </summary>
internal static partial class Morph
{
    /// <summary>Adds all rows to <paramref name="total"/>, whose length is the stride.</summary>
    public static void Accumulate(Span<double> total, ReadOnlySpan<double> s, ReadOnlySpan<double> d, ReadOnlySpan<double> a, ReadOnlySpan<double> c)
    {
        Debug.Assert(s.Length == total.Length * a.Length && d.Length == s.Length && c.Length == a.Length);
        if (total.Length == 1) total[0] += Rows.Dot(s, a) + Rows.Dot(d, c);
        else if (KernelMode.IsVector && total.Length >= Lanes.Width) AccumulateVector(total, s, d, a, c);
        else AccumulateScalar(total, s, d, a, c);
    }

    /// <summary>
    /// <c>q[r] = Σ_b u[b]·(S[r,b] + c1[r]·D[r,b])</c> and, where <paramref name="p"/> is not empty, <c>p[r] = Σ_b u[b]·D[r,b]</c>.
    /// </summary>
    public static void Adjoint(ReadOnlySpan<double> u, ReadOnlySpan<double> s, ReadOnlySpan<double> d, ReadOnlySpan<double> c1, Span<double> q, Span<double> p)
    {
        Debug.Assert(s.Length == u.Length * q.Length && d.Length == s.Length && c1.Length == q.Length);
        if (KernelMode.IsVector && u.Length >= Lanes.Width) AdjointVector(u, s, d, c1, q, p);
        else AdjointScalar(u, s, d, c1, q, p);
    }
}
