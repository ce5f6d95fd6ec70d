using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads where a covariance comes from and how much of it is kept.</summary>
internal static class CovarianceDecoder
{
    private const int MaxReplicas = 100_000;
    private const string Placeholder = "{i}";

    internal static CovarianceSettings? Read(SettingsBlock block)
    {
        string[] sources = [.. ((string[])["Replicas", "Correction", "Matrix", "Variations"]).Where(block.Has)];
        if (sources.Length == 0) block.Findings.Error("WK836", block.Location, $"{block.What} has no source.", "Give one of 'Replicas', 'Correction', 'Matrix' and 'Variations'.");
        if (sources.Length > 1) block.Findings.Error("WK836", block.PlaceOf(sources[1]), $"{block.What} has the sources '{sources[0]}' and '{sources[1]}'.", "Keep one.");

        double precision = block.Number("Precision", 0, 1) ?? 0.01;
        PrecisionMeasure measure = block.Word("Measure", ConfigurationWords.Precision) ?? PrecisionMeasure.LargestElement;
        int most = block.Count("MaximumVariations", 1) ?? 100;
        bool keepsRemainder = block.Flag("KeepRemainder") ?? false;
        if (Source(block) is not { } source) return null;

        return new CovarianceSettings(source) { Precision = precision, Measure = measure, MaximumVariations = most, KeepsRemainder = keepsRemainder, Location = block.Location };
    }

    private static ICovarianceSource? Source(SettingsBlock block)
    {
        if (block.Has("Replicas")) return block.Block("Replicas", ConfigurationKeys.Replicas) is { } replicas ? Replicas(replicas) : null;
        if (block.Has("Correction")) return block.Name("Correction") is { } name ? new CorrectionSource(name) { Location = block.PlaceOf("Correction") } : null;
        if (block.Block("Matrix", ConfigurationKeys.Matrix) is { } matrix)
        {
            return new MatrixSource(matrix.Name("Path") ?? "") { IsRelative = matrix.Flag("Relative") ?? false, Location = matrix.Location };
        }

        if (block.Block("Variations", ConfigurationKeys.VariationFile) is not { } file) return null;

        return new VariationFileSource(file.Name("Path") ?? "") { IsRelative = file.Flag("Relative") ?? true, UncorrelatedRow = file.Name("UncorrelatedRow"), Location = file.Location };
    }

    private static ReplicaSource? Replicas(SettingsBlock block)
    {
        bool aroundMean = block.Flag("AroundMean") ?? false;
        int? count = block.Count("Count", 1, MaxReplicas);
        int first = block.Count("First", 0) ?? 0;
        if (!block.Has("Weight") && !block.Has("WeightFactor"))
        {
            block.Findings.Error("WK802", block.Location, $"{block.What} lacks 'Weight' or 'WeightFactor'.", "Write {WeightFactor: \"w_{i}\", Count: 100}, or a list of weights.");
            return null;
        }

        if (!block.AtMostOne("Weight", "WeightFactor")) return null;

        string key = block.Has("Weight") ? "Weight" : "WeightFactor";
        ImmutableArray<string> weights = Weights(block, key, count, first);
        if (weights.IsEmpty) return null;
        if (weights.Length < 2 && aroundMean) block.Findings.Error("WK805", block.Location, $"{block.What} has one replica; deviations from a mean need two.", "Give more replicas.");

        return new ReplicaSource([.. weights.Select(weight => Replica(key, weight, block))]) { AroundMean = aroundMean, Location = block.Location };
    }

    private static VariationSettings Replica(string key, string weight, SettingsBlock block) => key == "Weight"
        ? new VariationSettings { Weight = weight, Location = block.PlaceOf(key) }
        : new VariationSettings { WeightFactor = weight, Location = block.PlaceOf(key) };

    private static ImmutableArray<string> Weights(SettingsBlock block, string key, int? count, int first)
    {
        IJsonNode node = block.Find(key)!;
        if (node is JsonArray or JsonNumbers)
        {
            foreach (string other in (string[])["Count", "First"])
            {
                if (block.Has(other)) block.Findings.Error("WK834", block.PlaceOf(other), $"{block.What} lists its weights, so that '{other}' has no meaning.", "Remove it, or write one weight with {i}.");
            }

            return block.Expressions(key);
        }

        if (block.Expression(key) is not { } pattern) return [];
        if (!pattern.Contains(Placeholder, StringComparison.Ordinal) || !block.Has("Count"))
        {
            block.Findings.Error("WK837", node.Location, $"{block.Label(key)} is one weight; expected a list, or a text with {{i}} and a 'Count'.", "Write {WeightFactor: \"w_{i}\", Count: 100}.");
            return [];
        }

        return count is not { } replicas ? [] : [.. Enumerable.Range(0, replicas).Select(i => pattern.Replace(Placeholder, (first + (long)i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))];
    }
}
