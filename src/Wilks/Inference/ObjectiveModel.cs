using System.Diagnostics;
using System.Globalization;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>A model from functions: any likelihood with exact derivatives can be fitted and tested.</summary>
public sealed class ObjectiveModel : ITestableModel
{
    private readonly Func<Dataset, IObjective> _objective;
    private readonly Func<double[], IDatasetSource> _source;

    /// <summary>A model from functions, which must be safe to call from several threads.</summary>
    /// <param name="parameters">The parameters; each has its place in the list as index.</param>
    /// <param name="pois">The indices of the parameters of interest; may be empty.</param>
    /// <param name="observedData">The observed data.</param>
    /// <param name="objective">−2 ln L of a data set as a function of all parameters, with all constants that depend on the data set.</param>
    /// <param name="source">The data sets expected at a parameter point.</param>
    public ObjectiveModel(IReadOnlyList<Parameter> parameters, IReadOnlyList<int> pois, Dataset observedData, Func<Dataset, IObjective> objective, Func<double[], IDatasetSource> source)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(pois);
        ArgumentNullException.ThrowIfNull(observedData);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(source);
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Index != i) throw new ArgumentException($"parameter '{parameters[i].Name}' is number {i}, but has index {parameters[i].Index}.", nameof(parameters));
        }

        (Parameters, Pois, ObservedData, _objective, _source) = (parameters, pois, observedData, objective, source);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Pois { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CorrelatedBlock> CorrelatedBlocks { get; init; } = [];

    /// <inheritdoc/>
    public Dataset ObservedData { get; }

    /// <inheritdoc/>
    public IFitter CreateFitter() => new ObjectiveFitter(Parameters, _objective);

    /// <inheritdoc/>
    public IDatasetSource CreateSource(ReadOnlySpan<double> parameters) => _source(parameters.ToArray());
}

/// <summary>Fits an objective over all parameters.</summary>
internal sealed class ObjectiveFitter : IFitter
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly Func<Dataset, IObjective> _objective;
    private readonly TrustRegionNewton _minimizer;
    private readonly double[] _start;
    private readonly double[] _lower;
    private readonly double[] _upper;

    public ObjectiveFitter(IReadOnlyList<Parameter> parameters, Func<Dataset, IObjective> objective)
    {
        (_parameters, _objective) = (parameters, objective);
        _minimizer = new TrustRegionNewton(parameters.Count);
        (_start, _lower, _upper) = (new double[parameters.Count], new double[parameters.Count], new double[parameters.Count]);
    }

    public FitResult Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        Minimum minimum = Minimize(data, options ?? FitOptions.Default, cancellationToken);
        int n = _parameters.Count;
        double[]? covariance = minimum.Certificate.PositiveDefinite ? FreeCovariance.Of(minimum.Hessian, minimum.States, n) : null;
        double[] uncertainties = new double[n];
        for (int i = 0; i < n; i++)
        {
            bool isFree = minimum.States[i] == CoordinateState.Free;
            uncertainties[i] = minimum.States[i] == CoordinateState.Fixed ? 0 : isFree && covariance is not null ? Math.Sqrt(covariance[i * (n + 1)]) : double.NaN;
        }

        return new FitResult(_parameters, covariance is null ? null : () => covariance)
        {
            Status = FreeCovariance.Status(minimum.Status),
            StatusMessage = Message(minimum),
            TwiceNll = minimum.Value,
            Edm = minimum.Certificate.Edm,
            Values = minimum.Point,
            Uncertainties = uncertainties,
            States = minimum.States,
            Certificate = minimum.Certificate,
            FreeParameterCount = minimum.States.Count(state => state != CoordinateState.Fixed),
            Evaluations = minimum.Evaluations,
            Iterations = minimum.Iterations,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
    }

    public double FitTwiceNll(Dataset data, FitOptions? options = null)
    {
        Prepare(options ?? FitOptions.Default);
        MinimumStatus status = _minimizer.MinimizeInPlace(_objective(data), _start, _lower, _upper, (options ?? FitOptions.Default).Minimizer);
        return status == MinimumStatus.Converged ? _minimizer.Value : double.NaN;
    }

    public double LastValue(int parameter) => _minimizer.Point[parameter];

    private Minimum Minimize(Dataset data, FitOptions options, CancellationToken cancellationToken)
    {
        Prepare(options);
        return _minimizer.Minimize(_objective(data), _start, _lower, _upper, options.Minimizer, ct: cancellationToken);
    }

    private void Prepare(FitOptions options)
    {
        foreach (Parameter parameter in _parameters)
        {
            int i = parameter.Index;
            double value = parameter.Fixed || options.Start is null ? parameter.Init : options.Start[i];
            if (options.Hold?.TryGetValue(i, out double held) == true) (_start[i], _lower[i], _upper[i]) = (held, held, held);
            else if (parameter.Fixed) (_start[i], _lower[i], _upper[i]) = (value, value, value);
            else (_start[i], _lower[i], _upper[i]) = (value, parameter.Lower, parameter.Upper);
        }
    }

    private string Message(Minimum minimum)
    {
        string worst = minimum.WorstCoordinate < 0 ? "some direction" : $"'{_parameters[minimum.WorstCoordinate].Name}'";
        string[] atBound = [.. _parameters.Where(parameter => minimum.States[parameter.Index] is CoordinateState.AtLower or CoordinateState.AtUpper).Select(parameter => string.Create(CultureInfo.InvariantCulture, $"'{parameter.Name}' at its bound {minimum.Point[parameter.Index]:G6}"))];
        return minimum.Status switch
        {
            MinimumStatus.Converged => atBound.Length == 0 ? "Converged." : $"Converged with {string.Join(", ", atBound)}.",
            MinimumStatus.FlatDirection => $"The likelihood does not change along {worst}: its value is arbitrary.",
            MinimumStatus.Indefinite => $"The Hessian is not positive definite along {worst}: this is not a minimum. Try other starting values.",
            MinimumStatus.NoFiniteStart => "The likelihood has no finite value at the start. Try other starting values.",
            MinimumStatus.IterationLimit => "The limit of iterations was reached. Try other starting values or tighter bounds.",
            MinimumStatus.Stalled => "The search can't go down any further although the gradient does not vanish. Try other starting values.",
            _ => "Cancelled before the minimum was found.",
        };
    }
}
