namespace Wilks.Formats.Tables;

/// <summary>What a format provides: columns by index, chunk by chunk. <see cref="CheckedTable"/> lays names, ranges and messages over it.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>The columns that can be read, in the order of the file.</summary>
    IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Columns of the file that can't be read, each with the reason as the end of a sentence.</summary>
    IReadOnlyDictionary<string, string> Unreadable { get; }

    /// <summary>The number of rows.</summary>
    long RowCount { get; }

    /// <summary>Where reading may begin or end without anything being decoded twice; as <see cref="IEventTable.Boundaries"/>.</summary>
    IReadOnlyList<long> Boundaries(IReadOnlyList<int> columns) => [];

    /// <summary>Reads rows that exist of columns that exist; safe to call from several threads at once.</summary>
    IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken);
}

/// <summary>A file format: how it is recognised, how it is opened.</summary>
internal interface ITableFormat
{
    /// <summary>Its name in messages.</summary>
    string Name { get; }

    /// <summary>The file extensions it claims, with dots, in lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether a file may hold several tables, so that <c>path:object</c> names one.</summary>
    bool HasObjects => false;

    /// <summary>Whether the first bytes of a file (up to 512) are this format's and no other's.</summary>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>Opens a file; the reader owns the source.</summary>
    ITableReader Open(ByteSource source, TableOptions options);
}
