using Wilks.Models;
using Wilks.Models.Interpolation;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

internal sealed partial class TemplateTerm
{
    /// <summary>The rates of every sample of one channel, samples of the model × bins; those that are always zero included.</summary>
    public void ExpectedSamples(ReadOnlySpan<double> parameters, int channelIndex, Span<double> rates)
    {
        TemplateChannel channel = _states[channelIndex].Channel;
        IReadOnlyList<string> names = _model.Channels[channelIndex].Samples;
        foreach (int local in channel.RowLocals)
        {
            int p = channel.Parameters[local];
            (_buffers.Bend[p], _buffers.BendFirst[p], _buffers.BendSecond[p]) = AdditiveInterpolation.Evaluate(_model.Options.HistoSysInterpolation, parameters[p]);
        }

        EvaluateNorms(channel, parameters, wantsDerivatives: false);
        EvaluateRowWeights(channel, parameters);
        rates.Clear();

        // Both lists are in ordinal order of names.
        int place = 0;
        for (int s = 0; s < channel.Samples.Length; s++)
        {
            while (names[place] != channel.Samples[s].Name) place++;
            FillSample(channel, s, parameters, rates.Slice(place * channel.BinCount, channel.BinCount));
        }
    }

    private void FillSample(TemplateChannel channel, int s, ReadOnlySpan<double> parameters, Span<double> rates)
    {
        TemplateSample sample = channel.Samples[s];
        int stride = channel.Stride, first = sample.Rows.Start.Value, count = sample.Rows.End.Value - first;
        Span<double> row = _buffers.SampleRate.AsSpan(s * stride, stride);
        channel.Nominal.AsSpan(s * stride, stride).CopyTo(row);
        if (count > 0)
        {
            Morph.Accumulate(row, channel.RowS.AsSpan(first * stride, count * stride), channel.RowD.AsSpan(first * stride, count * stride),
                _buffers.RowAlpha.AsSpan(first, count), _buffers.RowBend.AsSpan(first, count));
        }

        double factor = Product(channel, in sample, parameters);
        for (int bin = 0; bin < rates.Length; bin++)
        {
            double rate = factor * row[bin];
            foreach (int slot in channel.Classes[sample.Class]) rate *= parameters[channel.Slots[slot][bin]];

            // A sample with multiplicative histosys has several parts.
            rates[bin] += _model.Options.ClipSampleRate is { } least ? Math.Max(rate, least) : rate;
        }
    }
}
