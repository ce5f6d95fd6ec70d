using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Fits data sets of one model, reusing its buffers: the way to fit many toys. Not thread-safe: make one per thread.</summary>
public sealed class Fitter
{
    /// <summary>A fitter for a model.</summary>
    /// <param name="model">The model.</param>
    public Fitter(Model model) => throw new NotImplementedException();

    /// <summary>Fits a data set.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the fit; the result then has status <see cref="FitStatus.Cancelled"/>.</param>
    public FitResult Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The lean fit for toys: 2NLL at the minimum, or NaN when the fit did not converge; no uncertainties, nothing allocated.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    public double FitTwiceNll(Dataset data, FitOptions? options = null) => throw new NotImplementedException();
}
