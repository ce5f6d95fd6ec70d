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
    private readonly double[] _lastPoint;

    public ProfiledObjective(Model model)
    {
        _model = model;
        _core = new ObjectiveCore(model, model.ProfiledMap, holdsRates: true);
        _placeOf = new (int, int, int)[model.Parameters.Count];
        _lastPoint = new double[_core.Dimension];
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

        for (int p = 0; p < _placeOf.Length; p++)
        {
            if (IsProfiled(p) && model.IsInert(p)) Hold(p, model.Parameters[p].Init);
        }
    }

    public int Dimension => _core.Dimension;

    public double Constant => _core.Constant;

    public int OffendingBin => _core.Template.OffendingBin;

    public int PushedBin => _core.Template.PushedBin;

    /// <summary>From what fits see to what terms see.</summary>
    public ParameterMap Parameters => _core.Parameters;

    /// <summary>Whether the condition ν ≥ 0 of an empty bin was active at any evaluation since <see cref="ClearMultipliers"/>.</summary>
    public bool WasPushed { get; private set; }

    public void TakeData(Dataset data) => _core.TakeData(data);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
    {
        double value = _core.Evaluate(point, gradient, hessian, curvature);
        point.CopyTo(_lastPoint);
        WasPushed |= _core.Template.PushedBin >= 0;
        return value;
    }

    /// <summary>Brings the profiled parameters to their optimum at a point, if they are not there.</summary>
    public void MoveTo(ReadOnlySpan<double> point)
    {
        if (!point.SequenceEqual(_lastPoint) || point.IsEmpty) Evaluate(point, default, default);
    }

    /// <summary>One round of the augmented Lagrangian; the largest change of a multiplier, in units of the rate.</summary>
    public double UpdateMultipliers()
    {
        double largest = 0;
        foreach (ChannelState state in _core.Template.Channels) largest = Math.Max(largest, state.UpdateMultipliers());
        return largest;
    }

    /// <summary>The Hessian over all parameters at a point, with the conditions of empty bins as they stand.</summary>
    public double[] FullHessian(ReadOnlySpan<double> parameters, Dataset data)
    {
        ObjectiveCore core = new(_model, _model.FullMap, holdsRates: true);
        core.TakeData(data);
        for (int c = 0; c < core.Template.Channels.Count; c++) core.Template.Channels[c].TakeMultipliers(_core.Template.Channels[c]);
        double[] gradient = new double[parameters.Length], hessian = new double[parameters.Length * parameters.Length];
        core.Evaluate(parameters, gradient, hessian, Curvature.Exact);
        return hessian;
    }

    /// <summary>Starts a new fit.</summary>
    public void ClearMultipliers()
    {
        if (!WasPushed) return;

        WasPushed = false;
        foreach (ChannelState state in _core.Template.Channels) state.ClearMultipliers();
    }

    public bool HasKinkAtZero(int index) => _model.HasKink[_core.Map.ParameterOf[index]];

    /// <summary>The uncertainties of the profiled parameters at the last point evaluated, given the covariance of the coordinates.</summary>
    public void LocalUncertainties(ReadOnlySpan<double> parameters, ReadOnlySpan<double> covariance, Span<double> uncertainties)
    {
        int n = Dimension;
        Evaluation evaluation = new() { Parameters = _core.Expand(parameters), Gradient = default, Hessian = default, Dimension = n, Curvature = Curvature.Exact };
        int locals = _core.Template.Channels.Count == 0 ? 0 : _core.Template.Channels.Max(c => c.Channel.Parameters.Length);
        _core.Template.LocalUncertainties(in evaluation, covariance, uncertainties, new UncertaintyBuffers(locals, n));
    }

    /// <summary>Whether a parameter is profiled in its bin.</summary>
    public bool IsProfiled(int parameter) => _placeOf[parameter].Channel >= 0;

    /// <summary>Holds a profiled parameter at a value.</summary>
    public void Hold(int parameter, double value)
    {
        (int channel, int slot, int bin) = _placeOf[parameter];
        _core.Template.Channels[channel].Slots[slot].Restrict(bin, value, value);
    }

    /// <summary>Undoes <see cref="Hold"/>. A parameter without any effect stays held: free, it would make the Hessian of its bin singular.</summary>
    public void Release(int parameter)
    {
        if (_model.IsInert(parameter))
        {
            Hold(parameter, _model.Parameters[parameter].Init);
            return;
        }

        (int channel, int slot, int bin) = _placeOf[parameter];
        _core.Template.Channels[channel].Slots[slot].Release(bin);
    }

    /// <summary>The value of a profiled parameter at the last evaluation.</summary>
    public double ProfiledValue(int parameter)
    {
        (int channel, int slot, int bin) = _placeOf[parameter];
        return _core.Template.Channels[channel].Slots[slot].Gamma[bin];
    }

    /// <summary>Copies the profiled parameters at the last evaluation, and what holds them, into arrays over all parameters.</summary>
    public void CopyProfiled(double[] values, CoordinateState[] states)
    {
        foreach (ChannelState state in _core.Template.Channels)
        {
            foreach (SlotState slot in state.EliminatedSlots)
            {
                for (int bin = 0; bin < slot.Parameters.Length; bin++)
                {
                    double value = slot.Gamma[bin], lower = slot.Lower[bin], upper = slot.Upper[bin];
                    values[slot.Parameters[bin]] = value;
                    states[slot.Parameters[bin]] = lower == upper ? CoordinateState.Fixed : value <= lower ? CoordinateState.AtLower : value >= upper ? CoordinateState.AtUpper : CoordinateState.Free;
                }
            }
        }
    }
}
