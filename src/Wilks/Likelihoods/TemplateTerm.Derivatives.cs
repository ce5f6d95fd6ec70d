using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

internal sealed partial class TemplateTerm
{
    // Up to here outer products cost more than they save.
    private const int FewParameters = 3;

    // ∇f = Σ_s Σ_b u_b ∇(F_s T_sb), where u is the derivative by the rate of the sample's class.
    private void AddGradient(ChannelState state, in Evaluation evaluation)
    {
        TemplateChannel channel = state.Channel;
        Span<double> gradient = _buffers.LocalGradient.AsSpan(0, channel.Parameters.Length);
        gradient.Clear();
        for (int s = 0; s < channel.Samples.Length; s++)
        {
            if (!channel.Samples[s].IsConstant) AddSampleGradient(channel, s, gradient, evaluation.Parameters, wantsBend: false);
        }

        for (int l = 0; l < gradient.Length; l++) evaluation.Gradient[state.Coordinates[l]] += gradient[l];
    }

    // Leaves the factors' derivatives and the row sums in the buffers for the second-order part.
    private double AddSampleGradient(TemplateChannel channel, int s, Span<double> gradient, ReadOnlySpan<double> parameters, bool wantsBend)
    {
        TemplateSample sample = channel.Samples[s];
        int stride = channel.Stride;
        ReadOnlySpan<double> u = _buffers.ClassGradient(sample.Class, stride);
        double weight = Rows.Dot(u[..channel.BinCount], _buffers.SampleRate.AsSpan(s * stride, channel.BinCount));
        CollectFactors(channel, in sample, parameters);
        FactorDerivatives factors = _buffers.Factors;
        for (int k = 0; k < factors.Count; k++) gradient[factors.Locals[k]] += weight * factors.First[k];

        int first = sample.Rows.Start.Value, count = sample.Rows.End.Value - first;
        if (count == 0) return weight;

        Span<double> sums = _buffers.RowSum.AsSpan(first, count);
        Span<double> bends = wantsBend ? _buffers.RowBendSum.AsSpan(first, count) : default;
        Morph.Adjoint(u, RowsS(channel, first, count), RowsD(channel, first, count), _buffers.RowSlope.AsSpan(first, count), sums, bends);
        double factor = _buffers.SampleFactor[s];
        for (int r = 0; r < count; r++) gradient[channel.RowLocals[first + r]] += factor * sums[r];
        return weight;
    }

    private void CollectFactors(TemplateChannel channel, in TemplateSample sample, ReadOnlySpan<double> parameters)
    {
        FactorDerivatives factors = _buffers.Factors;
        factors.Clear();
        foreach (int local in channel.FactorLocals.AsSpan(sample.Factors)) factors.Add(local, parameters[channel.Parameters[local]], 1, 0);
        for (int i = sample.Norms.Start.Value; i < sample.Norms.End.Value; i++) factors.Add(channel.NormLocals[i], _buffers.Norm[i], _buffers.NormFirst[i], _buffers.NormSecond[i]);
        factors.Complete();
    }

    // H = Σ_b Σ_gh (∂²f/∂X_g∂X_h) ∇X_g∇X_hᵀ + Σ_b Σ_g (∂f/∂X_g) ∇²X_g.
    private void AddHessian(ChannelState state, in Evaluation evaluation)
    {
        TemplateChannel channel = state.Channel;
        int count = channel.Parameters.Length, leading = RankUpdate.LeadingDimension(count);
        Span<double> gradient = _buffers.LocalGradient.AsSpan(0, count);
        Span<double> hessian = _buffers.LocalHessian.AsSpan(0, leading * leading);
        gradient.Clear();
        hessian.Clear();
        if (count == 0) return;

        _buffers.ClassJacobian.AsSpan(0, channel.Classes.Length * count * channel.Stride).Clear();
        for (int s = 0; s < channel.Samples.Length; s++)
        {
            if (channel.Samples[s].IsConstant) continue;

            double weight = AddSampleGradient(channel, s, gradient, evaluation.Parameters, wantsBend: true);
            if (evaluation.Curvature == Curvature.Exact) AddSecondOrder(channel, s, weight, hessian, leading);
            AddJacobian(channel, s);
        }

        AddFirstOrder(state, hessian, leading);
        if (!state.IsSimple) AddSlotCrossTerms(state, in evaluation, leading);
        for (int l = 0; l < count; l++)
        {
            int i = state.Coordinates[l];
            evaluation.Gradient[i] += gradient[l];
            Span<double> row = evaluation.Hessian.Slice(i * evaluation.Dimension, i + 1);
            ReadOnlySpan<double> local = hessian.Slice(l * leading, l + 1);
            for (int m = 0; m < local.Length; m++) row[state.Coordinates[m]] += local[m];
        }
    }

    // Σ_b u_b ∇²(F T_b) = U∇²F + ∇F qᵀ + q∇Fᵀ + F diag(c'' p), with U, q, p the sums of the gradient pass.
    private void AddSecondOrder(TemplateChannel channel, int s, double weight, Span<double> hessian, int leading)
    {
        TemplateSample sample = channel.Samples[s];
        FactorDerivatives factors = _buffers.Factors;
        for (int k = 0; k < factors.Count; k++) hessian[factors.Locals[k] * (leading + 1)] += weight * factors.Second[k];
        factors.AddMixed(weight, hessian, leading);
        double factor = _buffers.SampleFactor[s];
        for (int r = sample.Rows.Start.Value; r < sample.Rows.End.Value; r++)
        {
            int row = channel.RowLocals[r];
            double sum = _buffers.RowSum[r];
            hessian[row * (leading + 1)] += factor * _buffers.RowCurve[r] * _buffers.RowBendSum[r];
            for (int k = 0; k < factors.Count; k++)
            {
                int other = factors.Locals[k];
                int at = row >= other ? row * leading + other : other * leading + row;
                double mixed = factors.First[k] * sum;
                hessian[at] += row == other ? 2 * mixed : mixed;
            }
        }
    }

    // ∂X_g/∂θ += ∇F T + F ∇T for one sample.
    private void AddJacobian(TemplateChannel channel, int s)
    {
        TemplateSample sample = channel.Samples[s];
        int stride = channel.Stride, count = channel.Parameters.Length;
        Span<double> jacobian = _buffers.ClassJacobian.AsSpan(sample.Class * count * stride, count * stride);
        ReadOnlySpan<double> rate = _buffers.SampleRate.AsSpan(s * stride, stride);
        FactorDerivatives factors = _buffers.Factors;
        for (int k = 0; k < factors.Count; k++) Rows.AddScaled(factors.First[k], rate, jacobian.Slice(factors.Locals[k] * stride, stride));

        int first = sample.Rows.Start.Value, rows = sample.Rows.End.Value - first;
        ReadOnlySpan<double> rowS = RowsS(channel, first, rows), rowD = RowsD(channel, first, rows);
        double factor = _buffers.SampleFactor[s];
        for (int r = 0; r < rows; r++)
        {
            Rows.AddScaledPair(factor, rowS.Slice(r * stride, stride), factor * _buffers.RowSlope[first + r], rowD.Slice(r * stride, stride),
                jacobian.Slice(channel.RowLocals[first + r] * stride, stride));
        }
    }

    // Σ_b Σ_gh (∂²f/∂X_g∂X_h) ∇X_g∇X_hᵀ: for few parameters entry by entry, else one outer product per bin and class with
    // right = ∇X_g and left = Σ_h (∂²f/∂X_g∂X_h) ∇X_h.
    private void AddFirstOrder(ChannelState state, Span<double> hessian, int leading)
    {
        TemplateChannel channel = state.Channel;
        int bins = channel.BinCount, stride = channel.Stride, classes = channel.Classes.Length, count = channel.Parameters.Length;
        int[] active = state.ActiveClasses;
        if (count <= FewParameters && state.IsSimple)
        {
            AddFirstOrderByEntry(state, hessian, leading);
            return;
        }

        Transpose(channel, active, _buffers.Right, leading);
        Span<double> left = _buffers.Left.AsSpan(0, bins * active.Length * leading), right = _buffers.Right.AsSpan(0, bins * active.Length * leading);
        left.Clear();
        for (int g = 0; g < active.Length; g++)
        {
            for (int h = 0; h < active.Length; h++)
            {
                ReadOnlySpan<double> weights = _buffers.ClassHessian(active[g], active[h], classes, stride);
                for (int bin = 0; bin < bins; bin++)
                {
                    Rows.AddScaled(weights[bin], right.Slice((h * bins + bin) * leading, count), left.Slice((g * bins + bin) * leading, count));
                }
            }
        }

        RankUpdate.Lower(hessian, left, right, bins * active.Length, leading);
    }

    private void AddFirstOrderByEntry(ChannelState state, Span<double> hessian, int leading)
    {
        TemplateChannel channel = state.Channel;
        int bins = channel.BinCount, stride = channel.Stride, count = channel.Parameters.Length;
        foreach (int g in state.ActiveClasses)
        {
            foreach (int h in state.ActiveClasses)
            {
                ReadOnlySpan<double> weights = _buffers.ClassHessian(g, h, channel.Classes.Length, stride)[..bins];
                for (int l = 0; l < count; l++)
                {
                    ReadOnlySpan<double> row = _buffers.ClassJacobian.AsSpan((g * count + l) * stride, bins);
                    for (int m = 0; m <= l; m++) hessian[l * leading + m] += Rows.ShortDot(weights, row, _buffers.ClassJacobian.AsSpan((h * count + m) * stride, bins));
                }
            }
        }
    }

    // Rows over parameters, one per bin of each of the given classes.
    private void Transpose(TemplateChannel channel, int[] classes, Span<double> rows, int leading)
    {
        int bins = channel.BinCount, stride = channel.Stride, count = channel.Parameters.Length;
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<double> jacobian = _buffers.ClassJacobian.AsSpan(classes[i] * count * stride, count * stride);
            for (int bin = 0; bin < bins; bin++)
            {
                Span<double> row = rows.Slice((i * bins + bin) * leading, leading);
                for (int l = 0; l < count; l++) row[l] = jacobian[l * stride + bin];
                row[count..].Clear();
            }
        }
    }
}
