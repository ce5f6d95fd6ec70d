using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads what is done to templates, and which results are made.</summary>
internal static class ProcessingDecoder
{
    internal static ProcessingSettings Processing(SettingsBlock? block)
    {
        if (block is null) return new ProcessingSettings();

        var settings = new ProcessingSettings
        {
            NegativeBins = block.Word("NegativeBins", ConfigurationWords.NegativeBins) ?? NegativeBinRule.Keep,
            GuessesEmptyBins = block.Flag("GuessEmptyBins") ?? false,
            Location = block.Location,
        };
        if (block.Block("Pruning", ConfigurationKeys.Pruning) is not { } pruning) return settings;

        return settings with
        {
            PruningReference = pruning.Word("Reference", ConfigurationWords.PruningReference) ?? PruningReference.Sample,
            NormThreshold = Threshold(pruning, "Norm"),
            ShapeThreshold = Threshold(pruning, "Shape"),
            ShapeMeasure = pruning.Word("ShapeMeasure", ConfigurationWords.ShapeMeasure) ?? ShapeMeasure.LargestBin,
            StatErrorThreshold = Threshold(pruning, "StatError"),
            LargeThreshold = pruning.Has("Large") ? Threshold(pruning, "Large") : settings.LargeThreshold,
            DropsLarge = pruning.Flag("DropLarge") ?? false,
            DropsOnEmpty = pruning.Flag("DropOnEmpty") ?? false,
        };
    }

    internal static ResultSettings Results(SettingsBlock? block)
    {
        if (block is null) return new ResultSettings();

        return new ResultSettings
        {
            Names = block.Has("Names") ? ResultNames(block) : null,
            Scans = block.Names("Scans"),
            // An empty list is none, where a missing one is the parameters of interest.
            Minos = block.Find("Minos") is { } minos ? minos is JsonArray { Items.IsEmpty: true } ? [] : block.Names("Minos") : null,
            ConfidenceLevel = ConfidenceLevel(block),
            UsesAsimov = block.Flag("Asimov") ?? false,
            Seed = Seed(block),
            Location = block.Location,
        };
    }

    /// <summary>A threshold; null for <c>none</c>.</summary>
    private static double? Threshold(SettingsBlock block, string key) =>
        block.Find(key) is JsonNull || block.Find(key) is JsonString { Value: "none" } ? null : block.Number(key, 0);

    private static ImmutableArray<string> ResultNames(SettingsBlock block)
    {
        List<string> names = [];
        IJsonNode node = block.Find("Names")!;
        ImmutableArray<IJsonNode> items = node is JsonString ? [node] : block.Items("Names", mayBeEmpty: true);
        foreach (IJsonNode item in items)
        {
            if (block.Values.Name(item, $"an entry of {block.Label("Names")}") is not { } word) continue;

            string? known = ResultSettings.Known.FirstOrDefault(name => ConfigurationWords.Plain(name) == ConfigurationWords.Plain(word));
            if (known is not null) names.Add(known);
            else block.Findings.Error("WK804", item.Location, $"'{word}' is no result; expected {ValueReader.Choices(ResultSettings.Known)}.", NearestNames.Suggest(word, ResultSettings.Known));
        }

        return [.. names.Distinct()];
    }

    private static double ConfidenceLevel(SettingsBlock block)
    {
        if (block.Number("ConfidenceLevel") is not { } level) return 0.95;
        if (level is > 0 and < 1) return level;

        block.Findings.Error("WK805", block.PlaceOf("ConfidenceLevel"), $"{block.Label("ConfidenceLevel")} is {ValueReader.Written(level)}; expected more than 0 and less than 1.", "Write 0.95 for 95 %.");
        return 0.95;
    }

    private static long Seed(SettingsBlock block)
    {
        const double largest = 9007199254740992;
        if (block.Number("Seed") is not { } seed) return 0;
        if (double.IsInteger(seed) && seed is >= 0 and <= largest) return (long)seed;

        block.Findings.Error("WK805", block.PlaceOf("Seed"), $"{block.Label("Seed")} is {ValueReader.Written(seed)}; expected a whole number from 0 to 2^53.", "Give another one.");
        return 0;
    }
}
