using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads how the variables of a region are divided into bins.</summary>
internal static class BinningDecoder
{
    private const int MaxBins = 1_000_000;

    /// <summary>One binning for each variable; empty where none is written or they can't be used.</summary>
    internal static ImmutableArray<IBinning> Read(SettingsBlock region)
    {
        if (region.Find("Binning") is not { } node) return [];

        string what = region.Label("Binning");
        bool isOfSeveral = node is JsonArray list && list.Items.Any(item => item is JsonArray or JsonNumbers or JsonObject);
        if (!isOfSeveral) return One(node, what, region.Values) is { } one ? [one] : [];

        ImmutableArray<IBinning> all = [.. region.Values.Items(node, what).Select((item, i) => One(item, $"binning {i + 1} of {region.What}", region.Values)).OfType<IBinning>()];
        return all;
    }

    private static IBinning? One(IJsonNode node, string what, ValueReader values)
    {
        if (node is JsonArray or JsonNumbers) return Edges(node, what, values);
        if (SettingsBlock.Open(node, what, ConfigurationKeys.Binning, values) is not { } block) return null;
        if (!block.AtMostOne("Edges", "Bins") | !block.AtMostOne("Edges", "Range") | !block.AtMostOne("Edges", "Automatic")) return null;
        if (block.Find("Edges") is { } edges)
        {
            Unused(block);
            return Edges(edges, block.Label("Edges"), values);
        }

        int? bins = block.Count("Bins", 1, MaxBins);
        Interval? range = block.Range("Range", mayBeOpen: false);
        foreach (string key in (string[])["Bins", "Range"])
        {
            if (!block.Has(key)) block.Findings.Error("WK802", block.Location, $"{what} lacks '{key}'.", "Write {Bins: 20, Range: [0, 100]}, or a list of edges.");
        }

        if (block.Has("Automatic")) return Automatic(block, bins, range);

        Unused(block);
        if (bins is not { } count || range is not { } ends) return null;

        return new RegularBinning(new RegularAxis(count, ends.Lower, ends.Upper)) { Location = block.Location };
    }

    private static AutomaticBinning? Automatic(SettingsBlock block, int? bins, Interval? range)
    {
        AutomaticRule? rule = block.Word("Automatic", ConfigurationWords.AutomaticRule);
        NameSelection samples = block.Selection("Samples");
        double uncertainty = block.Number("MaximumUncertainty", 0) ?? 0.3;
        int candidates = block.Count("Candidates", 1, MaxBins) ?? 1000;
        if (bins > candidates) block.Findings.Error("WK805", block.PlaceOf("Candidates"), $"{block.What} has {candidates} fine bins to choose the edges of {bins} bins from.", "Give more candidates, or fewer bins.");
        if (rule is null || bins is not { } count || range is not { } ends) return null;

        return new AutomaticBinning(rule.Value, count, ends.Lower, ends.Upper)
        {
            Samples = samples,
            MaximumUncertainty = uncertainty,
            Candidates = candidates,
            Location = block.Location,
        };
    }

    /// <summary>Reports what only automatic binning reads.</summary>
    private static void Unused(SettingsBlock block)
    {
        foreach (string key in (string[])["Samples", "MaximumUncertainty", "Candidates"])
        {
            if (block.Has(key)) block.Findings.Error("WK834", block.PlaceOf(key), $"'{key}' of {block.What} is only for automatic binning.", "Add 'Automatic', or remove it.");
        }
    }

    private static EdgeBinning? Edges(IJsonNode node, string what, ValueReader values)
    {
        ImmutableArray<IJsonNode> items = values.Items(node, what);
        double?[] read = [.. items.Select((item, i) => Edge(item, i, items.Length, what, values))];
        if (read.Length == 0 || read.Contains(null)) return null;

        double[] edges = [.. read.Select(edge => edge!.Value)];
        if (edges.Length == 1)
        {
            values.Findings.Error("WK810", node.Location, $"{what} has one edge; expected at least two.", "Give a lower and an upper end.");
            return null;
        }

        for (int i = 1; i < edges.Length; i++)
        {
            if (edges[i] > edges[i - 1]) continue;

            string fault = edges[i] == edges[i - 1] ? $"the edge {ValueReader.Written(edges[i])} stands twice in {what}" : $"the edge {ValueReader.Written(edges[i])} of {what} is below the one before it, {ValueReader.Written(edges[i - 1])}: overlapping bin edges";
            values.Findings.Error("WK810", items[i].Location, $"{fault}.", "Write the edges in ascending order, each once.");
            return null;
        }

        return new EdgeBinning(new VariableAxis(edges)) { Location = node.Location };
    }

    private static double? Edge(IJsonNode item, int index, int count, string what, ValueReader values)
    {
        bool isEnd = index == 0 || index == count - 1;
        string called = $"edge {index + 1} of {what}";
        return isEnd && item is JsonString ? values.End(item, called, 0) : values.Number(item, called);
    }
}
