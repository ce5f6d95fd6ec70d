using Wilks.Formats.Tables.Arrow;
using Wilks.Formats.Tables.Csv;
using Wilks.Formats.Tables.Numpy;
using Wilks.Formats.Tables.Parquet;
using Wilks.Formats.Tables.Pickles;
using Wilks.Formats.Tables.Root;

namespace Wilks.Formats.Tables;

/// <summary>The formats that tables are read from. A new format is one class and one line here; nothing else knows the list.</summary>
internal static class TableFormats
{
    private const int HeadLength = 512;

    /// <summary>All formats. Those with magic bytes come first: content counts before the extension.</summary>
    public static IReadOnlyList<ITableFormat> All { get; } = [new ParquetFormat(), new ArrowFormat(), new NumpyFormat(), new NumpyArchiveFormat(), new RootFormat(), new PickleFormat(), new CsvFormat()];

    /// <summary>Opens a source by content first, then by its extension.</summary>
    /// <exception cref="TableException">No format fits, or the file is damaged.</exception>
    public static IEventTable Open(ByteSource source, TableOptions options)
    {
        try
        {
            ITableFormat format = Find(source);
            if (options.Object is { } inner && !format.HasObjects) throw new TableException($"'{source.Name}' is {format.Name} and holds one table; '{inner}' names nothing in it. Give the path alone.");
            return CheckedTable.Guard(source.Name, () => new CheckedTable(format.Open(source, options)));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Whether a path ends in an extension that a format claims.</summary>
    public static bool Claims(string path) => All.Any(format => format.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));

    private static ITableFormat Find(ByteSource source)
    {
        if (source.Length == 0) throw new TableException($"'{source.Name}' is empty. Check that the file was written completely.");
        byte[] head = source.Head(HeadLength);
        string path = source.Name.ToLowerInvariant();
        ITableFormat? named = All.FirstOrDefault(format => format.Extensions.Any(extension => path.EndsWith(extension, StringComparison.Ordinal)));
        ITableFormat? recognized = All.FirstOrDefault(format => format.Recognizes(head));
        if ((recognized ?? named) is { } found) return found;

        throw new TableException($"'{source.Name}' is no table that Wilks reads: neither its extension nor its first bytes say what it is. Read are {string.Join(", ", All.Select(format => $"{format.Name} ({string.Join(", ", format.Extensions)})"))}.");
    }
}
