using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Templates;
using Wilks.Formats.Tables;
using Wilks.Formats.Uhi;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>Takes templates from files of histograms; each file is opened once.</summary>
public static class HistogramCollector
{
    /// <summary>Takes templates. A variance that is NaN counts as 0, as in cabinetry; a histogram without variances holds counts.</summary>
    /// <param name="requests">Which ones.</param>
    /// <param name="cancellationToken">Stops between histograms.</param>
    /// <exception cref="WorkspaceException">A file or histogram is not there or can't be used, or those of one region have different axes; all is told at once.</exception>
    /// <exception cref="ArgumentException">A key is there twice.</exception>
    public static HistogramResult Collect(IReadOnlyList<HistogramRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.GroupBy(request => request.Key).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new ArgumentException($"The template '{twice.Key}' is asked for twice.", nameof(requests));

        var collector = new DiagnosticCollector();
        var found = new List<(HistogramRequest Request, Histogram Histogram)>();
        (string File, HistogramRequest Request)[] places = [.. requests.Select(request => (HistogramArchive.FileOf(request.Path), request))];
        int files = 0;
        foreach (IGrouping<string, (string File, HistogramRequest Request)> file in places.GroupBy(place => place.File, StringComparer.Ordinal))
        {
            files++;
            Read(file.Key, [.. file.Select(place => place.Request)], found, collector, cancellationToken);
        }

        // In the order of the requests, so that the first one of a region sets its axes.
        Dictionary<TemplateKey, int> order = requests.Index().ToDictionary(pair => pair.Item.Key, pair => pair.Index);
        found.Sort((one, other) => order[one.Request.Key].CompareTo(order[other.Request.Key]));
        HistogramResult result = Finish(found, collector);
        collector.ThrowIfErrors();
        return result with { FileCount = files, Diagnostics = collector.InDocumentOrder() };
    }

    private static void Read(string path, HistogramRequest[] requests, List<(HistogramRequest, Histogram)> found, DiagnosticCollector collector, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = HistogramArchive.Open(path);
            foreach (HistogramRequest request in requests)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Read(archive, request, collector) is { } histogram) found.Add((request, histogram));
            }
        }
        catch (TableException exception)
        {
            collector.Error("WK864", requests[0].Location, $"{Names(requests)}: {exception.Message}");
        }
        catch (WorkspaceException exception)
        {
            collector.Error("WK864", requests[0].Location, $"{Names(requests)}: {exception.Diagnostics[0].Message}", exception.Diagnostics[0].Hint);
        }
    }

    private static Histogram? Read(HistogramArchive archive, HistogramRequest request, DiagnosticCollector collector)
    {
        try
        {
            if (archive.Find(HistogramArchive.ObjectOf(request.Path)) is { } histogram) return histogram;

            string wanted = HistogramArchive.ObjectOf(request.Path) ?? "";
            if (wanted.Length == 0) collector.Error("WK864", request.Location, $"{request.Key}: '{archive.Path}' holds {archive.Names.Count} histograms.", $"Name one, as in '{archive.Path}:{(archive.Names.Count > 0 ? archive.Names[0] : "name")}'.");
            else collector.Error("WK864", request.Location, $"{request.Key}: '{archive.Path}' has no histogram '{wanted}'.", NearestNames.Suggest(wanted, archive.Names));
        }
        catch (TableException exception)
        {
            collector.Error("WK864", request.Location, $"{request.Key}: {exception.Message}");
        }

        return null;
    }

    private static string Names(HistogramRequest[] requests) => requests.Length == 1 ? $"{requests[0].Key}" : string.Create(CultureInfo.InvariantCulture, $"{requests[0].Key} and {requests.Length - 1} more");

    private static HistogramResult Finish(List<(HistogramRequest Request, Histogram Histogram)> found, DiagnosticCollector collector)
    {
        ImmutableSortedDictionary<TemplateKey, Template>.Builder templates = ImmutableSortedDictionary.CreateBuilder<TemplateKey, Template>(TemplateKey.Order);
        ImmutableSortedDictionary<string, ImmutableArray<INumericAxis>>.Builder axes = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<INumericAxis>>(StringComparer.Ordinal);
        var first = new Dictionary<string, HistogramRequest>(StringComparer.Ordinal);
        foreach ((HistogramRequest request, Histogram histogram) in found)
        {
            if (Axes(request, histogram, collector) is not { } own) continue;
            if (axes.TryGetValue(request.Key.Region, out ImmutableArray<INumericAxis> known))
            {
                if (Difference(known, own) is { } difference) collector.Error("WK865", request.Location, $"{request.Key}: '{request.Path}' has {difference} as '{first[request.Key.Region].Path}' of {first[request.Key.Region].Key} has.", "Histograms of one region have the same axes; make this one with those.");
            }
            else
            {
                (axes[request.Key.Region], first[request.Key.Region]) = (own, request);
            }

            Template template = FlowBins.Fold(histogram, request.Overflow);
            int bad = template.Yields.Count(value => !double.IsFinite(value)) + template.Variances.Count(value => !double.IsFinite(value));
            if (bad > 0) collector.Error("WK866", request.Location, string.Create(CultureInfo.InvariantCulture, $"{request.Key}: '{request.Path}' has {bad} contents or variances that are not finite."), "Make the histogram again without events of such weights.");
            templates[request.Key] = template;
        }

        return new HistogramResult(templates.ToImmutable()) { Axes = axes.ToImmutable() };
    }

    private static ImmutableArray<INumericAxis>? Axes(HistogramRequest request, Histogram histogram, DiagnosticCollector collector)
    {
        if (histogram.Axes.Count > 0 && histogram.Axes.All(axis => axis is INumericAxis)) return [.. histogram.Axes.Cast<INumericAxis>().Select(FlowBins.Without)];

        collector.Error("WK866", request.Location, $"{request.Key}: '{request.Path}' has an axis of categories, or none.", "Give a histogram of numeric axes.");
        return null;
    }

    /// <summary>In what the axes of two histograms differ; null where they are the same up to rounding.</summary>
    internal static string? Difference(ImmutableArray<INumericAxis> known, ImmutableArray<INumericAxis> own)
    {
        if (known.Length != own.Length) return $"{own.Length} axes, not {known.Length}";
        for (int a = 0; a < own.Length; a++)
        {
            if (own[a].BinCount != known[a].BinCount) return $"{own[a].BinCount} bins, not {known[a].BinCount}";
            for (int i = 0; i < own[a].Edges.Count; i++)
            {
                // Edges that were written by another program may differ by rounding.
                const double relative = 1e-9;
                (double one, double other) = (own[a].Edges[i], known[a].Edges[i]);
                if (one != other && !(Math.Abs(one - other) <= relative * Math.Max(Math.Abs(one), Math.Abs(other)))) return string.Create(CultureInfo.InvariantCulture, $"an edge at {one:R}, not at {other:R}");
            }
        }

        return null;
    }
}
