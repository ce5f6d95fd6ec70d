using Wilks.Formats.Tables;

namespace Wilks.Analysis.Filling;

/// <summary>A file of events, with its friend beside it where it has one. Opened once, or again after a <see cref="Rest"/>; closed when its last part was read. Thread-safe.</summary>
internal sealed class FillFile : IDisposable
{
    private readonly FillFileName _name;
    private readonly Lock _lock = new();
    private List<IEventTable> _open = [];
    private int _pending;

    /// <exception cref="TableException">The file or its friend can't be opened.</exception>
    public FillFile(FillFileName name)
    {
        _name = name;
        IEventTable table = Open();
        (Name, RowCount, Columns) = (table.Name, table.RowCount, table.Columns);
    }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>The number of events.</summary>
    public long RowCount { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Whether it stays open between its uses.</summary>
    public bool StaysOpen { get; set; }

    /// <summary>The open table.</summary>
    /// <exception cref="TableException">It had to be opened again, which failed or showed another table than before.</exception>
    public IEventTable Table()
    {
        lock (_lock)
        {
            return _open.Count > 0 ? _open[^1] : Open();
        }
    }

    /// <summary>Says how many more parts will be read.</summary>
    public void Expect(int parts) => _pending += parts;

    /// <summary>Says that a part was read; after the last the file is closed.</summary>
    public void Done()
    {
        if (Interlocked.Decrement(ref _pending) == 0) Close();
    }

    /// <summary>Closes the file until it is asked for again, unless it stays open. Nobody may be reading.</summary>
    public void Rest()
    {
        if (!StaysOpen) Close();
    }

    public void Dispose() => Close();

    private void Close()
    {
        lock (_lock)
        {
            foreach (IEventTable table in _open) table.Dispose();
            _open = [];
        }
    }

    private IEventTable Open()
    {
        var open = new List<IEventTable>();
        try
        {
            open.Add(EventTables.Open(_name.Path, new TableOptions { Object = _name.Tree }));
            if (_name.Friend is { } friend) Join(open, friend);
            if (Columns is not null && (open[^1].RowCount != RowCount || !open[^1].Columns.SequenceEqual(Columns))) throw new TableException($"'{Name}' was changed while it was in use. Don't change a file while it is read.");
        }
        catch
        {
            foreach (IEventTable table in open) table.Dispose();
            throw;
        }

        _open = open;
        return open[^1];
    }

    // As with ROOT's friends, a column of the file itself goes before one of its friend.
    private void Join(List<IEventTable> open, string path)
    {
        bool isRoot = path.EndsWith(".root", StringComparison.OrdinalIgnoreCase);
        IEventTable friend = EventTables.Open(path, new TableOptions { Object = isRoot ? _name.Tree : null });
        open.Add(friend);
        HashSet<string> taken = [.. open[0].Columns.Select(column => column.Name)];
        string[] others = [.. friend.Columns.Select(column => column.Name).Where(name => !taken.Contains(name))];
        open.Add(EventTables.Join([open[0], EventTables.Select(friend, others)]));
    }
}

/// <summary>Which file: a path, the table inside it, and the friend beside it.</summary>
/// <param name="Path">The path.</param>
/// <param name="Tree">The table; null where the file holds one.</param>
/// <param name="Friend">The path of the friend; null for none.</param>
internal sealed record FillFileName(string Path, string? Tree, string? Friend);
