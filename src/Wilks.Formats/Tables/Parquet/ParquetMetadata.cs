namespace Wilks.Formats.Tables.Parquet;

/// <summary>The footer of a Parquet file (apache/parquet-format, <c>parquet.thrift</c>), as far as columns need it.</summary>
internal sealed record ParquetMetadata(IReadOnlyList<SchemaElement> Schema, long RowCount, IReadOnlyList<RowGroup> RowGroups)
{
    public static ParquetMetadata Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var schema = new List<SchemaElement>();
        var groups = new List<RowGroup>();
        long rows = 0;
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            switch (field)
            {
                case 2:
                    int elements = reader.ReadListHead(out _);
                    for (int i = 0; i < elements; i++) schema.Add(SchemaElement.Decode(ref reader));
                    break;
                case 3:
                    rows = reader.ReadInteger();
                    break;
                case 4:
                    int count = reader.ReadListHead(out _);
                    for (int i = 0; i < count; i++) groups.Add(RowGroup.Decode(ref reader));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
        return new ParquetMetadata(schema, rows, groups);
    }
}

/// <summary>A node of the schema tree, in depth-first order.</summary>
internal sealed record SchemaElement
{
    /// <summary>BOOLEAN 0, INT32 1, INT64 2, INT96 3, FLOAT 4, DOUBLE 5, BYTE_ARRAY 6, FIXED_LEN_BYTE_ARRAY 7; null for a group.</summary>
    public int? Physical { get; private set; }

    public int TypeLength { get; private set; }

    /// <summary>Required 0, optional 1, repeated 2.</summary>
    public int Repetition { get; private set; }

    public string Name { get; private set; } = "";

    public int ChildCount { get; private set; }

    /// <summary>The older annotation; −1 for none.</summary>
    public int Converted { get; private set; } = -1;

    public int Scale { get; private set; }

    /// <summary>The field number of the newer annotation's union; 0 for none.</summary>
    public int Logical { get; private set; }

    /// <summary>Of a time: milliseconds 1, microseconds 2, nanoseconds 3. Of an integer: its bits, negative when unsigned.</summary>
    public int LogicalDetail { get; private set; }

    public static SchemaElement Decode(ref ThriftReader reader)
    {
        var element = new SchemaElement();
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            switch (field)
            {
                case 1: element.Physical = reader.ReadInt32(); break;
                case 2: element.TypeLength = reader.ReadInt32(); break;
                case 3: element.Repetition = reader.ReadInt32(); break;
                case 4: element.Name = reader.ReadText(); break;
                case 5: element.ChildCount = reader.ReadInt32(); break;
                case 6: element.Converted = reader.ReadInt32(); break;
                case 7: element.Scale = reader.ReadInt32(); break;
                case 10: element.DecodeLogical(ref reader); break;
                default: reader.Skip(type); break;
            }
        }
        return element;
    }

    private void DecodeLogical(ref ThriftReader reader)
    {
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            Logical = field;
            if (field is 7 or 8) LogicalDetail = DecodeTimeUnit(ref reader);
            else if (field == 10) LogicalDetail = DecodeIntegerKind(ref reader);
            else if (field == 5) DecodeDecimal(ref reader);
            else reader.Skip(type);
        }
    }

    private static int DecodeTimeUnit(ref ThriftReader reader)
    {
        int unit = 0;
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            if (field != 2 || type != ThriftReader.Struct)
            {
                reader.Skip(type);
                continue;
            }
            int inner = 0;
            while (reader.NextField(ref inner, out int innerType))
            {
                unit = inner;
                reader.Skip(innerType);
            }
        }
        return unit;
    }

    private static int DecodeIntegerKind(ref ThriftReader reader)
    {
        (int bits, int sign) = (0, 1);
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            if (field == 1 && type == 3) bits = reader.ReadByte();
            else if (field == 2) sign = type == ThriftReader.True ? 1 : -1;
            else reader.Skip(type);
        }
        return bits * sign;
    }

    private void DecodeDecimal(ref ThriftReader reader)
    {
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            if (field == 1) Scale = reader.ReadInt32();
            else reader.Skip(type);
        }
    }
}

/// <summary>Some rows of all columns.</summary>
internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Columns, long RowCount)
{
    public static RowGroup Decode(ref ThriftReader reader)
    {
        var columns = new List<ColumnChunk>();
        long rows = 0;
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            if (field == 1)
            {
                int count = reader.ReadListHead(out _);
                for (int i = 0; i < count; i++) columns.Add(ColumnChunk.Decode(ref reader));
            }
            else if (field == 3)
            {
                rows = reader.ReadInteger();
            }
            else
            {
                reader.Skip(type);
            }
        }
        return new RowGroup(columns, rows);
    }
}

/// <summary>One column in one row group: where its pages are.</summary>
internal sealed record ColumnChunk(int Codec, long ValueCount, long CompressedSize, long DataOffset, long DictionaryOffset, string? OtherFile)
{
    /// <summary>The first byte: the dictionary's page comes first where there is one.</summary>
    public long Start => DictionaryOffset > 0 && DictionaryOffset < DataOffset ? DictionaryOffset : DataOffset;

    public static ColumnChunk Decode(ref ThriftReader reader)
    {
        var chunk = new ColumnChunk(0, 0, 0, 0, 0, null);
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            if (field == 1) chunk = chunk with { OtherFile = reader.ReadText() };
            else if (field == 3 && type == ThriftReader.Struct) chunk = chunk.DecodeMetadata(ref reader);
            else reader.Skip(type);
        }
        return chunk;
    }

    private ColumnChunk DecodeMetadata(ref ThriftReader reader)
    {
        ColumnChunk chunk = this;
        int field = 0;
        while (reader.NextField(ref field, out int type))
        {
            switch (field)
            {
                case 4: chunk = chunk with { Codec = reader.ReadInt32() }; break;
                case 5: chunk = chunk with { ValueCount = reader.ReadInteger() }; break;
                case 7: chunk = chunk with { CompressedSize = reader.ReadInteger() }; break;
                case 9: chunk = chunk with { DataOffset = reader.ReadInteger() }; break;
                case 11: chunk = chunk with { DictionaryOffset = reader.ReadInteger() }; break;
                default: reader.Skip(type); break;
            }
        }
        return chunk;
    }
}
