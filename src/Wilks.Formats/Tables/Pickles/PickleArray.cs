using System.Globalization;
using System.Text;
using Wilks.Formats.Tables.Numpy;

namespace Wilks.Formats.Tables.Pickles;

/// <summary>A numpy array inside a pickle: one or two dimensions of numbers, or of texts as Python objects.</summary>
/// <param name="Shape">One or two lengths.</param>
/// <param name="Type">The type of its numbers; null for objects.</param>
/// <param name="TypeName">The type as written.</param>
/// <param name="Bytes">The numbers.</param>
/// <param name="Objects">The objects; null for numbers.</param>
/// <param name="IsColumnMajor">Whether the first index runs fastest.</param>
internal sealed record PickleArray(long[] Shape, NumpyType? Type, string TypeName, ReadOnlyMemory<byte> Bytes, List<object?>? Objects, bool IsColumnMajor)
{
    public long RowLength => Shape.Length == 1 ? Shape[0] : Shape[1];

    public long Rows => Shape.Length == 1 ? 1 : Shape[0];

    public static PickleArray From(object? value)
    {
        if (value is PickleCall { Function.Name: "__pyx_unpickle_NDArrayBacked", State: object?[] { Length: >= 2 } backed } && Foreign(value) is null) return From(backed[1]);
        if (value is not PickleCall call) throw new InvalidDataException("a numpy array is expected in the frame");
        if (call.Function.Name == "_frombuffer" && call.Arguments is [ReadOnlyMemory<byte> buffer, _, _, _]) return Create(call.Arguments[2], call.Arguments[1], call.Arguments[3] is "F", buffer);
        if (call.Function.Name == "_frombuffer" && call.Arguments.Length == 4) return Create(call.Arguments[2], call.Arguments[1], call.Arguments[3] is "F", BytesOf(call.Arguments[0]));
        if (call.Function.Name == "_reconstruct" && call.State is object?[] { Length: 5 } state) return Create(state[1], state[2], state[3] is true, state[4]);
        throw new InvalidDataException($"'{call.Function}' stands where a numpy array is expected; only plain numpy columns are read. Write the frame as Parquet");
    }

    /// <summary>Why an array of pandas' own can't be a column, as the end of a sentence; null for numpy's, and for times without zone, which are numpy's within.</summary>
    public static string? Foreign(object? value)
    {
        if (value is not PickleCall call) return null;
        if (call.Function.Name is "_frombuffer" or "_reconstruct") return null;

        bool isBacked = call.Function.Name == "__pyx_unpickle_NDArrayBacked";
        string kind = isBacked && call.Arguments is [PickleName backed, ..] ? backed.Name : call.Function.Name;
        bool hasZone = isBacked && call.State is object?[] state && state.Any(part => part is PickleCall { Function.Name: "DatetimeTZDtype" });
        if (hasZone) return "has times of a zone, which are not read; convert them with tz_convert(None)";
        return kind is "DatetimeArray" or "TimedeltaArray" ? null : $"is of pandas' type {kind}, which is not read; convert it with astype to a type of numpy, or write Parquet";
    }

    /// <summary>Elements of one row.</summary>
    public ColumnData Read(long row, ColumnInfo info, long first, int count)
    {
        long step = IsColumnMajor ? Rows : 1;
        long start = IsColumnMajor ? row + (first * step) : (row * RowLength) + first;
        if (Type is not null) return new ColumnData(info, Type.Decode(Bytes.Span, start * Type.Size, step * Type.Size, count), []);

        string[] texts = new string[count];
        bool[]? isNull = null;
        for (int i = 0; i < count; i++)
        {
            object? item = Objects![(int)(start + (i * step))];
            texts[i] = item as string ?? "";
            if (item is string) continue;
            isNull ??= new bool[count];
            isNull[i] = true;
        }
        return new ColumnData(info, texts, [], isNull);
    }

    /// <summary>Why a row of it can't be a column, as the end of a sentence; null when it can.</summary>
    public string? Unreadable(long row)
    {
        if (Type is not null) return null;
        if (Objects is null) return $"has numpy's type '{TypeName}', which is not read";
        for (int i = 0; i < RowLength; i++)
        {
            object? item = Objects[(int)(IsColumnMajor ? row + (i * Rows) : (row * RowLength) + i)];
            // NaN stands for a missing text.
            if (item is not (null or string or double.NaN)) return "holds Python objects other than text, which are not read";
        }
        return null;
    }

    /// <summary>The elements as names of columns.</summary>
    public string[] Names()
    {
        if (Shape.Length != 1) throw new InvalidDataException("names of columns with several levels are not read; join the levels into one name");
        if (Objects is not null) return [.. Objects.Select(item => item as string ?? (item as long?)?.ToString(CultureInfo.InvariantCulture) ?? throw new InvalidDataException("a column's name is no text"))];
        if (Type is null) throw new InvalidDataException($"names of numpy's type '{TypeName}' are not read");
        Array numbers = Type.Decode(Bytes.Span, 0, Type.Size, checked((int)Shape[0]));
        return [.. numbers.Cast<object>().Select(number => ((IConvertible)number).ToString(CultureInfo.InvariantCulture))];
    }

    private static PickleArray Create(object? shapeValue, object? typeValue, bool isColumnMajor, object? data)
    {
        long[] shape = [.. (shapeValue as object?[] ?? []).Select(length => length is long number and >= 0 ? number : throw new InvalidDataException("the shape of an array makes no sense"))];
        if (shape.Length is not (1 or 2)) throw new InvalidDataException($"an array of {shape.Length} dimensions is in the frame");
        long count = shape.Length == 1 ? shape[0] : checked(shape[0] * shape[1]);
        string name = TypeNameOf(typeValue);
        if (data is List<object?> objects)
        {
            if (objects.Count != count) throw new InvalidDataException($"an array of {count} objects has {objects.Count}");
            return new PickleArray(shape, null, name, default, objects, isColumnMajor);
        }
        ReadOnlyMemory<byte> bytes = BytesOf(data);
        NumpyType.Parse(name, out NumpyType? type, out _);
        if (type is not null && checked(count * type.Size) != bytes.Length) throw new InvalidDataException($"an array of {count} elements of '{name}' has {bytes.Length} bytes");
        return new PickleArray(shape, type, name, bytes, null, isColumnMajor);
    }

    // The dtype's call names the type, its state the order of bytes, and for times the unit.
    private static string TypeNameOf(object? value)
    {
        if (value is not PickleCall { Function.Name: "dtype", Arguments: [_, ..] } call) throw new InvalidDataException("an array without a type is in the frame");
        string name = TextOf(call.Arguments[0]);
        object?[] state = call.State as object?[] ?? [];
        string order = state.Length > 1 ? TextOf(state[1]) : "<";
        string unit = "";
        if (name is "M8" or "m8" && state is [.., object?[] { Length: 2 } detail] && detail[1] is object?[] { Length: >= 1 } units) unit = $"[{TextOf(units[0])}]";
        return (order is "<" or ">" or "|" ? order : "<") + name + unit;
    }

    private static string TextOf(object? value) => value switch
    {
        string text => text,
        ReadOnlyMemory<byte> bytes => Encoding.UTF8.GetString(bytes.Span),
        PickleCall { Function.Name: "encode" } call => TextOf(call.Arguments.FirstOrDefault()),
        _ => "",
    };

    // Protocol 2 writes bytes as a text to be encoded in Latin-1.
    private static ReadOnlyMemory<byte> BytesOf(object? value) => value switch
    {
        ReadOnlyMemory<byte> bytes => bytes,
        PickleCall { Function.Name: "encode", Arguments: [string text, ..] } => Encoding.Latin1.GetBytes(text),
        PickleCall { Function.Name: "bytearray", Arguments: [object inner, ..] } => BytesOf(inner),
        _ => throw new InvalidDataException("an array without data is in the frame"),
    };
}
