using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

internal sealed partial class TemplateTerm
{
    // Any number of per-bin factors, profiled or coordinates, bin by bin: <c>ν = Σ_g X_g Π_{k∈g} γ_k</c>.
    private double GeneralBins(ChannelState state, in Evaluation evaluation)
    {
        TemplateChannel channel = state.Channel;
        double sum = 0;
        for (int bin = 0; bin < channel.BinCount; bin++)
        {
            FillGammas(state, bin, evaluation.Parameters);
            double rate = BinRate(state, bin);
            bool isClipped = _model.Options.ClipBinRate is { } least && rate < least;
            if (isClipped) rate = _model.Options.ClipBinRate!.Value;
            state.Rates[bin] = rate;
            double n = state.Observed[bin];
            if (!PoissonTerm.IsAllowed(rate, n))
            {
                OffendingBin = channel.FirstBin + bin;
                return double.PositiveInfinity;
            }

            if (n == 0 && PushedBin < 0 && PoissonTerm.Push(rate, state.Multipliers[bin]) > 0) PushedBin = channel.FirstBin + bin;
            sum += 2 * PoissonTerm.Value(rate, n, state.Multipliers[bin]) + LocalConstraints(state, bin);
            if (!evaluation.WantsGradient) continue;

            BinDerivatives(state, bin, n, rate, isClipped, evaluation.Curvature);
            if (evaluation.WantsHessian) Eliminate(state, bin);
            StoreBinDerivatives(state, bin, in evaluation);
        }

        return sum;
    }

    private void FillGammas(ChannelState state, int bin, ReadOnlySpan<double> parameters)
    {
        TemplateChannel channel = state.Channel;
        for (int k = 0; k < state.Slots.Length; k++)
        {
            if (state.Slots[k].IsEliminated) continue;

            _buffers.BinGamma[k] = parameters[channel.Slots[k][bin]];
            state.Slots[k].Gamma[bin] = _buffers.BinGamma[k];
        }

        if (state.EliminatedSlots.Length == 0) return;

        Span<double> slopes = _buffers.BinSlope.AsSpan(0, state.EliminatedSlots.Length);
        slopes.Clear();
        double fixedRate = _model.Options.ClipSampleRate is null ? 0 : _buffers.ClippedRate[bin];
        for (int g = 0; g < channel.Classes.Length; g++)
        {
            double rate = _buffers.ClassRate(g, channel.Stride)[bin];
            foreach (int k in channel.Classes[g])
            {
                if (!state.Slots[k].IsEliminated) rate *= _buffers.BinGamma[k];
            }

            if (state.EliminatedOf[g] < 0) fixedRate += rate;
            else slopes[state.EliminatedOf[g]] += rate;
        }

        SolveLocals(state, bin, fixedRate, slopes);
    }

    private void SolveLocals(ChannelState state, int bin, double fixedRate, ReadOnlySpan<double> slopes)
    {
        Span<double> gammas = _buffers.EliminatedGamma.AsSpan(0, slopes.Length);
        double n = state.Observed[bin];
        if (slopes.Length == 1)
        {
            SlotState slot = state.EliminatedSlots[0];
            gammas[0] = LocalConstraint.Solve(slot.Kind, slot.A[bin], slot.S[bin], fixedRate, slopes[0], n, slot.Lower[bin], slot.Upper[bin], slot.Start[bin], state.Multipliers[bin]);
        }
        else JointProfile.Solve(state.EliminatedSlots, bin, fixedRate, slopes, n, state.Multipliers[bin], gammas);

        for (int k = 0, j = 0; k < state.Slots.Length; k++)
        {
            if (!state.Slots[k].IsEliminated) continue;

            _buffers.BinGamma[k] = gammas[j++];
            state.Slots[k].Gamma[bin] = _buffers.BinGamma[k];
        }
    }

    private double BinRate(ChannelState state, int bin)
    {
        TemplateChannel channel = state.Channel;
        double rate = _model.Options.ClipSampleRate is null ? 0 : _buffers.ClippedRate[bin];
        for (int g = 0; g < channel.Classes.Length; g++)
        {
            rate += _buffers.ClassRate(g, channel.Stride)[bin] * ProductWithout(channel.Classes[g], -1, -1);
        }

        return rate;
    }

    private static double LocalConstraints(ChannelState state, int bin)
    {
        double sum = 0;
        foreach (SlotState slot in state.EliminatedSlots) sum += 2 * LocalConstraint.Value(slot.Kind, slot.A[bin], slot.S[bin], slot.Gamma[bin]);
        return sum;
    }

    // Derivatives of 2NLL of this bin by y = (X_0 … X_{G−1}, γ_0 … γ_{K−1}), profiled constraints included.
    private void BinDerivatives(ChannelState state, int bin, double n, double rate, bool isClipped, Curvature curvature)
    {
        TemplateChannel channel = state.Channel;
        int classes = channel.Classes.Length, slots = state.Slots.Length, size = classes + slots;
        Span<double> gradient = _buffers.BinGradient.AsSpan(0, size), hessian = _buffers.BinHessian.AsSpan(0, size * size);
        hessian.Clear();
        gradient.Clear();
        double tilt = 2 * PoissonTerm.Slope(rate, n, state.Multipliers[bin]), w = 2 * PoissonTerm.Curvature(rate, n, state.Multipliers[bin]);
        if (isClipped) tilt = w = 0;
        for (int g = 0; g < classes; g++)
        {
            gradient[g] = ProductWithout(channel.Classes[g], -1, -1);
            double x = _buffers.ClassRate(g, channel.Stride)[bin];
            foreach (int k in channel.Classes[g])
            {
                double others = ProductWithout(channel.Classes[g], k, -1);
                gradient[classes + k] += x * others;
                double second = curvature == Curvature.Exact ? tilt : 0;
                hessian[g * size + classes + k] += second * others;
                hessian[(classes + k) * size + g] += second * others;
                foreach (int l in channel.Classes[g])
                {
                    if (l != k) hessian[(classes + k) * size + classes + l] += second * x * ProductWithout(channel.Classes[g], k, l);
                }
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++) hessian[i * size + j] += w * gradient[i] * gradient[j];
        }

        for (int i = 0; i < size; i++) gradient[i] *= tilt;
        for (int k = 0; k < slots; k++)
        {
            SlotState slot = state.Slots[k];
            if (slot.IsEliminated) hessian[(classes + k) * (size + 1)] += 2 * LocalConstraint.Curvature(slot.Kind, slot.A[bin], slot.S[bin], slot.Gamma[bin]);
        }
    }

    private double ProductWithout(int[] slots, int skip, int alsoSkip)
    {
        double product = 1;
        foreach (int k in slots)
        {
            if (k != skip && k != alsoSkip) product *= _buffers.BinGamma[k];
        }

        return product;
    }

    // Schur complements, one profiled γ after the other; a γ at its bound stays where it is.
    private void Eliminate(ChannelState state, int bin)
    {
        int size = state.Channel.Classes.Length + state.Slots.Length;
        Span<double> hessian = _buffers.BinHessian.AsSpan(0, size * size);
        for (int k = 0; k < state.Slots.Length; k++)
        {
            SlotState slot = state.Slots[k];
            if (!slot.IsEliminated) continue;

            int pivot = state.Channel.Classes.Length + k;
            double diagonal = hessian[pivot * (size + 1)];
            bool isFree = slot.Gamma[bin] > slot.Lower[bin] && slot.Gamma[bin] < slot.Upper[bin];
            if (isFree && diagonal > 0)
            {
                for (int i = 0; i < size; i++)
                {
                    if (i == pivot) continue;

                    double ratio = hessian[i * size + pivot] / diagonal;
                    for (int j = 0; j < size; j++)
                    {
                        if (j != pivot) hessian[i * size + j] -= ratio * hessian[pivot * size + j];
                    }
                }
            }

            for (int i = 0; i < size; i++) hessian[i * size + pivot] = hessian[pivot * size + i] = 0;
        }
    }

    private void StoreBinDerivatives(ChannelState state, int bin, in Evaluation evaluation)
    {
        TemplateChannel channel = state.Channel;
        int classes = channel.Classes.Length, size = classes + state.Slots.Length, stride = channel.Stride;
        ReadOnlySpan<double> hessian = _buffers.BinHessian.AsSpan(0, size * size);
        for (int g = 0; g < classes; g++)
        {
            _buffers.ClassGradient(g, stride)[bin] = _buffers.BinGradient[g];
            for (int h = 0; h < classes; h++) _buffers.ClassHessian(g, h, classes, stride)[bin] = hessian[g * size + h];
        }

        for (int k = 0; k < state.Slots.Length; k++)
        {
            if (state.Slots[k].IsEliminated) continue;

            int i = _map.CoordinateOf[channel.Slots[k][bin]];
            evaluation.Gradient[i] += _buffers.BinGradient[classes + k];
            if (!evaluation.WantsHessian) continue;

            for (int g = 0; g < classes; g++) _buffers.CrossSlots[(k * classes + g) * stride + bin] = hessian[(classes + k) * size + g];
            for (int l = 0; l <= k; l++)
            {
                if (!state.Slots[l].IsEliminated) evaluation.AddHessian(i, _map.CoordinateOf[channel.Slots[l][bin]], hessian[(classes + k) * size + classes + l]);
            }
        }
    }

    // ∂²f/∂γ_k∂θ = Σ_g (∂²f/∂γ_k∂X_g) ∂X_g/∂θ for the γ that are coordinates; the rows ∂X_g/∂θ are those of the last rank update.
    private void AddSlotCrossTerms(ChannelState state, in Evaluation evaluation, int leading)
    {
        TemplateChannel channel = state.Channel;
        int classes = channel.Classes.Length, bins = channel.BinCount;
        int[] active = state.ActiveClasses;
        for (int k = 0; k < state.Slots.Length; k++)
        {
            if (state.Slots[k].IsEliminated) continue;

            for (int bin = 0; bin < bins; bin++)
            {
                int i = _map.CoordinateOf[channel.Slots[k][bin]];
                for (int g = 0; g < active.Length; g++)
                {
                    double weight = _buffers.CrossSlots[(k * classes + active[g]) * channel.Stride + bin];
                    if (weight == 0) continue;

                    ReadOnlySpan<double> jacobian = _buffers.Right.AsSpan((g * bins + bin) * leading, channel.Parameters.Length);
                    for (int l = 0; l < jacobian.Length; l++) evaluation.AddHessian(i, state.Coordinates[l], weight * jacobian[l]);
                }
            }
        }
    }
}
