using System.Buffers.Binary;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Apache Parquet.</summary>
internal sealed class ParquetFormat : ITableFormat
{
    private const int FooterTail = 8;

    public string Name => "Parquet";

    public IReadOnlyList<string> Extensions => [".parquet", ".pq"];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8);

    public ITableReader Open(ByteSource source, TableOptions options)
    {
        if (source.Length < 12) throw source.Damaged($"it has {source.Length} bytes; a Parquet file has at least 12");
        Span<byte> tail = stackalloc byte[FooterTail];
        source.Read(source.Length - FooterTail, tail);
        if (tail[4..].SequenceEqual("PARE"u8)) throw new TableException($"'{source.Name}' is encrypted. Write it without encryption.");
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw source.Damaged(source.Length - 4, "a Parquet file ends with 'PAR1'; the file was not written to its end");

        long length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > source.Length - 12) throw source.Damaged(source.Length - FooterTail, $"a footer of {length} bytes is declared");
        ParquetMetadata metadata = ParquetMetadata.Decode(source.Read(source.Length - FooterTail - length, length));
        return new ParquetTable(source, metadata);
    }
}
