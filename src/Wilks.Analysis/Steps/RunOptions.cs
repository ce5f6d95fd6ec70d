using System.Collections.Immutable;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Planning;
using Wilks.Workspaces;

namespace Wilks.Analysis.Steps;

/// <summary>How far an analysis is taken; every step brings those before it up to date.</summary>
public enum RunTarget
{
    /// <summary>Templates are made.</summary>
    Templates,

    /// <summary>They are post-processed.</summary>
    PostProcessing,

    /// <summary>The workspace is made.</summary>
    Workspace,

    /// <summary>Results are made.</summary>
    Results,
}

/// <summary>Choices of a run.</summary>
public sealed record RunOptions
{
    /// <summary>The number of threads, at least 1. No result depends on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether everything is made anew.</summary>
    public bool MakesAnew { get; init; }

    /// <summary>The results that are made; null for those of the configuration.</summary>
    public IReadOnlyList<string>? Results { get; init; }

    /// <summary>Sources of templates that go before the configuration's own input.</summary>
    public ImmutableArray<ITemplateSource> Sources { get; init; } = [];

    /// <summary>Told when a step begins, by its name; null for nobody.</summary>
    public Action<string>? Begun { get; init; }

    /// <summary>Told when a step has ended; null for nobody.</summary>
    public Action<StepEnding>? Ended { get; init; }

    /// <summary>Told how far a pass over events is; null for nobody.</summary>
    public Action<FillProgress>? Progress { get; init; }
}

/// <summary>How a step ended.</summary>
/// <param name="Name">The step.</param>
/// <param name="WasUpToDate">Whether nothing was to do.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record StepEnding(string Name, bool WasUpToDate, double Seconds)
{
    /// <summary>Its result in one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Whether its numbers are to be trusted.</summary>
    public bool IsTrusted { get; init; } = true;

    /// <summary>Why not; may be empty.</summary>
    public string Message { get; init; } = "";
}

/// <summary>What a run gave.</summary>
/// <param name="Folders">Where its files are.</param>
/// <param name="Steps">Its steps, in their order.</param>
/// <param name="Diagnostics">Warnings and notes.</param>
public sealed record RunOutcome(AnalysisFolders Folders, IReadOnlyList<StepEnding> Steps, IReadOnlyList<Diagnostic> Diagnostics);
