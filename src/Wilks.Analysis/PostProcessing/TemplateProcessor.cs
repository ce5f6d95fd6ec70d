using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Makes templates and their variations ready to become a workspace.</summary>
/// <remarks><c>docs/explanations/template-processing.md</c> gives the formulas and their sources. Pure: one input has one result, whatever the machine.</remarks>
public static class TemplateProcessor
{
    /// <summary>Treats negative and empty bins, smooths, splits and symmetrizes variations in the order of their systematics, drops what is below the thresholds, and tells all of it.</summary>
    /// <param name="configuration">The analysis.</param>
    /// <param name="variations">The templates and their variations.</param>
    /// <param name="ct">Ends the work early.</param>
    /// <returns>The templates, variations without a NaN, and the decisions.</returns>
    /// <exception cref="WorkspaceException">A yield is no number (WK870), a negative bin is an error (WK871), or a variation has no nominal template of as many bins (WK872); carries all of them.</exception>
    public static ProcessedTemplates Process(AnalysisConfiguration configuration, VariationSet variations, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(variations);
        return new ProcessingRun(configuration, variations).Run(ct);
    }
}

/// <summary>One run over all templates of an analysis.</summary>
internal sealed class ProcessingRun
{
    private readonly AnalysisConfiguration _configuration;
    private readonly VariationSet _variations;
    private readonly Dictionary<string, SampleSettings> _samples = new(StringComparer.Ordinal);
    private readonly ProcessingLog _log = new();
    private readonly TemplateCleaning _cleaning;

    internal ProcessingRun(AnalysisConfiguration configuration, VariationSet variations)
    {
        (_configuration, _variations) = (configuration, variations);
        _cleaning = new TemplateCleaning(configuration.Processing);
        foreach (SampleSettings sample in configuration.Samples) _samples.TryAdd(sample.Name, sample);
    }

    internal ProcessedTemplates Run(CancellationToken ct)
    {
        ProcessingSettings settings = _configuration.Processing;
        ImmutableSortedDictionary<TemplateKey, Template> nominal = CleanNominal();
        TemplateVariation[] cleaned = [.. _variations.Variations.Where(variation => Fits(variation, nominal)).Select(CleanVariation)];
        _log.Diagnostics.ThrowIfErrors();

        var pruning = new Pruning(settings, new PruningReferences(settings.PruningReference, nominal, _samples));
        var kept = ImmutableArray.CreateBuilder<ProcessedVariation>();
        var outcomes = ImmutableArray.CreateBuilder<VariationOutcome>(cleaned.Length);
        for (int i = 0; i < cleaned.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            TemplateVariation variation = cleaned[i];
            ProcessingLog.Scope scope = ScopeOf(variation);
            Template target = nominal[variation.Target.Nominal];
            ProcessedVariation treated = Treat(variation, target, scope) with { Original = (_variations.Variations[i].Up, _variations.Variations[i].Down) };
            (ProcessedVariation left, VariationStatus status) = HasEffect(treated) ? pruning.Apply(treated, target, scope) : (treated, VariationStatus.Dropped);
            if (status != VariationStatus.Dropped) kept.Add(left);
            outcomes.Add(new VariationOutcome(variation.Target, variation.Systematic.Name, variation.Parameter, status));
        }

        return new ProcessedTemplates
        {
            Nominal = nominal,
            Axes = _variations.Templates.Axes,
            Variations = kept.ToImmutable(),
            HeldBins = StatErrorPruning.Find(settings.StatErrorThreshold, nominal, _samples, _log),
            Outcomes = outcomes.ToImmutable(),
            Decisions = _log.Decisions,
        };
    }

    private ImmutableSortedDictionary<TemplateKey, Template> CleanNominal()
    {
        var cleaned = ImmutableSortedDictionary.CreateBuilder<TemplateKey, Template>(TemplateKey.Order);
        foreach ((TemplateKey key, Template template) in _variations.Templates.Templates.Where(pair => pair.Key.IsNominal))
        {
            SampleSettings? sample = _samples.GetValueOrDefault(key.Sample);
            ProcessingLog.Scope scope = _log.For(key.Region, key.Sample);
            // What was observed stays what it is.
            bool isData = sample?.Role == SampleRole.Data;
            cleaned.Add(key, isData ? template : _cleaning.FillEmptyBins(_cleaning.Clean(template, scope, "nominal template", sample?.Location ?? default), scope));
        }
        return cleaned.ToImmutable();
    }

    private bool Fits(TemplateVariation variation, ImmutableSortedDictionary<TemplateKey, Template> nominal)
    {
        ProcessingLog.Scope scope = ScopeOf(variation);
        if (!nominal.TryGetValue(variation.Target.Nominal, out Template? target))
        {
            _log.Diagnostics.Error("WK872", variation.Systematic.Location, $"A variation of {scope} has no nominal template.", "Make the nominal template too.");
            return false;
        }

        int[] counts = [variation.Up?.BinCount ?? target.BinCount, variation.Down?.BinCount ?? target.BinCount, variation.BinUncertainties?.Length ?? target.BinCount];
        int other = Array.Find(counts, count => count != target.BinCount);
        bool fits = Array.TrueForAll(counts, count => count == target.BinCount);
        if (!fits) _log.Diagnostics.Error("WK872", variation.Systematic.Location, $"A variation of {scope} has {other} bins, but the nominal template has {target.BinCount}.", "Give it the binning of the region.");
        return fits;
    }

    private TemplateVariation CleanVariation(TemplateVariation variation)
    {
        ProcessingLog.Scope scope = ScopeOf(variation);
        return variation with
        {
            Up = variation.Up is { } up ? _cleaning.Clean(up, scope, "up variation", variation.Systematic.Location) : null,
            Down = variation.Down is { } down ? _cleaning.Clean(down, scope, "down variation", variation.Systematic.Location) : null,
        };
    }

    private ProcessedVariation Treat(TemplateVariation variation, Template nominal, ProcessingLog.Scope scope)
    {
        var result = new ProcessedVariation(variation.Target, variation.Systematic, variation.Parameter);
        SystematicType type = variation.Systematic.Type;
        if (type == SystematicType.ShapeSys || variation.BinUncertainties is not null)
        {
            return result with { BinUncertainties = NumberTreatment.BinUncertainties(variation, nominal.Yields.AsSpan(), scope)?.ToImmutableArray() };
        }
        if (type == SystematicType.Normalization || (type == SystematicType.Norm && variation.Up is null && variation.Down is null))
        {
            return result with { Norm = NumberTreatment.Factors(variation, scope) };
        }

        ImmutableArray<IAxis> axes = _variations.Templates.Axes.GetValueOrDefault(variation.Target.Region, []);
        return new VariationTreatment(variation, nominal, axes, scope).Run() is { } sides ? Assemble(result, sides, scope) : result;
    }

    // A region of one bin has no shape: cabinetry leaves it out.
    private static ProcessedVariation Assemble(ProcessedVariation result, SidePair sides, ProcessingLog.Scope scope)
    {
        SystematicType type = result.Systematic.Type;
        (Side up, Side down) = (sides.Up!, sides.Down!);
        double[] numbers = [up.Norm, down.Norm, .. up.Yields, .. down.Yields];
        if (!Array.TrueForAll(numbers, double.IsFinite))
        {
            scope.Tell(DecisionKind.Undefined, "The factor or the shape is beyond the range of numbers; the systematic is left out here.");
            return result;
        }

        bool hasShape = type != SystematicType.Norm && up.Yields.Length > 1;
        if (type == SystematicType.Shape && !hasShape) scope.Tell(DecisionKind.ShapeDropped, "A region of one bin has no shape.");
        return result with
        {
            Norm = type == SystematicType.Shape ? null : (up.Norm, down.Norm),
            Shape = hasShape ? ([.. up.Yields], [.. down.Yields]) : null,
        };
    }

    private static bool HasEffect(ProcessedVariation variation) => variation.Norm is not null || variation.Shape is not null || variation.BinUncertainties is not null;

    private ProcessingLog.Scope ScopeOf(TemplateVariation variation) => _log.For(variation.Target.Region, variation.Target.Sample, variation.Parameter);
}
