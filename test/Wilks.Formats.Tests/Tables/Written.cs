using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Arrow;
using Wilks.Formats.Tables.Csv;
using Wilks.Formats.Tables.Numpy;
using Wilks.Formats.Tables.Parquet;

namespace Wilks.Formats.Tests.Tables;

/// <summary>The bytes that our writers make of a table.</summary>
internal static class Written
{
    public static byte[] Parquet(IEventTable table)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, table.Columns);
        return Finish(table, stream, writer);
    }

    public static byte[] Arrow(IEventTable table, ArrowLayout layout)
    {
        using var stream = new MemoryStream();
        using var writer = new ArrowWriter(stream, table.Columns, layout);
        return Finish(table, stream, writer);
    }

    public static byte[] Csv(IEventTable table, char separator = ',')
    {
        using var stream = new MemoryStream();
        using var writer = new CsvWriter(stream, table.Columns, separator);
        return Finish(table, stream, writer);
    }

    public static byte[] Npz(IEventTable table)
    {
        using var stream = new MemoryStream();
        NumpyWriter.Write(table, stream, CancellationToken.None);
        return stream.ToArray();
    }

    private static byte[] Finish(IEventTable table, MemoryStream stream, ITableWriter writer)
    {
        foreach (TableChunk chunk in table.Read([.. table.Columns.Select(column => column.Name)], RowRange.All)) writer.Write(chunk);
        writer.Finish();
        return stream.ToArray();
    }
}
