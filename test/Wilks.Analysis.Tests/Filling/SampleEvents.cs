using Wilks.Formats.Tables;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>An event, as a loop over events would see it.</summary>
internal sealed record Event(double X, double Y, double W, double Up, int N, bool Flag, float[] Jets)
{
    /// <summary>The event of a row: numbers with 20 bits after the point, so that sums of them are exact.</summary>
    public static Event Of(long row)
    {
        double x = Uniform(row, 0);
        int jets = (int)(Uniform(row, 5) * 4);
        return new Event(x, (2 * Uniform(row, 1)) - 1, Uniform(row, 2) - 0.25, Uniform(row, 3) + 0.5, (int)(Uniform(row, 4) * 5), Uniform(row, 6) < 0.4, [.. Enumerable.Range(0, jets).Select(jet => (float)Uniform(row, 7 + jet))]);
    }

    // A mixing of bits (Steele, Lea and Flood 2014, SplitMix64).
    private static double Uniform(long row, int column)
    {
        ulong bits = (ulong)((row * 16) + column + 1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 44) * (1.0 / (1 << 20));
    }
}

/// <summary>Events as a table in memory; counts how often its values are asked for.</summary>
internal sealed class SampleEvents(long first, int count, IReadOnlyList<string>? columns = null, int chunkRows = 1000) : IEventTable
{
    private static readonly ColumnInfo[] s_all =
    [
        new("x", ColumnType.Double), new("y", ColumnType.Double), new("w", ColumnType.Double), new("up", ColumnType.Double),
        new("n", ColumnType.Int32), new("flag", ColumnType.Boolean), new("jets", ColumnType.Float, 1),
    ];

    public string Name => "sample";

    public IReadOnlyList<ColumnInfo> Columns { get; } = columns is null ? s_all : [.. s_all.Where(column => columns.Contains(column.Name))];

    public long RowCount => count;

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        long end = Math.Min(count, rows.First + Math.Min(rows.Count, count));
        for (long row = rows.First; row < end; row += chunkRows)
        {
            Event[] events = [.. Enumerable.Range(0, (int)Math.Min(chunkRows, end - row)).Select(i => Event.Of(first + row + i))];
            yield return new TableChunk(row, events.Length, [.. columns.Select(name => Column(name, events))]);
        }
    }

    public void Dispose()
    {
    }

    private static ColumnData Column(string name, Event[] events)
    {
        ColumnInfo info = s_all.First(column => column.Name == name);
        if (name == "jets")
        {
            var offsets = new List<int> { 0 };
            foreach (Event one in events) offsets.Add(offsets[^1] + one.Jets.Length);
            return new ColumnData(info, events.SelectMany(one => one.Jets).ToArray(), [[.. offsets]]);
        }

        Array values = name switch
        {
            "x" => events.Select(one => one.X).ToArray(),
            "y" => events.Select(one => one.Y).ToArray(),
            "w" => events.Select(one => one.W).ToArray(),
            "up" => events.Select(one => one.Up).ToArray(),
            "n" => events.Select(one => one.N).ToArray(),
            _ => events.Select(one => one.Flag).ToArray(),
        };
        return new ColumnData(info, values, []);
    }
}

/// <summary>A folder for the files of a test, removed with it.</summary>
internal sealed class EventFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("wilks-fill-").FullName;

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(_path, name);

    /// <summary>Writes events into a file and gives its path.</summary>
    public string Write(string name, long first, int count, IReadOnlyList<string>? columns = null, int chunkRows = 1000)
    {
        using var events = new SampleEvents(first, count, columns, chunkRows);
        TableWriters.Write(events, this[name]);
        return this[name];
    }

    /// <summary>Writes lines of text into a file and gives its path.</summary>
    public string WriteText(string name, params string[] lines)
    {
        File.WriteAllLines(this[name], lines);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
