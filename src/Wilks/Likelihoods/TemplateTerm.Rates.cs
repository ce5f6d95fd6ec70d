using Wilks.Models;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

internal sealed partial class TemplateTerm
{
    // Fills the factor of each sample, its rate before factors, and the sums X_g of the classes.
    private void EvaluateRates(ChannelState state, ReadOnlySpan<double> parameters, bool wantsDerivatives)
    {
        TemplateChannel channel = state.Channel;
        int stride = channel.Stride;
        for (int g = 0; g < channel.Classes.Length; g++) _buffers.ClassRate(g, stride).Clear();
        bool clips = _model.Options.ClipSampleRate is not null;
        if (clips) _buffers.ClippedRate.AsSpan(0, stride).Clear();
        EvaluateNorms(channel, parameters, wantsDerivatives);
        EvaluateRowWeights(channel, parameters);
        for (int s = 0; s < channel.Samples.Length; s++)
        {
            TemplateSample sample = channel.Samples[s];
            ReadOnlySpan<double> nominal = channel.Nominal.AsSpan(s * stride, stride);
            if (sample.IsConstant && !clips)
            {
                Rows.AddScaled(1, nominal, _buffers.ClassRate(sample.Class, stride));
                continue;
            }

            Span<double> rate = _buffers.SampleRate.AsSpan(s * stride, stride);
            nominal.CopyTo(rate);
            int first = sample.Rows.Start.Value, count = sample.Rows.End.Value - first;
            if (count > 0)
            {
                Morph.Accumulate(rate, channel.RowS.AsSpan(first * stride, count * stride), channel.RowD.AsSpan(first * stride, count * stride),
                    _buffers.RowAlpha.AsSpan(first, count), _buffers.RowBend.AsSpan(first, count));
            }

            double factor = Product(channel, in sample, parameters);
            _buffers.SampleFactor[s] = factor;
            if (_model.Options.ClipSampleRate is { } least) Clip(channel, in sample, s, factor, least, parameters);
            Rows.AddScaled(factor, rate, _buffers.ClassRate(sample.Class, stride));
        }
    }

    private void EvaluateRowWeights(TemplateChannel channel, ReadOnlySpan<double> parameters)
    {
        for (int r = 0; r < channel.RowLocals.Length; r++)
        {
            int parameter = channel.Parameters[channel.RowLocals[r]];
            _buffers.RowAlpha[r] = parameters[parameter];
            (_buffers.RowBend[r], _buffers.RowSlope[r], _buffers.RowCurve[r]) = channel.HasOwnRowCodes
                ? Models.Interpolation.AdditiveInterpolation.Evaluate(channel.RowCodes[r], parameters[parameter])
                : (_buffers.Bend[parameter], _buffers.BendFirst[parameter], _buffers.BendSecond[parameter]);
        }
    }

    private void EvaluateNorms(TemplateChannel channel, ReadOnlySpan<double> parameters, bool wantsDerivatives)
    {
        int count = channel.NormLocals.Length;
        if (count == 0) return;

        int padded = Models.Interpolation.FactorInterpolation.PaddedLength(count);
        for (int i = 0; i < count; i++) _buffers.NormAlpha[i] = parameters[channel.Parameters[channel.NormLocals[i]]];
        _buffers.NormAlpha.AsSpan(count, padded - count).Clear();
        Span<double> none = default;
        channel.Norms.Evaluate(_buffers.NormAlpha.AsSpan(0, padded), _buffers.Norm.AsSpan(0, padded),
            wantsDerivatives ? _buffers.NormFirst.AsSpan(0, padded) : none, wantsDerivatives ? _buffers.NormSecond.AsSpan(0, padded) : none);
    }

    private double Product(TemplateChannel channel, in TemplateSample sample, ReadOnlySpan<double> parameters)
    {
        double product = 1;
        foreach (int local in channel.FactorLocals.AsSpan(sample.Factors)) product *= parameters[channel.Parameters[local]];

        // Two partial products halve the chain of dependent multiplications.
        ReadOnlySpan<double> norms = _buffers.Norm.AsSpan(sample.Norms.Start.Value, sample.Norms.End.Value - sample.Norms.Start.Value);
        double even = 1, odd = 1;
        int i = 0;
        for (; i + 1 < norms.Length; i += 2)
        {
            even *= norms[i];
            odd *= norms[i + 1];
        }

        if (i < norms.Length) even *= norms[i];
        return product * (even * odd);
    }

    // A sample below the least rate contributes that constant instead: its own rate is taken out of the sums.
    private void Clip(TemplateChannel channel, in TemplateSample sample, int s, double factor, double least, ReadOnlySpan<double> parameters)
    {
        int stride = channel.Stride;
        int first = sample.Rows.Start.Value, count = sample.Rows.End.Value - first;
        Span<double> rate = _buffers.SampleRate.AsSpan(s * stride, stride);
        Span<double> maskedS = _buffers.MaskedS.AsSpan(first * stride, count * stride), maskedD = _buffers.MaskedD.AsSpan(first * stride, count * stride);
        channel.RowS.AsSpan(first * stride, count * stride).CopyTo(maskedS);
        channel.RowD.AsSpan(first * stride, count * stride).CopyTo(maskedD);
        for (int bin = 0; bin < channel.BinCount; bin++)
        {
            double gamma = 1;
            foreach (int slot in channel.Classes[sample.Class]) gamma *= parameters[channel.Slots[slot][bin]];
            if (factor * gamma * rate[bin] >= least) continue;

            _buffers.ClippedRate[bin] += least;
            rate[bin] = 0;
            for (int r = 0; r < count; r++) maskedS[r * stride + bin] = maskedD[r * stride + bin] = 0;
        }
    }

    private ReadOnlySpan<double> RowsS(TemplateChannel channel, int first, int count)
        => (_model.Options.ClipSampleRate is null ? channel.RowS : _buffers.MaskedS).AsSpan(first * channel.Stride, count * channel.Stride);

    private ReadOnlySpan<double> RowsD(TemplateChannel channel, int first, int count)
        => (_model.Options.ClipSampleRate is null ? channel.RowD : _buffers.MaskedD).AsSpan(first * channel.Stride, count * channel.Stride);
}
