using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>A fit as plain data, ready to be written as text, Markdown or JSON.</summary>
public sealed record FitReport
{
    /// <summary>How the fit ended, as snake_case word: <c>converged</c>, <c>flat_direction</c>, …</summary>
    public required string Status { get; init; }

    /// <summary>One sentence about the ending.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>−2 ln L at the end.</summary>
    public required double TwiceNll { get; init; }

    /// <summary>The estimated distance of 2NLL to its minimum.</summary>
    public required double Edm { get; init; }

    /// <summary>The number of parameters neither fixed nor held.</summary>
    public required int FreeParameterCount { get; init; }

    /// <summary>How many of them were profiled in closed form.</summary>
    public required int ProfiledParameterCount { get; init; }

    /// <summary>The measurement.</summary>
    public required string Measurement { get; init; }

    /// <summary>The number of channels.</summary>
    public required int ChannelCount { get; init; }

    /// <summary>How many of them were kept out of the likelihood.</summary>
    public int MaskedChannelCount { get; init; }

    /// <summary>The number of bins.</summary>
    public required int BinCount { get; init; }

    /// <summary>All parameters in the model's order.</summary>
    public required IReadOnlyList<FitParameter> Parameters { get; init; }

    /// <summary>Evaluations of the likelihood.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>Wall-clock seconds; NaN where they are not told.</summary>
    public required double Seconds { get; init; }

    /// <summary>The correlations of the parameters that have an uncertainty; null when not asked for or when there are none.</summary>
    public NamedMatrix? Correlation { get; init; }

    /// <summary>Their covariances; null when not asked for or when there are none.</summary>
    public NamedMatrix? Covariance { get; init; }

    /// <summary>What random starts found; null when none were made.</summary>
    public RandomStartsReport? RandomStarts { get; init; }

    /// <summary>How well the fit describes the data; null when not asked for.</summary>
    public GoodnessOfFitResult? GoodnessOfFit { get; init; }

    /// <summary>The report of a fit.</summary>
    /// <param name="model">The model that was fitted.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="correlation">Whether to include the correlations.</param>
    /// <param name="covariance">Whether to include the covariances.</param>
    public static FitReport Create(Model model, FitResult fit, bool correlation = false, bool covariance = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(fit);
        FitParameter[] parameters = [.. model.Parameters.Select(parameter => FitParameter.Create(parameter, fit, model.Pois.Contains(parameter.Index)))];
        NamedMatrix? matrix = correlation || covariance ? NamedMatrix.Covariance(parameters, fit.Covariance) : null;
        return new FitReport
        {
            Status = StatusWord(fit.Status),
            StatusMessage = fit.StatusMessage,
            TwiceNll = fit.TwiceNll,
            Edm = fit.Edm,
            FreeParameterCount = fit.FreeParameterCount,
            ProfiledParameterCount = model.ProfiledParameterCount,
            Measurement = model.Measurement,
            ChannelCount = model.Channels.Count,
            MaskedChannelCount = model.Channels.Count(channel => channel.IsMasked),
            BinCount = model.BinCount,
            Parameters = parameters,
            Evaluations = fit.Evaluations,
            Seconds = fit.Seconds,
            Correlation = correlation ? matrix?.ToCorrelation() : null,
            Covariance = covariance ? matrix : null,
        };
    }

    /// <summary>The word for a status in JSON and text.</summary>
    /// <param name="status">The status.</param>
    public static string StatusWord(FitStatus status) => status switch
    {
        FitStatus.Converged => "converged",
        FitStatus.FlatDirection => "flat_direction",
        FitStatus.Indefinite => "indefinite",
        FitStatus.NoFiniteStart => "no_finite_start",
        FitStatus.IterationLimit => "iteration_limit",
        FitStatus.Stalled => "stalled",
        FitStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a fit status."),
    };
}

/// <summary>One parameter of a fit.</summary>
public sealed record FitParameter
{
    /// <summary>The name: <c>name</c> or <c>name[i]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The fitted value.</summary>
    public required double Value { get; init; }

    /// <summary>The Hessian uncertainty; 0 when fixed, NaN when there is none.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>The initial value.</summary>
    public required double Init { get; init; }

    /// <summary>The lower bound.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper bound.</summary>
    public required double Upper { get; init; }

    /// <summary>Whether it was fixed by the model or held by the fit.</summary>
    public bool Fixed { get; init; }

    /// <summary>Whether a hidden offset is added to its value; its starting value and bounds are then NaN.</summary>
    public bool Blinded { get; init; }

    /// <summary>What it follows from other parameters by; null for a parameter of its own.</summary>
    public string? Expression { get; init; }

    /// <summary>What tables and plots call it; null for its name.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it ended at its lower bound.</summary>
    public bool AtLower { get; init; }

    /// <summary>Whether it ended at its upper bound.</summary>
    public bool AtUpper { get; init; }

    /// <summary>Whether it ended at a kink of its interpolation at zero.</summary>
    public bool AtKink { get; init; }

    /// <summary>Whether it has a constraint term.</summary>
    public bool Constrained { get; init; }

    /// <summary>Whether it is a parameter of interest.</summary>
    public bool IsPoi { get; init; }

    /// <summary>(value − centre) / prefit uncertainty; NaN without a constraint term or when fixed.</summary>
    public double Pull { get; init; } = double.NaN;

    /// <summary>The interval where 2NLL rises by 1 (MINOS); null when it was not asked for.</summary>
    public ParameterInterval? Minos { get; init; }

    // A table stays readable; JSON has the whole.
    private const int LongestExpression = 60;

    /// <summary>What a reader must know besides the numbers; may be empty.</summary>
    public string Remark => string.Join(", ", Remarks());

    private static string MinosText(ParameterInterval minos)
    {
        double width = Math.Min(minos.Value - minos.Lower, minos.Upper - minos.Value);
        string lower = double.IsNaN(minos.Lower) ? "no lower end" : new ValueWithUncertainty(minos.Lower - minos.Value, width).ValueText;
        string upper = double.IsNaN(minos.Upper) ? "no upper end" : "+" + new ValueWithUncertainty(minos.Upper - minos.Value, width).ValueText;
        string bound = minos.LowerAtBound || minos.UpperAtBound ? " (meets a bound)" : "";
        return $"MINOS {lower} {upper}{bound}";
    }

    internal static FitParameter Create(Parameter parameter, FitResult fit, bool isPoi)
    {
        double value = fit.Values[parameter.Index];
        CoordinateState state = fit.States[parameter.Index];
        bool isFixed = !parameter.IsDerived && (parameter.Fixed || state == CoordinateState.Fixed);
        bool constrained = parameter.Constraint != ConstraintKind.None;
        return new FitParameter
        {
            Name = parameter.Name,
            Value = value,
            Uncertainty = fit.Uncertainties[parameter.Index],
            Init = parameter.IsBlinded ? double.NaN : parameter.Init,
            Lower = parameter.IsBlinded ? double.NaN : parameter.Lower,
            Upper = parameter.IsBlinded ? double.NaN : parameter.Upper,
            Blinded = parameter.IsBlinded,
            Fixed = isFixed,
            Expression = parameter.Expression?.Text,
            Label = parameter.Label,
            AtLower = state == CoordinateState.AtLower,
            AtUpper = state == CoordinateState.AtUpper,
            AtKink = state == CoordinateState.AtKink,
            Constrained = constrained,
            IsPoi = isPoi,
            Pull = constrained && !isFixed ? (value - parameter.ConstraintCentre) / parameter.PrefitUncertainty : double.NaN,
        };
    }

    private IEnumerable<string> Remarks()
    {
        if (IsPoi) yield return "POI";
        if (Expression is not null) yield return $"= {(Expression.Length <= LongestExpression ? Expression : Expression[..(LongestExpression - 1)] + "…")}";
        if (Blinded) yield return "blinded: a hidden offset is added";
        if (Fixed) yield return "fixed";
        if (AtLower) yield return Blinded ? "at lower bound" : $"at lower bound {ValueWithUncertainty.Short(Lower, 4)}";
        if (AtUpper) yield return Blinded ? "at upper bound" : $"at upper bound {ValueWithUncertainty.Short(Upper, 4)}";
        if (AtKink) yield return "at the kink at 0";
        if (Minos is not null) yield return MinosText(Minos);
        if (!Constrained && !Fixed && !IsPoi && Expression is null) yield return "unconstrained";
        if (Label is not null) yield return Label;
    }
}
