using System.Collections.Immutable;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Histograms;

namespace Wilks.Analysis.Planning;

/// <summary>A template as it is kept: with what it was made of.</summary>
/// <param name="Key">Which one it is.</param>
/// <param name="Fingerprint">The hash of all that it depends on; empty where it is made anew each time.</param>
/// <param name="Filled">The bins, and what was seen when they were filled.</param>
public sealed record StoredTemplate(TemplateKey Key, string Fingerprint, FilledTemplate Filled)
{
    /// <summary>The axes it was filled with.</summary>
    public required ImmutableArray<IAxis> Axes { get; init; }

    /// <summary>Whether it only served to find the edges of its region.</summary>
    public bool IsFine { get; init; }
}

/// <summary>All templates of an analysis and the input files they were made of.</summary>
/// <param name="Templates">The templates, in the order of their keys.</param>
/// <param name="Inputs">The files, in the order of their paths.</param>
public sealed record TemplateArchive(ImmutableArray<StoredTemplate> Templates, ImmutableArray<InputFile> Inputs)
{
    /// <summary>An archive with nothing in it.</summary>
    public static TemplateArchive Empty { get; } = new([], []);

    /// <summary>The templates by key, with the axes of their regions.</summary>
    public TemplateSet ToSet()
    {
        var templates = ImmutableSortedDictionary.CreateBuilder<TemplateKey, Template>(TemplateKey.Order);
        var axes = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<IAxis>>(StringComparer.Ordinal);
        var cells = ImmutableSortedDictionary.CreateBuilder<TemplateKey, CellSums>(TemplateKey.Order);
        foreach (StoredTemplate stored in Templates.Where(stored => !stored.IsFine))
        {
            templates[stored.Key] = stored.Filled.Template;
            if (stored.Key.IsNominal && !stored.Axes.IsDefaultOrEmpty) axes.TryAdd(stored.Key.Region, stored.Axes);
            foreach ((string correction, CellSums sums) in stored.Filled.Cells) cells[stored.Key with { Systematic = correction }] = sums;
        }

        return new TemplateSet { Templates = templates.ToImmutable(), Axes = axes.ToImmutable(), Cells = cells.ToImmutable() };
    }
}
