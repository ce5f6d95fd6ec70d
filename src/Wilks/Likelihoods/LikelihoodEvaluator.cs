using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>Evaluates a likelihood at full parameter vectors without allocating. Not thread-safe.</summary>
/// <remarks>What stands in the places of derived parameters is ignored; their derivatives are zero, and those of what they follow from include them.</remarks>
public sealed class LikelihoodEvaluator : IObjective
{
    private readonly Model _model;
    private readonly ObjectiveCore _core;

    internal LikelihoodEvaluator(Model model, Dataset data)
    {
        _model = model;
        _core = new ObjectiveCore(model, model.FullMap, holdsRates: false);
        _core.TakeData(data);
    }

    /// <inheritdoc/>
    public int Dimension => _core.Dimension;

    /// <summary>The first bin whose rate is not allowed at the last point evaluated to +∞, or −1.</summary>
    public int OffendingBin => _core.Template.OffendingBin;

    /// <summary>−2 ln L with all constants; +∞ where a rate is not positive although something was observed. Where nothing was, −ln Pois(0|ν) = ν holds for any ν.</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    public double TwiceNll(ReadOnlySpan<double> parameters) => Evaluate(parameters, default, default);

    /// <summary>−2 ln L with all constants and, where wanted, its exact derivatives.</summary>
    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        => _core.Evaluate(point, gradient, hessian, curvature) + _core.Constant;

    /// <inheritdoc/>
    public bool HasKinkAtZero(int index) => _model.HasKink[index];

    /// <summary>The expected counts of all bins.</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    /// <param name="main">Receives <see cref="Model.BinCount"/> values.</param>
    public void ExpectedMain(ReadOnlySpan<double> parameters, Span<double> main) => _core.Template.ExpectedMain(_core.Expand(parameters), main);

    /// <summary>The expected counts of every sample in every bin of one channel, clipped where the model clips samples. Their sum per bin is the channel's expectation, before bins are clipped.</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    /// <param name="channel">The index of the channel.</param>
    /// <param name="rates">Receives samples × bins values, the samples in the order of <see cref="ModelChannel.Samples"/>.</param>
    public void ExpectedSamples(ReadOnlySpan<double> parameters, int channel, Span<double> rates) => _core.Template.ExpectedSamples(_core.Expand(parameters), channel, rates);

    /// <summary>The expected auxiliary data: θ, or τθ (Poisson, gamma).</summary>
    /// <param name="parameters">All parameters in the model's order.</param>
    /// <param name="auxiliary">Receives one value per constraint term.</param>
    public void ExpectedAuxiliary(ReadOnlySpan<double> parameters, Span<double> auxiliary)
    {
        ReadOnlySpan<double> expanded = _core.Expand(parameters);
        for (int i = 0; i < _model.AuxiliaryParameters.Count; i++)
        {
            Parameter parameter = _model.Parameters[_model.AuxiliaryParameters[i]];
            auxiliary[i] = parameter.ExpectedDatum(expanded[parameter.Index]);
        }
    }
}
