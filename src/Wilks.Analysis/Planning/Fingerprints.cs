using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wilks.Analysis.Filling;
using Wilks.Formats.Tables;
using Wilks.Histograms;

namespace Wilks.Analysis.Planning;

/// <summary>What a template depends on, as one hash: the content of its files and the part of the configuration that matters to it.</summary>
internal sealed class Fingerprints(InputHashes inputs, FillOptions options)
{
    /// <summary>Changes when templates of equal input would come out otherwise.</summary>
    private const int Version = 1;

    /// <summary>The fingerprint of a request; null where a file can't be read, which the filling then tells.</summary>
    internal string? Of(FillRequest request)
    {
        var text = new StringBuilder();
        Line(text, "events", Version.ToString(CultureInfo.InvariantCulture), options.Dialect.ToString(), options.NotFinite.ToString(), request.Overflow.ToString(), request.Source.Tree ?? "");
        if (!AddFiles(text, request.Source.Paths)) return null;

        Line(text, "friends");
        if (!AddFiles(text, request.Source.Friends)) return null;

        Line(text, [.. request.Filters.Prepend("filters")]);
        Line(text, [.. request.Weights.Prepend("weights")]);
        Line(text, [.. request.Variables.Prepend("variables")]);
        foreach (INumericAxis axis in request.Axes)
        {
            // Bins of one width are found by a division, others by a search: a value at an edge may fall otherwise.
            Line(text, axis is RegularAxis ? "regular" : "variable", axis.IsCircular ? "circular" : "", axis.Name);
            Numbers(text, axis.Edges);
        }

        foreach (FillCorrection correction in request.Corrections) Add(text, correction);
        return Hash(text);
    }

    /// <summary>The fingerprint of a histogram; null where its file can't be read.</summary>
    internal string? Of(HistogramRequest request)
    {
        var text = new StringBuilder();
        int colon = request.Path.LastIndexOf(':');
        bool hasObject = colon > 1 && !File.Exists(request.Path);
        string file = hasObject ? request.Path[..colon] : request.Path;
        Line(text, "histogram", Version.ToString(CultureInfo.InvariantCulture), request.Overflow.ToString(), hasObject ? request.Path[(colon + 1)..] : "");
        return AddFiles(text, [file]) ? Hash(text) : null;
    }

    private bool AddFiles(StringBuilder text, IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            IReadOnlyList<string> files;
            try
            {
                files = EventTables.Expand(path);
            }
            catch (TableException)
            {
                return false;
            }

            foreach (string file in files)
            {
                if (inputs.Of(file) is not { } hash) return false;
                Line(text, "file", hash);
            }
        }

        return true;
    }

    private static void Add(StringBuilder text, FillCorrection correction)
    {
        CorrectionTable table = correction.Table;
        Line(text, "correction", correction.Settings.Name, correction.Settings.Filter ?? "", $"{correction.Settings.IsApplied} {correction.Settings.AllowsOutside} {correction.KeepsCells}");
        foreach ((string name, string expression) in correction.Settings.Variables) Line(text, name, expression);
        Line(text, [.. table.Variables.Prepend("cells")]);
        Numbers(text, table.Lower);
        Numbers(text, table.Upper);
        Numbers(text, table.Values);
    }

    // Every entry is led by its length, so that no two lists give one text.
    private static void Line(StringBuilder text, params IReadOnlyList<string> entries)
    {
        foreach (string entry in entries) text.Append(CultureInfo.InvariantCulture, $"{entry.Length}:{entry},");
        text.Append('\n');
    }

    private static void Numbers(StringBuilder text, IReadOnlyList<double> values)
    {
        foreach (double value in values) text.Append(value.ToString("R", CultureInfo.InvariantCulture)).Append(',');
        text.Append('\n');
    }

    private static string Hash(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
}
