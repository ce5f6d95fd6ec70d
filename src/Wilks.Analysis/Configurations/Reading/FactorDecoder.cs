using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads free factors, on whole samples or per bin.</summary>
internal static class FactorDecoder
{
    /// <summary>pyhf's bounds of a normfactor, which hold where none are given.</summary>
    private static readonly Interval s_bounds = new(0, 10);

    internal static NormFactorSettings Norm(SettingsBlock block)
    {
        double? nominal = block.Number("Nominal");
        Interval? bounds = block.Range("Bounds", mayBeOpen: true);
        Interval range = bounds ?? s_bounds;
        double start = nominal ?? 1;
        if (!(start >= range.Lower && start <= range.Upper))
        {
            block.Findings.Error("WK805", block.PlaceOf(nominal is null ? "Bounds" : "Nominal"), $"{block.What} starts at {ValueReader.Written(start)}, outside its bounds [{ValueReader.Written(range.Lower)}, {ValueReader.Written(range.Upper)}].", "Change 'Nominal' or 'Bounds'; without 'Bounds' they are [0, 10].");
        }

        return new NormFactorSettings(block.Name("Name") ?? "")
        {
            Regions = block.Selection("Regions"),
            Samples = block.Selection("Samples"),
            Nominal = nominal,
            Bounds = bounds,
            Title = block.Text("Title"),
            Group = block.Name("Group"),
            Location = block.Location,
        };
    }

    internal static ShapeFactorSettings Shape(SettingsBlock block) => new(block.Name("Name") ?? "")
    {
        Regions = block.Selection("Regions"),
        Samples = block.Selection("Samples"),
        Title = block.Text("Title"),
        Group = block.Name("Group"),
        Location = block.Location,
    };
}
