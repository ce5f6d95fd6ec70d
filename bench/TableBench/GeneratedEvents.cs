using Wilks.Formats.Tables;

/// <summary>Six columns of events that follow from the number of the row.</summary>
internal sealed class GeneratedEvents(int rowCount) : IEventTable
{
    private const int ChunkRows = 1 << 16;

    public string Name => "generated";

    public IReadOnlyList<ColumnInfo> Columns { get; } =
    [
        new("mass", ColumnType.Double), new("energy", ColumnType.Double), new("cos_theta", ColumnType.Double), new("weight", ColumnType.Double), new("run", ColumnType.Int64), new("candidate", ColumnType.Int64),
    ];

    public long RowCount => rowCount;

    public static double SumOfMass(int rows)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++) sum += Uniform(row, 0);
        return sum;
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        for (int first = 0; first < rowCount; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, rowCount - first);
            yield return new TableChunk(first, count, [.. columns.Select(name => Column(name, first, count))]);
        }
    }

    public void Dispose()
    {
    }

    private ColumnData Column(string name, int first, int count)
    {
        int index = Columns.ToList().FindIndex(column => column.Name == name);
        if (Columns[index].Type == ColumnType.Int64) return new ColumnData(Columns[index], Enumerable.Range(first, count).Select(row => index == 4 ? row / 1000L : row % 7L).ToArray(), []);
        return new ColumnData(Columns[index], Enumerable.Range(first, count).Select(row => Uniform(row, index)).ToArray(), []);
    }

    // A mixing of bits (Steele, Lea and Flood 2014, SplitMix64).
    private static double Uniform(int row, int column)
    {
        ulong bits = (ulong)((row * 8L) + column + 1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
