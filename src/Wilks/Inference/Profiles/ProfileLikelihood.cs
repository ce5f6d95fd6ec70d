using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>2NLL of one data set minimised over everything but one parameter, as a function of that parameter. Not thread-safe.</summary>
/// <remarks>
/// Fits are remembered and started from their neighbours; a fit that fails from there is tried again from the initial values. The value
/// of the parameter may lie beyond its bounds: bounds limit where the free fit looks, not what may be tested.
/// </remarks>
public sealed class ProfileLikelihood
{
    // A conditional fit this far below the free one means that the free fit ended in another minimum.
    private const double LowerMinimum = 1e-7;

    private readonly IFitter _fitter;
    private readonly FitOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly SortedList<double, FitResult> _fits = [];
    private FitResult? _free;

    /// <summary>A profile of a parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="parameter">The index of the parameter.</param>
    /// <param name="options">Start and held parameters of every fit; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the fit that is running.</param>
    public ProfileLikelihood(ITestableModel model, Dataset data, int parameter, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (parameter < 0 || parameter >= model.Parameters.Count) throw new ArgumentOutOfRangeException(nameof(parameter), parameter, $"The model has {model.Parameters.Count} parameters.");
        _fitter = model.CreateFitter();
        _options = options ?? FitOptions.Default;
        _cancellationToken = cancellationToken;
        Data = data;
        Parameter = model.Parameters[parameter];
    }

    /// <summary>The data.</summary>
    public Dataset Data { get; }

    /// <summary>The parameter.</summary>
    public Parameter Parameter { get; }

    /// <summary>How many fits were made.</summary>
    public int FitCount { get; private set; }

    /// <summary>The fit with the parameter free.</summary>
    public FitResult Free => _free ??= Fit(_options);

    /// <summary>The value of the parameter in the free fit.</summary>
    public double FreeValue => Free.Values[Parameter.Index];

    /// <summary>Takes a fit made elsewhere of the same data as the free one.</summary>
    /// <param name="fit">The fit.</param>
    public void Adopt(FitResult fit) => _free = fit;

    /// <summary>The fit with the parameter held at a value, which may lie beyond its bounds.</summary>
    /// <param name="value">The value, a finite number.</param>
    public FitResult At(double value)
    {
        if (_fits.TryGetValue(value, out FitResult? known)) return known;

        FitResult fit = Fit(Held(value, Start(value)));
        if (!IsUsable(fit) && !_cancellationToken.IsCancellationRequested) fit = Better(fit, Fit(Held(value, _options.Start)));
        _fits.Add(value, fit);
        if (IsUsable(fit) && _free is not null && fit.TwiceNll < _free.TwiceNll - LowerMinimum && IsWithinBounds(value)) LowerFree(fit);
        return fit;
    }

    /// <summary><c>2NLL(value) − 2NLL(free)</c>: NaN where a fit failed.</summary>
    /// <param name="value">The value.</param>
    public double Ratio(double value)
    {
        if (!IsUsable(Free)) return double.NaN;
        FitResult held = At(value);
        return IsUsable(held) ? held.TwiceNll - Free.TwiceNll : double.NaN;
    }

    /// <summary>Whether a fit's 2NLL can be used in a ratio: a flat direction leaves it as it is.</summary>
    /// <param name="fit">The fit.</param>
    public static bool IsUsable(FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Status is FitStatus.Converged or FitStatus.FlatDirection && double.IsFinite(fit.TwiceNll);
    }

    internal bool HasFit(double value) => _fits.ContainsKey(value);

    private static FitResult Better(FitResult first, FitResult second) => IsUsable(second) || !double.IsFinite(first.TwiceNll) ? second : first;

    private bool IsWithinBounds(double value) => value >= Parameter.Lower && value <= Parameter.Upper;

    // The free fit missed a lower minimum, which a conditional fit came upon.
    private void LowerFree(FitResult conditional)
    {
        FitResult again = Fit(_options with { Start = conditional.Values });
        if (IsUsable(again) && again.TwiceNll < Free.TwiceNll) _free = again;
    }

    private FitResult Fit(FitOptions options)
    {
        FitCount++;
        return _fitter.Fit(Data, options, _cancellationToken);
    }

    private FitOptions Held(double value, IReadOnlyList<double>? start)
    {
        var hold = _options.Hold is null ? [] : new Dictionary<int, double>(_options.Hold);
        hold[Parameter.Index] = value;
        return _options with { Hold = hold, Start = start };
    }

    // The line through the two nearest fits; the nearest one alone, or what the caller gave.
    private IReadOnlyList<double>? Start(double value)
    {
        List<(double Value, FitResult Fit)> known = [.. _fits.Where(pair => IsUsable(pair.Value)).Select(pair => (pair.Key, pair.Value))];
        if (_free is not null && IsUsable(_free)) known.Add((FreeValue, _free));
        if (known.Count == 0) return _options.Start;

        known.Sort((a, b) => Math.Abs(a.Value - value).CompareTo(Math.Abs(b.Value - value)));
        (double nearest, FitResult first) = known[0];
        if (known.Count == 1 || known[1].Value == nearest) return first.Values;

        (double other, FitResult second) = known[1];
        double step = Math.Clamp((value - nearest) / (other - nearest), -2, 2);
        double[] start = new double[first.Values.Length];
        for (int p = 0; p < start.Length; p++)
        {
            bool isMoved = first.States[p] == CoordinateState.Free && second.States[p] == CoordinateState.Free;
            start[p] = isMoved ? first.Values[p] + (step * (second.Values[p] - first.Values[p])) : first.Values[p];
        }

        return start;
    }
}
