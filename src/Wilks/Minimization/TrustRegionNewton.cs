namespace Wilks.Minimization;

/// <summary>Minimises a function with exact derivatives between bounds: a trust-region Newton method with a certificate.</summary>
/// <remarks>
/// Each iteration minimises the quadratic model in a box: the trust region, in units of 1/√|H_ii|, cut by the bounds (Conn, Gould and
/// Toint, Trust-Region Methods, 2000; Nocedal and Wright, Numerical Optimization, 2006; Lin and Moré 1999; Moré and Toraldo 1991).
/// No iterate leaves the bounds. An instance serves one dimension, owns all its buffers and may be used again and again, by one
/// thread at a time; only the returned <see cref="Minimum"/> allocates.
/// </remarks>
public sealed class TrustRegionNewton
{
    // How near, in units of 1/√H_ii, a bound attracts, and what that may cost: both far below what any use could notice.
    private const double SnapDistance = 1e-7;
    private const double SnapCost = 1e-12;

    private readonly SearchState _state;
    private readonly SearchLoop _loop;

    /// <summary>Allocates for a dimension.</summary>
    /// <param name="dimension">The number of coordinates, n ≥ 0.</param>
    public TrustRegionNewton(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        _state = new SearchState(dimension);
        _loop = new SearchLoop(_state);
    }

    /// <summary>The number of coordinates.</summary>
    public int Dimension => _state.Dimension;

    /// <summary>How the last search ended.</summary>
    internal MinimumStatus Status { get; private set; }

    /// <summary>The lowest point of the last search; overwritten by the next.</summary>
    internal ReadOnlySpan<double> Point => _state.X;

    internal double Value => _state.Value;

    internal ReadOnlySpan<double> Gradient => _state.Gradient;

    /// <summary>The exact Hessian at the point.</summary>
    internal ReadOnlySpan<double> Hessian => _state.Hessian;

    internal ReadOnlySpan<CoordinateState> States => _state.States;

    internal Certificate Certificate { get; private set; }

    internal int WorstCoordinate => _loop.WorstCoordinate;

    internal int Iterations => _loop.Iterations;

    internal EvaluationCounts Evaluations => new(_state.ValueCount, _state.GradientCount, _state.HessianCount);

    /// <summary>Finds a local minimum near a start.</summary>
    /// <param name="objective">The function, of this instance's dimension.</param>
    /// <param name="start">n values, moved into the bounds first; not NaN.</param>
    /// <param name="lower">n lower bounds; −∞ for none.</param>
    /// <param name="upper">n upper bounds, each ≥ its lower bound; equal bounds fix a coordinate.</param>
    /// <param name="options">When to end.</param>
    /// <param name="anchor">Empty, or a point to look towards where the start has no finite value.</param>
    /// <param name="ct">Asked once per iteration; the best point so far is returned.</param>
    /// <returns>The lowest point found and what is known about it; every numerical ending is a status.</returns>
    /// <exception cref="ArgumentException">A length, a bound or a start value cannot be meant.</exception>
    public Minimum Minimize(IObjective objective, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, MinimizerOptions options, ReadOnlySpan<double> anchor = default, CancellationToken ct = default)
    {
        MinimizeInPlace(objective, start, lower, upper, options, anchor, ct);
        return new Minimum
        {
            Status = Status,
            Point = Point.ToArray(),
            Value = Value,
            Gradient = Gradient.ToArray(),
            States = States.ToArray(),
            Certificate = Certificate,
            WorstCoordinate = WorstCoordinate,
            Hessian = Status == MinimumStatus.NoFiniteStart ? [] : Hessian.ToArray(),
            Evaluations = Evaluations,
            Iterations = Iterations,
        };
    }

    /// <summary>As <see cref="Minimize"/>, but leaves the result in this instance and allocates nothing.</summary>
    internal MinimumStatus MinimizeInPlace(IObjective objective, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, MinimizerOptions options, ReadOnlySpan<double> anchor = default, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(options);
        if (objective.Dimension != Dimension) throw new ArgumentException($"The objective has {objective.Dimension} coordinates, but this minimiser was made for {Dimension}.", nameof(objective));
        CheckBox(start, lower, upper, anchor);
        _state.Objective = objective;
        _state.ResetCounts();
        StartPoint.Prepare(_state, start, lower, upper);
        if (!StartPoint.TryFind(_state, anchor)) return Status = LeaveWithoutStart();
        Status = _loop.Run(options, ct);
        if (Status == MinimumStatus.Converged) SnapToBounds();
        Certificate = Certify();
        return Status;
    }

    private void CheckBox(ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<double> anchor)
    {
        CheckLength(start.Length, nameof(start));
        CheckLength(lower.Length, nameof(lower));
        CheckLength(upper.Length, nameof(upper));
        if (!anchor.IsEmpty) CheckLength(anchor.Length, nameof(anchor));
        for (int i = 0; i < start.Length; i++)
        {
            if (double.IsNaN(start[i])) throw new ArgumentException($"The start of coordinate {i} is NaN; give a number.", nameof(start));
            if (!(lower[i] <= upper[i])) throw new ArgumentException($"Coordinate {i} has the lower bound {lower[i]} and the upper bound {upper[i]}; the lower must not exceed the upper.", nameof(lower));
            if (!anchor.IsEmpty && !double.IsFinite(anchor[i])) throw new ArgumentException($"The anchor of coordinate {i} is {anchor[i]}; give a finite number.", nameof(anchor));
        }
    }

    private void CheckLength(int length, string name)
    {
        if (length != Dimension) throw new ArgumentException($"{length} values, but the minimiser has {Dimension} coordinates.", name);
    }

    private MinimumStatus LeaveWithoutStart()
    {
        _state.AcceptTrial();
        _state.Value = double.PositiveInfinity;
        Array.Clear(_state.Gradient);
        _loop.Reset();
        Certificate = new Certificate(double.PositiveInfinity, double.PositiveInfinity, false, 0);
        return MinimumStatus.NoFiniteStart;
    }

    // A coordinate that ends a rounding away from its bound, in units of 1/√H_ii, is meant to lie on it.
    private void SnapToBounds()
    {
        bool isSnapped = false;
        _state.X.AsSpan().CopyTo(_state.Trial);
        for (int i = 0; i < Dimension; i++)
        {
            if (_state.States[i] != CoordinateState.Free) continue;
            double distance = SnapDistance / Math.Sqrt(Math.Abs(_state.Hessian[(i * Dimension) + i]));
            double x = _state.X[i];
            if (x != _state.Lower[i] && x - _state.Lower[i] < distance) _state.Trial[i] = _state.Lower[i];
            else if (x != _state.Upper[i] && _state.Upper[i] - x < distance) _state.Trial[i] = _state.Upper[i];
            else continue;
            isSnapped = true;
        }

        if (isSnapped && _state.EvaluateTrial() <= _state.Value + _state.Noise + SnapCost) _state.AcceptTrial();
    }

    private Certificate Certify()
    {
        int atBound = 0;
        double largest = 0;
        int n = Dimension;
        CoordinateState[] states = _state.States;
        for (int i = 0; i < n; i++)
        {
            // A weakly active bound holds its coordinate although the slope there is zero, or a rounding off it.
            if (states[i] == CoordinateState.Free && _state.X[i] == _state.Lower[i]) states[i] = CoordinateState.AtLower;
            else if (states[i] == CoordinateState.Free && _state.X[i] == _state.Upper[i]) states[i] = CoordinateState.AtUpper;
            if (states[i] is CoordinateState.AtLower or CoordinateState.AtUpper) atBound++;
            if (states[i] != CoordinateState.Free || _state.Gradient[i] == 0) continue;
            largest = Math.Max(largest, Math.Abs(_state.Gradient[i]) / Math.Sqrt(Math.Abs(_state.Hessian[(i * n) + i])));
        }

        return new Certificate(_loop.Edm, largest, _loop.IsPositiveDefinite, atBound);
    }
}
