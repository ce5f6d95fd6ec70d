using Wilks.Formats.Tables;

/// <summary>Fifteen columns of events like those of a flat basf2 ntuple: doubles with the precision of floats, and counters.</summary>
internal sealed class BenchEvents(long rowCount) : IEventTable
{
    private const int ChunkRows = 1 << 16;

    private static readonly string[] s_doubles = ["Mbc", "deltaE", "p", "cosTheta", "kaonID", "q2", "mva", "w_gen", "w_pid", "w_trig", "foxWolframR2", "M_recoil"];

    public string Name => "generated";

    public IReadOnlyList<ColumnInfo> Columns { get; } =
        [.. s_doubles.Select(name => new ColumnInfo(name, ColumnType.Double)), new("nTracks", ColumnType.Int32), new("isSignal", ColumnType.Int32), new("event", ColumnType.Int32)];

    public long RowCount => rowCount;

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        for (long first = 0; first < rowCount; first += ChunkRows)
        {
            int count = (int)Math.Min(ChunkRows, rowCount - first);
            yield return new TableChunk(first, count, [.. columns.Select(name => Column(name, first, count))]);
        }
    }

    public void Dispose()
    {
    }

    /// <summary>The value of a column of doubles.</summary>
    public static double Value(long row, string name)
    {
        double u = Uniform(row, Array.IndexOf(s_doubles, name));
        return (float)(name switch
        {
            "Mbc" => 5.2 + (0.09 * u),
            "deltaE" => 0.4 * (u - 0.5),
            "p" => 0.5 + (3 * u),
            "cosTheta" => (1.8 * u) - 0.9,
            "q2" => 22 * u,
            "w_gen" => 0.5 + u,
            "w_pid" or "w_trig" => 0.9 + (0.2 * u),
            _ => u,
        });
    }

    private ColumnData Column(string name, long first, int count)
    {
        ColumnInfo info = Columns.First(column => column.Name == name);
        Array values = name switch
        {
            "nTracks" => Enumerable.Range(0, count).Select(i => (int)(Uniform(first + i, 13) * 12)).ToArray(),
            "isSignal" => Enumerable.Range(0, count).Select(i => Uniform(first + i, 14) < 0.2 ? 1 : 0).ToArray(),
            "event" => Enumerable.Range(0, count).Select(i => (int)(first + i)).ToArray(),
            _ => Enumerable.Range(0, count).Select(i => Value(first + i, name)).ToArray(),
        };
        return new ColumnData(info, values, []);
    }

    // A mixing of bits (Steele, Lea and Flood 2014, SplitMix64).
    private static double Uniform(long row, int column)
    {
        ulong bits = (ulong)((row * 16) + column + 1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
