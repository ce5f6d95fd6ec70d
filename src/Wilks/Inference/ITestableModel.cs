using Wilks.Models;

namespace Wilks.Inference;

/// <summary>
/// What inference needs of a statistical model: parameters, data, fits, and data sets drawn from it. Hypothesis tests, limits, scans and
/// toys are written against this door only; <see cref="CompiledModel"/> opens it for compiled models. Implementations are safe to share
/// between threads.
/// </summary>
public interface ITestableModel
{
    /// <summary>The parameters, each with its index.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The indices of the parameters of interest that tests use unless told otherwise; may be empty.</summary>
    IReadOnlyList<int> Pois { get; }

    /// <summary>The multivariate Gaussian constraint terms, of parameters of kind <see cref="ConstraintKind.Correlated"/>.</summary>
    IReadOnlyList<CorrelatedBlock> CorrelatedBlocks => [];

    /// <summary>The observed data.</summary>
    Dataset ObservedData { get; }

    /// <summary>A fitter with its own buffers: one per thread.</summary>
    IFitter CreateFitter();

    /// <summary>Data sets expected at a parameter point.</summary>
    /// <param name="parameters">All parameters, by index.</param>
    IDatasetSource CreateSource(ReadOnlySpan<double> parameters);
}

/// <summary>Fits data sets of one model. Not thread-safe.</summary>
public interface IFitter
{
    /// <summary>Fits a data set, with uncertainties.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    FitResult Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The lean fit for toys: 2NLL at the minimum, or NaN when the fit did not converge; no uncertainties, nothing allocated.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    double FitTwiceNll(Dataset data, FitOptions? options = null);

    /// <summary>As <see cref="FitTwiceNll"/>, but without the part of 2NLL that depends on the data only. It cancels in differences between fits to the same data, which is all that test statistics need.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    double FitWithoutConstant(Dataset data, FitOptions? options = null) => FitTwiceNll(data, options);

    /// <summary>The value of a parameter at the end of the last fit.</summary>
    /// <param name="parameter">Its index.</param>
    double LastValue(int parameter);
}

/// <summary>Data sets expected at one parameter point. Safe to share between threads.</summary>
public interface IDatasetSource
{
    /// <summary>The data set without fluctuations.</summary>
    Dataset Asimov();

    /// <summary>The toy of an index: a pure function of the point, the seed and the index.</summary>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="index">The 0-based index of the toy.</param>
    Dataset Draw(ulong seed, ulong index);

    /// <summary>A drawer of the same toys that uses its storage again: one per thread.</summary>
    IToyDrawer CreateDrawer() => new FreshToys(this);
}

/// <summary>Draws toys without allocating. Not thread-safe.</summary>
public interface IToyDrawer
{
    /// <summary>The toy that <see cref="IDatasetSource.Draw"/> gives; it is overwritten by the next.</summary>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="index">The 0-based index of the toy.</param>
    Dataset Draw(ulong seed, ulong index);
}

/// <summary>The drawer of sources that have none of their own.</summary>
internal sealed class FreshToys(IDatasetSource source) : IToyDrawer
{
    public Dataset Draw(ulong seed, ulong index) => source.Draw(seed, index);
}
