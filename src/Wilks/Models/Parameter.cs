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

    /// <summary>Whether the measurement or the model holds it constant.</summary>
    public required bool Fixed { get; init; }

    /// <summary>The kind of its constraint term.</summary>
    public required ConstraintKind Constraint { get; init; }

    /// <summary>The nominal auxiliary datum; NaN without a constraint.</summary>
    public double AuxiliaryData { get; init; } = double.NaN;

    /// <summary>The width σ of a Gaussian constraint; NaN for other kinds.</summary>
    public double Sigma { get; init; } = double.NaN;

    /// <summary>The factor τ of a Poisson constraint; NaN for other kinds.</summary>
    public double Tau { get; init; } = double.NaN;

    /// <summary>The types of the modifiers that use it, such as <c>histosys</c> and <c>normsys</c>.</summary>
    public required IReadOnlyList<string> ModifierTypes { get; init; }

    /// <summary>The value at which pulls vanish: the auxiliary datum (Gaussian) or the datum over τ (Poisson); NaN without a constraint.</summary>
    public double ConstraintCentre => Constraint switch
    {
        ConstraintKind.Gaussian => AuxiliaryData,
        ConstraintKind.Poisson => AuxiliaryData / Tau,
        _ => double.NaN,
    };

    /// <summary>The pre-fit uncertainty: σ (Gaussian) or √a/τ (Poisson); NaN without a constraint.</summary>
    public double PrefitUncertainty => Constraint switch
    {
        ConstraintKind.Gaussian => Sigma,
        ConstraintKind.Poisson => Math.Sqrt(AuxiliaryData) / Tau,
        _ => double.NaN,
    };
}
