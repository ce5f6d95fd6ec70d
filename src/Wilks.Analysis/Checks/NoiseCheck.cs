using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Numerics;

namespace Wilks.Analysis.Checks;

/// <summary>Variations of other events than the nominal ones that differ from them by no more than both fluctuate: <c>χ² = Σ (v − n)² / (σ_v² + σ_n²)</c>.</summary>
/// <remarks>Weights vary the same events, so that nothing fluctuates between the two; where χ² is far too small, the same is at work.</remarks>
internal sealed class NoiseCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context) => context.Prepared is { } prepared
        ? prepared.Processed.Variations.Where(variation => HasOtherEvents(variation.Systematic.Up)).Select(variation => Judge(variation, prepared.Processed, context.Options)).OfType<CheckFinding>()
        : [];

    private static bool HasOtherEvents(VariationSettings? side) => side is { Weight: null, WeightFactor: null } && (side.Tree is not null || side.Sample is not null || side.VariationPath is not null || side.RegionPath is not null || !side.SamplePaths.IsEmpty);

    private static CheckFinding? Judge(ProcessedVariation variation, ProcessedTemplates templates, CheckOptions options)
    {
        if (variation.Original.Up is not { } up || templates.Nominal.GetValueOrDefault(variation.Target) is not { } nominal) return null;

        double chiSquared = 0;
        int bins = 0;
        for (int bin = 0; bin < Math.Min(up.BinCount, nominal.BinCount); bin++)
        {
            double variance = up.Variances[bin] + nominal.Variances[bin];
            if (!(variance > 0)) continue;
            double difference = up.Yields[bin] - nominal.Yields[bin];
            chiSquared += difference * difference / variance;
            bins++;
        }

        double probability = bins == 0 ? 0 : ChiSquared.UpperTail(chiSquared, bins);
        if (!(probability > options.NoiseProbability) || probability > options.SharedProbability) return null;

        return new CheckFinding(FindingKind.Noise, $"χ² {Text.Number(chiSquared)} for {bins} bins against nominal") { Region = variation.Target.Region, Sample = variation.Target.Sample, Parameter = variation.Parameter, Value = probability, Threshold = options.NoiseProbability };
    }
}
