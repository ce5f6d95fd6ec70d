using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>What a parameter does to one sample: its factor and its shape together, at α = ±1.</summary>
internal sealed record SystematicEffect(ChannelYields Channel, Sample Sample, string Parameter)
{
    /// <summary>Its factor; null for none.</summary>
    internal NormSys? Factor { get; init; }

    /// <summary>Its shape; null for none.</summary>
    internal HistoSys? Shape { get; init; }

    /// <summary>The changes of each bin in events.</summary>
    internal required double[] Up { get; init; }

    internal required double[] Down { get; init; }

    /// <summary>The nominal yield of the sample, and of all samples of the region.</summary>
    internal double Yield { get; init; }

    internal double Total { get; init; }

    /// <summary>The relative changes of the yield.</summary>
    internal double NormUp => Yield > 0 ? Up.Sum() / Yield : 0;

    internal double NormDown => Yield > 0 ? Down.Sum() / Yield : 0;

    /// <summary>Whether no bin is changed.</summary>
    internal bool IsNothing => Up.All(IsNegligible) && Down.All(IsNegligible);

    /// <summary>Whether a change is rounding.</summary>
    internal bool IsNegligible(double change) => Math.Abs(change) <= Rounding * Math.Abs(Yield);

    // Sums of doubles of one size agree to this, relatively.
    private const double Rounding = 1e-10;

    /// <summary>A finding about it.</summary>
    internal CheckFinding Finding(FindingKind kind, string message) => new(kind, message) { Region = Channel.Name, Sample = Sample.Name, Parameter = Parameter };

    /// <summary>Every systematic of a workspace, in document order.</summary>
    internal static IEnumerable<SystematicEffect> All(CheckContext context) =>
        from channel in context.Channels
        from sample in channel.Channel.Samples
        from modifiers in sample.Modifiers.Where(modifier => modifier is NormSys or HistoSys).GroupBy(modifier => modifier.Name, StringComparer.Ordinal)
        select Of(channel, sample, modifiers.Key, [.. modifiers]);

    private static SystematicEffect Of(ChannelYields channel, Sample sample, string parameter, IModifier[] modifiers)
    {
        NormSys? factor = modifiers.OfType<NormSys>().FirstOrDefault();
        HistoSys? shape = modifiers.OfType<HistoSys>().FirstOrDefault();
        int bins = sample.Data.Length;
        double[] up = new double[bins], down = new double[bins];
        for (int bin = 0; bin < bins; bin++)
        {
            double nominal = sample.Data[bin];
            double high = shape is not null && bin < shape.HighData.Length ? shape.HighData[bin] : nominal;
            double low = shape is not null && bin < shape.LowData.Length ? shape.LowData[bin] : nominal;
            up[bin] = (high * (factor?.High ?? 1)) - nominal;
            down[bin] = (low * (factor?.Low ?? 1)) - nominal;
        }

        return new SystematicEffect(channel, sample, parameter) { Factor = factor, Shape = shape, Up = up, Down = down, Yield = sample.Data.Sum(), Total = channel.Total.Sum() };
    }
}
