using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>Bins and samples without content, with negative content, or with content of the signal only.</summary>
internal sealed class BinContentCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context)
    {
        HashSet<string> filled = [.. context.Workspace.Channels.SelectMany(channel => channel.Samples).Where(sample => sample.Data.Any(value => value != 0)).Select(sample => sample.Name)];
        return context.Channels.SelectMany(channel => OfChannel(context, channel).Concat(channel.Channel.Samples.SelectMany(sample => OfSample(channel, sample, filled))));
    }

    private static IEnumerable<CheckFinding> OfChannel(CheckContext context, ChannelYields channel)
    {
        ImmutableArray<double> data = context.Observed(channel.Name)?.Data ?? [];
        for (int bin = 0; bin < channel.Total.Length; bin++)
        {
            double total = channel.Total[bin], background = channel.Background[bin];
            double count = bin < data.Length && !context.IsHidden(channel.Name, bin) ? data[bin] : 0;
            if (total < 0) yield return At(FindingKind.NegativeTotal, "the samples sum to a negative number", total);
            else if (total == 0 && count > 0) yield return At(FindingKind.DataInEmptyBin, $"{Text.Number(count)} observed, nothing expected", count);
            else if (total == 0) yield return At(FindingKind.EmptyBin, "nothing expected", 0);
            else if (background <= 0 && channel.HasBackground && channel.Signal[bin] > 0) yield return At(FindingKind.SignalOnlyBin, $"background {Text.Number(background)}, signal {Text.Number(channel.Signal[bin])}", background);

            CheckFinding At(FindingKind kind, string message, double value) => new(kind, message) { Region = channel.Name, Bin = bin, Value = value, Threshold = 0 };
        }
    }

    private static IEnumerable<CheckFinding> OfSample(ChannelYields channel, Sample sample, HashSet<string> filled)
    {
        if (sample.Data.All(value => value == 0))
        {
            bool isEmpty = !filled.Contains(sample.Name);
            string message = isEmpty ? "all bins are zero, in every region" : "all bins are zero in this region";
            yield return new CheckFinding(FindingKind.EmptySample, message) { Severity = isEmpty ? FindingSeverity.Warning : FindingSeverity.Hint, Region = channel.Name, Sample = sample.Name, Value = 0, Threshold = 0 };
        }

        int count = sample.Data.Count(value => value < 0);
        if (count == 0) yield break;

        int worst = sample.Data.IndexOf(sample.Data.Min());
        yield return new CheckFinding(FindingKind.NegativeBin, $"{Text.Number(sample.Data[worst])} of a total of {Text.Number(channel.Total[worst])}{Text.Such(count)}") { Region = channel.Name, Sample = sample.Name, Bin = worst, Value = sample.Data[worst], Threshold = 0 };
    }
}
