using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>Works out which templates a configuration needs, and what each is made of.</summary>
internal sealed class TemplatePlanner
{
    private readonly AnalysisConfiguration _configuration;
    private readonly InputPaths _paths;
    private readonly IReadOnlyDictionary<string, CorrectionTable> _tables;
    private readonly HashSet<string> _cellsWanted;
    private readonly DiagnosticCollector _findings = new();
    private readonly Dictionary<TemplateKey, FillRequest> _events = [];
    private readonly Dictionary<TemplateKey, HistogramRequest> _histograms = [];

    internal TemplatePlanner(AnalysisConfiguration configuration, string folder, IReadOnlyDictionary<string, CorrectionTable> tables)
    {
        _configuration = configuration;
        _paths = new InputPaths(configuration, folder);
        _tables = tables;
        _cellsWanted = [.. configuration.Systematics.Select(systematic => systematic.Covariance?.Source).OfType<CorrectionSource>().Select(source => source.Correction)];
    }

    /// <summary>Plans every template.</summary>
    /// <param name="axes">The axes of the regions that have variables.</param>
    /// <exception cref="WorkspaceException">A template can't be asked for as written; carries every problem.</exception>
    internal TemplatePlan Plan(IReadOnlyDictionary<string, ImmutableArray<INumericAxis>> axes)
    {
        foreach (RegionSettings region in _configuration.Regions)
        {
            foreach (SampleSettings sample in _configuration.Samples.Where(sample => sample.Regions.Contains(region.Name)))
            {
                bool isHidden = sample.Role == SampleRole.Data && region.IsBlind;
                if (!isHidden && sample.Formula is null) Add(new TemplateKey(region.Name, sample.Name), region, sample, null, axes);
            }

            foreach (SystematicSettings systematic in _configuration.Systematics) AddSystematic(systematic, region, axes);
        }

        _findings.ThrowIfErrors();
        return new TemplatePlan([.. _events.Values], [.. _histograms.Values]);
    }

    /// <summary>The nominal templates of one region, with other axes: what automatic edges are found from.</summary>
    internal TemplatePlan PlanNominal(RegionSettings region, ImmutableArray<INumericAxis> axes)
    {
        var fine = new Dictionary<string, ImmutableArray<INumericAxis>>(StringComparer.Ordinal) { [region.Name] = axes };
        foreach (SampleSettings sample in ModelSamples.Of(_configuration, region).Where(sample => sample.Formula is null)) Add(new TemplateKey(region.Name, sample.Name), region, sample, null, fine);
        return new TemplatePlan([.. _events.Values], [.. _histograms.Values]);
    }

    private void AddSystematic(SystematicSettings systematic, RegionSettings region, IReadOnlyDictionary<string, ImmutableArray<INumericAxis>> axes)
    {
        foreach (SampleSettings sample in _configuration.Samples.Where(sample => ModelSamples.IsInModel(_configuration, sample) && ModelSamples.ActsOn(_configuration, systematic, region, sample)))
        {
            SampleSettings varied = systematic.ReferenceSample is { } reference ? _configuration.Samples.First(other => other.Name == reference) : sample;
            foreach (SampleSettings input in Leaves(varied, systematic))
            {
                foreach ((string side, VariationSettings variation) in Sides(systematic))
                {
                    if (variation.HasTemplate && variation.Sample is null) Add(new TemplateKey(region.Name, input.Name, systematic.Name, side), region, input, variation, axes);
                }
            }
        }
    }

    /// <summary>Of a sample itself, or of a formula: the samples of events that a systematic changes, all of them where it names none. Data are never varied.</summary>
    private SampleSettings[] Leaves(SampleSettings sample, SystematicSettings systematic)
    {
        if (sample.Formula is null) return [sample];

        SampleSettings[] all = [.. LeavesOf(sample, []).Where(leaf => leaf.Role != SampleRole.Data)];
        SampleSettings[] named = systematic.Samples.IsAll ? all : [.. all.Where(leaf => systematic.Samples.Contains(leaf.Name))];
        return named.Length == 0 ? all : named;
    }

    private IEnumerable<SampleSettings> LeavesOf(SampleSettings sample, HashSet<string> seen)
    {
        if (!seen.Add(sample.Name)) return [];
        if (sample.Formula is null) return [sample];

        return SampleArithmetic.Inputs(sample).SelectMany(name => _configuration.Samples.Where(other => other.Name == name)).SelectMany(input => LeavesOf(input, seen));
    }

    private static IEnumerable<(string Side, VariationSettings Variation)> Sides(SystematicSettings systematic)
    {
        if (systematic.Type == SystematicType.Normalization) yield break;
        if (systematic.Up is not null) yield return (TemplateKey.Up, systematic.Up);
        if (systematic.Down is not null) yield return (TemplateKey.Down, systematic.Down);

        ImmutableArray<VariationSettings> members = systematic.Covariance?.Source is ReplicaSource replicas ? replicas.Variations : systematic.Variations;
        for (int i = 0; i < members.Length; i++) yield return (TemplateKey.Member(i), members[i]);
    }

    private void Add(TemplateKey key, RegionSettings region, SampleSettings sample, VariationSettings? variation, IReadOnlyDictionary<string, ImmutableArray<INumericAxis>> axes)
    {
        IReadOnlyList<string> paths = _paths.Of(region, sample, variation);
        SourceLocation location = variation?.Location ?? sample.Location;
        if (InputPaths.IsHistogram(paths[0], variation?.Tree ?? sample.Tree))
        {
            if (paths.Count > 1) _findings.Error("WK879", location, $"template {key} is to be taken from {paths.Count} histograms; expected one.", "Add them beforehand, or give each a sample and make a sample of them by a 'Formula'.");
            _histograms[key] = new HistogramRequest(key, paths[0], location) { Overflow = region.Overflow ?? _configuration.General.Overflow };
            return;
        }

        ImmutableArray<string> variables = variation is { Variables.IsDefaultOrEmpty: false } ? variation.Variables : region.Variables;
        if (!HasAxes(key, variables, axes.GetValueOrDefault(region.Name), location)) return;

        _events[key] = new FillRequest(key, new EventSource([.. paths], variation?.Tree ?? sample.Tree, [.. _paths.Friends(region, sample, variation)]))
        {
            Filters = Filters(region, sample, variation),
            Weights = Weights(sample, variation),
            Variables = variables,
            Axes = axes.GetValueOrDefault(region.Name),
            Overflow = region.Overflow ?? _configuration.General.Overflow,
            Corrections = sample.Role == SampleRole.Data ? [] : [.. Corrections(region, sample, isNominal: variation is null)],
            Location = location,
        };
    }

    private bool HasAxes(TemplateKey key, ImmutableArray<string> variables, ImmutableArray<INumericAxis> axes, SourceLocation location)
    {
        int count = axes.IsDefault ? 0 : axes.Length;
        if (variables.Length == count && count > 0) return true;

        if (count == 0) _findings.Error("WK884", location, $"template {key} is filled from events, but region '{key.Region}' has no Variable and Binning.", "Give the region both.");
        else _findings.Error("WK885", location, $"template {key} has {variables.Length} variables, but region '{key.Region}' has {count}.", "Give one for each; a systematic of regions with other variables can stand twice, with one ModifierName and other Regions.");
        return false;
    }

    private ImmutableArray<string> Filters(RegionSettings region, SampleSettings sample, VariationSettings? variation)
    {
        bool combines = (sample.FilterMode ?? _configuration.General.FilterMode) == FilterMode.Combine;
        string?[] written = [region.Filter, sample.Filter, variation?.Filter];
        IEnumerable<string?> used = combines ? written : [written.LastOrDefault(filter => filter is not null)];
        return [.. used.Prepend(_configuration.General.Filter).OfType<string>().Where(filter => filter.Length > 0)];
    }

    private ImmutableArray<string> Weights(SampleSettings sample, VariationSettings? variation)
    {
        string? common = sample.Role == SampleRole.Data ? null : _configuration.General.Weight;
        return [.. new[] { common, variation?.Weight ?? sample.Weight, variation?.WeightFactor }.OfType<string>()];
    }

    private IEnumerable<FillCorrection> Corrections(RegionSettings region, SampleSettings sample, bool isNominal) =>
        from correction in _configuration.Corrections
        where correction.Regions.Contains(region.Name) && ModelSamples.Selects(_configuration, correction.Samples, sample.Name)
        let keeps = isNominal && _cellsWanted.Contains(correction.Name)
        where keeps || correction.IsApplied
        select new FillCorrection(correction, _tables[correction.Name]) { KeepsCells = keeps };
}
