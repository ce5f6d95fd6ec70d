using Wilks.Formats.Files;
using Wilks.Formats.Tables.Arrow;
using Wilks.Formats.Tables.Csv;
using Wilks.Formats.Tables.Numpy;
using Wilks.Formats.Tables.Parquet;
using Wilks.Formats.Tables.Root;

namespace Wilks.Formats.Tables;

/// <summary>Writes event tables: Parquet, Arrow and Feather, CSV, TSV, .npz and ROOT trees, chosen by the extension.</summary>
public static class TableWriters
{
    /// <summary>The extensions that can be written.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".parquet", ".pq", ".arrow", ".arrows", ".feather", ".csv", ".tsv", ".npz", ".root"];

    /// <summary>Whether a path has an extension that can be written.</summary>
    /// <param name="path">The path.</param>
    public static bool CanWrite(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a table, whole or not at all. Little more than a chunk is held; of Parquet a row group, of Arrow a batch, of ROOT the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">Where to; the extension chooses the format.</param>
    /// <param name="cancellationToken">Stops between chunks and leaves no file.</param>
    /// <exception cref="TableException">The format can't hold a column, or the table is damaged.</exception>
    /// <exception cref="Workspaces.WorkspaceException">The file can't be written.</exception>
    public static void Write(IEventTable table, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!CanWrite(path)) throw new TableException($"'{path}' has no extension of a table that can be written. Use one of {string.Join(", ", Extensions)}.");
        AtomicFile.Write(path, stream => Write(table, stream, Path.GetExtension(path).ToLowerInvariant(), cancellationToken));
    }

    private static void Write(IEventTable table, Stream stream, string extension, CancellationToken cancellationToken)
    {
        if (extension == ".npz")
        {
            NumpyWriter.Write(table, stream, cancellationToken);
            return;
        }
        if (extension == ".root")
        {
            RootTableWriter.Write(table, stream, cancellationToken);
            return;
        }
        using ITableWriter writer = extension switch
        {
            ".csv" => new CsvWriter(stream, table.Columns, ','),
            ".tsv" => new CsvWriter(stream, table.Columns, '\t'),
            ".arrow" => new ArrowWriter(stream, table.Columns, ArrowLayout.File),
            ".feather" => new ArrowWriter(stream, table.Columns, ArrowLayout.Feather),
            ".arrows" => new ArrowWriter(stream, table.Columns, ArrowLayout.Stream),
            _ => new ParquetWriter(stream, table.Columns),
        };
        foreach (TableChunk chunk in table.Read([.. table.Columns.Select(column => column.Name)], RowRange.All, cancellationToken)) writer.Write(chunk);
        writer.Finish();
    }
}
