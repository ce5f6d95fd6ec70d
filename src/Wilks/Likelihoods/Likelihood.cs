using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>A model with a data set. Immutable and safe to share; evaluators are made per thread.</summary>
public sealed class Likelihood
{
    /// <summary>The model.</summary>
    public Model Model => throw new NotImplementedException();

    /// <summary>The data.</summary>
    public Dataset Data => throw new NotImplementedException();

    /// <summary>An evaluator over all parameters of the model, in its order. Not thread-safe: make one per thread.</summary>
    public LikelihoodEvaluator CreateEvaluator() => throw new NotImplementedException();
}

/// <summary>Evaluates a likelihood at full parameter vectors without allocating. Not thread-safe.</summary>
public sealed class LikelihoodEvaluator : IObjective
{
    /// <inheritdoc/>
    public int Dimension => throw new NotImplementedException();

    /// <summary>−2 ln L with all constants; +∞ where a rate is negative, or zero where something was observed.</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    public double TwiceNll(ReadOnlySpan<double> parameters) => throw new NotImplementedException();

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool HasKinkAtZero(int index) => throw new NotImplementedException();

    /// <summary>The expected counts of all bins.</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    /// <param name="main">Receives <see cref="Model.BinCount"/> values.</param>
    public void ExpectedMain(ReadOnlySpan<double> parameters, Span<double> main) => throw new NotImplementedException();

    /// <summary>The expected auxiliary data: θ (Gaussian) or τθ (Poisson).</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    /// <param name="auxiliary">Receives one value per constraint term.</param>
    public void ExpectedAuxiliary(ReadOnlySpan<double> parameters, Span<double> auxiliary) => throw new NotImplementedException();

    /// <summary>The first bin whose rate is not allowed at the last point evaluated to +∞, or −1.</summary>
    public int OffendingBin => throw new NotImplementedException();
}
