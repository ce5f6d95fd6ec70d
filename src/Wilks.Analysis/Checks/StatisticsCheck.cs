using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>Statistical uncertainties that are missing, or larger than what they belong to.</summary>
internal sealed class StatisticsCheck : ICheck
{
    /// <summary>A single event of weight w has the yield w and the uncertainty w, up to the digits that were written.</summary>
    private const double Rounding = 1e-3;

    public IEnumerable<CheckFinding> Run(CheckContext context) => context.Channels.SelectMany(channel => OfChannel(channel, context.Options));

    private static IEnumerable<CheckFinding> OfChannel(ChannelYields channel, CheckOptions options)
    {
        bool hasShared = channel.Channel.Samples.Any(sample => sample.Modifiers.Any(modifier => modifier is StatError));
        bool hasAny = hasShared || channel.Channel.Samples.Any(sample => sample.Modifiers.Any(modifier => modifier is ShapeSys or ShapeFactor));
        if (!hasAny) yield return new CheckFinding(FindingKind.NoStatUncertainty, "no sample has a statistical uncertainty") { Region = channel.Name };
        foreach (Sample sample in channel.Channel.Samples.Where(sample => channel.Counts(sample) && sample.Data.Any(value => value != 0)))
        {
            if (hasShared && !sample.Modifiers.Any(modifier => modifier is StatError or ShapeSys or ShapeFactor))
            {
                yield return new CheckFinding(FindingKind.NoStatUncertainty, "no statistical uncertainty, though others have one") { Region = channel.Name, Sample = sample.Name };
            }

            foreach (IModifier modifier in sample.Modifiers)
            {
                if (modifier is StatError stat && Missing(channel, sample, stat, options) is { } missing) yield return missing;
                CheckFinding? large = modifier switch
                {
                    StatError m when !channel.HasMorphing => Large(channel, sample, m.Data, options) is { } finding ? finding with { Kind = FindingKind.LargeStatUncertainty } : null,
                    ShapeSys m => Large(channel, sample, m.Data, options),
                    _ => null,
                };
                if (large is not null) yield return large with { Parameter = modifier.Name };
            }
        }
    }

    private static CheckFinding? Missing(ChannelYields channel, Sample sample, StatError modifier, CheckOptions options)
    {
        int[] bins = [.. Enumerable.Range(0, Math.Min(sample.Data.Length, modifier.Data.Length)).Where(bin => Math.Abs(sample.Data[bin]) >= options.SmallestImpact * channel.Total[bin] && sample.Data[bin] != 0 && modifier.Data[bin] == 0)];
        if (bins.Length == 0) return null;

        return new CheckFinding(FindingKind.MissingStatUncertainty, $"yield {Text.Number(sample.Data[bins[0]])}, uncertainty 0{Text.Such(bins.Length)}") { Region = channel.Name, Sample = sample.Name, Parameter = modifier.Name, Bin = bins[0], Value = 0, Threshold = 0 };
    }

    // The worst bin with fewer than one effective event, (Σw)²/Σw², of those that matter.
    private static CheckFinding? Large(ChannelYields channel, Sample sample, ImmutableArray<double> uncertainties, CheckOptions options)
    {
        int worst = -1, count = 0;
        for (int bin = 0; bin < Math.Min(sample.Data.Length, uncertainties.Length); bin++)
        {
            if (!(sample.Data[bin] > 0) || !(Events(bin) < options.EffectiveEvents * (1 - Rounding)) || uncertainties[bin] < options.LargeImpact * channel.Total[bin]) continue;
            count++;
            if (worst < 0 || Events(bin) < Events(worst)) worst = bin;
        }

        if (worst < 0) return null;

        string message = $"yield {Text.Number(sample.Data[worst])}, uncertainty {Text.Number(uncertainties[worst])}{Text.Such(count)}";
        return new CheckFinding(FindingKind.LargeBinUncertainty, message) { Region = channel.Name, Sample = sample.Name, Bin = worst, Value = Events(worst), Threshold = options.EffectiveEvents };

        double Events(int bin) => sample.Data[bin] * sample.Data[bin] / (uncertainties[bin] * uncertainties[bin]);
    }
}
