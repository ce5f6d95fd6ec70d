using Wilks.Minimization;

namespace Wilks.Likelihoods;

/// <summary>One addend of −2 ln L. A term owns its buffers: one instance per evaluator, not thread-safe, nothing allocated per call.</summary>
internal interface ITerm
{
    /// <summary>
    /// The term's value; its gradient and the lower triangle of its Hessian are added to the evaluation's buffers. +∞ where the
    /// term has no finite value; the buffers are then unspecified.
    /// </summary>
    double Add(in Evaluation evaluation);
}

/// <summary>What is asked of a term, and the shared buffers it adds to.</summary>
internal readonly ref struct Evaluation
{
    /// <summary>The values of all model parameters (profiled ones are ignored).</summary>
    public required ReadOnlySpan<double> Parameters { get; init; }

    /// <summary>Empty, or one value per coordinate.</summary>
    public required Span<double> Gradient { get; init; }

    /// <summary>Empty, or coordinates × coordinates, row by row; only the lower triangle is used.</summary>
    public required Span<double> Hessian { get; init; }

    /// <summary>The number of coordinates.</summary>
    public required int Dimension { get; init; }

    /// <summary>The kind of second derivatives.</summary>
    public required Curvature Curvature { get; init; }

    public bool WantsGradient => !Gradient.IsEmpty;

    public bool WantsHessian => !Hessian.IsEmpty;

    /// <summary>Adds to a Hessian entry and, implicitly, to its mirror image.</summary>
    public void AddHessian(int i, int j, double value) => Hessian[i >= j ? i * Dimension + j : j * Dimension + i] += value;
}
