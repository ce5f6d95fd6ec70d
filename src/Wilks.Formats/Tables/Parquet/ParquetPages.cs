using Wilks.Formats.Tables.Compression;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>A page, decompressed and cut into its parts.</summary>
/// <param name="IsDictionary">Whether it holds the dictionary.</param>
/// <param name="ValueCount">The number of entries, nulls among them.</param>
/// <param name="Encoding">How the values are encoded.</param>
/// <param name="Repetition">The repetition levels.</param>
/// <param name="Definition">The definition levels.</param>
/// <param name="Values">The values.</param>
internal sealed record ParquetPage(bool IsDictionary, int ValueCount, int Encoding, ReadOnlyMemory<byte> Repetition, ReadOnlyMemory<byte> Definition, ReadOnlyMemory<byte> Values);

/// <summary>The pages of one column in one row group, read one by one.</summary>
internal sealed class ParquetPages(ByteSource source, ColumnChunk chunk, ParquetColumn column)
{
    private const int HeaderProbe = 256;
    private const int LongestHeader = 1 << 24;

    private readonly Codec _codec = CodecOf(chunk.Codec);
    private readonly long _end = End(source, chunk);
    private long _position = chunk.Start;

    /// <summary>The number of entries of the whole column, as the footer declares it.</summary>
    public long ValueCount => chunk.ValueCount;

    /// <summary>The next page of data or the dictionary; null after the last.</summary>
    public ParquetPage? Next()
    {
        while (_position < _end)
        {
            PageHeader header = ReadHeader();
            if (header.CompressedSize < 0 || header.CompressedSize > _end - _position || header.ValueCount < 0) throw source.Damaged(_position, $"a page of {header.CompressedSize} bytes and {header.ValueCount} values is declared");
            long start = _position;
            _position += header.CompressedSize;
            // Index pages hold nothing that is needed.
            if (header.Type is not (0 or 2 or 3)) continue;
            try
            {
                return Open(header, source.Read(start, header.CompressedSize));
            }
            catch (InvalidDataException exception)
            {
                throw new TableException($"'{source.Name}' is damaged at byte {start}, in column '{column.Info.Name}': {exception.Message}. Fetch or write the file again.", exception);
            }
        }
        return null;
    }

    private static long End(ByteSource source, ColumnChunk chunk)
    {
        if (chunk.Start < 4 || chunk.CompressedSize < 0 || chunk.Start > source.Length || chunk.CompressedSize > source.Length - chunk.Start) throw source.Damaged(chunk.Start, $"a column of {chunk.CompressedSize} bytes is declared there");
        return chunk.Start + chunk.CompressedSize;
    }

    private static Codec CodecOf(int codec) => codec switch
    {
        0 => Codec.None,
        1 => Codec.Snappy,
        2 => Codec.Gzip,
        4 => Codec.Brotli,
        5 => Codec.Lz4Hadoop,
        6 => Codec.Zstd,
        7 => Codec.Lz4Block,
        3 => throw new NotSupportedException("columns compressed with LZO are not read; write the file with zstd"),
        _ => throw new InvalidDataException($"compression number {codec} is declared"),
    };

    private PageHeader ReadHeader()
    {
        for (int size = HeaderProbe; ; size *= 16)
        {
            int available = (int)Math.Min(size, _end - _position);
            try
            {
                PageHeader header = PageHeader.Decode(source.Read(_position, available), out int length);
                _position += length;
                return header;
            }
            catch (InvalidDataException) when (size < LongestHeader && available == size)
            {
                // Headers with long statistics don't fit the first look.
            }
        }
    }

    private ParquetPage Open(PageHeader header, byte[] bytes)
    {
        if (header.Type == 3) return OpenSecond(header, bytes);
        ReadOnlyMemory<byte> body = Decompressor.Decode(_codec, bytes, header.UncompressedSize);
        if (header.Type == 2) return new ParquetPage(true, header.ValueCount, header.Encoding, default, default, body);

        ReadOnlyMemory<byte> repetition = column.Info.Depth > 0 ? TakeLevels(ref body) : default;
        ReadOnlyMemory<byte> definition = column.HighestDefinition > 0 ? TakeLevels(ref body) : default;
        return new ParquetPage(false, header.ValueCount, header.Encoding, repetition, definition, body);
    }

    // Pages of the second version keep their levels outside the compression.
    private ParquetPage OpenSecond(PageHeader header, byte[] bytes)
    {
        int levels = header.RepetitionSize + header.DefinitionSize;
        if (header.RepetitionSize < 0 || header.DefinitionSize < 0 || levels < 0 || levels > bytes.Length) throw new InvalidDataException("the levels are longer than the page");
        Codec codec = header.IsCompressed ? _codec : Codec.None;
        byte[] values = bytes.Length == levels ? [] : Decompressor.Decode(codec, bytes.AsSpan(levels), (long)header.UncompressedSize - levels);
        return new ParquetPage(false, header.ValueCount, header.Encoding, bytes.AsMemory(0, header.RepetitionSize), bytes.AsMemory(header.RepetitionSize, header.DefinitionSize), values);
    }

    private static ReadOnlyMemory<byte> TakeLevels(ref ReadOnlyMemory<byte> body)
    {
        if (body.Length < 4) throw new InvalidDataException("the levels of a page end early");
        int length = BitConverter.ToInt32(body.Span);
        if (length < 0 || length > body.Length - 4) throw new InvalidDataException("the levels of a page end early");
        ReadOnlyMemory<byte> levels = body.Slice(4, length);
        body = body[(4 + length)..];
        return levels;
    }
}

/// <summary>What stands before a page.</summary>
internal sealed record PageHeader
{
    /// <summary>Data 0, index 1, dictionary 2, data of the second version 3.</summary>
    public int Type { get; private set; } = -1;

    public int UncompressedSize { get; private set; }

    public int CompressedSize { get; private set; }

    public int ValueCount { get; private set; }

    public int Encoding { get; private set; }

    public int DefinitionSize { get; private set; }

    public int RepetitionSize { get; private set; }

    public bool IsCompressed { get; private set; } = true;

    public static PageHeader Decode(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ThriftReader(bytes);
        var header = new PageHeader();
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            switch (field)
            {
                case 1: header.Type = reader.ReadInt32(); break;
                case 2: header.UncompressedSize = reader.ReadInt32(); break;
                case 3: header.CompressedSize = reader.ReadInt32(); break;
                case 5 or 7: header.DecodeFirst(ref reader); break;
                case 8: header.DecodeSecond(ref reader); break;
                default: reader.Skip(type); break;
            }
        }
        length = reader.Position;
        return header;
    }

    // Data of the first version and dictionaries begin alike.
    private void DecodeFirst(ref ThriftReader reader)
    {
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            if (field == 1) ValueCount = reader.ReadInt32();
            else if (field == 2) Encoding = reader.ReadInt32();
            else reader.Skip(type);
        }
    }

    private void DecodeSecond(ref ThriftReader reader)
    {
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            switch (field)
            {
                case 1: ValueCount = reader.ReadInt32(); break;
                case 4: Encoding = reader.ReadInt32(); break;
                case 5: DefinitionSize = reader.ReadInt32(); break;
                case 6: RepetitionSize = reader.ReadInt32(); break;
                case 7: IsCompressed = type == ThriftReader.True; break;
                default: reader.Skip(type); break;
            }
        }
    }
}
