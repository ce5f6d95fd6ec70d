using Wilks.Formats.Json;
using Wilks.Formats.Tables;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Uhi;

/// <summary>Reads histograms from JSON: the Unified Histogram Interface's serialisation (schema 1), and plain edges with values.</summary>
internal static class UhiReader
{
    private const int MostCells = 1 << 27;

    /// <summary>All histograms of a document: one, or an object of them.</summary>
    /// <exception cref="TableException">A part is missing or makes no sense; the message says where.</exception>
    public static IReadOnlyList<Histogram> Read(IJsonNode root)
    {
        if (root is not JsonObject document) throw Refusal(root, $"{root.Kind} stands where a histogram is expected");
        if (IsHistogram(document)) return [ReadOne(document, "")];
        if (document.Members.Length == 0) throw Refusal(document, "the document has no histogram");
        return [.. document.Members.Select(member => member.Value is JsonObject one ? ReadOne(one, member.Name) : throw Refusal(member.Value, $"'{member.Name}' is {member.Value.Kind}, not a histogram"))];
    }

    private static bool IsHistogram(JsonObject node) => node.Find("storage") is JsonObject || node.Find("edges") is JsonNumbers;

    private static Histogram ReadOne(JsonObject node, string key)
    {
        string name = key.Length > 0 ? key : NameOf(node);
        try
        {
            return node.Find("edges") is null ? ReadUhi(node, name) : ReadPlain(node, name);
        }
        catch (ArgumentException exception)
        {
            throw Refusal(node, $"histogram '{name}': {exception.Message.Split(" (Parameter")[0].TrimEnd('.')}");
        }
    }

    private static Histogram ReadPlain(JsonObject node, string name)
    {
        double[] edges = Numbers(node.Find("edges")!);
        double[] values = Numbers(Member(node, "values"));
        double[]? variances = node.Find("variances") is { } given ? Numbers(given) : null;
        return new Histogram(name, [new VariableAxis(edges)], values, variances);
    }

    private static Histogram ReadUhi(JsonObject node, string name)
    {
        if (node.Find("uhi_schema") is JsonNumber { Value: not 1 } schema) throw Refusal(schema, $"the histogram is of UHI schema {schema.Text}; read is 1");
        if (Member(node, "axes") is not (JsonArray or JsonNumbers) || node.Find("axes") is not JsonArray list) throw Refusal(Member(node, "axes"), "the axes are not a list of objects");
        IAxis[] axes = [.. list.Items.Select(axis => axis is JsonObject described ? UhiAxes.Read(described) : throw Refusal(axis, $"{axis.Kind} stands where an axis is expected"))];
        long cells = 1;
        foreach (IAxis axis in axes) cells = Math.Min(cells * axis.Extent, MostCells + 1L);
        if (cells > MostCells) throw Refusal(list, $"the axes have more than {MostCells} cells");

        if (Member(node, "storage") is not JsonObject storage) throw Refusal(Member(node, "storage"), "the storage is not an object");
        string type = Text(storage, "type");
        // Older writers put the arrays into "data".
        JsonObject arrays = storage.Find("data") as JsonObject ?? storage;
        // A storage that names its type alone is that of a histogram that was never filled.
        bool isEmpty = storage.Members.Length == 1;
        return type switch
        {
            "int" or "double" when isEmpty => new Histogram(name, axes, new double[cells]),
            "weighted" when isEmpty => new Histogram(name, axes, new double[cells], new double[cells]),
            "int" or "double" => new Histogram(name, axes, Cells(arrays, "values", axes, (int)cells)),
            "weighted" => new Histogram(name, axes, Cells(arrays, "values", axes, (int)cells), Cells(arrays, "variances", axes, (int)cells)),
            "mean" or "weighted_mean" => throw Refusal(storage, $"the storage is '{type}': a profile, not a sum of weights. Fill a histogram with a weighted storage"),
            _ => throw Refusal(storage, $"the storage is '{type}'. {NearestNames.Suggest(type, ["int", "double", "weighted"])}".TrimEnd('.', ' ')),
        };
    }

    // Dense: all cells, nested or flat. Sparse: an index gives a list of places for each axis.
    private static double[] Cells(JsonObject arrays, string name, IAxis[] axes, int cells)
    {
        double[] given = Numbers(Member(arrays, name));
        if (arrays.Find("index") is not { } index) return given.Length == cells ? given : throw Refusal(Member(arrays, name), $"{given.Length} {name}, but the axes have {cells} cells, flow bins among them");

        double[][] places = [.. (index as JsonArray)?.Items.Select(Numbers) ?? (index is JsonNumbers one ? [[.. one.Values]] : [])];
        if (places.Length != axes.Length || places.Any(list => list.Length != given.Length)) throw Refusal(index, $"the index must give {given.Length} places for each of {axes.Length} axes");
        double[] all = new double[cells];
        var seen = new HashSet<int>();
        for (int i = 0; i < given.Length; i++)
        {
            int cell = 0;
            for (int axis = 0; axis < axes.Length; axis++)
            {
                double place = places[axis][i];
                if (place != Math.Floor(place) || place < 0 || place >= axes[axis].Extent) throw Refusal(index, $"axis {axis} has no cell {place}");
                cell = (cell * axes[axis].Extent) + (int)place;
            }
            if (!seen.Add(cell)) throw Refusal(index, $"place {i} of the index names a cell that an earlier place names");
            all[cell] = given[i];
        }
        return all;
    }

    /// <summary>All numbers of nested lists, in the order written.</summary>
    internal static double[] Numbers(IJsonNode node)
    {
        var all = new List<double>();
        Collect(node, all);
        return [.. all];
    }

    internal static IJsonNode Member(JsonObject node, string name) => node.Find(name) ?? throw Refusal(node, $"'{name}' is missing");

    internal static string Text(JsonObject node, string name) => Member(node, name) is JsonString text ? text.Value : throw Refusal(Member(node, name), $"'{name}' is {Member(node, name).Kind}, not a string");

    /// <summary>The name that metadata give, or a label.</summary>
    internal static string NameOf(JsonObject node)
    {
        if (node.Find("name") is JsonString own) return own.Value;
        var metadata = node.Find("metadata") as JsonObject;
        return ((metadata?.Find("name") ?? metadata?.Find("label")) as JsonString)?.Value ?? "";
    }

    internal static TableException Refusal(IJsonNode node, string found) => new($"{node.Location}: {found}.");

    private static void Collect(IJsonNode node, List<double> all)
    {
        switch (node)
        {
            case JsonNumber number: all.Add(number.Value); break;
            case JsonNumbers numbers: all.AddRange(numbers.Values); break;
            case JsonArray list:
                foreach (IJsonNode item in list.Items) Collect(item, all);
                break;
            default: throw Refusal(node, $"{node.Kind} stands where numbers are expected");
        }
    }
}
