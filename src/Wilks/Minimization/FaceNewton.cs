using Wilks.Numerics;

namespace Wilks.Minimization;

/// <summary>Newton's equations on a face: the coordinates of a box that are free to move.</summary>
/// <remarks>
/// Where the matrix has no Cholesky factor its diagonal is shifted in the units of the trust region, by λ·d_i: first very little, which
/// serves a singular matrix, then just past the smallest eigenvalue (Conn, Gould and Toint, Trust-Region Methods, 2000, §7.3;
/// Nocedal and Wright, Numerical Optimization, 2006, §3.4).
/// </remarks>
internal sealed class FaceNewton
{
    /// <summary>A pivot below this part of its diagonal element is lost in rounding.</summary>
    private const double PivotFloor = 1e-12;

    /// <summary>Serves a singular matrix: the other directions keep all but 1e-10 of their Newton step.</summary>
    private const double SingularShift = 1e-10;

    private readonly SearchState _state;
    private readonly double[] _factor;
    private readonly double[] _packed;
    private readonly double[] _vector;
    private readonly double[] _work;

    public FaceNewton(SearchState state)
    {
        int n = state.Dimension;
        _state = state;
        _factor = new double[n * n];
        _packed = new double[n];
        _vector = new double[n];
        _work = new double[SymmetricEigen.WorkPerDimension * n];
        Face = new int[n];
        Direction = new double[n];
    }

    /// <summary>The coordinates of the face, rising; the first <see cref="Count"/> are valid.</summary>
    public int[] Face { get; }

    public int Count { get; set; }

    /// <summary>The step on the face; zero elsewhere.</summary>
    public double[] Direction { get; }

    /// <summary>The λ of the last factor; 0 where none was needed.</summary>
    public double Shift { get; private set; }

    /// <summary>The smallest pivot of the last unshifted factor as part of its diagonal element.</summary>
    public double SmallestPivot { get; private set; }

    /// <summary>The eigenvector found last, one value per coordinate of the face, in the units of the trust region.</summary>
    public ReadOnlySpan<double> Eigenvector => _vector.AsSpan(0, Count);

    /// <summary>Factors without more than the smallest shift; false where that is not enough.</summary>
    public bool TryFactor(double[] matrix)
    {
        Shift = 0;
        if (FactorShifted(matrix, 0))
        {
            FindSmallestPivot(matrix);
            return true;
        }

        SmallestPivot = 0;
        Shift = SingularShift;
        return FactorShifted(matrix, SingularShift);
    }

    /// <summary>Factors with whatever shift is needed; false only where the matrix is not finite.</summary>
    public bool FactorByForce(double[] matrix)
    {
        if (TryFactor(matrix)) return true;
        double smallest = SmallestEigenvalue(matrix);
        if (double.IsNaN(smallest)) return false;
        double past = 0.01 * Math.Max(1e-3, Math.Abs(smallest));
        for (int attempt = 0; attempt < 40; attempt++, past *= 10)
        {
            Shift = Math.Max(0, -smallest) + past;
            if (FactorShifted(matrix, Shift)) return true;
        }

        return false;
    }

    /// <summary>Solves for the direction −(H + λD)⁻¹·r on the face and returns −rᵀd, twice the decrease it promises.</summary>
    public double Solve(ReadOnlySpan<double> slope)
    {
        Span<double> packed = _packed.AsSpan(0, Count);
        for (int k = 0; k < Count; k++) packed[k] = -slope[Face[k]];
        Cholesky.Solve(_factor, Count, packed);
        if (Count < Direction.Length) Array.Clear(Direction);
        double decrease = 0;
        for (int k = 0; k < Count; k++)
        {
            Direction[Face[k]] = packed[k];
            decrease -= packed[k] * slope[Face[k]];
        }

        return decrease;
    }

    /// <summary>The smallest eigenvalue of the matrix on the face, in the units of the trust region; leaves its vector.</summary>
    public double SmallestEigenvalue(double[] matrix)
    {
        int n = _state.Dimension;
        int m = Count;
        double[] s = _state.Scales;
        for (int k = 0; k < m; k++)
        {
            int row = Face[k] * n;
            for (int l = 0; l < m; l++) _factor[(k * m) + l] = matrix[row + Face[l]] * s[Face[k]] * s[Face[l]];
        }

        return SymmetricEigen.Smallest(_factor, _vector.AsSpan(0, m), _work);
    }

    private bool FactorShifted(double[] matrix, double shift)
    {
        int n = _state.Dimension;
        int m = Count;
        for (int k = 0; k < m; k++)
        {
            ReadOnlySpan<double> row = matrix.AsSpan(Face[k] * n, n);
            Span<double> target = _factor.AsSpan(k * m, m);
            if (m == n) row[..(k + 1)].CopyTo(target);
            else
                for (int l = 0; l <= k; l++) target[l] = row[Face[l]];
            if (shift > 0) target[k] += shift * _state.Curvatures[Face[k]];
        }

        return Cholesky.Factor(_factor, m, m, shift > 0 ? 0 : PivotFloor) < 0;
    }

    private void FindSmallestPivot(double[] matrix)
    {
        int n = _state.Dimension;
        double smallest = 1;
        for (int k = 0; k < Count; k++)
        {
            double root = _factor[(k * Count) + k];
            smallest = Math.Min(smallest, root * root / matrix[(Face[k] * n) + Face[k]]);
        }

        SmallestPivot = smallest;
    }
}
