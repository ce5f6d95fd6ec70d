using System.Buffers.Binary;
using System.Text;

namespace Wilks.Formats.Tables.Numpy;

/// <summary>A column inside the rows of an array.</summary>
/// <param name="Info">The column.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Offset">Where in a row it begins.</param>
/// <param name="PerRow">Elements of each row.</param>
internal sealed record NumpyField(ColumnInfo Info, NumpyType Type, long Offset, int PerRow);

/// <summary>What an array's header says (numpy's NEP 1): rows, their size, and the columns in them.</summary>
internal sealed class NumpyLayout
{
    private const int LongestHeader = 1 << 20;
    private const int MostPerRow = 1 << 20;

    private readonly List<NumpyField> _fields = [];
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);

    private NumpyLayout()
    {
    }

    public IReadOnlyList<NumpyField> Fields => _fields;

    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    public long RowCount { get; private set; }

    /// <summary>Bytes of a row.</summary>
    public long RowSize { get; private set; }

    /// <summary>Bytes before the first row.</summary>
    public int HeaderSize { get; private set; }

    /// <summary>Whether the array is a single number, which is no table.</summary>
    public bool IsScalar { get; private set; }

    /// <summary>Whether the rows have named fields.</summary>
    public bool IsStructured { get; private set; }

    /// <summary>Reads a header.</summary>
    /// <param name="stream">At the start of the array.</param>
    /// <param name="name">The name of the column when it has no fields.</param>
    public static NumpyLayout Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        stream.ReadExactly(start[..10]);
        if (start[0] != 0x93 || !start[1..].StartsWith("NUMPY"u8)) throw new InvalidDataException("a numpy array is expected");
        long length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        int before = 10;
        if (start[6] >= 2)
        {
            stream.ReadExactly(start[10..]);
            length = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
            before = 12;
        }
        if (length > LongestHeader) throw new InvalidDataException($"a header of {length} bytes is declared");
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        var layout = new NumpyLayout { HeaderSize = before + (int)length };
        layout.Decode(Encoding.UTF8.GetString(bytes), name);
        return layout;
    }

    private void Decode(string text, string name)
    {
        if (PythonLiteral.Parse(text.TrimEnd('\n', ' ', '\0')) is not Dictionary<string, object?> header || !header.TryGetValue("descr", out object? type) || header.GetValueOrDefault("shape") is not List<object?> dimensions)
        {
            throw new InvalidDataException("the header of the numpy array lacks 'descr' or 'shape'");
        }
        long[] shape = [.. dimensions.Select(dimension => dimension is long number and >= 0 ? number : throw new InvalidDataException("the shape of the numpy array makes no sense"))];
        bool isColumnMajor = header.GetValueOrDefault("fortran_order") is true;
        IsScalar = shape.Length == 0;
        RowCount = IsScalar ? 1 : shape[0];
        long perRow = 1;
        foreach (long dimension in shape.Skip(1)) perRow = checked(perRow * dimension);

        long size;
        if (type is List<object?> fields)
        {
            IsStructured = true;
            size = AddFields(fields, "", 0, shape.Length > 1);
        }
        else
        {
            size = AddField(name, type as string ?? "", 0, shape.Length > 2 ? -1 : shape.Length == 2 ? perRow : 0, isColumnMajor && shape.Length > 1 && perRow > 1 && RowCount > 1);
        }
        RowSize = checked(size * perRow);
        if (RowSize <= 0 && _fields.Count > 0 && RowCount > 0 && perRow > 0) throw new InvalidDataException("its elements have no size");
        _ = checked(RowSize * RowCount);
    }

    private long AddFields(List<object?> fields, string prefix, long offset, bool isNested)
    {
        long size = 0;
        foreach (object? item in fields)
        {
            if (item is not List<object?> { Count: 2 or 3 } field) throw new InvalidDataException("a field of the numpy array makes no sense");
            // A title may stand beside the name.
            string own = field[0] as string ?? (field[0] as List<object?>)?[^1] as string ?? "";
            string name = prefix.Length == 0 ? own : $"{prefix}.{own}";
            long count = 0;
            if (field.Count == 3) count = field[2] is List<object?> { Count: 1 } shape && shape[0] is long number and > 0 ? number : field[2] is long single and > 0 ? single : -1;
            long repeat = field.Count == 3 ? ((field[2] as List<object?>)?.Aggregate(1L, (product, dimension) => checked(product * (dimension as long? ?? 0))) ?? count) : 1;
            size += field[1] is List<object?> inner
                ? AddFields(inner, name, offset + size, isNested || field.Count == 3) * repeat
                : AddField(name, field[1] as string ?? "", offset + size, isNested ? -1 : count, isColumnMajor: false) * repeat;
        }
        return size;
    }

    // Padding has no name. The count is 0 for one element per row and −1 for more than one dimension.
    private long AddField(string name, string descriptor, long offset, long count, bool isColumnMajor)
    {
        string reason = NumpyType.Parse(descriptor, out NumpyType? type, out long size);
        if (name.Length == 0 || name.EndsWith('.')) return size;
        if (type is null) _unreadable[name] = reason;
        else if (count < 0) _unreadable[name] = "has more than two dimensions; one row is read as one list";
        else if (isColumnMajor) _unreadable[name] = "is stored column by column (Fortran order); store it with numpy.ascontiguousarray";
        else if (count > MostPerRow) _unreadable[name] = $"has {count} elements per row; at most {MostPerRow} are read";
        else _fields.Add(new NumpyField(new ColumnInfo(name, type.ColumnType, count > 0 ? 1 : 0, (int)count), type, offset, (int)Math.Max(1, count)));
        return size;
    }
}
