using System.Diagnostics;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Fits data sets of one model, reusing its buffers: the way to fit many toys. Not thread-safe: make one per thread.</summary>
public sealed class Fitter : IFitter
{
    // The rate of an empty bin that counts as zero, and how often multipliers are improved to get there.
    private const double RateTolerance = 1e-9;
    private const int MultiplierRounds = 12;

    private readonly Model _model;
    private readonly ProfiledObjective _objective;
    private readonly TrustRegionNewton _minimizer;
    private readonly int[] _parameterOf;
    private readonly double[] _start;
    private readonly double[] _initial;
    private readonly double[] _anchor;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly List<int> _heldLocals = [];
    private EvaluationCounts _evaluations;
    private int _iterations;
    private ChordNewton? _chord;
    private FitResult? _near;

    // Whether the end of the last lean fit is in _start rather than in the minimiser.
    private bool _isAtStart;
    private double _valueAtStart;

    /// <summary>A fitter for a model.</summary>
    /// <param name="model">The model.</param>
    public Fitter(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _objective = new ProfiledObjective(model);
        _parameterOf = model.ProfiledMap.ParameterOf;
        int n = _parameterOf.Length;
        _minimizer = new TrustRegionNewton(n);
        _start = new double[n];
        _initial = new double[n];
        _anchor = new double[n];
        _lower = new double[n];
        _upper = new double[n];
        for (int i = 0; i < n; i++)
        {
            Parameter parameter = model.Parameters[_parameterOf[i]];
            _initial[i] = Math.Clamp(parameter.Init, parameter.Lower, parameter.Upper);
        }
    }

    /// <summary>Fits a data set.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the fit; the result then has status <see cref="FitStatus.Cancelled"/>.</param>
    public FitResult Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        options ??= FitOptions.Default;
        Minimize(data, options, cancellationToken);
        return new FitAssembly(_model, _objective, _minimizer, data, options, _evaluations, _iterations).Result(started);
    }

    /// <summary>The lean fit for toys: 2NLL at the minimum, or NaN when the fit did not converge; no uncertainties, nothing allocated.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    public double FitTwiceNll(Dataset data, FitOptions? options = null)
    {
        options ??= FitOptions.Default;
        if (TryChord(data, options)) return _valueAtStart + _objective.Constant;

        MinimumStatus status = Minimize(data, options, CancellationToken.None);
        return status == MinimumStatus.Converged ? _minimizer.Value + _objective.Constant : double.NaN;
    }

    /// <inheritdoc/>
    public void StayNear(FitResult fit, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (ReferenceEquals(fit, _near)) return;

        _near = fit;
        _chord = null;
        _objective.TakeData(data);
        Prepare(FitOptions.Default);
        _objective.ClearMultipliers();
        int n = _start.Length;
        double[] gradient = new double[n], hessian = new double[n * n];
        CoordinateState[] states = [.. _parameterOf.Select(p => fit.States[p])];
        for (int i = 0; i < n; i++) _start[i] = fit.Values[_parameterOf[i]];
        double value = _objective.Evaluate(_start, gradient, hessian);
        if (double.IsFinite(value) && !_objective.WasPushed) _chord = ChordNewton.At(hessian, states);
    }

    /// <inheritdoc/>
    public double FitWithoutConstant(Dataset data, FitOptions? options = null)
    {
        options ??= FitOptions.Default;
        if (TryValueOnly(data, options, out double value)) return value;

        MinimumStatus status = Minimize(data, options, CancellationToken.None);
        return status == MinimumStatus.Converged ? _minimizer.Value : double.NaN;
    }

    /// <inheritdoc/>
    public double LastValue(int parameter)
    {
        int coordinate = _model.ProfiledMap.CoordinateOf[parameter];
        ReadOnlySpan<double> point = _isAtStart ? _start : _minimizer.Point;
        if (_model.Parameters[parameter].IsDerived) return DerivedValue(parameter, point);
        if (coordinate >= 0) return point[coordinate];

        _objective.MoveTo(point);
        return _objective.ProfiledValue(parameter);
    }

    // What a derived parameter follows from is never profiled in its bin.
    private double DerivedValue(int parameter, ReadOnlySpan<double> point)
    {
        double[] values = new double[_model.Parameters.Count];
        for (int i = 0; i < point.Length; i++) values[_parameterOf[i]] = point[i];
        _objective.Parameters.FillDerived(values);
        return values[parameter];
    }

    private MinimumStatus Minimize(Dataset data, FitOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        _objective.TakeData(data);
        Prepare(options);
        _objective.ClearMultipliers();
        _isAtStart = false;
        _evaluations = default;
        _iterations = 0;
        MinimumStatus status = Search(options, cancellationToken);

        // Where the condition ν ≥ 0 of an empty bin is active, multipliers bring its rate to zero in a few more rounds.
        for (int round = 0; round < MultiplierRounds && _objective.WasPushed && (status is MinimumStatus.Converged or MinimumStatus.Stalled); round++)
        {
            _objective.MoveTo(_minimizer.Point);
            if (_objective.UpdateMultipliers() < RateTolerance) break;

            _minimizer.Point.CopyTo(_start);
            status = Search(options, cancellationToken);
        }

        return status;
    }

    // Where only profiled parameters are free one value is the minimum, unless the rate of an empty bin must be held.
    private bool TryValueOnly(Dataset data, FitOptions options, out double value)
    {
        value = double.NaN;
        if (options.Hold is null) return false;

        ArgumentNullException.ThrowIfNull(data);
        _objective.TakeData(data);
        Prepare(options);
        if (!_lower.AsSpan().SequenceEqual(_upper)) return false;

        _objective.ClearMultipliers();
        value = _objective.Evaluate(_start, default, default);
        return _isAtStart = double.IsFinite(value) && !_objective.WasPushed;
    }

    private bool TryChord(Dataset data, FitOptions options)
    {
        if (_chord is null || options.Start is null) return false;

        ArgumentNullException.ThrowIfNull(data);
        _objective.TakeData(data);
        Prepare(options);
        _objective.ClearMultipliers();
        for (int i = 0; i < _start.Length; i++) _start[i] = Math.Clamp(_start[i], _lower[i], _upper[i]);
        _isAtStart = _chord.TryMinimize(_objective, _start, _lower, _upper) && !_objective.WasPushed;
        _valueAtStart = _chord.Value;
        return _isAtStart;
    }

    private MinimumStatus Search(FitOptions options, CancellationToken cancellationToken)
    {
        MinimumStatus status = _minimizer.MinimizeInPlace(_objective, _start, _lower, _upper, options.Minimizer, _anchor, cancellationToken);
        EvaluationCounts counts = _minimizer.Evaluations;
        _evaluations = new EvaluationCounts(_evaluations.Value + counts.Value, _evaluations.Gradient + counts.Gradient, _evaluations.Hessian + counts.Hessian);
        _iterations += _minimizer.Iterations;
        return status;
    }

    private void Prepare(FitOptions options)
    {
        IReadOnlyList<double>? start = options.Start;
        if (start is not null && start.Count != _model.Parameters.Count)
        {
            throw new ArgumentException($"the start has {start.Count} values, but the model has {_model.Parameters.Count} parameters.", nameof(options));
        }

        for (int i = 0; i < _start.Length; i++)
        {
            int p = _parameterOf[i];
            Parameter parameter = _model.Parameters[p];
            bool isHeld = parameter.Fixed || _model.IsInert(p);
            double value = isHeld || start is null ? parameter.Init : start[p];
            _start[i] = value;
            _anchor[i] = _initial[i];
            _lower[i] = isHeld ? value : parameter.Lower;
            _upper[i] = isHeld ? value : parameter.Upper;
        }

        foreach (int p in _heldLocals) _objective.Release(p);
        _heldLocals.Clear();
        if (options.Hold is null) return;

        // Through the interface every walk would allocate.
        if (options.Hold is Dictionary<int, double> hold)
        {
            foreach ((int p, double value) in hold) Hold(p, value);
        }
        else
        {
            foreach ((int p, double value) in options.Hold) Hold(p, value);
        }
    }

    private void Hold(int parameter, double value)
    {
        if (_model.Parameters[parameter].IsDerived) throw new ArgumentException($"parameter '{_model.Parameters[parameter].Name}' follows from others and can't be held.");
        if (!double.IsFinite(value)) throw new ArgumentException($"parameter '{_model.Parameters[parameter].Name}' can't be held at {value}.");

        if (_objective.IsProfiled(parameter))
        {
            _objective.Hold(parameter, value);
            _heldLocals.Add(parameter);
            return;
        }

        int i = _model.ProfiledMap.CoordinateOf[parameter];
        _start[i] = _lower[i] = _upper[i] = value;
    }
}
