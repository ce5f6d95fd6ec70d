using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>
/// −2 ln L over the parameters that are not profiled in their bins, without the constant of the data: what fits minimise. Its data and
/// the ranges of profiled parameters can be exchanged between fits.
/// </summary>
internal sealed class ProfiledObjective : IObjective
{
    private readonly Model _model;
    private readonly ObjectiveCore _core;
    private readonly (int Channel, int Slot, int Bin)[] _placeOf;

    public ProfiledObjective(Model model)
    {
        _model = model;
        _core = new ObjectiveCore(model, model.ProfiledMap, isStiff: true);
        _placeOf = new (int, int, int)[model.Parameters.Count];
        Array.Fill(_placeOf, (-1, -1, -1));
        for (int c = 0; c < _core.Template.Channels.Count; c++)
        {
            ChannelState state = _core.Template.Channels[c];
            for (int k = 0; k < state.Slots.Length; k++)
            {
                if (!state.Slots[k].IsEliminated) continue;

                for (int bin = 0; bin < state.Channel.BinCount; bin++) _placeOf[state.Slots[k].Parameters[bin]] = (c, k, bin);
            }
        }
    }

    public int Dimension => _core.Dimension;

    public double Constant => _core.Constant;

    public int OffendingBin => _core.Template.OffendingBin;

    public int NegativeBin => _core.Template.NegativeBin;

    public void TakeData(Dataset data) => _core.TakeData(data);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        => _core.Evaluate(point, gradient, hessian, curvature);

    public bool HasKinkAtZero(int index) => _model.HasKink[_core.Map.ParameterOf[index]];

    /// <summary>The variances of the profiled parameters at a point, given the covariance of the coordinates.</summary>
    public void LocalVariances(ReadOnlySpan<double> parameters, ReadOnlySpan<double> covariance, Span<double> variances)
    {
        int n = Dimension;
        double[] gradient = new double[n], hessian = new double[n * n];
        Evaluation evaluation = new() { Parameters = parameters, Gradient = gradient, Hessian = hessian, Dimension = n, Curvature = Curvature.Exact };
        int locals = _core.Template.Channels.Count == 0 ? 0 : _core.Template.Channels.Max(c => c.Channel.Parameters.Length);
        _core.Template.LocalVariances(in evaluation, covariance, variances, new VarianceBuffers(locals, n));
    }

    /// <summary>Whether a parameter is profiled in its bin.</summary>
    public bool IsProfiled(int parameter) => _placeOf[parameter].Channel >= 0;

    /// <summary>Holds a profiled parameter at a value.</summary>
    public void Hold(int parameter, double value)
    {
        (int channel, int slot, int bin) = _placeOf[parameter];
        _core.Template.Channels[channel].Slots[slot].Restrict(bin, value, value);
    }

    /// <summary>Undoes <see cref="Hold"/>.</summary>
    public void Release(int parameter)
    {
        (int channel, int slot, int bin) = _placeOf[parameter];
        _core.Template.Channels[channel].Slots[slot].Release(bin);
    }

    /// <summary>The value and range of a profiled parameter at the last evaluation.</summary>
    public (double Value, double Lower, double Upper) Profiled(int parameter)
    {
        (int channel, int slot, int bin) = _placeOf[parameter];
        SlotState state = _core.Template.Channels[channel].Slots[slot];
        return (state.Gamma[bin], state.Lower[bin], state.Upper[bin]);
    }
}
