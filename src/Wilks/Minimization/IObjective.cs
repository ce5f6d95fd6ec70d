namespace Wilks.Minimization;

/// <summary>A function to minimise, with its exact derivatives. Knows numbers only.</summary>
/// <remarks>
/// Not thread-safe unless an implementation says so; must not allocate per call.
/// Outside its domain (where the function has no finite value) it returns <see cref="double.PositiveInfinity"/> and leaves the
/// derivative spans in an unspecified state; it never returns NaN.
/// </remarks>
public interface IObjective
{
    /// <summary>The number of coordinates, n ≥ 0.</summary>
    int Dimension { get; }

    /// <summary>The value at a point and, where the spans are not empty, the gradient and the Hessian.</summary>
    /// <param name="point">The point, n values.</param>
    /// <param name="gradient">Empty, or n values to be overwritten.</param>
    /// <param name="hessian">Empty, or n·n values to be overwritten with the full symmetric matrix, row by row; only together with a gradient.</param>
    /// <param name="curvature">Which second-derivative matrix is wanted.</param>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact);

    /// <summary>Whether the function may have a kink (a jump of its derivative) where this coordinate is zero.</summary>
    /// <remarks>
    /// At zero the sign bit chooses the side: <c>+0.0</c> asks for the derivative from the right, <c>-0.0</c> from the left.
    /// The value is continuous and the one-sided derivative along a coordinate depends on the sign of no other coordinate.
    /// </remarks>
    /// <param name="index">The coordinate.</param>
    bool HasKinkAtZero(int index);
}

/// <summary>Which second-derivative matrix an objective gives.</summary>
public enum Curvature
{
    /// <summary>The exact Hessian; may be indefinite.</summary>
    Exact,

    /// <summary>A positive-semidefinite stand-in (Gauss–Newton or expected Hessian), for points where the exact one is indefinite.</summary>
    GaussNewton,
}
