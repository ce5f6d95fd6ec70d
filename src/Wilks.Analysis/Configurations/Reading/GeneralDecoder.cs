using System.Collections.Immutable;
using Wilks.Formats.Columns;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads the block <c>General</c>.</summary>
internal static class GeneralDecoder
{
    internal static GeneralSettings Read(SettingsBlock? block)
    {
        if (block is null) return new GeneralSettings { Measurement = "", InputPath = "", HistogramFolder = "" };

        return new GeneralSettings
        {
            Measurement = block.Name("Measurement") ?? "",
            InputPath = InputPath(block),
            HistogramFolder = block.Name("HistogramFolder") ?? "",
            Pois = Pois(block),
            ResultFolder = block.Name("ResultFolder") ?? "results",
            VariationPath = block.Text("VariationPath") ?? "",
            Fixed = Fixed(block),
            Dialect = block.Word("Dialect", ConfigurationWords.Dialect) ?? ColumnDialect.Auto,
            Filter = block.Name("Filter"),
            Weight = block.Expression("Weight"),
            FilterMode = block.Word("FilterMode", ConfigurationWords.FilterMode) ?? FilterMode.Replace,
            Overflow = block.Word("Overflow", ConfigurationWords.Overflow) ?? OverflowMode.Drop,
            NotFinite = block.Word("NotFinite", ConfigurationWords.NotFinite) ?? NotFiniteMode.Error,
            Title = block.Text("Title"),
            Location = block.Location,
            PoisLocation = block.PlaceOf("POI"),
            InputPathLocation = block.PlaceOf("InputPath"),
        };
    }

    private static string InputPath(SettingsBlock block)
    {
        string path = block.Name("InputPath") ?? "";
        if (!path.Contains("{SamplePaths}", StringComparison.Ordinal)) return path;

        block.Findings.Note("WK808", block.PlaceOf("InputPath"), "'{SamplePaths}' is an earlier spelling of '{SamplePath}' and read as that.", "Write '{SamplePath}'.");
        return path.Replace("{SamplePaths}", "{SamplePath}", StringComparison.Ordinal);
    }

    /// <summary>The parameters of interest; an empty text stands for none, as in cabinetry.</summary>
    private static ImmutableArray<string> Pois(SettingsBlock block)
    {
        ImmutableArray<string> pois = [.. block.Values.Several(block.Find("POI"), block.Label("POI"), block.Values.Text).Where(name => name.Length > 0)];
        foreach (string twice in pois.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            block.Findings.Error("WK807", block.PlaceOf("POI"), $"the parameter of interest '{twice}' stands twice in the list.", "Keep one.");
        }

        return [.. pois.Distinct()];
    }

    private static ImmutableArray<FixedParameter> Fixed(SettingsBlock block) =>
    [
        .. block.Blocks("Fixed", "the fixed parameter", ConfigurationKeys.Fixed, mayBeEmpty: true)
            .Select(item => new FixedParameter(item.Name("Name") ?? "", item.Number("Value") ?? 0) { Location = item.Location }),
    ];
}
