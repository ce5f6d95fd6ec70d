using Wilks.Workspaces;

namespace Wilks.Formats.Tables;

/// <summary>A reader behind the public face: names are looked up, rows cut to what exists, and whatever a damaged file provokes becomes one sentence.</summary>
internal sealed class CheckedTable(ITableReader reader) : IEventTable
{
    private readonly Dictionary<string, int> _indices = Index(reader.Columns);

    public string Name => reader.Name;

    public IReadOnlyList<ColumnInfo> Columns => reader.Columns;

    public IReadOnlyDictionary<string, string> Unreadable => reader.Unreadable;

    public long RowCount => reader.RowCount;

    public IReadOnlyList<long> Boundaries(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int[] indices = [.. columns.Select(IndexOf)];
        return Guard(Name, () => reader.Boundaries(indices));
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(rows.First, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(rows.Count, nameof(rows));
        int[] indices = [.. columns.Select(IndexOf)];
        long first = Math.Min(rows.First, RowCount);
        return Guarded(indices, new RowRange(first, Math.Min(rows.Count, RowCount - first)), cancellationToken);
    }

    /// <summary>Runs a step of opening or reading; a damaged file can provoke any of the exceptions below.</summary>
    public static T Guard<T>(string name, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or OverflowException or InvalidDataException
            or IOException or FormatException or InvalidCastException or NotSupportedException)
        {
            throw new TableException($"'{name}' can't be read: {exception.Message.TrimEnd('.')}. The file is damaged or unusual; fetch or write it again.", exception);
        }
    }

    public void Dispose() => reader.Dispose();

    private static Dictionary<string, int> Index(IReadOnlyList<ColumnInfo> columns)
    {
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Count; i++) indices.TryAdd(columns[i].Name, i);
        return indices;
    }

    private int IndexOf(string name)
    {
        if (_indices.TryGetValue(name, out int index)) return index;
        if (reader.Unreadable.TryGetValue(name, out string? reason)) throw new TableException($"'{Name}': column '{name}' {reason}.");
        throw new TableException($"'{Name}' has no column '{name}'. {NearestNames.Suggest(name, Columns.Select(column => column.Name))}".TrimEnd());
    }

    private IEnumerable<TableChunk> Guarded(int[] indices, RowRange rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) yield break;
        using IEnumerator<TableChunk> chunks = Guard(Name, () => reader.Read(indices, rows, cancellationToken).GetEnumerator());
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Guard(Name, chunks.MoveNext)) yield break;
            yield return chunks.Current;
        }
    }
}
