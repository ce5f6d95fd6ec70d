using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Variations;

/// <summary>What a systematic does to one sample in one region, before post-processing: numbers, varied templates, or uncertainties per bin.</summary>
/// <param name="Target">The nominal template that is varied.</param>
/// <param name="Systematic">The systematic.</param>
/// <param name="Parameter">The parameter: the systematic's, with a number behind it where a covariance has several.</param>
public sealed record TemplateVariation(TemplateKey Target, SystematicSettings Systematic, string Parameter)
{
    /// <summary>The upward template; null where there is none.</summary>
    public Template? Up { get; init; }

    /// <summary>The downward template; null where there is none.</summary>
    public Template? Down { get; init; }

    /// <summary>The factor of the upward variation, given as a number; null where there is none.</summary>
    public double? NormUp { get; init; }

    /// <summary>The factor of the downward variation, given as a number; null where there is none.</summary>
    public double? NormDown { get; init; }

    /// <summary>Absolute uncertainties of every bin by itself; null where there are none.</summary>
    public ImmutableArray<double>? BinUncertainties { get; init; }
}

/// <summary>The variations of an analysis, with what is worth telling of how they were made.</summary>
/// <param name="Templates">The templates, those of formulas among them.</param>
/// <param name="Variations">The variations: region by region, in each sample by sample, in each by systematic, in the order of the configuration.</param>
public sealed record VariationSet(TemplateSet Templates, ImmutableArray<TemplateVariation> Variations)
{
    /// <summary>How each covariance was truncated.</summary>
    public ImmutableArray<CovarianceSummary> Covariances { get; init; } = [];
}

/// <summary>How a covariance became eigen-variations.</summary>
/// <param name="Systematic">The systematic.</param>
/// <param name="BinCount">The number of bins of all regions and samples.</param>
/// <param name="Rank">The number of eigenvalues that are not zero.</param>
/// <param name="Kept">The number of eigen-variations kept.</param>
/// <param name="Precision">What the part dropped amounts to, in the measure of its settings.</param>
public sealed record CovarianceSummary(string Systematic, int BinCount, int Rank, int Kept, double Precision);
