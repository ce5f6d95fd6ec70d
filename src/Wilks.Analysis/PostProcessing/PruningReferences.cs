using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.PostProcessing;

/// <summary>The sums of nominal templates that changes by systematics are compared with. Data and ghosts are in none.</summary>
internal sealed class PruningReferences
{
    private readonly PruningReference _reference;
    private readonly Dictionary<string, ImmutableArray<double>> _sums;

    /// <summary>Adds up the samples of every region.</summary>
    /// <param name="reference">Which samples.</param>
    /// <param name="nominal">The nominal templates.</param>
    /// <param name="samples">The samples by name; a template of none of them counts as expected, but not as background.</param>
    internal PruningReferences(PruningReference reference, ImmutableSortedDictionary<TemplateKey, Template> nominal, IReadOnlyDictionary<string, SampleSettings> samples)
    {
        _reference = reference;
        var sums = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach ((TemplateKey key, Template template) in nominal)
        {
            SampleRole? role = samples.GetValueOrDefault(key.Sample)?.Role;
            bool counts = role is not (SampleRole.Data or SampleRole.Ghost) && (reference != PruningReference.Background || role == SampleRole.Background);
            if (!counts) continue;

            if (!sums.TryGetValue(key.Region, out double[]? sum)) sums.Add(key.Region, sum = new double[template.BinCount]);
            for (int bin = 0; bin < Math.Min(sum.Length, template.BinCount); bin++) sum[bin] += template.Yields[bin];
        }
        _sums = sums.ToDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The reference of a sample in a region: zeros where there is no background.</summary>
    /// <param name="target">The nominal template's key.</param>
    /// <param name="nominal">The nominal template.</param>
    internal ImmutableArray<double> Find(TemplateKey target, Template nominal)
    {
        if (_reference == PruningReference.Sample) return nominal.Yields;
        return _sums.TryGetValue(target.Region, out ImmutableArray<double> sum) ? sum : [.. new double[nominal.BinCount]];
    }

    /// <summary>What a reference is called in a sentence.</summary>
    /// <param name="reference">The reference.</param>
    internal static string NameOf(PruningReference reference) => reference switch
    {
        PruningReference.Sample => "the sample",
        PruningReference.Background => "the background of the region",
        PruningReference.Total => "all samples of the region",
        _ => throw new ArgumentOutOfRangeException(nameof(reference)),
    };
}
