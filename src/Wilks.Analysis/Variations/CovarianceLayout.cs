using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Variations;

/// <summary>The bins that a covariance is of: those of all regions and samples that its systematic acts on, behind each other.</summary>
internal sealed class CovarianceLayout
{
    private CovarianceLayout(ImmutableArray<TemplateKey> targets, ImmutableArray<int> first, int binCount)
    {
        Targets = targets;
        FirstBins = first;
        BinCount = binCount;
    }

    /// <summary>The nominal templates, region by region in the order written, in each sample by sample.</summary>
    internal ImmutableArray<TemplateKey> Targets { get; }

    /// <summary>Where each one's bins begin.</summary>
    internal ImmutableArray<int> FirstBins { get; }

    /// <summary>The number of bins of all together.</summary>
    internal int BinCount { get; }

    internal static CovarianceLayout Of(AnalysisConfiguration configuration, SystematicSettings systematic, TemplateSet templates)
    {
        var targets = ImmutableArray.CreateBuilder<TemplateKey>();
        var first = ImmutableArray.CreateBuilder<int>();
        int count = 0;
        foreach (TemplateKey target in ModelSamples.Targets(configuration, systematic))
        {
            if (templates.Find(target) is not { } nominal) continue;

            targets.Add(target);
            first.Add(count);
            count += nominal.BinCount;
        }

        return new CovarianceLayout(targets.ToImmutable(), first.ToImmutable(), count);
    }

    /// <summary>The nominal yields of all bins.</summary>
    internal double[] Nominal(TemplateSet templates)
    {
        double[] all = new double[BinCount];
        for (int i = 0; i < Targets.Length; i++) templates.Templates[Targets[i]].Yields.CopyTo(all, FirstBins[i]);
        return all;
    }
}
