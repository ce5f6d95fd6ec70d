using Wilks.Numerics;

namespace Wilks.Minimization;

/// <summary>Newton's equations on a face: the coordinates of a box that are free to move.</summary>
/// <remarks>
/// Where the matrix has no Cholesky factor it is changed, in the units of the trust region: its diagonal by a very small λ·d_i, which
/// serves a singular matrix; then a few negative eigenvalues λ, each turned into |λ|; then the diagonal by λ·d_i just past the smallest
/// eigenvalue (Conn, Gould and Toint, Trust-Region Methods, 2000, §7.3; Nocedal and Wright, Numerical Optimization, 2006, §3.4).
/// </remarks>
internal sealed class FaceNewton
{
    /// <summary>A pivot below this part of its diagonal element is lost in rounding.</summary>
    private const double PivotFloor = 1e-12;

    /// <summary>Serves a singular matrix: the other directions keep all but 1e-10 of their Newton step.</summary>
    private const double SingularShift = 1e-10;

    /// <summary>Negative eigenvalues turned one by one; more than this share one shift.</summary>
    private const int MostFlips = 4;

    /// <summary>The least curvature, in the units of the trust region, that a turned direction gets.</summary>
    private const double SmallestCurvature = 1e-3;

    private readonly SearchState _state;
    private readonly double[] _factor;
    private readonly double[] _packed;
    private readonly double[] _vector;
    private readonly double[] _work;
    private readonly double[] _flips;
    private int _flipCount;

    public FaceNewton(SearchState state)
    {
        int n = state.Dimension;
        _state = state;
        _factor = new double[n * n];
        _packed = new double[n];
        _vector = new double[n];
        _work = new double[SymmetricEigen.WorkPerDimension * n];
        _flips = new double[MostFlips * n];
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
        _flipCount = 0;
        if (FactorShifted(matrix, 0))
        {
            FindSmallestPivot(matrix);
            return true;
        }

        SmallestPivot = 0;
        Shift = SingularShift;
        return FactorShifted(matrix, SingularShift);
    }

    /// <summary>Factors with whatever change is needed; false only where the matrix is not finite.</summary>
    public bool FactorByForce(double[] matrix) => TryFactor(matrix) || TryFlip(matrix) || FactorPastSmallest(matrix);

    /// <summary>Factors after turning a few negative curvatures positive; false where a few are not enough.</summary>
    public bool TryFlip(double[] matrix)
    {
        Shift = 0;
        while (_flipCount < MostFlips)
        {
            double smallest = SmallestEigenvalue(matrix);
            if (!(smallest < SmallestCurvature)) return false;
            AddFlip(smallest);
            if (FactorShifted(matrix, 0)) return true;
        }

        return false;
    }

    /// <summary>Shifts just past the smallest eigenvalue of what the flips have left.</summary>
    public bool FactorPastSmallest(double[] matrix)
    {
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

    /// <summary>Forgets the changes of the last factor.</summary>
    public void Reset()
    {
        Shift = 0;
        _flipCount = 0;
    }

    /// <summary>The smallest eigenvalue of the matrix (as changed so far) on the face, in the units of the trust region; leaves its vector.</summary>
    public double SmallestEigenvalue(double[] matrix)
    {
        int n = _state.Dimension;
        int m = Count;
        double[] s = _state.Scales;
        for (int k = 0; k < m; k++)
        {
            int row = Face[k] * n;
            Span<double> target = _factor.AsSpan(k * m, m);
            for (int l = 0; l < m; l++) target[l] = matrix[row + Face[l]];
            if (_flipCount > 0) ApplyFlips(k, target);
            for (int l = 0; l < m; l++) target[l] *= s[Face[k]] * s[Face[l]];
        }

        return SymmetricEigen.Smallest(_factor, _vector.AsSpan(0, m), _work);
    }

    /// <summary>Turns the curvature along the eigenvector found last from λ into |λ|.</summary>
    private void AddFlip(double eigenvalue)
    {
        Span<double> flip = _flips.AsSpan(_flipCount * Direction.Length, Count);
        double root = Math.Sqrt(Math.Max(-eigenvalue, SmallestCurvature) - eigenvalue);
        for (int k = 0; k < Count; k++) flip[k] = root * _vector[k] / _state.Scales[Face[k]];
        _flipCount++;
    }

    private void ApplyFlips(int row, Span<double> target)
    {
        for (int flip = 0; flip < _flipCount; flip++)
        {
            ReadOnlySpan<double> vector = _flips.AsSpan(flip * Direction.Length, Count);
            for (int l = 0; l < target.Length; l++) target[l] += vector[row] * vector[l];
        }
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
            if (_flipCount > 0) ApplyFlips(k, target[..(k + 1)]);
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
