using Wilks.Models;
using Wilks.Models.Interpolation;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

/// <summary>
/// All template channels: <c>ν_b = Σ_s F_s γ_sb (N_sb + Σ_m δ_mb)</c>, additive changes first, then all factors, and
/// <c>2 Σ_b (ν_b − n_b ln ν_b)</c>. Samples with the same per-bin factors are summed before γ is applied, so that a bin sees only
/// the sums X_g of its classes g; local γ are profiled there.
/// </summary>
internal sealed partial class TemplateTerm : ITerm
{
    private readonly Model _model;
    private readonly CoordinateMap _map;
    private readonly ChannelState[] _states;
    private readonly TemplateBuffers _buffers;
    private readonly int[] _interpolated;

    /// <param name="model">The model.</param>
    /// <param name="map">Its coordinates.</param>
    /// <param name="holdsRates">Whether the rates of empty bins are held at or above zero, see <see cref="PoissonTerm"/>.</param>
    public TemplateTerm(Model model, CoordinateMap map, bool holdsRates)
    {
        _model = model;
        _map = map;
        bool clipsBins = model.Options.ClipBinRate is not null;
        _states = [.. model.TemplateChannels.Select((c, i) => new ChannelState(c, map, map.IsEliminated[i], model.Parameters, clipsBins, holdsRates) { IsMasked = model.Channels[i].IsMasked })];
        _buffers = new TemplateBuffers(_states, model.Parameters.Count);
        _interpolated = [.. model.TemplateChannels.SelectMany(c => c.RowLocals.Select(l => c.Parameters[l])).Distinct().Order()];
    }

    /// <summary>The channels with their γ at the last evaluation.</summary>
    public IReadOnlyList<ChannelState> Channels => _states;

    /// <summary>The first bin without a finite value at the last evaluation, or −1.</summary>
    public int OffendingBin { get; private set; } = -1;

    /// <summary>The first empty bin whose rate the condition ν ≥ 0 pushed up at the last evaluation, or −1.</summary>
    public int PushedBin { get; private set; } = -1;

    /// <summary>Takes a data set; its lengths were checked.</summary>
    public void TakeData(Dataset data, int[] auxiliaryIndexOf)
    {
        ReadOnlySpan<double> main = data.Main.Span, auxiliary = data.Auxiliary.Span;
        foreach (ChannelState state in _states)
        {
            main.Slice(state.Channel.FirstBin, state.Channel.BinCount).CopyTo(state.Observed);
            foreach (SlotState slot in state.Slots) slot.TakeData(auxiliary, auxiliaryIndexOf);
        }
    }

    public double Add(in Evaluation evaluation)
    {
        Interpolate(evaluation.Parameters);
        OffendingBin = PushedBin = -1;
        double sum = 0;
        for (int c = 0; c < _states.Length; c++)
        {
            ChannelState state = _states[c];
            if (state.IsMasked)
            {
                sum += MaskedBins(state);
                continue;
            }

            EvaluateRates(state, evaluation.Parameters, evaluation.WantsGradient);
            double value = state.IsSimple ? SimpleBins(state, in evaluation) : GeneralBins(state, in evaluation);
            if (double.IsPositiveInfinity(value)) return value;

            sum += value;
            if (evaluation.WantsHessian) AddHessian(state, in evaluation);
            else if (evaluation.WantsGradient) AddGradient(state, in evaluation);
        }

        return sum;
    }

    /// <summary>The rates of all bins; γ of profiled slots are taken from the parameters.</summary>
    public void ExpectedMain(ReadOnlySpan<double> parameters, Span<double> main)
    {
        Interpolate(parameters);
        foreach (ChannelState state in _states)
        {
            EvaluateRates(state, parameters, wantsDerivatives: false);
            TemplateChannel channel = state.Channel;
            Span<double> rates = main.Slice(channel.FirstBin, channel.BinCount);
            rates.Clear();
            for (int g = 0; g < channel.Classes.Length; g++)
            {
                ReadOnlySpan<double> x = _buffers.ClassRate(g, channel.Stride);
                for (int bin = 0; bin < rates.Length; bin++)
                {
                    double factor = 1;
                    foreach (int slot in channel.Classes[g]) factor *= parameters[channel.Slots[slot][bin]];
                    rates[bin] += factor * x[bin];
                }
            }

            if (_model.Options.ClipSampleRate is not null) Rows.AddScaled(1, _buffers.ClippedRate.AsSpan(0, rates.Length), rates);
            if (_model.Options.ClipBinRate is not { } least) continue;
            for (int bin = 0; bin < rates.Length; bin++) rates[bin] = Math.Max(rates[bin], least);
        }
    }

    // c(α) and derivatives, once per parameter with rows.
    private void Interpolate(ReadOnlySpan<double> parameters)
    {
        foreach (int p in _interpolated)
        {
            (_buffers.Bend[p], _buffers.BendFirst[p], _buffers.BendSecond[p]) = AdditiveInterpolation.Evaluate(_model.Options.HistoSysInterpolation, parameters[p]);
        }
    }

    private double SimpleBins(ChannelState state, in Evaluation evaluation)
    {
        TemplateChannel channel = state.Channel;
        int stride = channel.Stride;
        (int a, int b) = (state.ClassA, state.ClassB);
        int classes = channel.Classes.Length;
        BinArrays bins = new()
        {
            Count = channel.BinCount,
            HasLocal = b >= 0,
            Multipliers = state.Multipliers,
            HasMultipliers = state.HasMultipliers,
            Order = evaluation.WantsHessian ? 2 : evaluation.WantsGradient ? 1 : 0,
            Curvature = evaluation.Curvature,
            N = state.Observed,
            FixedRate = a >= 0 ? _buffers.ClassRate(a, stride) : _buffers.Zero.AsSpan(0, stride),
            Slope = b >= 0 ? _buffers.ClassRate(b, stride) : default,
            Slot = b >= 0 ? state.Slots[0] : null,
            Rate = state.Rates,
            GradientA = a >= 0 ? _buffers.ClassGradient(a, stride) : _buffers.Unused.AsSpan(0, stride),
            GradientB = b >= 0 ? _buffers.ClassGradient(b, stride) : default,
            HessianAA = a >= 0 ? _buffers.ClassHessian(a, a, classes, stride) : _buffers.Unused.AsSpan(0, stride),
            HessianAB = a >= 0 && b >= 0 ? _buffers.ClassHessian(a, b, classes, stride) : _buffers.Unused.AsSpan(0, stride),
            HessianBB = b >= 0 ? _buffers.ClassHessian(b, b, classes, stride) : default,
        };
        if (_model.Options.ClipSampleRate is not null) bins.FixedRate = WithClippedRate(bins.FixedRate);

        double value = BinProfile.Evaluate(ref bins);
        if (bins.PushedBin >= 0 && PushedBin < 0) PushedBin = channel.FirstBin + bins.PushedBin;
        if (bins.Offender >= 0) OffendingBin = channel.FirstBin + bins.Offender;
        if (bins.Order == 2 && a >= 0 && b >= 0) bins.HessianAB.CopyTo(_buffers.ClassHessian(b, a, classes, stride));
        return value;
    }

    private Span<double> WithClippedRate(ReadOnlySpan<double> rate)
    {
        Span<double> sum = _buffers.RateWithClipped.AsSpan(0, rate.Length);
        for (int i = 0; i < rate.Length; i++) sum[i] = rate[i] + _buffers.ClippedRate[i];
        return sum;
    }
}
