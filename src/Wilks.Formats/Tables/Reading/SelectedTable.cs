using Wilks.Workspaces;

namespace Wilks.Formats.Tables;

/// <summary>Some columns of a table, in another order. Does not own the table.</summary>
internal sealed class SelectedTable : IEventTable
{
    private readonly IEventTable _table;

    public SelectedTable(IEventTable table, IReadOnlyList<string> columns)
    {
        _table = table;
        // The table's own message tells more of a column that it can't read.
        _ = table.Read(columns, new RowRange(0, 0));
        Columns = [.. columns.Select(name => table.Columns.First(column => column.Name == name))];
    }

    public string Name => _table.Name;

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public long RowCount => _table.RowCount;

    public IReadOnlyList<long> Boundaries(IReadOnlyList<string> columns) => _table.Boundaries(columns);

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        foreach (string name in columns)
        {
            if (!Columns.Any(column => column.Name == name)) throw new TableException($"'{Name}': column '{name}' was not chosen. {NearestNames.Suggest(name, Columns.Select(column => column.Name))}");
        }
        return _table.Read(columns, rows, cancellationToken);
    }

    public void Dispose()
    {
    }
}
