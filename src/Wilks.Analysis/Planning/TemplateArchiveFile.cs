using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>Reads and writes the templates of an analysis as one JSON file (<c>docs/reference/analysis-files.md</c>).</summary>
/// <remarks>Its last member is the SHA-256 of all bytes before it, so that a file that was damaged is never taken for another one.</remarks>
public static class TemplateArchiveFile
{
    /// <summary>The name of the file in the folder of histograms.</summary>
    public const string Name = "templates.json";

    private const string Format = "wilks templates";
    private const int Version = 2;
    private const string SealStart = ",\"sha256\":\"";
    private const string SealEnd = "\"}\n";
    private const int HashLength = 64;

    private static readonly JsonWriterOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an archive, whole or not at all.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="WorkspaceException">The file can't be written.</exception>
    public static void Write(TemplateArchive archive, string path)
    {
        ArgumentNullException.ThrowIfNull(archive);
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, s_options)) Write(archive, json);
        memory.SetLength(memory.Length - 1);
        byte[] seal = Encoding.ASCII.GetBytes(SealStart + Hash(memory.GetBuffer().AsSpan(0, (int)memory.Length)) + SealEnd);
        memory.Seek(0, SeekOrigin.End);
        memory.Write(seal);
        AtomicFile.Write(path, stream => memory.WriteTo(stream));
    }

    /// <summary>Reads an archive; an empty one where there is no file, or one of another version.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WorkspaceException">It can't be read, or is damaged (WK887).</exception>
    public static TemplateArchive ReadOrEmpty(string path)
    {
        if (!File.Exists(path)) return TemplateArchive.Empty;

        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            var document = (JsonObject)JsonFile.Parse(bytes, path);
            if (Text(document, "format") != Format) throw new ArgumentException($"its format is '{Text(document, "format")}'.");
            if (Number(document, "version") != Version) return TemplateArchive.Empty;
            if (!IsIntact(bytes)) throw new ArgumentException("its content is not what was written.");

            TemplateArchive archive = new([.. Items(document, "templates").Select(ReadTemplate)], [.. Items(document, "inputs").Select(ReadInput)]);
            if (archive.Templates.DistinctBy(stored => (stored.Key, stored.IsFine)).Count() < archive.Templates.Length || archive.Inputs.DistinctBy(file => file.Path).Count() < archive.Inputs.Length) throw new ArgumentException("a template or a file stands twice.");
            return archive;
        }
        catch (WorkspaceException exception)
        {
            throw Damaged(path, exception.Diagnostics[0].Message, exception.Diagnostics[0].Location);
        }
        catch (Exception exception) when (exception is InvalidCastException or NullReferenceException or ArgumentException or ArithmeticException or IndexOutOfRangeException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, exception.Message, default);
        }
    }

    private static WorkspaceException Damaged(string path, string why, SourceLocation location) =>
        new([new Diagnostic("WK887", Severity.Error, location, $"'{path}' can't be read as a file of templates: {why}", "Delete it; it is made anew.")]);

    private static bool IsIntact(ReadOnlySpan<byte> bytes)
    {
        int sealLength = SealStart.Length + HashLength + SealEnd.Length;
        return bytes.Length > sealLength && bytes[^sealLength..].SequenceEqual(Encoding.ASCII.GetBytes(SealStart + Hash(bytes[..^sealLength]) + SealEnd));
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Write(TemplateArchive archive, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteStartArray("inputs");
        foreach (InputFile file in archive.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("size", file.Length);
            json.WriteString("changed", file.TimeTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("sha256", file.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("templates");
        foreach (StoredTemplate template in archive.Templates) WriteTemplate(template, json);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTemplate(StoredTemplate stored, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("region", stored.Key.Region);
        json.WriteString("sample", stored.Key.Sample);
        if (!stored.Key.IsNominal)
        {
            json.WriteString("systematic", stored.Key.Systematic);
            json.WriteString("side", stored.Key.Side);
        }

        if (stored.IsFine) json.WriteBoolean("fine", true);
        json.WriteString("fingerprint", stored.Fingerprint);
        json.WriteStartArray("axes");
        foreach (IAxis axis in stored.Axes) WriteAxis(axis, json);
        json.WriteEndArray();
        Numbers(json, "yields", stored.Filled.Template.Yields);
        Numbers(json, "variances", stored.Filled.Template.Variances);
        json.WriteNumber("selected", stored.Filled.SelectedCount);
        json.WriteNumber("not_finite", stored.Filled.NotFiniteCount);
        json.WriteNumber("outside", stored.Filled.OutsideCount);
        json.WriteNumber("negative_weights", stored.Filled.NegativeWeightCount);
        if (stored.Filled.Cells.Count > 0)
        {
            json.WriteStartObject("cells");
            foreach ((string name, CellSums sums) in stored.Filled.Cells)
            {
                json.WriteStartObject(name);
                json.WriteNumber("count", sums.CellCount);
                Numbers(json, "weights", sums.Weights);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAxis(IAxis axis, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", axis.Name);
        if (axis is RegularAxis regular)
        {
            json.WriteNumber("bins", regular.BinCount);
            Numbers(json, "range", [regular.Lower, regular.Upper]);
        }
        else if (axis is INumericAxis numeric)
        {
            Numbers(json, "edges", [.. numeric.Edges]);
        }
        else
        {
            json.WriteNumber("bins", axis.BinCount);
        }

        if (axis is INumericAxis { IsCircular: true }) json.WriteBoolean("circular", true);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, ImmutableArray<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            // JSON has no infinity: an open end is its word.
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteStringValue(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
    }

    private static StoredTemplate ReadTemplate(IJsonNode node)
    {
        var o = (JsonObject)node;
        var key = new TemplateKey(Text(o, "region"), Text(o, "sample"), OptionalText(o, "systematic"), OptionalText(o, "side"));
        var cells = ImmutableSortedDictionary.CreateBuilder<string, CellSums>(StringComparer.Ordinal);
        foreach (JsonMember member in (o.Find("cells") as JsonObject)?.Members ?? [])
        {
            var sums = (JsonObject)member.Value;
            cells[member.Name] = new CellSums((int)Number(sums, "count"), Doubles(sums.Find("weights")));
        }

        var template = new Template(Doubles(o.Find("yields")), Doubles(o.Find("variances")));
        if (template.Yields.Length != template.Variances.Length) throw new ArgumentException($"{key} has {template.Yields.Length} yields and {template.Variances.Length} variances.");

        return new StoredTemplate(key, Text(o, "fingerprint"), new FilledTemplate(template)
        {
            SelectedCount = (long)Number(o, "selected"),
            NotFiniteCount = (long)Number(o, "not_finite"),
            OutsideCount = (long)Number(o, "outside"),
            NegativeWeightCount = (long)Number(o, "negative_weights"),
            Cells = cells.ToImmutable(),
        })
        {
            Axes = [.. Items(o, "axes").Select(ReadAxis)],
            IsFine = o.Find("fine") is JsonBoolean { Value: true },
        };
    }

    private static IAxis ReadAxis(IJsonNode node)
    {
        var o = (JsonObject)node;
        string name = Text(o, "name");
        bool isCircular = o.Find("circular") is JsonBoolean { Value: true };
        if (o.Find("edges") is { } edges) return new VariableAxis(Doubles(edges)) { Name = name, IsCircular = isCircular };
        if (o.Find("range") is { } range) return new RegularAxis((int)Number(o, "bins"), Doubles(range)[0], Doubles(range)[1]) { Name = name, IsCircular = isCircular };

        return new IntegerCategoryAxis([.. Enumerable.Range(0, (int)Number(o, "bins")).Select(i => (long)i)]) { Name = name };
    }

    private static InputFile ReadInput(IJsonNode node)
    {
        var o = (JsonObject)node;
        long time = long.Parse(Text(o, "changed"), System.Globalization.CultureInfo.InvariantCulture);
        return new InputFile(Text(o, "path"), (long)Number(o, "size"), time, Text(o, "sha256"));
    }

    private static ImmutableArray<double> Doubles(IJsonNode? node) => node switch
    {
        JsonNumbers numbers => numbers.Values,
        JsonArray list => [.. list.Items.Select(item => item is JsonNumber number ? number.Value : double.Parse(((JsonString)item).Value, System.Globalization.CultureInfo.InvariantCulture))],
        _ => throw new ArgumentException("a list of numbers is missing."),
    };

    private static ImmutableArray<IJsonNode> Items(JsonObject o, string name) => o.Find(name) switch
    {
        JsonArray list => list.Items,
        _ => throw new ArgumentException($"the list '{name}' is missing."),
    };

    private static string Text(JsonObject o, string name) => o.Find(name) is JsonString text ? text.Value : throw new ArgumentException($"the text '{name}' is missing.");

    private static string OptionalText(JsonObject o, string name) => o.Find(name) is JsonString text ? text.Value : "";

    private static double Number(JsonObject o, string name) => o.Find(name) is JsonNumber number ? number.Value : throw new ArgumentException($"the number '{name}' is missing.");
}
