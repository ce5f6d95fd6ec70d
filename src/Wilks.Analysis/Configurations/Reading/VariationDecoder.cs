using System.Collections.Immutable;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads what a variation changes.</summary>
internal static class VariationDecoder
{
    private static readonly string[] s_templateKeys = [.. ConfigurationKeys.Variation.Keys.Except(["Normalization", "Symmetrize"])];

    internal static VariationSettings Read(SettingsBlock block)
    {
        block.AtMostOne("Weight", "WeightFactor");
        block.AtMostOne("Normalization", "Symmetrize");
        var variation = new VariationSettings
        {
            Tree = block.Name("Tree"),
            Weight = block.Expression("Weight"),
            WeightFactor = block.Expression("WeightFactor"),
            Variables = block.Expressions("Variable"),
            Filter = block.Name("Filter"),
            RegionPath = block.Text("RegionPath"),
            SamplePaths = block.Texts("SamplePath"),
            VariationPath = block.Text("VariationPath"),
            Sample = block.Name("Sample"),
            Normalization = block.Number("Normalization"),
            IsSymmetrized = block.Flag("Symmetrize") ?? false,
            Location = block.Location,
        };
        CheckTogether(block, variation);
        return variation;
    }

    /// <summary>Whether a variation has a key that changes its template.</summary>
    internal static bool ChangesTemplate(VariationSettings v) =>
        v is not { Tree: null, Weight: null, WeightFactor: null, Filter: null, RegionPath: null, VariationPath: null, Sample: null, Variables.IsEmpty: true, SamplePaths.IsEmpty: true };

    private static void CheckTogether(SettingsBlock block, VariationSettings variation)
    {
        string? whole = variation.IsSymmetrized ? "Symmetrize" : variation.Normalization is not null ? "Normalization" : variation.Sample is not null ? "Sample" : null;
        if (whole is null) return;

        ImmutableArray<string> others = [.. s_templateKeys.Where(key => key != whole && block.Has(key))];
        if (!others.IsEmpty)
        {
            block.Findings.Error("WK806", block.PlaceOf(others[0]), $"{block.What} has '{whole}' and '{others[0]}', which exclude each other.", $"'{whole}' says all that there is to say: keep one.");
        }
    }
}
