namespace Wilks.Models;

/// <summary>The kind of a parameter's constraint term.</summary>
public enum ConstraintKind
{
    /// <summary>No constraint term: a free parameter.</summary>
    None,

    /// <summary>A Gaussian: <c>(a − θ)² / 2σ² + ln(σ√2π)</c>.</summary>
    Gaussian,

    /// <summary>A Poisson: <c>τθ − a ln(τθ) + lnΓ(a + 1)</c>.</summary>
    Poisson,

    /// <summary>A log-normal: <c>(ln a − ln θ)² / 2σ² + ln(a σ√2π)</c>.</summary>
    LogNormal,

    /// <summary>A gamma density of θ (HistFactory): <c>τθ − a ln(τθ) − ln τ + lnΓ(a + 1)</c>; its datum fluctuates as a count with mean τθ.</summary>
    Gamma,

    /// <summary>One of several parameters of a multivariate Gaussian, see <see cref="CorrelatedBlock"/>.</summary>
    Correlated,
}

/// <summary>One parameter of a model, with its place in pyhf's order.</summary>
public sealed record Parameter
{
    /// <summary>The name as pyhf gives it: <c>name</c>, or <c>name[i]</c> for an element of a per-bin set.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the modifier (parameter set) it belongs to.</summary>
    public required string Set { get; init; }

    /// <summary>The 0-based place in the model's parameter vector.</summary>
    public required int Index { get; init; }

    /// <summary>The starting value; the value it is held at when fixed.</summary>
    public required double Init { get; init; }

    /// <summary>The lower bound.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper bound.</summary>
    public required double Upper { get; init; }

    /// <summary>Whether the measurement or the model holds it constant; fits do not vary derived parameters either.</summary>
    public required bool Fixed { get; init; }

    /// <summary>What it follows from other parameters by; null for a parameter of its own. What stands in its place in a parameter vector is ignored.</summary>
    public ParameterExpression? Expression { get; init; }

    /// <summary>Whether it follows from other parameters.</summary>
    public bool IsDerived => Expression is not null;

    /// <summary>Whether a hidden offset is added to its value, its starting value and its bounds wherever they appear.</summary>
    public bool IsBlinded { get; init; }

    /// <summary>What tables and plots call it; null for its name.</summary>
    public string? Label { get; init; }

    /// <summary>The kind of its constraint term.</summary>
    public required ConstraintKind Constraint { get; init; }

    /// <summary>The nominal auxiliary datum; NaN without a constraint.</summary>
    public double AuxiliaryData { get; init; } = double.NaN;

    /// <summary>The width σ: of θ for Gaussian kinds (correlated: the root of the variance), of ln a for the log-normal; NaN for other kinds.</summary>
    public double Sigma { get; init; } = double.NaN;

    /// <summary>The factor τ of Poisson and gamma constraints; NaN for other kinds.</summary>
    public double Tau { get; init; } = double.NaN;

    /// <summary>The types of the modifiers that use it, such as <c>histosys</c> and <c>normsys</c>.</summary>
    public required IReadOnlyList<string> ModifierTypes { get; init; }

    /// <summary>The value at which pulls vanish, where the constraint term has its minimum: the datum, or the datum over τ (Poisson, gamma); NaN without a constraint.</summary>
    public double ConstraintCentre => Constraint switch
    {
        ConstraintKind.Gaussian or ConstraintKind.LogNormal or ConstraintKind.Correlated => AuxiliaryData,
        ConstraintKind.Poisson or ConstraintKind.Gamma => AuxiliaryData / Tau,
        _ => double.NaN,
    };

    /// <summary>The pre-fit uncertainty, from the curvature of the constraint term at its centre: σ, √a/τ (Poisson, gamma) or aσ (log-normal); NaN without a constraint.</summary>
    public double PrefitUncertainty => Constraint switch
    {
        ConstraintKind.Gaussian or ConstraintKind.Correlated => Sigma,
        ConstraintKind.Poisson or ConstraintKind.Gamma => Math.Sqrt(AuxiliaryData) / Tau,
        ConstraintKind.LogNormal => AuxiliaryData * Sigma,
        _ => double.NaN,
    };

    /// <summary>The auxiliary datum expected at a value of the parameter: θ, or τθ (Poisson, gamma).</summary>
    /// <param name="value">The value θ.</param>
    public double ExpectedDatum(double value) => CountsDatum ? Tau * value : value;

    /// <summary>Whether the auxiliary datum is a count.</summary>
    internal bool CountsDatum => Constraint is ConstraintKind.Poisson or ConstraintKind.Gamma;
}
