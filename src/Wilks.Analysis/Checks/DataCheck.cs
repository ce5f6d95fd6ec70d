using System.Collections.Immutable;
using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Checks;

/// <summary>Data that are missing, no counts, or blinded. Counts that are blinded are never looked at.</summary>
internal sealed class DataCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context) => context.Channels.SelectMany(channel => OfChannel(context, channel)).Concat(Blinding(context));

    private static IEnumerable<CheckFinding> OfChannel(CheckContext context, ChannelYields channel)
    {
        ImmutableArray<double> data = context.Observed(channel.Name)?.Data ?? [];
        int[] open = [.. Enumerable.Range(0, Math.Min(data.Length, channel.Total.Length)).Where(bin => !context.IsHidden(channel.Name, bin))];
        if (open.Length == 0) yield break;

        double expected = open.Sum(bin => channel.Total[bin]);
        if (expected > context.Options.LeastExpected && open.All(bin => data[bin] == 0))
        {
            yield return new CheckFinding(FindingKind.ZeroData, $"no event observed, {Text.Number(expected)} expected") { Region = channel.Name, Value = expected, Threshold = context.Options.LeastExpected };
        }

        int[] broken = [.. open.Where(bin => data[bin] != Math.Floor(data[bin]))];
        if (broken.Length > 0) yield return new CheckFinding(FindingKind.NonIntegerData, $"{Text.Number(data[broken[0]])}{Text.Such(broken.Length)}") { Region = channel.Name, Bin = broken[0], Value = data[broken[0]] };
    }

    private static IEnumerable<CheckFinding> Blinding(CheckContext context)
    {
        if (context.Configuration is not { Data: { } sample } configuration) yield break;

        bool hidesSome = configuration.Regions.Any(region => region.IsBlind || region.BlindAbove is not null);
        foreach (RegionSettings region in configuration.Regions)
        {
            bool hides = region.IsBlind || region.BlindAbove is not null;
            int count = context.Workspace.Channels.FirstOrDefault(channel => channel.Name == region.Name)?.BinCount ?? 0;
            int[] hidden = [.. Enumerable.Range(0, count).Where(bin => context.IsHidden(region.Name, bin))];
            if (hides && hidden.Length > 0) yield return new CheckFinding(FindingKind.DataHidden, hidden.Length == count ? "all bins are blinded" : $"blinded bins: {string.Join(", ", hidden)}") { Region = region.Name, Value = hidden.Length };
            if (!hides && hidesSome && region.Role == RegionRole.Signal && sample.Regions.Contains(region.Name)) yield return new CheckFinding(FindingKind.DataShown, "data are used though other regions are blinded") { Region = region.Name };
        }
    }
}
