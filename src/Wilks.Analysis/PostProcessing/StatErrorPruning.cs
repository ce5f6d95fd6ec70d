using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Finds the bins whose shared statistical parameter does too little to be fitted.</summary>
internal static class StatErrorPruning
{
    /// <summary>The bins of each region whose relative uncertainty <c>√Σσ²/|Σν|</c>, over the samples that share it, is below the threshold; regions without any are left out.</summary>
    /// <param name="threshold">The threshold; null for none.</param>
    /// <param name="nominal">The nominal templates.</param>
    /// <param name="samples">The samples by name; templates of none of them have no part.</param>
    /// <param name="log">Where decisions go.</param>
    internal static ImmutableSortedDictionary<string, ImmutableArray<bool>> Find(
        double? threshold, ImmutableSortedDictionary<TemplateKey, Template> nominal, IReadOnlyDictionary<string, SampleSettings> samples, ProcessingLog log)
    {
        var held = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<bool>>(StringComparer.Ordinal);
        if (threshold is not { } limit) return held.ToImmutable();

        foreach (IGrouping<string, KeyValuePair<TemplateKey, Template>> region in nominal.Where(pair => Shares(samples.GetValueOrDefault(pair.Key.Sample))).GroupBy(pair => pair.Key.Region, StringComparer.Ordinal))
        {
            bool[] isHeld = Hold(limit, [.. region.Select(pair => pair.Value)], log.For(region.Key, ""));
            if (isHeld.Contains(true)) held.Add(region.Key, [.. isHeld]);
        }
        return held.ToImmutable();
    }

    private static bool Shares(SampleSettings? sample) => sample is { StatError: StatErrorMode.Shared, Role: SampleRole.Signal or SampleRole.Background };

    private static bool[] Hold(double threshold, Template[] templates, ProcessingLog.Scope scope)
    {
        bool[] isHeld = new bool[templates[0].BinCount];
        for (int bin = 0; bin < isHeld.Length; bin++)
        {
            double yield = 0;
            double variance = 0;
            foreach (Template template in templates)
            {
                yield += template.Yields[bin];
                variance += template.Variances[bin];
            }
            // A bin without yield has no relative uncertainty (NaN or infinite) and is not held.
            double relative = Math.Sqrt(variance) / Math.Abs(yield);
            isHeld[bin] = relative < threshold;
            if (isHeld[bin]) scope.Tell(DecisionKind.StatErrorHeld, string.Create(CultureInfo.InvariantCulture, $"The statistical parameter of bin {bin} is held: its relative uncertainty is below the threshold."), relative, threshold);
        }
        return isHeld;
    }
}
