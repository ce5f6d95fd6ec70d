using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.Variations;

/// <summary>Turns templates into what every systematic does to every sample in every region.</summary>
public static class VariationBuilder
{
    /// <summary>The name behind a parameter that holds what the eigen-variations of a covariance leave out.</summary>
    public const string RemainderSuffix = "_rest";

    /// <summary>Makes formulas, combines variations, takes over those of reference samples and decomposes covariances.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="templates">The templates as they were filled.</param>
    /// <param name="tables">The correction tables, by the name of the correction.</param>
    /// <param name="folder">The folder of the configuration.</param>
    /// <exception cref="WorkspaceException">A file of a covariance can't be used (WK880 to WK883, WK889), or the templates of a region have different numbers of bins (WK888).</exception>
    public static VariationSet Build(AnalysisConfiguration configuration, TemplateSet templates, IReadOnlyDictionary<string, CorrectionTable> tables, string folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(tables);
        RequireOneBinning(configuration, templates);
        TemplateSet all = SampleArithmetic.Apply(configuration, templates);
        var summaries = ImmutableArray.CreateBuilder<CovarianceSummary>();
        var covariances = new Dictionary<(string Systematic, TemplateKey Target), List<TemplateVariation>>();
        foreach (SystematicSettings systematic in configuration.Systematics.Where(systematic => systematic.Type == SystematicType.Covariance))
        {
            foreach (TemplateVariation variation in OfCovariance(systematic, configuration, all, new CovarianceInput(tables, folder, summaries)))
            {
                if (!covariances.TryGetValue((systematic.Name, variation.Target), out List<TemplateVariation>? list)) covariances[(systematic.Name, variation.Target)] = list = [];
                list.Add(variation);
            }
        }

        var variations = ImmutableArray.CreateBuilder<TemplateVariation>();
        foreach (RegionSettings region in configuration.Regions)
        {
            foreach (SampleSettings sample in ModelSamples.Of(configuration, region))
            {
                var target = new TemplateKey(region.Name, sample.Name);
                if (all.Find(target) is null) continue;

                foreach (SystematicSettings systematic in configuration.Systematics.Where(systematic => ModelSamples.ActsOn(configuration, systematic, region, sample)))
                {
                    if (systematic.Type == SystematicType.Covariance) variations.AddRange(covariances.GetValueOrDefault((systematic.Name, target)) ?? []);
                    else if (Of(systematic, target, all) is { } variation) variations.Add(variation);
                }
            }
        }

        return new VariationSet(all, variations.ToImmutable()) { Covariances = summaries.ToImmutable() };
    }

    private static void RequireOneBinning(AnalysisConfiguration configuration, TemplateSet templates)
    {
        var findings = new DiagnosticCollector();
        foreach (IGrouping<string, KeyValuePair<TemplateKey, Template>> region in templates.Templates.GroupBy(pair => pair.Key.Region, StringComparer.Ordinal))
        {
            KeyValuePair<TemplateKey, Template>[] nominalFirst = [.. region.OrderBy(pair => pair.Key.IsNominal ? 0 : 1)];
            foreach ((TemplateKey key, Template template) in nominalFirst.Where(pair => pair.Value.BinCount != nominalFirst[0].Value.BinCount))
            {
                SourceLocation location = configuration.Systematics.FirstOrDefault(systematic => systematic.Name == key.Systematic)?.Location ?? configuration.Samples.FirstOrDefault(sample => sample.Name == key.Sample)?.Location ?? default;
                findings.Error("WK888", location, string.Create(CultureInfo.InvariantCulture, $"template {key} has {template.BinCount} bins, but {nominalFirst[0].Key} has {nominalFirst[0].Value.BinCount}."), "Give all templates of a region one binning.");
            }
        }

        findings.ThrowIfErrors();
    }

    private static TemplateVariation? Of(SystematicSettings systematic, TemplateKey target, TemplateSet templates)
    {
        var variation = new TemplateVariation(target, systematic, systematic.ModifierName);
        if (systematic.Type == SystematicType.Normalization)
        {
            return variation with { NormUp = 1 + systematic.Up?.Normalization, NormDown = 1 + systematic.Down?.Normalization };
        }

        TemplateKey reference = systematic.ReferenceSample is { } name ? target with { Sample = name } : target;
        if (templates.Find(reference) is not { } nominal) return null;

        Template? up = Side(systematic.Up, TemplateKey.Up, systematic.Name, reference, templates);
        Template? down = Side(systematic.Down, TemplateKey.Down, systematic.Name, reference, templates);
        if (!systematic.Variations.IsDefaultOrEmpty)
        {
            Template[] members = [.. systematic.Variations.Select((settings, i) => Side(settings, TemplateKey.Member(i), systematic.Name, reference, templates)).OfType<Template>()];
            if (members.Length == 0) return null;
            (up, down) = VariationCombination.Combine(nominal, members, systematic.Combination);
        }

        if (reference != target)
        {
            up = TakeOver(up, nominal, templates.Templates[target]);
            down = TakeOver(down, nominal, templates.Templates[target]);
        }

        if (systematic.Type == SystematicType.ShapeSys) return BinByBin(variation, up, down, templates.Templates[target]);

        return up is null && down is null ? null : variation with { Up = up, Down = down };
    }

    internal static Template? Side(VariationSettings? settings, string side, string systematic, TemplateKey reference, TemplateSet templates)
    {
        if (settings is null || settings.IsSymmetrized) return null;
        if (settings.Normalization is { } change) return Scaled(templates.Templates[reference], 1 + change);

        return settings.Sample is { } other ? templates.Find(reference with { Sample = other }) : templates.Find(reference with { Systematic = systematic, Side = side });
    }

    private static Template Scaled(Template template, double factor) =>
        new([.. template.Yields.Select(value => factor * value)], [.. template.Variances.Select(value => factor * factor * value)]);

    /// <summary>The target with the relative change that the reference has; unchanged where the reference is empty.</summary>
    private static Template? TakeOver(Template? varied, Template reference, Template target)
    {
        if (varied is null) return null;

        double[] ratio = [.. varied.Yields.Select((value, bin) => reference.Yields[bin] == 0 ? 1 : value / reference.Yields[bin])];
        return new Template([.. target.Yields.Select((value, bin) => value * ratio[bin])], [.. target.Variances.Select((value, bin) => value * ratio[bin] * ratio[bin])]);
    }

    private static TemplateVariation? BinByBin(TemplateVariation variation, Template? up, Template? down, Template nominal)
    {
        Template[] sides = [.. new[] { up, down }.OfType<Template>()];
        if (sides.Length == 0) return null;

        return variation with { BinUncertainties = [.. nominal.Yields.Select((value, bin) => sides.Sum(side => Math.Abs(side.Yields[bin] - value)) / sides.Length)] };
    }

    private static IEnumerable<TemplateVariation> OfCovariance(SystematicSettings systematic, AnalysisConfiguration configuration, TemplateSet templates, CovarianceInput input)
    {
        CovarianceLayout layout = CovarianceLayout.Of(configuration, systematic, templates);
        if (layout.BinCount == 0) yield break;

        (EigenVariations eigen, double[]? uncorrelated) = new CovarianceParts(layout, templates, input.Tables, input.Folder).Decompose(systematic);
        input.Summaries.Add(new CovarianceSummary(systematic.Name, layout.BinCount, eigen.Rank, eigen.Kept.Length, eigen.Precision));
        double[]? rest = Rest(eigen, uncorrelated, systematic.Covariance!.KeepsRemainder);
        for (int i = 0; i < layout.Targets.Length; i++)
        {
            TemplateKey target = layout.Targets[i];
            Template nominal = templates.Templates[target];
            int first = layout.FirstBins[i];
            for (int k = 0; k < eigen.Kept.Length; k++)
            {
                double[] vector = eigen.Kept[k][first..(first + nominal.BinCount)];
                if (Array.TrueForAll(vector, value => value == 0)) continue;

                yield return new TemplateVariation(target, systematic, $"{systematic.ModifierName}_{k}")
                {
                    Up = Shifted(nominal, vector, 1),
                    Down = Shifted(nominal, vector, -1),
                };
            }

            if (rest is null || Array.TrueForAll(rest[first..(first + nominal.BinCount)], value => value == 0)) continue;

            yield return new TemplateVariation(target, systematic, systematic.ModifierName + RemainderSuffix) { BinUncertainties = [.. rest[first..(first + nominal.BinCount)]] };
        }
    }

    private static double[]? Rest(EigenVariations eigen, double[]? uncorrelated, bool keepsRemainder)
    {
        if (uncorrelated is null && !keepsRemainder) return null;

        return [.. eigen.Remainder.Select((variance, bin) => Math.Sqrt((keepsRemainder ? variance : 0) + (uncorrelated is null ? 0 : uncorrelated[bin] * uncorrelated[bin])))];
    }

    private static Template Shifted(Template nominal, double[] vector, int sign) =>
        new([.. nominal.Yields.Select((value, bin) => value + (sign * vector[bin]))], nominal.Variances);

    private sealed record CovarianceInput(IReadOnlyDictionary<string, CorrectionTable> Tables, string Folder, ImmutableArray<CovarianceSummary>.Builder Summaries);
}
