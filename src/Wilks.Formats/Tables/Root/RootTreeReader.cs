using Wilks.Root;
using TreeColumn = Wilks.Root.ColumnData;

namespace Wilks.Formats.Tables.Root;

/// <summary>A tree as a table. Columns are the branches that hold values, by their paths; those that can't be read say why.</summary>
internal sealed class RootTreeReader : ITableReader
{
    // Rows of a chunk: a whole number of baskets near this many, so that no basket is decompressed twice.
    private const int FewestRows = 1 << 16;
    private const int MostRows = 1 << 20;

    private readonly RootFile _file;
    private readonly Tree _tree;
    private readonly Branch[] _branches;

    public RootTreeReader(string name, RootFile file, Tree tree)
    {
        Name = $"{name}:{tree.Name}";
        (_file, _tree) = (file, tree);
        _branches = [.. tree.Branches.Where(branch => branch.Refused is null)];
        Columns = [.. _branches.Select(Info)];
        Unreadable = tree.Branches.Where(branch => branch.Refused is not null).GroupBy(branch => branch.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Refused!, StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable { get; }

    public long RowCount => _tree.EntryCount;

    public IReadOnlyList<long> Boundaries(IReadOnlyList<int> columns)
    {
        int most = RowsPerChunk(columns);
        var boundaries = new List<long>();
        for (long row = most; row < RowCount; row += most) boundaries.Add(row);
        return boundaries;
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        long end = Math.Min(RowCount, rows.First + Math.Min(rows.Count, RowCount));
        int most = RowsPerChunk(columns);
        for (long first = rows.First; first < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(end - first, most - (first % most));
            yield return ReadChunk(columns, first, count, cancellationToken);
            first += count;
        }
    }

    public void Dispose() => _file.Dispose();

    private TableChunk ReadChunk(IReadOnlyList<int> columns, long first, int count, CancellationToken cancellationToken)
    {
        try
        {
            string[] names = [.. columns.Select(column => _branches[column].Path)];
            IReadOnlyDictionary<string, TreeColumn> read = _tree.Read(names, first, count, cancellationToken);
            return new TableChunk(first, count, [.. columns.Select((column, i) => RootColumns.Converted(Columns[column], read[names[i]]))]);
        }
        catch (RootException exception)
        {
            throw new TableException(exception.Message, exception);
        }
    }

    private int RowsPerChunk(IReadOnlyList<int> columns)
    {
        long largest = 1;
        foreach (Branch branch in columns.Select(column => _branches[column])) largest = Math.Max(largest, (RowCount + Math.Max(1, branch.BasketCount) - 1) / Math.Max(1, branch.BasketCount));
        long baskets = Math.Max(1, FewestRows / largest);
        return (int)Math.Clamp(baskets * largest, 1, MostRows);
    }

    private static ColumnInfo Info(Branch branch) => RootColumns.Info(branch.Path, branch.Kind, branch.Depth, branch.TypeName);
}
