using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Formats.Files;
using Wilks.Inference;
using Wilks.Reports;
using Wilks.Workspaces;

namespace Wilks.Formats.Grids;

/// <summary>
/// The finished points of a grid, a line of JSON each, after a line that says what they belong to. A run that is killed leaves whole lines and at
/// most one that is cut off, which readers leave out.
/// </summary>
public sealed class GridFile : IDisposable
{
    private const string Kind = "wilks grid";

    private readonly FileStream _stream;

    private GridFile(FileStream stream, IReadOnlyDictionary<string, GridPointResult> known)
    {
        _stream = stream;
        Known = known;
    }

    /// <summary>The points that the file held when it was opened, by name; those of bad input are not among them.</summary>
    public IReadOnlyDictionary<string, GridPointResult> Known { get; }

    /// <summary>Begins a file, or goes on with one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">A text that is the same exactly when the results of the points are.</param>
    /// <param name="resumes">Whether the file may be there already.</param>
    /// <exception cref="WorkspaceException">It is there and must not be, belongs to something else (<c>WK340</c>), or can't be read or written.</exception>
    public static GridFile Open(string path, string fingerprint, bool resumes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Dictionary<string, GridPointResult> known = resumes && File.Exists(path) ? Read(path, fingerprint) : [];
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Line(json =>
            {
                json.WriteStartObject();
                json.WriteString("kind", Kind);
                json.WriteString("fingerprint", fingerprint);
                json.WriteEndObject();
            }));
            foreach (GridPointResult point in known.Values) stream.Write(Line(json => GridReport.WritePoint(point, json)));
        });
        return new GridFile(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0), known);
    }

    /// <summary>Appends a finished point in one piece.</summary>
    /// <param name="point">The point.</param>
    public void Append(GridPointResult point) => _stream.Write(Line(json => GridReport.WritePoint(point, json)));

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static Dictionary<string, GridPointResult> Read(string path, string fingerprint)
    {
        string text = File.ReadAllText(path, Encoding.UTF8);
        string[] lines = text.Split('\n');
        if (!BelongsTo(lines[0], fingerprint))
        {
            throw new WorkspaceException([new Diagnostic("WK340", Severity.Error, default, $"{path}: the points in this file belong to another grid, or to other settings.", "Give the command that began it, or another file.")]);
        }

        var known = new Dictionary<string, GridPointResult>(StringComparer.Ordinal);

        // What follows the last line feed was cut off.
        foreach (string line in lines[1..^1])
        {
            if (Point(line) is { Status: not GridPointStatus.BadInput } point) known[point.Name] = point;
        }

        return known;
    }

    private static bool BelongsTo(string line, string fingerprint)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("kind", out JsonElement kind) && kind.ValueEquals(Kind)
                && document.RootElement.TryGetProperty("fingerprint", out JsonElement found) && found.ValueEquals(fingerprint);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The point of a line; null when the line is damaged.</summary>
    private static GridPointResult? Point(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            JsonElement o = document.RootElement;
            return new GridPointResult(o.GetProperty("name").GetString()!, [.. o.GetProperty("values").EnumerateArray().Select(Text)])
            {
                Status = o.GetProperty("status").GetString() switch
                {
                    "done" => GridPointStatus.Done,
                    "failed" => GridPointStatus.Failed,
                    _ => GridPointStatus.BadInput,
                },
                StatusMessage = o.GetProperty("status_message").GetString()!,
                PoiHat = Number(o.GetProperty("poi_hat")),
                ObservedCLs = Number(o.GetProperty("CLs_obs")),
                ExpectedCLs = [.. o.GetProperty("CLs_exp").EnumerateArray().Select(Number)],
                ObservedLimit = Number(o.GetProperty("limit_obs")),
                ExpectedLimits = [.. o.GetProperty("limit_exp").EnumerateArray().Select(Number)],
                FitCount = o.GetProperty("fits").GetInt32(),
                Seconds = o.GetProperty("seconds").GetDouble(),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetDouble().ToString("R", CultureInfo.InvariantCulture);

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}
