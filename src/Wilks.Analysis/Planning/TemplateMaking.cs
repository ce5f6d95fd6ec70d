using System.Collections.Immutable;
using System.Diagnostics;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>One run of making templates: edges first, then what is not up to date.</summary>
internal sealed class TemplateMaking
{
    private static readonly TimeSpan s_checkpointPeriod = TimeSpan.FromSeconds(5);

    private readonly AnalysisConfiguration _configuration;
    private readonly string _folder;
    private readonly TemplateBuildOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly FillOptions _fill;
    private readonly InputHashes _inputs;
    private readonly Fingerprints _fingerprints;
    private readonly Dictionary<(TemplateKey Key, bool IsFine), StoredTemplate> _earlier;
    private readonly List<StoredTemplate> _templates = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private long _lastCheckpoint = Stopwatch.GetTimestamp();
    private int _made;
    private int _reused;
    private long _events;

    internal TemplateMaking(AnalysisConfiguration configuration, string folder, TemplateArchive earlier, TemplateBuildOptions options, CancellationToken cancellationToken)
    {
        _configuration = configuration;
        _folder = folder;
        _options = options;
        _cancellationToken = cancellationToken;
        _fill = new FillOptions { Dialect = configuration.General.Dialect, NotFinite = configuration.General.NotFinite, Threads = options.Threads, Progress = options.Progress };
        _inputs = new InputHashes(earlier.Inputs, folder);
        _fingerprints = new Fingerprints(_inputs, _fill);
        _earlier = earlier.Templates.ToDictionary(stored => (stored.Key, stored.IsFine));
    }

    internal TemplateBuild Run()
    {
        ImmutableSortedDictionary<string, CorrectionTable> tables = _configuration.Corrections.ToImmutableSortedDictionary(
            correction => correction.Name,
            correction => CorrectionTables.Read(Path.Combine(_folder, correction.Table), correction),
            StringComparer.Ordinal);
        Dictionary<string, ImmutableArray<INumericAxis>> axes = Axes(tables);
        TemplatePlan plan = new TemplatePlanner(_configuration, _folder, tables).Plan(axes);
        Make(plan, isFine: false);
        return new TemplateBuild(Archive(), tables)
        {
            MadeCount = _made,
            ReusedCount = _reused,
            EventCount = _events,
            Diagnostics = [.. _diagnostics],
        };
    }

    /// <summary>The axes of all regions with variables; automatic edges from templates of a fine binning.</summary>
    private Dictionary<string, ImmutableArray<INumericAxis>> Axes(ImmutableSortedDictionary<string, CorrectionTable> tables)
    {
        var axes = new Dictionary<string, ImmutableArray<INumericAxis>>(StringComparer.Ordinal);
        foreach (RegionSettings region in _configuration.Regions.Where(region => !region.Binnings.IsDefaultOrEmpty))
        {
            if (region.Binnings.Any(binning => binning is AutomaticBinning)) axes[region.Name] = Automatic(region, tables);
            else axes[region.Name] = [.. region.Binnings.Select((binning, i) => Named(Fixed(binning), region.Variables, i))];
        }

        return axes;
    }

    private static INumericAxis Fixed(IBinning binning) => binning is RegularBinning regular ? regular.Axis : ((EdgeBinning)binning).Axis;

    private static INumericAxis Named(INumericAxis axis, ImmutableArray<string> variables, int index) => axis switch
    {
        { Name.Length: > 0 } => axis,
        RegularAxis regular => regular with { Name = variables[index] },
        VariableAxis variable => variable with { Name = variables[index] },
        _ => axis,
    };

    // Of several variables each is divided by itself, over all events of the region.
    private ImmutableArray<INumericAxis> Automatic(RegionSettings region, ImmutableSortedDictionary<string, CorrectionTable> tables)
    {
        var axes = ImmutableArray.CreateBuilder<INumericAxis>();
        for (int i = 0; i < region.Binnings.Length; i++)
        {
            if (region.Binnings[i] is not AutomaticBinning automatic)
            {
                axes.Add(Named(Fixed(region.Binnings[i]), region.Variables, i));
                continue;
            }

            RegionSettings alone = region with { Name = $"{region.Name} (binning of {region.Variables[i]})", Variables = [region.Variables[i]], Binnings = [automatic] };
            var fine = new RegularAxis(automatic.Candidates, automatic.Lower, automatic.Upper);
            AnalysisConfiguration only = _configuration with { Regions = [alone], Samples = [.. _configuration.Samples.Where(sample => sample.Regions.Contains(region.Name)).Select(sample => sample with { Regions = NameSelection.All })] };
            TemplatePlan plan = new TemplatePlanner(only, _folder, tables).PlanNominal(alone, [fine]);
            Make(plan, isFine: true);
            axes.Add(new VariableAxis(Edges(alone.Name, automatic, fine)) { Name = region.Variables[i] });
        }

        return axes.ToImmutable();
    }

    private ImmutableArray<double> Edges(string region, AutomaticBinning automatic, RegularAxis fine)
    {
        StoredTemplate[] all = [.. _templates.Where(stored => stored.IsFine && stored.Key.Region == region)];
        bool IsOf(StoredTemplate stored, SampleRole role) => _configuration.Samples.First(sample => sample.Name == stored.Key.Sample).Role == role;
        bool isSignificance = automatic.Rule == AutomaticRule.Significance;
        Template divided = Sum(fine.BinCount, all.Where(stored => isSignificance || automatic.Samples.IsAll ? IsOf(stored, SampleRole.Background) : automatic.Samples.Contains(stored.Key.Sample)));
        EdgeChoice choice = isSignificance
            ? AutomaticEdges.Significance([.. fine.Edges], Sum(fine.BinCount, all.Where(stored => IsOf(stored, SampleRole.Signal))), divided, automatic.BinCount, automatic.MaximumUncertainty)
            : AutomaticEdges.EqualPopulation([.. fine.Edges], divided.Yields.AsSpan(), automatic.BinCount);
        if (choice.Status != EdgeStatus.Found && !(isSignificance && choice.Status == EdgeStatus.FewerBins))
        {
            _diagnostics.Add(new Diagnostic("WK886", Severity.Warning, automatic.Location, $"automatic binning: {choice.Message}", ""));
        }

        return choice.Edges;
    }

    private static Template Sum(int binCount, IEnumerable<StoredTemplate> templates)
    {
        double[] yields = new double[binCount];
        double[] variances = new double[binCount];
        foreach (StoredTemplate stored in templates)
        {
            for (int bin = 0; bin < binCount; bin++)
            {
                yields[bin] += stored.Filled.Template.Yields[bin];
                variances[bin] += stored.Filled.Template.Variances[bin];
            }
        }

        return new Template([.. yields], [.. variances]);
    }

    private void Make(TemplatePlan plan, bool isFine)
    {
        var wanted = new List<FillRequest>();
        var prints = new Dictionary<TemplateKey, string>();
        foreach (FillRequest request in plan.Events)
        {
            if (Custom(request.Key, [.. request.Axes]) || Reuse(request.Key, _fingerprints.Of(request), isFine, prints)) continue;
            wanted.Add(request);
        }

        var histograms = new List<HistogramRequest>();
        foreach (HistogramRequest request in plan.Histograms)
        {
            if (Custom(request.Key, default) || Reuse(request.Key, _fingerprints.Of(request), isFine, prints)) continue;
            histograms.Add(request);
        }

        if (wanted.Count > 0)
        {
            foreach (List<FillRequest> part in SourceGroups.Of(wanted))
            {
                FillResult filled = TemplateFiller.Fill(part, _fill, _cancellationToken);
                _events += filled.EventCount;
                _diagnostics.AddRange(filled.Diagnostics);
                foreach (FillRequest request in part) Keep(request.Key, prints[request.Key], filled.Templates[request.Key], [.. request.Axes], isFine);
                Checkpoint();
            }
        }

        if (histograms.Count == 0) return;

        HistogramResult collected = HistogramCollector.Collect(histograms, _cancellationToken);
        _diagnostics.AddRange(collected.Diagnostics);
        foreach (HistogramRequest request in histograms) Keep(request.Key, prints[request.Key], new FilledTemplate(collected.Templates[request.Key]), [.. collected.Axes[request.Key.Region]], isFine);
    }

    // Long work is not lost with the process.
    private void Checkpoint()
    {
        if (_options.Checkpoint is null || Stopwatch.GetElapsedTime(_lastCheckpoint) < s_checkpointPeriod) return;

        _options.Checkpoint(Archive());
        _lastCheckpoint = Stopwatch.GetTimestamp();
    }

    private TemplateArchive Archive() => new([.. _templates.OrderBy(stored => stored.Key, TemplateKey.Order).ThenBy(stored => stored.IsFine)], _inputs.Used);

    private bool Reuse(TemplateKey key, string? fingerprint, bool isFine, Dictionary<TemplateKey, string> prints)
    {
        prints[key] = fingerprint ?? "";
        if (fingerprint is null || !_earlier.TryGetValue((key, isFine), out StoredTemplate? stored) || stored.Fingerprint != fingerprint) return false;

        _templates.Add(stored);
        _reused++;
        return true;
    }

    private void Keep(TemplateKey key, string fingerprint, FilledTemplate filled, ImmutableArray<IAxis> axes, bool isFine)
    {
        _templates.Add(new StoredTemplate(key, fingerprint, filled) { Axes = axes, IsFine = isFine });
        _made++;
    }

    private bool Custom(TemplateKey key, ImmutableArray<IAxis> axes)
    {
        foreach (ITemplateSource source in _options.Sources)
        {
            if (source.Make(key, _configuration) is not { } template) continue;

            Keep(key, "", new FilledTemplate(template), axes.IsDefault ? [] : axes, isFine: false);
            return true;
        }

        return false;
    }
}
