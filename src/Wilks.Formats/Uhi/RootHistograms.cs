using Wilks.Formats.Tables;
using Wilks.Histograms;
using Wilks.Root;
using Histogram = Wilks.Histograms.Histogram;
using RootHistogram = Wilks.Root.Histogram;

namespace Wilks.Formats.Uhi;

/// <summary>Histograms of ROOT files: TH1, TH2 and TH3 of every number type are read, TH1D and TH2D are written. Flow bins are kept.</summary>
internal static class RootHistograms
{
    private const string Extension = ".root";

    /// <summary>Whether a path is a ROOT file, or an object in one (<c>file.root:dir/name</c>).</summary>
    public static bool IsRoot(string path) => Split(path).File.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what a path names is a histogram, or a file of which nothing else is a table.</summary>
    public static bool Recognizes(string path) => Guarded(() =>
    {
        (string name, string? inner) = Split(path);
        using RootFile file = RootFile.Open(name);
        return inner is null ? file.Entries().All(entry => !entry.Key.IsTable) : file[inner] is RootHistogram;
    });

    /// <summary>The histogram that a path names, or all of the file, each by its path in it.</summary>
    public static IReadOnlyList<Histogram> Read(string path) => Guarded(() =>
    {
        (string name, string? inner) = Split(path);
        using RootFile file = RootFile.Open(name);
        if (inner is not null) return [Convert(inner, file.Histogram(inner))];

        Histogram[] all = [.. file.Entries().Where(entry => IsHistogram(entry.Key.ClassName)).Select(entry => entry.Path).Distinct().Select(found => Convert(found, file.Histogram(found)))];
        return all.Length > 0 ? all : throw new TableException($"'{name}' holds no histogram. 'wilks look' shows what it holds.");
    });

    /// <summary>Opens a file of which several are read.</summary>
    public static OpenFile Open(string path) => Guarded(() => new OpenFile(RootFile.Open(path)));

    /// <summary>Writes histograms of one or two numeric axes by their names.</summary>
    public static void Write(IReadOnlyList<Histogram> histograms, Stream stream)
    {
        using RootWriter writer = RootWriter.Create(stream);
        foreach ((int index, Histogram histogram) in histograms.Index())
        {
            if (histogram.Axes.Count is not (1 or 2) || histogram.Axes.Any(axis => axis is not INumericAxis)) throw new TableException($"Histogram '{histogram.Name}' has {histogram.Axes.Count} axes or one of categories; of ROOT files one or two numeric axes are written. Write .json.");
            INumericAxis[] axes = [.. histogram.Axes.Cast<INumericAxis>()];
            writer.Write(histogram.Name.Length == 0 ? $"h{index}" : histogram.Name, new HistogramDraft(histogram.Name, [.. axes.Select(axis => axis.Edges)], WithFlow(histogram, histogram.Values), histogram.HoldsCounts ? null : WithFlow(histogram, histogram.Variances)));
        }
    }

    private static (string File, string? Object) Split(string path)
    {
        int end = path.IndexOf(Extension + ":", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? (path, null) : (path[..(end + Extension.Length)], path[(end + Extension.Length + 1)..]);
    }

    private static bool IsHistogram(string className) => className.Length == 4 && className.StartsWith("TH", StringComparison.Ordinal) && className[2] is >= '1' and <= '3' && char.IsAsciiLetterUpper(className[3]);

    private static Histogram Convert(string name, RootHistogram histogram)
    {
        IAxis[] axes = [.. histogram.Axes.Select(Convert)];
        return new Histogram(name, axes, histogram.Values, histogram.SumOfSquaresCount == 0 ? null : histogram.Variances);
    }

    private static IAxis Convert(Axis axis) => axis.IsVariable
        ? new VariableAxis(axis.Edges) { Name = axis.Title, HasUnderflow = true, HasOverflow = true }
        : new RegularAxis(axis.BinCount, axis.Edges[0], axis.Edges[^1]) { Name = axis.Title, HasUnderflow = true, HasOverflow = true };

    // Cells with an empty flow where the histogram keeps none.
    private static double[] WithFlow(Histogram histogram, ReadOnlySpan<double> cells)
    {
        int[] extents = [.. histogram.Axes.Select(axis => axis.BinCount + 2)];
        double[] all = new double[extents.Aggregate(1, (product, extent) => product * extent)];
        int[] indices = [.. histogram.Axes.Select(axis => axis.HasUnderflow ? -1 : 0)];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            int place = 0;
            for (int a = 0; a < indices.Length; a++) place = (place * extents[a]) + indices[a] + 1;
            all[place] = cells[cell];
            for (int a = indices.Length - 1; a >= 0 && ++indices[a] == histogram.Axes[a].BinCount + (histogram.Axes[a].HasOverflow ? 1 : 0); a--) indices[a] = histogram.Axes[a].HasUnderflow ? -1 : 0;
        }

        return all;
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is RootException or IOException)
        {
            throw new TableException(exception.Message, exception);
        }
        catch (ArgumentException exception)
        {
            throw new TableException($"The histogram can't be used: {exception.Message.Split(" (Parameter")[0]}", exception);
        }
    }

    /// <summary>A ROOT file that stays open.</summary>
    internal sealed class OpenFile(RootFile file) : IDisposable
    {
        /// <summary>The paths of the histograms in it.</summary>
        public IReadOnlyList<string> Names { get; } = [.. file.Entries().Where(entry => IsHistogram(entry.Key.ClassName)).Select(entry => entry.Path).Distinct()];

        /// <summary>A histogram by its path, with a cycle or without; null when there is none.</summary>
        public Histogram? Find(string path)
        {
            string name = path.TrimStart('/');
            int cycle = name.LastIndexOf(';');
            if (!Names.Contains(cycle < 0 ? name : name[..cycle])) return null;
            return Guarded(() => Convert(name, file.Histogram(name)));
        }

        public void Dispose() => file.Dispose();
    }
}
