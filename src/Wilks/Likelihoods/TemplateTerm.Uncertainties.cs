using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

internal sealed partial class TemplateTerm
{
    /// <summary>
    /// The uncertainties of the profiled parameters at a point, given the covariance C of the coordinates: with the bin's blocks of the
    /// Hessian, <c>var(γ) = 2 H_γγ⁻¹ + S C Sᵀ</c> and <c>S = H_γγ⁻¹ H_γθ</c>. A γ at a bound gets NaN, a held one 0.
    /// </summary>
    /// <param name="evaluation">The point, which was the last one evaluated: rates and γ are still those of the bins.</param>
    /// <param name="covariance">Coordinates × coordinates.</param>
    /// <param name="uncertainties">One value per model parameter; those of profiled parameters are written.</param>
    /// <param name="buffers">Scratch.</param>
    public void LocalUncertainties(in Evaluation evaluation, ReadOnlySpan<double> covariance, Span<double> uncertainties, UncertaintyBuffers buffers)
    {
        Interpolate(evaluation.Parameters);
        foreach (ChannelState state in _states)
        {
            if (state.EliminatedSlots.Length == 0) continue;

            if (state.IsMasked)
            {
                MaskedUncertainties(state, uncertainties);
                continue;
            }

            TemplateChannel channel = state.Channel;
            int count = channel.Parameters.Length, leading = RankUpdate.LeadingDimension(count), n = evaluation.Dimension;
            EvaluateRates(state, evaluation.Parameters, wantsDerivatives: true);
            _buffers.ClassJacobian.AsSpan(0, channel.Classes.Length * count * channel.Stride).Clear();
            for (int s = 0; s < channel.Samples.Length; s++)
            {
                if (channel.Samples[s].IsConstant) continue;

                CollectFactors(channel, channel.Samples[s], evaluation.Parameters);
                AddJacobian(channel, s);
            }

            if (!state.IsSimple) Transpose(channel, state.ActiveClasses, _buffers.Right, leading);
            Span<double> block = buffers.Block.AsSpan(0, count * count);
            for (int l = 0; l < count; l++)
            {
                for (int m = 0; m < count; m++) block[l * count + m] = covariance[state.Coordinates[l] * n + state.Coordinates[m]];
            }

            if (state.IsSimple) SimpleUncertainties(state, block, uncertainties, buffers);
            else
            {
                for (int bin = 0; bin < channel.BinCount; bin++) GeneralUncertainties(state, bin, leading, in evaluation, covariance, uncertainties, buffers);
            }
        }
    }

    private void SimpleUncertainties(ChannelState state, ReadOnlySpan<double> block, Span<double> uncertainties, UncertaintyBuffers buffers)
    {
        SlotState slot = state.Slots[0];
        int count = state.Channel.Parameters.Length, stride = state.Channel.Stride;
        bool isCorrelated = block.IndexOfAnyExcept(0.0) >= 0;
        Span<double> s = buffers.Row.AsSpan(0, count);
        ReadOnlySpan<double> jacobianA = _buffers.ClassJacobian.AsSpan(Math.Max(state.ClassA, 0) * count * stride, count * stride);
        ReadOnlySpan<double> jacobianB = _buffers.ClassJacobian.AsSpan(state.ClassB * count * stride, count * stride);
        ReadOnlySpan<double> slopes = _buffers.ClassRate(state.ClassB, stride);
        for (int bin = 0; bin < slot.Parameters.Length; bin++)
        {
            if (IsHeldOrAtBound(slot, bin, out double fallback))
            {
                uncertainties[slot.Parameters[bin]] = fallback;
                continue;
            }

            double n = state.Observed[bin], gamma = slot.Gamma[bin], rate = state.Rates[bin], slope = slopes[bin];
            double w = PoissonTerm.Curvature(rate, n, state.Multipliers[bin]);
            double inverse = 1 / (w * slope * slope + LocalConstraint.Curvature(slot.Kind, slot.A[bin], slot.S[bin], gamma));
            double sum = inverse;
            if (isCorrelated)
            {
                double tilt = PoissonTerm.Slope(rate, n, state.Multipliers[bin]);
                double byA = state.ClassA >= 0 ? w * slope * inverse : 0, byB = (w * gamma * slope + tilt) * inverse;
                for (int l = 0; l < count; l++) s[l] = byA * jacobianA[l * stride + bin] + byB * jacobianB[l * stride + bin];
                for (int l = 0; l < count; l++) sum += s[l] * Rows.Dot(block.Slice(l * count, count), s);
            }

            uncertainties[slot.Parameters[bin]] = Math.Sqrt(sum);
        }
    }

    private static bool IsHeldOrAtBound(SlotState slot, int bin, out double uncertainty)
    {
        bool isHeld = slot.Lower[bin] == slot.Upper[bin];
        uncertainty = isHeld ? 0 : double.NaN;
        return isHeld || slot.Gamma[bin] <= slot.Lower[bin] || slot.Gamma[bin] >= slot.Upper[bin];
    }

    // Several γ of one bin are correlated: their block is inverted as a whole.
    private void GeneralUncertainties(ChannelState state, int bin, int leading, in Evaluation evaluation, ReadOnlySpan<double> covariance, Span<double> uncertainties, UncertaintyBuffers buffers)
    {
        TemplateChannel channel = state.Channel;
        int classes = channel.Classes.Length, size = classes + state.Slots.Length, n = evaluation.Dimension;
        FillGammas(state, bin, evaluation.Parameters);
        BinDerivatives(state, bin, state.Observed[bin], state.Rates[bin], isClipped: false, Curvature.Exact);
        ReadOnlySpan<double> hessian = _buffers.BinHessian.AsSpan(0, size * size);
        List<int> free = [];
        for (int k = 0; k < state.Slots.Length; k++)
        {
            if (!state.Slots[k].IsEliminated) continue;

            if (IsHeldOrAtBound(state.Slots[k], bin, out double fallback)) uncertainties[state.Slots[k].Parameters[bin]] = fallback;
            else free.Add(k);
        }

        double[] inverse = SymmetricInverse(hessian, size, free, classes);
        for (int j = 0; j < free.Count; j++)
        {
            Span<double> s = buffers.FullRow.AsSpan(0, n);
            s.Clear();
            for (int i = 0; i < free.Count; i++) AddSensitivity(state, bin, leading, inverse[j * free.Count + i], hessian.Slice((classes + free[i]) * size, size), s);
            double sum = 2 * inverse[j * (free.Count + 1)];
            for (int a = 0; a < n; a++)
            {
                if (s[a] != 0) sum += s[a] * Rows.Dot(covariance.Slice(a * n, n), s);
            }

            uncertainties[state.Slots[free[j]].Parameters[bin]] = Math.Sqrt(sum);
        }
    }

    private void AddSensitivity(ChannelState state, int bin, int leading, double weight, ReadOnlySpan<double> hessianRow, Span<double> sensitivity)
    {
        TemplateChannel channel = state.Channel;
        int classes = channel.Classes.Length;
        for (int g = 0; g < state.ActiveClasses.Length; g++)
        {
            ReadOnlySpan<double> jacobian = _buffers.Right.AsSpan((g * channel.BinCount + bin) * leading, channel.Parameters.Length);
            for (int l = 0; l < jacobian.Length; l++) sensitivity[state.Coordinates[l]] += weight * hessianRow[state.ActiveClasses[g]] * jacobian[l];
        }

        for (int k = 0; k < state.Slots.Length; k++)
        {
            if (!state.Slots[k].IsEliminated) sensitivity[_map.CoordinateOf[channel.Slots[k][bin]]] += weight * hessianRow[classes + k];
        }
    }

    private static double[] SymmetricInverse(ReadOnlySpan<double> hessian, int size, List<int> free, int classes)
    {
        int n = free.Count;
        double[] matrix = new double[n * n], inverse = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) matrix[i * n + j] = hessian[(classes + free[i]) * size + classes + free[j]];
        }

        if (Numerics.Cholesky.Factor(matrix, n, n) >= 0) Array.Fill(inverse, double.NaN);
        else Numerics.Cholesky.Inverse(matrix, n, n, inverse);
        return inverse;
    }
}

/// <summary>Scratch for the uncertainties of profiled parameters.</summary>
internal sealed class UncertaintyBuffers(int parameterCount, int dimension)
{
    /// <summary>The covariance of a channel's local parameters.</summary>
    public double[] Block { get; } = new double[parameterCount * parameterCount];

    public double[] Row { get; } = new double[parameterCount];

    public double[] FullRow { get; } = new double[dimension];
}
