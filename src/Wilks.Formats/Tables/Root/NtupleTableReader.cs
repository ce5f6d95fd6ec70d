using Wilks.Root;

namespace Wilks.Formats.Tables.Root;

/// <summary>An RNTuple as a table. Columns are the fields that hold values, by their paths; those that can't be read say why, and records are their members.</summary>
internal sealed class NtupleTableReader : ITableReader
{
    private const int RowsPerChunk = 1 << 16;

    private readonly RootFile _file;
    private readonly Ntuple _ntuple;
    private readonly NtupleField[] _fields;

    public NtupleTableReader(string name, RootFile file, Ntuple ntuple)
    {
        Name = $"{name}:{ntuple.Name}";
        (_file, _ntuple) = (file, ntuple);
        _fields = [.. ntuple.Fields.Where(field => field.Refused is null)];
        Columns = [.. _fields.Select(field => RootColumns.Info(field.Path, field.Kind, field.Depth, field.TypeName))];
        Unreadable = ntuple.Fields.Where(field => field.Refused is not null && !field.IsRecord).ToDictionary(field => field.Path, field => field.Refused!, StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable { get; }

    public long RowCount => _ntuple.EntryCount;

    public IReadOnlyList<long> Boundaries(IReadOnlyList<int> columns)
    {
        var boundaries = new List<long>();
        for (long row = RowsPerChunk; row < RowCount; row += RowsPerChunk) boundaries.Add(row);
        return boundaries;
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        long end = Math.Min(RowCount, rows.First + Math.Min(rows.Count, RowCount));
        for (long first = rows.First; first < end; first += RowsPerChunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ReadChunk(columns, first, (int)Math.Min(end - first, RowsPerChunk), cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();

    private TableChunk ReadChunk(IReadOnlyList<int> columns, long first, int count, CancellationToken cancellationToken)
    {
        try
        {
            string[] paths = [.. columns.Select(column => _fields[column].Path)];
            IReadOnlyDictionary<string, Wilks.Root.ColumnData> read = _ntuple.Read(paths, first, count, cancellationToken);
            return new TableChunk(first, count, [.. columns.Select((column, i) => RootColumns.Converted(Columns[column], read[paths[i]]))]);
        }
        catch (RootException exception)
        {
            throw new TableException(exception.Message, exception);
        }
    }
}
