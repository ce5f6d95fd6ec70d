using Wilks.Numerics;

namespace Wilks.Minimization;

/// <summary>The sub-problem: <c>min q(p) = gᵀp + ½·pᵀHp</c> over the box of one iteration.</summary>
/// <remarks>
/// The box is the trust region |p_i| ≤ Δ·s_i cut by the bounds and, for a kinked coordinate, by zero. Projected Newton steps: the
/// face leaves out what sits at a side of the box with a slope that pushes outwards, the step on it is searched along its projection
/// (Bertsekas, SIAM J. Control Optim. 20, 221, 1982; Moré and Toraldo, SIAM J. Optim. 1, 93, 1991; Lin and Moré, SIAM J. Optim. 9,
/// 1100, 1999). q falls with every pass; an interior Newton step ends it after one.
/// </remarks>
internal sealed class BoxQuadratic
{
    /// <summary>Faces tried at most; the outer search goes on from wherever this ends.</summary>
    private const int PassLimit = 30;

    /// <summary>A slope below this part of the first one counts as zero.</summary>
    private const double SlopeTolerance = 1e-9;

    /// <summary>The part of the decrease promised by the slope that a projected step must give.</summary>
    private const double SufficientDecrease = 0.01;

    /// <summary>Shortenings of one direction; a Newton step that needs more is bent too much by the box.</summary>
    private const int CutLimit = 12;

    private readonly SearchState _state;
    private readonly FaceNewton _newton;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _slope;
    private readonly double[] _move;
    private readonly double[] _bend;

    public BoxQuadratic(SearchState state, FaceNewton newton)
    {
        int n = state.Dimension;
        _state = state;
        _newton = newton;
        _low = new double[n];
        _high = new double[n];
        _slope = new double[n];
        _move = new double[n];
        _bend = new double[n];
    }

    /// <summary>Leaves the step in the state and returns the decrease −q(p) ≥ 0.</summary>
    /// <param name="matrix">The model's H.</param>
    /// <param name="radius">The trust radius Δ.</param>
    /// <param name="newton">The Newton direction at p = 0 on the face of the state's free coordinates.</param>
    public double Solve(double[] matrix, double radius, ReadOnlySpan<double> newton)
    {
        SetBox(radius);
        Array.Clear(_state.Step);
        _state.Gradient.AsSpan().CopyTo(_slope);
        double tolerance = SlopeTolerance * LargestOutOfPlace();
        double decrease = 0;
        for (int pass = 0; pass < PassLimit; pass++)
        {
            ReadOnlySpan<double> direction = newton;
            if (pass > 0)
            {
                if (!ChooseFace() || !_newton.FactorByForce(matrix)) break;
                _newton.Solve(_slope);
                direction = _newton.Direction;
            }

            double gain = Search(matrix, direction, out bool isWhole);
            if (gain <= 0) gain = Search(matrix, SteepestDescent(), out isWhole);
            decrease += gain;
            if (gain <= 0 || LargestOutOfPlace(onlyAtSides: isWhole) <= tolerance || gain < 1e-12 * decrease) break;
        }

        return decrease;
    }

    private void SetBox(double radius)
    {
        double[] x = _state.X;
        for (int i = 0; i < x.Length; i++)
        {
            if (_state.States[i] is CoordinateState.Fixed or CoordinateState.AtKink)
            {
                _low[i] = _high[i] = 0;
                continue;
            }

            double reach = radius * _state.Scales[i];
            double low = Math.Max(_state.Lower[i] - x[i], -reach);
            double high = Math.Min(_state.Upper[i] - x[i], reach);
            if (_state.MayKink[i])
            {
                if (double.IsNegative(x[i])) high = Math.Min(high, -x[i]);
                else low = Math.Max(low, -x[i]);
            }

            _low[i] = low;
            _high[i] = high;
        }
    }

    /// <summary>False where nothing is left to move.</summary>
    private bool ChooseFace()
    {
        int count = 0;
        double[] p = _state.Step;
        for (int i = 0; i < p.Length; i++)
        {
            if (_low[i] == _high[i]) continue;
            if ((p[i] == _low[i] && _slope[i] >= 0) || (p[i] == _high[i] && _slope[i] <= 0)) continue;
            if (_slope[i] == 0 && _state.IsDead(i)) continue;
            _newton.Face[count++] = i;
        }

        _newton.Count = count;
        return count > 0;
    }

    /// <summary>Moves along the projection of a descent direction and returns the decrease; not whole: cut by a side or shortened.</summary>
    private double Search(double[] matrix, ReadOnlySpan<double> direction, out bool isWhole)
    {
        double length = 1;
        for (int cut = 0; cut < CutLimit; cut++)
        {
            bool isCut = Project(direction, length);
            double linear = Inner(_slope, _move);
            Multiply(matrix);
            double bend = Inner(_move, _bend);
            double change = linear + (0.5 * bend);
            if (change <= SufficientDecrease * linear && linear < 0)
            {
                Advance();
                isWhole = !isCut && cut == 0;
                return -change;
            }

            double best = bend > 0 && linear < 0 ? -linear / bend : 0.25;
            length *= Math.Clamp(best, 0.1, 0.5);
        }

        isWhole = false;
        return 0;
    }

    /// <summary>Scaled to the trust region; as the scaling is diagonal, its projection goes downhill however much of it is cut.</summary>
    private ReadOnlySpan<double> SteepestDescent()
    {
        double[] direction = _newton.Direction;
        for (int i = 0; i < direction.Length; i++) direction[i] = -_slope[i] / _state.Curvatures[i];
        return direction;
    }

    private bool Project(ReadOnlySpan<double> direction, double length)
    {
        bool isCut = false;
        double[] p = _state.Step;
        for (int i = 0; i < p.Length; i++)
        {
            double aim = p[i] + (length * direction[i]);
            double kept = aim <= _low[i] ? _low[i] : aim >= _high[i] ? _high[i] : aim;
            isCut |= kept != aim;
            _move[i] = kept - p[i];
        }

        return isCut;
    }

    private void Advance()
    {
        double[] p = _state.Step;
        for (int i = 0; i < p.Length; i++)
        {
            double aim = p[i] + _move[i];
            // The difference of the projected point and p may not give the side back to the last bit.
            bool isLow = _move[i] == _low[i] - p[i];
            bool isHigh = _move[i] == _high[i] - p[i];
            p[i] = isLow ? _low[i] : isHigh ? _high[i] : aim;
            _slope[i] += _bend[i];
        }
    }

    private void Multiply(double[] matrix)
    {
        int n = _move.Length;
        for (int i = 0; i < n; i++) _bend[i] = Cholesky.Dot(matrix.AsSpan(i * n, n), _move);
    }

    /// <summary>The largest scaled slope that the box leaves free to be followed.</summary>
    private double LargestOutOfPlace(bool onlyAtSides = false)
    {
        double largest = 0;
        double[] p = _state.Step;
        for (int i = 0; i < p.Length; i++)
        {
            if (_low[i] == _high[i]) continue;
            bool isLow = p[i] == _low[i];
            bool isHigh = p[i] == _high[i];
            double slope = isLow ? Math.Max(0, -_slope[i]) : isHigh ? Math.Max(0, _slope[i]) : onlyAtSides ? 0 : Math.Abs(_slope[i]);
            largest = Math.Max(largest, slope * _state.Scales[i]);
        }

        return largest;
    }

    private static double Inner(double[] left, double[] right) => Cholesky.Dot(left, right);
}
