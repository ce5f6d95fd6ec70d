namespace Wilks.Formats.Tables;

/// <summary>Events in rows and named, typed columns, read in chunks: one face for every format. Safe to read from several threads at once.</summary>
public interface IEventTable : IDisposable
{
    /// <summary>What it is called in messages: a path, and an object inside where there is one.</summary>
    string Name { get; }

    /// <summary>The columns, in the order of the file.</summary>
    IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Columns of the file that can't be read, each with the reason as the end of a sentence, such as <c>is a list of depth 3</c>.</summary>
    IReadOnlyDictionary<string, string> Unreadable => System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>The number of rows.</summary>
    long RowCount { get; }

    /// <summary>Rows at which reading may begin or end without anything being decoded twice, ascending, the first and the end not among them: where a basket, a row group or a batch begins. None where rows are read from the start only.</summary>
    /// <param name="columns">The columns that are read, each of the table.</param>
    IReadOnlyList<long> Boundaries(IReadOnlyList<string> columns) => [];

    /// <summary>Reads columns chunk by chunk; only what is asked for is read. Chunks come in the order of rows and are new arrays each time.</summary>
    /// <param name="columns">The names, each of a column of the table.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <exception cref="TableException">A name is unknown, or the file is damaged.</exception>
    IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default);
}

/// <summary>A column as the file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Depth">0 for one element per row, 1 for a list per row, 2 for a list of lists.</param>
/// <param name="FixedLength">The number of elements of every row where that is the same; 0 otherwise.</param>
public sealed record ColumnInfo(string Name, ColumnType Type, int Depth = 0, int FixedLength = 0);

/// <summary>The types of elements.</summary>
public enum ColumnType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>Unsigned, 16 bits.</summary>
    UInt16,

    /// <summary>Unsigned, 32 bits.</summary>
    UInt32,

    /// <summary>Unsigned, 64 bits.</summary>
    UInt64,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>Rows of a table.</summary>
/// <param name="First">The first row, 0-based.</param>
/// <param name="Count">How many; what lies beyond the end is cut off.</param>
public readonly record struct RowRange(long First, long Count)
{
    /// <summary>All rows.</summary>
    public static RowRange All { get; } = new(0, long.MaxValue);
}

/// <summary>Some rows of the columns that were asked for.</summary>
/// <param name="FirstRow">The row of the table that comes first.</param>
/// <param name="RowCount">The number of rows.</param>
/// <param name="Columns">The columns, in the order asked for.</param>
public sealed record TableChunk(long FirstRow, int RowCount, IReadOnlyList<ColumnData> Columns);

/// <summary>The elements of one column in one chunk: flat values, and for lists where each row (or inner list) ends.</summary>
/// <param name="Info">The column.</param>
/// <param name="Values">A one-dimensional array of the element type (<c>double[]</c>, <c>string[]</c>, …), all lists behind each other.</param>
/// <param name="Offsets">For each depth, outermost first, one more number than there are lists: list i is <c>[offsets[i], offsets[i + 1])</c> of the next level. Empty at depth 0.</param>
/// <param name="IsNull">Which rows of a flat column have no value; null when all have. Their elements are 0, NaN or "".</param>
public sealed record ColumnData(ColumnInfo Info, Array Values, IReadOnlyList<int[]> Offsets, bool[]? IsNull = null);

/// <summary>A table can't be read: where, what was found, what to do.</summary>
public sealed class TableException : Exception
{
    /// <summary>An exception with its sentence.</summary>
    /// <param name="message">Where, what was found, what was expected, what to do.</param>
    /// <param name="inner">What caused it; may be null.</param>
    public TableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
