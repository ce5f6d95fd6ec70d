using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>How a fit ended. Everything but <see cref="Converged"/> means that the numbers are not to be trusted.</summary>
public enum FitStatus
{
    /// <summary>A local minimum with a complete certificate.</summary>
    Converged,

    /// <summary>Some parameter, or a combination, does not change the likelihood: its value is arbitrary.</summary>
    FlatDirection,

    /// <summary>The Hessian at the end is not positive definite.</summary>
    Indefinite,

    /// <summary>The likelihood has no finite value at the start.</summary>
    NoFiniteStart,

    /// <summary>The iteration limit was reached.</summary>
    IterationLimit,

    /// <summary>The search could not improve the point before its tolerance was met.</summary>
    Stalled,

    /// <summary>Cancelled by the caller.</summary>
    Cancelled,
}

/// <summary>The result of a fit: values, uncertainties and how far to trust them. All arrays are in the model's parameter order.</summary>
public sealed class FitResult
{
    private readonly Func<double[]>? _covariance;
    private double[]? _covarianceMatrix;

    /// <summary>A result, for those who implement <see cref="IFitter"/>.</summary>
    /// <param name="parameters">The parameters that were fitted.</param>
    /// <param name="covariance">Computes <see cref="Covariance"/> when it is first asked for; null where there is none.</param>
    public FitResult(IReadOnlyList<Parameter> parameters, Func<double[]>? covariance = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        _covariance = covariance;
    }

    /// <summary>The parameters that were fitted, each with its index.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>How the fit ended.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>One sentence: cause and remedy when the fit failed, remarks (parameters at bounds) when it converged.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>−2 ln L at the fitted point, with all constants.</summary>
    public required double TwiceNll { get; init; }

    /// <summary>The estimated distance of 2NLL to its minimum.</summary>
    public required double Edm { get; init; }

    /// <summary>The fitted values.</summary>
    public required double[] Values { get; init; }

    /// <summary>The Hessian uncertainties √cov_ii; 0 for fixed parameters, NaN for those at a bound or when there is no covariance.</summary>
    public required double[] Uncertainties { get; init; }

    /// <summary>What holds each parameter at the end.</summary>
    public required CoordinateState[] States { get; init; }

    /// <summary>What was proved about the minimum (over the parameters the minimiser saw).</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>The number of parameters neither fixed nor held.</summary>
    public required int FreeParameterCount { get; init; }

    /// <summary>Evaluations of the likelihood, by the highest derivative.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>Iterations of the minimiser.</summary>
    public required int Iterations { get; init; }

    /// <summary>Wall-clock seconds the fit took, uncertainties included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The covariance matrix of all parameters, row by row: 2 (∂²(2NLL))⁻¹ over free parameters away from bounds, zero rows elsewhere; null when there is none. Computed on first use.</summary>
    public double[]? Covariance => _covarianceMatrix ??= _covariance?.Invoke();
}
