using Wilks.Numerics;
using Wilks.Numerics.Kernels;

namespace Wilks.Minimization;

/// <summary>
/// Newton's method with the inverse Hessian of a nearby minimum (the chord method; Ortega and Rheinboldt, 1970, §7.1): every step costs a
/// gradient only. For families of minima close to one that is known. It gives up, and says so, as soon as its steps do not shrink fast,
/// a bound or a kink comes into the way, or other coordinates are free than at the known minimum; nothing it accepts is a guess.
/// </summary>
/// <remarks>Not thread-safe; a search allocates nothing.</remarks>
internal sealed class ChordNewton
{
    /// <summary>Coordinates that were free at the known minimum and may be held in a search.</summary>
    private const int MostHeld = 8;

    /// <summary>A step must take the EDM down at least by this, or the curvature has changed too much.</summary>
    private const double LeastFall = 0.25;

    /// <summary>An EDM from which one more step is the last.</summary>
    private const double SmallEdm = 1e-12;

    private const int MostSteps = 25;

    private readonly double[] _inverse;
    private readonly CoordinateState[] _states;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly double[] _block = new double[MostHeld * MostHeld];
    private readonly double[] _weights = new double[MostHeld];
    private readonly int[] _held = new int[MostHeld];
    private int _heldCount;

    private ChordNewton(double[] inverse, CoordinateState[] states)
    {
        (_inverse, _states) = (inverse, states);
        _gradient = new double[states.Length];
        _direction = new double[states.Length];
    }

    /// <summary>The value at the end of the last search that succeeded.</summary>
    public double Value { get; private set; }

    /// <summary>The gradients that the last search evaluated.</summary>
    public int GradientCount { get; private set; }

    /// <summary>For a known minimum; null where its Hessian is not positive definite or a coordinate sits at a kink.</summary>
    /// <param name="hessian">The exact Hessian there, n·n values.</param>
    /// <param name="states">What holds each coordinate there.</param>
    public static ChordNewton? At(ReadOnlySpan<double> hessian, ReadOnlySpan<CoordinateState> states)
    {
        if (states.Contains(CoordinateState.AtKink)) return null;

        int n = states.Length;
        CoordinateState[] copy = states.ToArray();
        int[] free = [.. Enumerable.Range(0, n).Where(i => copy[i] == CoordinateState.Free)];
        int m = free.Length;
        double[] block = new double[m * m], small = new double[m * m], inverse = new double[n * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++) block[i * m + j] = hessian[free[i] * n + free[j]];
        }

        if (Cholesky.Factor(block, m, m) >= 0) return null;

        Cholesky.Inverse(block, m, m, small);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++) inverse[free[i] * n + free[j]] = small[i * m + j];
        }

        return new ChordNewton(inverse, copy);
    }

    /// <summary>Searches; false where another method must.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="x">The start inside the bounds; on success the minimum, otherwise where it gave up.</param>
    /// <param name="lower">Lower bounds.</param>
    /// <param name="upper">Upper bounds; equal ones hold a coordinate.</param>
    public bool TryMinimize(IObjective objective, Span<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        GradientCount = 0;
        if (!TryHold(x, lower, upper)) return false;

        double before = double.PositiveInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            double value = objective.Evaluate(x, _gradient, default);
            GradientCount++;
            if (!double.IsFinite(value) || !BoundsHold(lower, upper)) return false;

            double edm = Direct();
            if (!(edm >= 0) || edm > LeastFall * before) return false;
            if (!TryMove(objective, x, lower, upper)) return false;
            if (edm < SmallEdm)
            {
                Value = value - edm;
                return true;
            }

            before = edm;
        }

        return false;
    }

    // Which coordinates are held now that were free; those at a bound must start there.
    private bool TryHold(Span<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        int n = x.Length;
        _heldCount = 0;
        for (int i = 0; i < n; i++)
        {
            bool isHeld = lower[i] == upper[i];
            if (isHeld) x[i] = lower[i];
            if (_states[i] == CoordinateState.Free && isHeld)
            {
                if (_heldCount == MostHeld) return false;
                _held[_heldCount++] = i;
            }
            else if (_states[i] != CoordinateState.Free && !isHeld)
            {
                if (_states[i] == CoordinateState.Fixed) return false;
                x[i] = _states[i] == CoordinateState.AtLower ? lower[i] : upper[i];
            }
        }

        for (int i = 0; i < _heldCount; i++)
        {
            for (int j = 0; j <= i; j++) _block[i * MostHeld + j] = _inverse[_held[i] * n + _held[j]];
        }

        return Cholesky.Factor(_block, MostHeld, _heldCount) < 0;
    }

    // A coordinate at a bound stays there only while the function rises inwards.
    private bool BoundsHold(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        for (int i = 0; i < _gradient.Length; i++)
        {
            if (lower[i] == upper[i]) continue;
            if (_states[i] == CoordinateState.AtLower && _gradient[i] < 0) return false;
            if (_states[i] == CoordinateState.AtUpper && _gradient[i] > 0) return false;
        }

        return true;
    }

    // d = −(C − C_·h C_hh⁻¹ C_h·) g with C = H⁻¹; the EDM −½ g·d.
    private double Direct()
    {
        int n = _gradient.Length;
        for (int i = 0; i < n; i++) _direction[i] = _states[i] == CoordinateState.Free ? -Rows.Dot(_inverse.AsSpan(i * n, n), _gradient) : 0;
        Span<double> weights = _weights.AsSpan(0, _heldCount);
        for (int h = 0; h < _heldCount; h++) weights[h] = _direction[_held[h]];
        if (_heldCount > 0) Cholesky.Solve(_block, MostHeld, weights);
        for (int h = 0; h < _heldCount; h++)
        {
            ReadOnlySpan<double> row = _inverse.AsSpan(_held[h] * n, n);
            for (int i = 0; i < n; i++) _direction[i] -= weights[h] * row[i];
        }

        for (int h = 0; h < _heldCount; h++) _direction[_held[h]] = 0;
        return -0.5 * Rows.Dot(_gradient, _direction);
    }

    private bool TryMove(IObjective objective, Span<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double moved = x[i] + _direction[i];
            if (_states[i] != CoordinateState.Free || lower[i] == upper[i]) continue;
            if (!(moved > lower[i] && moved < upper[i])) return false;
            if (objective.HasKinkAtZero(i) && moved * x[i] <= 0) return false;
        }

        for (int i = 0; i < x.Length; i++) x[i] += _direction[i];
        return true;
    }
}
