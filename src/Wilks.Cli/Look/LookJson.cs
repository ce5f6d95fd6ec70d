using System.Text.Json;
using Wilks.Root;

namespace Wilks.Cli.Look;

/// <summary>The content of a ROOT file as one JSON document.</summary>
internal sealed class LookJson(RootFile file, Utf8JsonWriter json, bool checksums, CancellationToken cancellationToken)
{
    private const int MostCells = 2000;
    private const int MostEdges = 600;

    /// <summary>Everything, or one entry.</summary>
    public void Write(RootEntry? entry)
    {
        json.WriteStartObject();
        json.WriteString("file", file.Name);
        json.WriteString("root_version", file.RootVersion);
        json.WriteNumber("compression", file.CompressionSetting);
        json.WriteStartObject("objects");
        foreach (RootEntry item in entry is null ? file.Entries() : [entry])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry is null && RootDirectory.IsDirectory(item.Key)) continue;
            json.WriteStartObject(item.PathAndCycle);
            json.WriteString("class", item.Key.ClassName);
            WriteObject(item);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteObject(RootEntry entry)
    {
        try
        {
            switch (file[entry.PathAndCycle])
            {
                case Tree tree:
                    WriteTree(tree);
                    break;
                case Ntuple ntuple:
                    WriteNtuple(ntuple);
                    break;
                case Histogram histogram:
                    WriteHead(histogram.Title, histogram.Entries, histogram.Axes);
                    json.WritePropertyName("sum_of_weights");
                    LookMembers.WriteNumber(json, histogram.SumOfWeights);
                    json.WriteNumber("sumw2_len", histogram.SumOfSquaresCount);
                    WriteCells(histogram.Values, checksums && histogram.SumOfSquaresCount != histogram.Values.Length ? histogram.Values : histogram.Variances, histogram.CellKind);
                    break;
                case Profile profile:
                    WriteHead(profile.Title, profile.Entries, profile.Axes);
                    WriteCells(profile.Values, profile.Variances, NumberKind.Float64);
                    break;
                case Graph graph:
                    json.WriteString("title", graph.Title);
                    json.WriteNumber("points", graph.X.Length);
                    WriteNumbers("x", graph.X);
                    WriteNumbers("y", graph.Y);
                    break;
                case RootObject value:
                    json.WriteNumber("version", value.Version);
                    if (value.Refused is { } reason) json.WriteString("refused", reason);
                    LookMembers.Write(json, value);
                    break;
                case RootDirectory directory:
                    json.WriteStartArray("keys");
                    foreach (RootKey key in directory.Keys) json.WriteStringValue(key.NameAndCycle);
                    json.WriteEndArray();
                    break;
            }
        }
        catch (RootException exception)
        {
            json.WriteString("refused", exception.Message);
        }
    }

    private void WriteTree(Tree tree)
    {
        json.WriteString("title", tree.Title);
        json.WriteNumber("num_entries", tree.EntryCount);
        json.WriteStartObject("branches");
        var written = new HashSet<string>(StringComparer.Ordinal);
        var columns = new BranchColumns(tree, [.. tree.Branches.DistinctBy(branch => branch.Path).Where(branch => branch.Refused is null && ColumnChecksums.Disagreement(branch) is null)]);
        foreach (Branch branch in tree.Branches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!written.Add(branch.Path)) continue;
            json.WriteStartObject(branch.Path);
            json.WriteString("typename", branch.TypeName);
            if (branch.Refused is { } reason) json.WriteString("refused", reason);
            else if (checksums && ColumnChecksums.Disagreement(branch) is { } why) json.WriteString("refused", why);
            else if (checksums) WriteChecksums(() => columns.Read(branch));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteNtuple(Ntuple ntuple)
    {
        json.WriteString("title", ntuple.Title);
        json.WriteString("format_version", ntuple.Version);
        json.WriteNumber("num_entries", ntuple.EntryCount);
        json.WriteStartObject("branches");
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (NtupleField field in ntuple.Fields)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!written.Add(field.Path)) continue;
            json.WriteStartObject(field.Path);
            json.WriteString("typename", field.TypeName);
            if (field.Refused is { } reason) json.WriteString("refused", reason);
            else if (checksums && ColumnChecksums.Disagreement(ntuple, field) is { } why) json.WriteString("refused", why);
            else if (checksums) WriteChecksums(() => field.Read(), field.IsHalfPrecision);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteChecksums(Func<ColumnData> read, bool isHalf = false)
    {
        try
        {
            ColumnChecksums.Write(json, read(), isHalf);
        }
        catch (RootException exception)
        {
            json.WriteString("refused", exception.Message);
        }
    }

    private void WriteHead(string title, double entries, IReadOnlyList<Axis> axes)
    {
        json.WriteString("title", title);
        json.WritePropertyName("entries");
        LookMembers.WriteNumber(json, entries);
        json.WriteStartArray("axes");
        foreach (Axis axis in axes)
        {
            json.WriteStartObject();
            json.WriteString("title", axis.Title);
            json.WriteNumber("nbins", axis.BinCount);
            json.WriteBoolean("variable", axis.IsVariable);
            WriteEdges(axis.Edges);
            if (axis.Labels.Count > 0)
            {
                json.WriteStartObject("labels");
                foreach ((int bin, string label) in axis.Labels.OrderBy(pair => pair.Key)) json.WriteString(bin.ToString(System.Globalization.CultureInfo.InvariantCulture), label);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Under --checksums a large histogram is its checksum, and a variance that is not above zero is given as zero: what other readers give.
    private void WriteCells(double[] values, double[] variances, NumberKind kind)
    {
        if (!checksums)
        {
            WriteNumbers("values_flow", values);
            WriteNumbers("variances_flow", variances);
            return;
        }
        double[] positive = Array.ConvertAll(variances, variance => variance > 0 ? variance : 0);
        if (values.Length <= MostCells)
        {
            WriteNumbers("values_flow", values);
            WriteNumbers("variances_flow", positive);
            return;
        }
        ColumnChecksums.Write(json, "values_flow", values, kind);
        ColumnChecksums.Write(json, "variances_flow", positive, NumberKind.Float64);
    }

    private void WriteEdges(IReadOnlyList<double> edges)
    {
        if (!checksums || edges.Count <= MostEdges)
        {
            WriteNumbers("edges", edges);
            return;
        }
        json.WriteStartObject("edges");
        WriteNumbers("first", [.. edges.Take(3)]);
        WriteNumbers("last", [.. edges.TakeLast(3)]);
        json.WriteEndObject();
    }

    private void WriteNumbers(string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            // To compare with, a number that is not finite must still say which it is.
            if (checksums && !double.IsFinite(value)) json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            else LookMembers.WriteNumber(json, value);
        }
        json.WriteEndArray();
    }
}
