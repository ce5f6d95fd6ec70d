namespace Wilks.Minimization;

/// <summary>How a minimisation ended.</summary>
public enum MinimumStatus
{
    /// <summary>A local minimum with a complete certificate.</summary>
    Converged,

    /// <summary>The gradient vanishes along a direction with no curvature: the minimum is not a point.</summary>
    FlatDirection,

    /// <summary>Stopped at a point whose reduced Hessian is not positive definite, with no way down found.</summary>
    Indefinite,

    /// <summary>No finite value at the start, nor on the way to the anchor.</summary>
    NoFiniteStart,

    /// <summary>The iteration limit was reached.</summary>
    IterationLimit,

    /// <summary>The steps became too small to change the point before the tolerance was met.</summary>
    Stalled,

    /// <summary>Cancelled by the caller.</summary>
    Cancelled,
}

/// <summary>The result of a minimisation; every ending is a value with a status, none an exception.</summary>
public sealed record Minimum
{
    /// <summary>How it ended.</summary>
    public required MinimumStatus Status { get; init; }

    /// <summary>The lowest point found, n values, each within its bounds.</summary>
    public required double[] Point { get; init; }

    /// <summary>The value there; +∞ only for <see cref="MinimumStatus.NoFiniteStart"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The gradient there, n values (at a pinned kink the one-sided derivative of smaller size).</summary>
    public required double[] Gradient { get; init; }

    /// <summary>What each coordinate is held by at the end.</summary>
    public required CoordinateState[] States { get; init; }

    /// <summary>What was proved about the point.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>For <see cref="MinimumStatus.FlatDirection"/> and <see cref="MinimumStatus.Indefinite"/>: the coordinate with the largest share of the direction; otherwise −1.</summary>
    public int WorstCoordinate { get; init; } = -1;

    /// <summary>The exact Hessian at the point, n·n values row by row; empty when there was no finite point.</summary>
    public required double[] Hessian { get; init; }

    /// <summary>Evaluations used.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>Iterations used.</summary>
    public required int Iterations { get; init; }
}

/// <summary>What holds a coordinate at the end of a minimisation.</summary>
public enum CoordinateState : byte
{
    /// <summary>Nothing: the derivative along it vanishes.</summary>
    Free,

    /// <summary>Its lower bound; the derivative there is not negative.</summary>
    AtLower,

    /// <summary>Its upper bound; the derivative there is not positive.</summary>
    AtUpper,

    /// <summary>A kink at zero, uphill on both sides.</summary>
    AtKink,

    /// <summary>Lower and upper bound are equal.</summary>
    Fixed,
}

/// <summary>The proof that goes with a minimum.</summary>
/// <param name="Edm">The estimated vertical distance to the minimum, ½ gᵀH⁻¹g over the free coordinates (MINUIT's EDM).</param>
/// <param name="ProjectedGradient">The largest |gradient| over free coordinates, each in units of 1/√H_ii.</param>
/// <param name="PositiveDefinite">Whether the Hessian over the free coordinates has a Cholesky factor.</param>
/// <param name="AtBoundCount">The number of coordinates at a bound (fixed ones not counted).</param>
public readonly record struct Certificate(double Edm, double ProjectedGradient, bool PositiveDefinite, int AtBoundCount);

/// <summary>How often the objective was evaluated, by the highest derivative asked for.</summary>
/// <param name="Value">Values only.</param>
/// <param name="Gradient">Values with gradient.</param>
/// <param name="Hessian">Values with gradient and Hessian.</param>
public readonly record struct EvaluationCounts(int Value, int Gradient, int Hessian);
