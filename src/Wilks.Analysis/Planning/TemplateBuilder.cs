using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>Choices of making templates.</summary>
public sealed record TemplateBuildOptions
{
    /// <summary>The number of threads, at least 1. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Sources that go before the configuration's own input.</summary>
    public ImmutableArray<ITemplateSource> Sources { get; init; } = [];

    /// <summary>Given what is made so far, and what was made before and not looked at yet, to keep it; null for nobody.</summary>
    public Action<TemplateArchive>? Checkpoint { get; init; }

    /// <summary>How long at least lies between two such calls.</summary>
    public TimeSpan CheckpointPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told how far a pass over events is; null for nobody.</summary>
    public Action<FillProgress>? Progress { get; init; }
}

/// <summary>Templates that were made or found to be up to date.</summary>
/// <param name="Archive">All templates.</param>
/// <param name="Tables">The correction tables, by the name of the correction.</param>
public sealed record TemplateBuild(TemplateArchive Archive, ImmutableSortedDictionary<string, CorrectionTable> Tables)
{
    /// <summary>How many templates were made.</summary>
    public int MadeCount { get; init; }

    /// <summary>How many were up to date.</summary>
    public int ReusedCount { get; init; }

    /// <summary>How many events were read.</summary>
    public long EventCount { get; init; }

    /// <summary>Warnings and notes.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>Makes the templates that a configuration needs and that are not up to date.</summary>
public static class TemplateBuilder
{
    /// <summary>Makes them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="earlier">What was made before; templates whose fingerprint is the same are taken from it.</param>
    /// <param name="options">Choices.</param>
    /// <param name="cancellationToken">Stops between parts of the events.</param>
    /// <exception cref="WorkspaceException">Input can't be used; carries every problem.</exception>
    public static TemplateBuild Build(AnalysisConfiguration configuration, string folder, TemplateArchive earlier, TemplateBuildOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(options);
        return new TemplateMaking(configuration, folder, earlier, options, cancellationToken).Run();
    }
}
