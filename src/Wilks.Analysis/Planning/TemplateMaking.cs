using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>One run of making templates: edges first, then what is not up to date.</summary>
internal sealed class TemplateMaking
{
    // Between the name of a region and the number of the variable that it is divided in.
    private const string FineSeparator = " (binning of variable ";

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
        return new TemplateBuild(Archive(_templates), tables)
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

            RegionSettings alone = region with { Name = string.Create(CultureInfo.InvariantCulture, $"{region.Name}{FineSeparator}{i})"), Variables = [region.Variables[i]], Binnings = [automatic] };
            var fine = new RegularAxis(automatic.Candidates, automatic.Lower, automatic.Upper);
            AnalysisConfiguration only = _configuration with
            {
                Regions = [alone],
                Samples = [.. _configuration.Samples.Where(sample => sample.Regions.Contains(region.Name)).Select(sample => sample with { Regions = NameSelection.All })],
                Corrections = [.. _configuration.Corrections.Where(correction => correction.Regions.Contains(region.Name)).Select(correction => correction with { Regions = NameSelection.All })],
                Systematics = [],
            };
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
        var reused = new ReusedTemplates();
        var prints = new Dictionary<TemplateKey, string>();
        foreach (FillRequest request in plan.Events)
        {
            if (Custom(request.Key, [.. request.Axes], isFine)) continue;
            if (Reuse(request.Key, _fingerprints.Of(request), isFine, prints)) reused.Add(request, _templates[^1].Filled);
            else wanted.Add(request);
        }

        _diagnostics.AddRange(reused.Warnings());

        var histograms = new List<HistogramRequest>();
        foreach (HistogramRequest request in plan.Histograms)
        {
            if (Custom(request.Key, default, isFine) || Reuse(request.Key, _fingerprints.Of(request), isFine, prints)) continue;
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
        RequireOneBinning(histograms, collected);
        foreach (HistogramRequest request in histograms) Keep(request.Key, prints[request.Key], new FilledTemplate(collected.Templates[request.Key]), [.. collected.Axes[request.Key.Region]], isFine);
    }

    // Those collected now agree among themselves; others of their regions may be filled from events, or older.
    private void RequireOneBinning(List<HistogramRequest> requests, HistogramResult collected)
    {
        var findings = new DiagnosticCollector();
        foreach ((string region, ImmutableArray<INumericAxis> axes) in collected.Axes)
        {
            StoredTemplate? other = _templates.Find(stored => stored.Key.Region == region && !stored.IsFine && !stored.Axes.IsEmpty);
            if (other is null || HistogramCollector.Difference([.. other.Axes.OfType<INumericAxis>()], axes) is not { } difference) continue;

            HistogramRequest first = requests.First(request => request.Key.Region == region);
            findings.Error("WK888", first.Location, $"template {first.Key} has {difference} as {other.Key} has.", "Give all templates of a region one binning.");
        }

        findings.ThrowIfErrors();
    }

    // Long work is not lost with the process, nor is what was made before and is still to be looked at.
    private void Checkpoint()
    {
        if (_options.Checkpoint is null || Stopwatch.GetElapsedTime(_lastCheckpoint) < _options.CheckpointPeriod) return;

        HashSet<(TemplateKey, bool)> known = [.. _templates.Select(stored => (stored.Key, stored.IsFine))];
        _options.Checkpoint(Archive([.. _templates, .. _earlier.Values.Where(stored => !known.Contains((stored.Key, stored.IsFine)))]));
        _lastCheckpoint = Stopwatch.GetTimestamp();
    }

    private TemplateArchive Archive(IReadOnlyList<StoredTemplate> templates) => new([.. templates.OrderBy(stored => stored.Key, TemplateKey.Order).ThenBy(stored => stored.IsFine)], _inputs.Used);

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

    // What code makes has the bins of its region and can't be divided more finely: it takes no part in finding edges.
    private bool Custom(TemplateKey key, ImmutableArray<IAxis> axes, bool isFine)
    {
        TemplateKey asked = isFine ? key with { Region = key.Region[..key.Region.LastIndexOf(FineSeparator, StringComparison.Ordinal)] } : key;
        foreach (ITemplateSource source in _options.Sources)
        {
            if (source.Make(asked, _configuration) is not { } template) continue;
            if (isFine) return true;

            Keep(key, "", new FilledTemplate(template), axes.IsDefault ? [] : axes, isFine: false);
            return true;
        }

        return false;
    }
}
