using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads the systematic uncertainties.</summary>
internal static class SystematicDecoder
{
    internal static SystematicSettings Read(SettingsBlock block)
    {
        SystematicType? type = block.Word("Type", ConfigurationWords.SystematicType);
        string name = block.Name("Name") ?? "";
        ImmutableArray<Decorrelation> decorrelated = Decorrelated(block);
        var systematic = new SystematicSettings(name, type ?? SystematicType.NormPlusShape)
        {
            ModifierName = block.Name("ModifierName") ?? name,
            Up = Side(block, "Up"),
            Down = Side(block, "Down"),
            Variations = Variations(block),
            Combination = block.Word("Combine", ConfigurationWords.Combine) ?? CombinationRule.Envelope,
            Covariance = block.Block("Covariance", ConfigurationKeys.Covariance) is { } covariance ? CovarianceDecoder.Read(covariance) : null,
            Regions = block.Selection("Regions"),
            Samples = block.Selection("Samples"),
            Symmetrization = block.Word("Symmetrization", ConfigurationWords.Symmetrization) ?? SymmetrizationRule.None,
            Smoothing = block.Block("Smoothing", ConfigurationKeys.Smoothing) is { } smoothing ? Smoothing(smoothing) : null,
            ReferenceSample = block.Name("ReferenceSample"),
            DecorrelateRegions = decorrelated.Contains(Decorrelation.Region),
            DecorrelateSamples = decorrelated.Contains(Decorrelation.Sample),
            DecorrelateBins = decorrelated.Contains(Decorrelation.Bin),
            IsFree = block.Flag("Free") ?? false,
            KeepAlways = block.Flag("KeepAlways") ?? false,
            Title = block.Text("Title"),
            Group = block.Name("Group"),
            Location = block.Location,
        };
        systematic = Order(block) is { } order ? systematic with { Order = order } : systematic;
        if (type is not null) SystematicForm.Check(block, systematic);
        return SystematicForm.Settle(systematic);
    }

    private static VariationSettings? Side(SettingsBlock block, string key) =>
        block.Block(key, ConfigurationKeys.Variation) is { } side ? VariationDecoder.Read(side) : null;

    private static ImmutableArray<VariationSettings> Variations(SettingsBlock block) =>
    [
        .. block.Items("Variations")
            .Select((item, i) => SettingsBlock.Open(item, string.Create(CultureInfo.InvariantCulture, $"variation {i + 1} of {block.What}"), ConfigurationKeys.Variation, block.Values))
            .OfType<SettingsBlock>().Select(VariationDecoder.Read),
    ];

    private static ImmutableArray<Decorrelation> Decorrelated(SettingsBlock block)
    {
        if (block.Find("Decorrelate") is not { } node) return [];

        ImmutableArray<IJsonNode> items = node is JsonString ? [node] : block.Items("Decorrelate");
        return [.. items.Select(item => block.Values.Word(item, $"an entry of {block.Label("Decorrelate")}", ConfigurationWords.Decorrelate)).OfType<Decorrelation>()];
    }

    private static ImmutableArray<ProcessingStep>? Order(SettingsBlock block)
    {
        if (!block.Has("Order")) return null;

        ImmutableArray<IJsonNode> items = block.Items("Order");
        ProcessingStep?[] steps = [.. items.Select(item => block.Values.Word(item, $"an entry of {block.Label("Order")}", ConfigurationWords.Step))];
        if (steps.Length == 0 || steps.Contains(null)) return null;
        if (steps.Length == ConfigurationWords.Step.Words.Length && steps.Distinct().Count() == steps.Length) return [.. steps.Select(step => step!.Value)];

        block.Findings.Error("WK835", block.PlaceOf("Order"), $"{block.Label("Order")} doesn't have each of {ValueReader.Choices(ConfigurationWords.Step.Known).Replace(" or ", " and ", StringComparison.Ordinal)} once.", "Write all three, such as [smooth, normalize, symmetrize]; what a systematic has no use for is passed over.");
        return null;
    }

    private static SmoothingSettings? Smoothing(SettingsBlock block)
    {
        SmoothingAlgorithm? algorithm = block.Word("Algorithm", ConfigurationWords.Smoothing);
        var smoothing = new SmoothingSettings(algorithm ?? SmoothingAlgorithm.Twice353QH)
        {
            Regions = block.Selection("Regions"),
            Samples = block.Selection("Samples"),
            SlopeChanges = block.Count("SlopeChanges", 0) ?? 4,
            Tolerance = block.Number("Tolerance", 0) ?? 0.08,
            Bandwidth = block.Number("Bandwidth", double.Epsilon),
            Location = block.Location,
        };
        if (algorithm is null) return null;

        bool isKernel = algorithm is SmoothingAlgorithm.GaussianKernelRatio or SmoothingAlgorithm.GaussianKernelDifference or SmoothingAlgorithm.UniformKernelRatio or SmoothingAlgorithm.UniformKernelDifference;
        Unread(block, "SlopeChanges", algorithm == SmoothingAlgorithm.MaximumVariation);
        Unread(block, "Tolerance", algorithm == SmoothingAlgorithm.MaximumVariation);
        Unread(block, "Bandwidth", isKernel);
        return smoothing;
    }

    private static void Unread(SettingsBlock block, string key, bool isRead)
    {
        if (!isRead && block.Has(key)) block.Findings.Error("WK834", block.PlaceOf(key), $"the algorithm of {block.What} has no use for '{key}'.", "Remove it, or choose another algorithm.");
    }
}
