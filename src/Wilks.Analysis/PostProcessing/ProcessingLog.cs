using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Gathers decisions and errors while templates are processed. Not thread-safe.</summary>
internal sealed class ProcessingLog
{
    private readonly ImmutableArray<ProcessingDecision>.Builder _decisions = ImmutableArray.CreateBuilder<ProcessingDecision>();

    /// <summary>The errors.</summary>
    internal DiagnosticCollector Diagnostics { get; } = new();

    /// <summary>The decisions, in the order in which they were made.</summary>
    internal ImmutableArray<ProcessingDecision> Decisions => _decisions.ToImmutable();

    /// <summary>Where the decisions about one template go.</summary>
    /// <param name="region">The region.</param>
    /// <param name="sample">The sample; empty where all are concerned.</param>
    /// <param name="parameter">The parameter; empty for nominal templates.</param>
    internal Scope For(string region, string sample, string parameter = "") => new(this, region, sample, parameter);

    /// <summary>The decisions about one template.</summary>
    internal readonly record struct Scope(ProcessingLog Log, string Region, string Sample, string Parameter)
    {
        /// <summary>Tells a decision.</summary>
        /// <param name="kind">What was decided.</param>
        /// <param name="explanation">A sentence.</param>
        /// <param name="value">The number that decided.</param>
        /// <param name="threshold">What it was held against.</param>
        internal void Tell(DecisionKind kind, string explanation, double value = double.NaN, double threshold = double.NaN) =>
            Log._decisions.Add(new ProcessingDecision(Region, Sample, Parameter, kind) { Value = value, Threshold = threshold, Explanation = explanation });

        /// <summary>Names for messages.</summary>
        public override string ToString() => Parameter.Length == 0 ? $"region '{Region}', sample '{Sample}'" : $"region '{Region}', sample '{Sample}', parameter '{Parameter}'";
    }
}
