using System.Collections.Immutable;
using Wilks.Analysis.Filling;

namespace Wilks.Analysis.Planning;

/// <summary>The templates that a configuration needs, by where they come from.</summary>
/// <param name="Events">Those filled from events.</param>
/// <param name="Histograms">Those that are histograms already.</param>
public sealed record TemplatePlan(ImmutableArray<FillRequest> Events, ImmutableArray<HistogramRequest> Histograms);
