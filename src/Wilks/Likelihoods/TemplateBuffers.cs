using Wilks.Models.Interpolation;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

/// <summary>The scratch of one evaluator, sized for its largest channel and reused channel by channel.</summary>
internal sealed class TemplateBuffers
{
    public TemplateBuffers(IReadOnlyList<ChannelState> states, int parameterCount)
    {
        int stride = Largest(states, s => s.Channel.Stride);
        int samples = Largest(states, s => s.Channel.Samples.Length * s.Channel.Stride);
        int classes = Largest(states, s => s.Channel.Classes.Length);
        int rows = Largest(states, s => s.Channel.RowLocals.Length);
        int norms = FactorInterpolation.PaddedLength(Largest(states, s => s.Channel.NormLocals.Length));
        int factors = Largest(states, s => s.Channel.FactorLocals.Length + s.Channel.NormLocals.Length);
        int locals = RankUpdate.LeadingDimension(Largest(states, s => s.Channel.Parameters.Length));
        int outer = Largest(states, s => s.Channel.BinCount * s.Channel.Classes.Length);
        int slots = Largest(states, s => s.Slots.Length);
        int clipped = states.Count == 0 ? 0 : states.Max(s => s.Channel.RowLocals.Length * s.Channel.Stride);

        Bend = new double[parameterCount];
        BendFirst = new double[parameterCount];
        BendSecond = new double[parameterCount];
        RowAlpha = new double[rows];
        RowBend = new double[rows];
        RowSlope = new double[rows];
        RowCurve = new double[rows];
        RowSum = new double[rows];
        RowBendSum = new double[rows];
        NormAlpha = new double[norms];
        Norm = new double[norms];
        NormFirst = new double[norms];
        NormSecond = new double[norms];
        SampleRate = new double[samples];
        SampleFactor = new double[Largest(states, s => s.Channel.Samples.Length)];
        Factors = new FactorDerivatives(factors);
        _classRate = new double[classes * stride];
        _classGradient = new double[classes * stride];
        _classHessian = new double[classes * classes * stride];
        CrossSlots = new double[slots * classes * stride];
        Zero = new double[stride];
        Unused = new double[stride];
        ClippedRate = new double[stride];
        RateWithClipped = new double[stride];
        MaskedS = new double[clipped];
        MaskedD = new double[clipped];
        LocalGradient = new double[locals];
        ClassJacobian = new double[classes * locals * stride];
        Left = new double[outer * locals];
        Right = new double[outer * locals];
        LocalHessian = new double[locals * locals];
        BinHessian = new double[(classes + slots) * (classes + slots)];
        BinGradient = new double[classes + slots];
        BinGamma = new double[slots];
        BinSlope = new double[slots];
        EliminatedGamma = new double[slots];
    }

    private readonly double[] _classRate;
    private readonly double[] _classGradient;
    private readonly double[] _classHessian;

    /// <summary>c(α) and its derivatives per model parameter.</summary>
    public double[] Bend { get; }

    public double[] BendFirst { get; }

    public double[] BendSecond { get; }

    /// <summary>α, c, c' and c'' per row; sums over bins per row.</summary>
    public double[] RowAlpha { get; }

    public double[] RowBend { get; }

    public double[] RowSlope { get; }

    public double[] RowCurve { get; }

    public double[] RowSum { get; }

    public double[] RowBendSum { get; }

    /// <summary>α, factor and derivatives per interpolated factor.</summary>
    public double[] NormAlpha { get; }

    public double[] Norm { get; }

    public double[] NormFirst { get; }

    public double[] NormSecond { get; }

    /// <summary>N + Σδ per sample and bin, before factors.</summary>
    public double[] SampleRate { get; }

    /// <summary>The product of the scalar factors per sample.</summary>
    public double[] SampleFactor { get; }

    /// <summary>The factors of one sample with derivatives of their product.</summary>
    public FactorDerivatives Factors { get; }

    /// <summary>The mixed derivatives of 2NLL by the γ of coordinate slots and the class rates, slots × classes × bins.</summary>
    public double[] CrossSlots { get; }

    public double[] Zero { get; }

    public double[] Unused { get; }

    /// <summary>What clipping adds to the rate per bin, independent of parameters.</summary>
    public double[] ClippedRate { get; }

    public double[] RateWithClipped { get; }

    public double[] MaskedS { get; }

    public double[] MaskedD { get; }

    public double[] LocalGradient { get; }

    /// <summary>∂X_g/∂θ: classes × locals × bins.</summary>
    public double[] ClassJacobian { get; }

    public double[] Left { get; }

    public double[] Right { get; }

    public double[] LocalHessian { get; }

    /// <summary>Derivatives of one bin by (X_0…, γ_0…).</summary>
    public double[] BinHessian { get; }

    public double[] BinGradient { get; }

    public double[] BinGamma { get; }

    public double[] BinSlope { get; }

    public double[] EliminatedGamma { get; }

    /// <summary>X_g per bin.</summary>
    public Span<double> ClassRate(int g, int stride) => _classRate.AsSpan(g * stride, stride);

    /// <summary>∂(2NLL)/∂X_g per bin.</summary>
    public Span<double> ClassGradient(int g, int stride) => _classGradient.AsSpan(g * stride, stride);

    /// <summary>∂²(2NLL)/∂X_g∂X_h per bin.</summary>
    public Span<double> ClassHessian(int g, int h, int classes, int stride) => _classHessian.AsSpan((g * classes + h) * stride, stride);

    private static int Largest(IReadOnlyList<ChannelState> states, Func<ChannelState, int> size) => states.Count == 0 ? 0 : states.Max(size);
}
