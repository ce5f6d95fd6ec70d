using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>Makes channels: samples with their modifiers in the order statistics, free factors, systematics.</summary>
internal sealed class ChannelBuilder(AnalysisConfiguration configuration, ProcessedTemplates templates, ParameterNames parameters, MorphingBuilder morphing, DiagnosticCollector findings)
{
    private readonly ILookup<TemplateKey, ProcessedVariation> _variations = templates.Variations.ToLookup(variation => variation.Target);

    internal Channel Build(RegionSettings region)
    {
        var samples = ImmutableArray.CreateBuilder<Sample>();
        SampleSettings[] wanted = [.. ModelSamples.Of(configuration, region)];
        foreach (SampleSettings sample in wanted)
        {
            var key = new TemplateKey(region.Name, sample.Name);
            if (templates.Nominal.GetValueOrDefault(key) is not { } nominal)
            {
                findings.Error("WK891", sample.Location, $"there is no template of sample '{sample.Name}' in region '{region.Name}'.", "Make the templates again, or take the region out of the sample's regions.");
                continue;
            }

            if (samples.Count > 0 && nominal.BinCount != samples[0].Data.Length)
            {
                findings.Error("WK892", sample.Location, $"sample '{sample.Name}' has {nominal.BinCount} bins in region '{region.Name}', but '{samples[0].Name}' has {samples[0].Data.Length}.", "Give all samples of a region one binning.");
                continue;
            }

            samples.Add(new Sample(sample.Name, nominal.Yields, [.. Modifiers(region, sample, key, nominal)]) { Location = sample.Location });
        }

        if (wanted.Length == 0) findings.Error("WK893", region.Location, $"region '{region.Name}' has no sample.", "Let at least one sample name it.");
        return new Channel(region.Name, samples.ToImmutable()) { Axes = templates.Axes.GetValueOrDefault(region.Name) is { IsDefault: false } axes ? axes : [], Location = region.Location };
    }

    private IEnumerable<IModifier> Modifiers(RegionSettings region, SampleSettings sample, TemplateKey key, Template nominal)
    {
        if (Statistics(region, sample, nominal) is { } statistics) yield return statistics;
        if (morphing.WeightOf(sample.Name) is { } weight) yield return new NormFactor(parameters.Claim(weight, $"the weight of sample '{sample.Name}' in its morphing", sample.Location)) { Location = sample.Location };
        foreach (NormFactorSettings factor in configuration.NormFactors.Where(factor => Acts(factor.Regions, factor.Samples, region, sample))) yield return new NormFactor(factor.Name) { Location = factor.Location };
        foreach (ShapeFactorSettings factor in configuration.ShapeFactors.Where(factor => Acts(factor.Regions, factor.Samples, region, sample))) yield return new ShapeFactor(factor.Name) { Location = factor.Location };
        foreach (IModifier modifier in _variations[key].SelectMany(variation => Systematic(variation, nominal))) yield return modifier;
    }

    private bool Acts(NameSelection regions, NameSelection samples, RegionSettings region, SampleSettings sample) =>
        regions.Contains(region.Name) && ModelSamples.Selects(configuration, samples, sample.Name);

    private IModifier? Statistics(RegionSettings region, SampleSettings sample, Template nominal)
    {
        ImmutableArray<double> deviations = [.. nominal.Variances.Select(Math.Sqrt)];
        return sample.StatError switch
        {
            StatErrorMode.Shared => new StatError(parameters.Claim(ParameterNames.StatError(region.Name), $"the statistics of region '{region.Name}'", region.Location), morphing.StatErrors(region, sample.Name, deviations)) { Location = sample.Location },
            StatErrorMode.Separate => new ShapeSys(parameters.Claim(ParameterNames.StatError(region.Name, sample.Name), $"the statistics of sample '{sample.Name}' in region '{region.Name}'", sample.Location), deviations) { Location = sample.Location },
            _ => null,
        };
    }

    private IEnumerable<IModifier> Systematic(ProcessedVariation variation, Template nominal)
    {
        SourceLocation location = variation.Systematic.Location;
        if (variation.BinUncertainties is { } uncertainties)
        {
            yield return new ShapeSys(parameters.OfBins(variation), uncertainties) { Location = location };
            yield break;
        }

        if (variation.Systematic.DecorrelateBins)
        {
            foreach (IModifier modifier in BinByBin(variation, nominal)) yield return modifier;
            yield break;
        }

        if (variation.Norm is { } norm) yield return new NormSys(parameters.Of(variation), norm.Down, norm.Up) { Location = location };
        if (variation.Shape is { } shape) yield return new HistoSys(parameters.Of(variation), shape.Down, shape.Up) { Location = location };
    }

    /// <summary>The whole change of each bin as a parameter of its own; bins without a change have none.</summary>
    private IEnumerable<IModifier> BinByBin(ProcessedVariation variation, Template nominal)
    {
        (double up, double down) = variation.Norm ?? (1, 1);
        (ImmutableArray<double> shapeUp, ImmutableArray<double> shapeDown) = variation.Shape ?? (nominal.Yields, nominal.Yields);
        for (int bin = 0; bin < nominal.BinCount; bin++)
        {
            double high = up * shapeUp[bin];
            double low = down * shapeDown[bin];
            if (high == nominal.Yields[bin] && low == nominal.Yields[bin]) continue;

            yield return new HistoSys(parameters.Of(variation, bin), nominal.Yields.SetItem(bin, low), nominal.Yields.SetItem(bin, high)) { Location = variation.Systematic.Location };
        }
    }
}
