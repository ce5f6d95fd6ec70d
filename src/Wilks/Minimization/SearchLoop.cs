namespace Wilks.Minimization;

/// <summary>The iterations of the trust-region Newton method.</summary>
internal sealed class SearchLoop
{
    private const double FirstRadius = 100;
    private const double LargestRadius = 1e10;

    /// <summary>The ratios of actual to predicted decrease that accept a step, shrink and widen the trust region.</summary>
    private const double AcceptRatio = 1e-4;
    private const double ShrinkRatio = 0.25;
    private const double WidenRatio = 0.75;

    /// <summary>An EDM this small needs no last step.</summary>
    private const double PolishedEdm = 1e-18;

    /// <summary>Near a regular minimum a Newton step takes the EDM down by more than this; a slower fall means a singular one.</summary>
    private const double QuadraticFall = 1e-3;

    /// <summary>Shorter and shorter steps tried for a smaller gradient where the values are noise.</summary>
    private const int MostNoiseRejections = 8;

    /// <summary>Up to here eigenvalues cost less than another evaluation, and turning the negative ones was seen to need fewer iterations.</summary>
    private const int FewCoordinates = 50;

    /// <summary>After so many stand-ins in a row the search crawls: what they leave out of the curvature is what matters there.</summary>
    private const int LongStreak = 8;

    private readonly SearchState _state;
    private readonly FaceNewton _newton;
    private readonly BoxQuadratic _quadratic;
    private readonly KinkSides _kinks;
    private readonly CurvatureCheck _check;
    private readonly double[] _direction;
    private double[] _model;
    private double _radius;
    private double _edmBeforePolish;
    private int _noiseRejections;
    private bool _isValueFirst;
    private double _smallestPivot;
    private int _standInStreak;

    public SearchLoop(SearchState state)
    {
        _state = state;
        _newton = new FaceNewton(state);
        _quadratic = new BoxQuadratic(state, _newton);
        _kinks = new KinkSides(state);
        _check = new CurvatureCheck(state, _newton);
        _direction = new double[state.Dimension];
        _model = state.Hessian;
    }

    private enum Trial
    {
        Accepted,
        Rejected,
        Exhausted,
    }

    public int Iterations { get; private set; }

    public int WorstCoordinate { get; private set; }

    /// <summary>The EDM at the current point.</summary>
    public double Edm { get; private set; }

    /// <summary>Whether the exact Hessian on the free coordinates has a Cholesky factor.</summary>
    public bool IsPositiveDefinite { get; private set; }

    /// <summary>Forgets the last search.</summary>
    public void Reset()
    {
        _radius = FirstRadius;
        _edmBeforePolish = double.PositiveInfinity;
        _noiseRejections = 0;
        _isValueFirst = false;
        _standInStreak = 0;
        WorstCoordinate = -1;
        Iterations = 0;
    }

    /// <summary>Searches from the finite trial point of the state.</summary>
    public MinimumStatus Run(MinimizerOptions options, CancellationToken cancellation)
    {
        Reset();
        _state.AcceptTrial();
        Arrive(isFirst: true);
        while (true)
        {
            if (HasEnded(options.EdmTolerance, out MinimumStatus status)) return status;
            if (cancellation.IsCancellationRequested) return MinimumStatus.Cancelled;
            if (Iterations == options.IterationLimit) return MinimumStatus.IterationLimit;
            Iterations++;
            Trial trial = TryStep();
            if (trial == Trial.Accepted) Arrive(isFirst: false);
            else if (trial == Trial.Exhausted && Edm > options.EdmTolerance) return MinimumStatus.Stalled;
        }
    }

    /// <summary>Everything that depends on the new point only: sides, units, face, Newton direction, EDM.</summary>
    private void Arrive(bool isFirst)
    {
        _kinks.Resolve();
        _state.UpdateScales(isFirst);
        _state.Classify();
        SetFace();
        if (!FactorModel())
        {
            Edm = double.NaN;
            return;
        }

        Edm = 0.5 * _newton.Solve(_state.Gradient);
        _newton.Direction.AsSpan().CopyTo(_direction);
    }

    /// <summary>The exact Hessian where it is positive semidefinite; else, changed or replaced by the stand-in of the function, another.</summary>
    private bool FactorModel()
    {
        _model = _state.Hessian;
        bool isFactored = _newton.TryFactor(_model);
        IsPositiveDefinite = isFactored && _newton.Shift == 0 && _state.DeadCoordinate < 0;
        _smallestPivot = _newton.SmallestPivot;
        if (isFactored)
        {
            _standInStreak = 0;
            return true;
        }

        if ((_newton.Count <= FewCoordinates || _standInStreak >= LongStreak) && _newton.TryFlip(_model)) return true;
        _standInStreak++;
        if (_state.EvaluateStandIn() && _newton.TryFactor(_state.StandIn))
        {
            _model = _state.StandIn;
            return true;
        }

        return _newton.FactorByForce(_model);
    }

    private void SetFace()
    {
        int count = 0;
        for (int i = 0; i < _direction.Length; i++)
        {
            if (_state.States[i] != CoordinateState.Free || (_state.DeadCoordinate >= 0 && _state.IsDead(i))) continue;
            _newton.Face[count++] = i;
        }

        _newton.Count = count;
    }

    private bool HasEnded(double tolerance, out MinimumStatus status)
    {
        status = MinimumStatus.Stalled;
        if (double.IsNaN(Edm)) return true;
        if (!(Edm <= tolerance))
        {
            _edmBeforePolish = double.PositiveInfinity;
            return false;
        }

        if (Edm > PolishedEdm && !HasPolished()) return false;
        status = Conclude();
        if (status != MinimumStatus.Indefinite) return true;
        if (Escape()) return false;
        if (_check.IsBentValley) status = MinimumStatus.FlatDirection;
        return true;
    }

    /// <summary>Below the tolerance the steps go on while the EDM falls, but not as fast as at a regular minimum.</summary>
    private bool HasPolished()
    {
        double before = _edmBeforePolish;
        _edmBeforePolish = Edm;
        return Edm < QuadraticFall * before ? double.IsFinite(before) : Edm > 0.5 * before;
    }

    private MinimumStatus Conclude()
    {
        SetFace();
        _newton.Reset();
        MinimumStatus status = _check.Classify(_smallestPivot);
        WorstCoordinate = _check.WorstCoordinate;
        return status;
    }

    /// <summary>Leaves a saddle along its negative curvature; false where no lower point was found.</summary>
    private bool Escape()
    {
        if (!_check.TryEscape(_radius) || !double.IsFinite(_state.EvaluateTrial())) return false;
        _state.AcceptTrial();
        WorstCoordinate = -1;
        _edmBeforePolish = double.PositiveInfinity;
        Arrive(isFirst: false);
        return true;
    }

    private Trial TryStep()
    {
        double predicted = _quadratic.Solve(_model, _radius, _direction);
        if (!(predicted > 0) || !_state.PlaceTrial()) return Trial.Exhausted;
        double length = StepLength();
        if (_isValueFirst && !IsPromising(_state.EvaluateTrialValue(), predicted)) return Reject(length);
        double value = _state.EvaluateTrial();
        if (!IsPromising(value, predicted)) return Reject(length);
        double actual = _state.Value - value;
        bool isNoise = predicted <= _state.Noise;
        if (isNoise && !LowersGradient()) return ++_noiseRejections > MostNoiseRejections ? Trial.Exhausted : Reject(length);
        _noiseRejections = 0;
        double ratio = isNoise ? 1 : actual / predicted;
        // Where the model has begun to fail, the next step may too: then its value comes first, without derivatives.
        _isValueFirst = ratio < WidenRatio;
        if (ratio < ShrinkRatio) _radius = 0.25 * length;
        else if (ratio > WidenRatio && length > 0.9 * _radius) _radius = Math.Min(2 * _radius, LargestRadius);
        _state.AcceptTrial();
        return Trial.Accepted;
    }

    /// <summary>Whether a value accepts a step, up to what is noise.</summary>
    private bool IsPromising(double value, double predicted)
    {
        double actual = _state.Value - value;
        return predicted <= _state.Noise ? actual >= -_state.Noise : actual >= AcceptRatio * predicted;
    }

    /// <summary>Where the values are noise, the gradient decides.</summary>
    private bool LowersGradient() =>
        _state.ProjectedGradientSquare(_state.Trial, _state.TrialGradient) < _state.ProjectedGradientSquare(_state.X, _state.Gradient);

    private Trial Reject(double length)
    {
        _isValueFirst = true;
        _radius = 0.25 * length;
        return _radius > 0 ? Trial.Rejected : Trial.Exhausted;
    }

    /// <summary>The length of the step as taken, in the norm of the box.</summary>
    private double StepLength()
    {
        double largest = 0;
        double[] step = _state.Step;
        for (int i = 0; i < step.Length; i++) largest = Math.Max(largest, Math.Abs(step[i]) / _state.Scales[i]);
        return largest;
    }
}
