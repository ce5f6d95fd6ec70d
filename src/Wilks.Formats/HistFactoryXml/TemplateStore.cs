using Wilks.Histograms;
using Wilks.Root;
using Wilks.Workspaces;
using RootHistogram = Wilks.Root.Histogram;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Reads histograms from ROOT files, each file opened and each histogram read once.</summary>
internal sealed class TemplateStore(PathResolver resolver, HistFactoryDialect dialect, DiagnosticCollector findings) : IDisposable
{
    private readonly Dictionary<string, RootFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Path), Template?> _read = [];

    /// <summary>A histogram; null when it can't be had, which was reported then.</summary>
    /// <param name="file">The file as the XML names it.</param>
    /// <param name="folder">The folder inside it.</param>
    /// <param name="name">The name of the histogram.</param>
    /// <param name="from">The element that asks for it.</param>
    public Template? Read(string? file, string? folder, string? name, SourceLocation from)
    {
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(file))
        {
            string missing = string.IsNullOrEmpty(name) ? "HistoName" : "InputFile";
            findings.Error("WK705", from, $"no histogram is named: there is no {missing} here or in the elements around it.", $"Add {missing}.");
            return null;
        }

        if (resolver.Resolve(file, from) is not { } path || Open(path, file, from) is not { } root) return null;

        // ROOT looks in the folder; pyhf at the name first.
        string inFolder = $"{folder?.Trim('/')}/{name}".TrimStart('/');
        string[] candidates = dialect == HistFactoryDialect.Pyhf ? [name, inFolder] : [inFolder, name];
        HashSet<string> paths = [.. root.Entries().Where(entry => entry.Key.ClassName is not ("TDirectory" or "TDirectoryFile")).Select(entry => entry.Path)];
        string? found = candidates.FirstOrDefault(paths.Contains);
        if (found is null)
        {
            findings.Error("WK706", from, $"'{file}' has no histogram '{inFolder}'{(inFolder == name ? "" : $" and no '{name}'")}.", NearestNames.Suggest(inFolder, paths));
            return null;
        }

        if (!_read.TryGetValue((path, found), out Template? template)) _read.Add((path, found), template = Convert(root, found, file, from));
        return template;
    }

    public void Dispose()
    {
        foreach (RootFile? file in _files.Values) file?.Dispose();
    }

    private RootFile? Open(string path, string name, SourceLocation from)
    {
        if (_files.TryGetValue(path, out RootFile? file)) return file;

        try
        {
            file = RootFile.Open(path);
        }
        catch (Exception exception) when (exception is RootException or IOException or UnauthorizedAccessException)
        {
            findings.Error("WK707", from, $"'{name}' is no ROOT file that can be read: {exception.Message}", "Check the file.");
        }

        _files.Add(path, file);
        return file;
    }

    private Template? Convert(RootFile file, string path, string name, SourceLocation from)
    {
        try
        {
            RootHistogram histogram = file.Histogram(path);
            double[] counts = histogram.ValuesInRange();
            double[] variances = histogram.SumOfSquaresCount > 0 ? histogram.VariancesInRange() : counts;
            return new Template(counts, [.. variances.Select(variance => Math.Sqrt(Math.Abs(variance)))], [.. histogram.Axes.Select(Convert)]);
        }
        catch (Exception exception) when (exception is RootException or ArgumentException)
        {
            findings.Error("WK707", from, $"'{path}' of '{name}' can't be read as a histogram: {exception.Message.Split(" (Parameter")[0]}", "Check the object with 'wilks look'.");
            return null;
        }
    }

    private static IAxis Convert(Axis axis)
    {
        string name = axis.Title.Length > 0 ? axis.Title : axis.Name is "xaxis" or "yaxis" or "zaxis" ? "" : axis.Name;
        return axis.IsVariable ? new VariableAxis(axis.Edges) { Name = name } : new RegularAxis(axis.BinCount, axis.Edges[0], axis.Edges[^1]) { Name = name };
    }
}
