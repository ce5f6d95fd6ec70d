using System.Globalization;
using System.Text;

namespace Wilks.Formats.Tables.Csv;

/// <summary>What a field is, apart from its type.</summary>
internal static class CsvValues
{
    /// <summary>Whether a field stands for a missing value: empty, NA, N/A, null or None.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        2 => text.SequenceEqual("NA"u8),
        3 => text.SequenceEqual("N/A"u8),
        4 => text.SequenceEqual("null"u8) || text.SequenceEqual("NULL"u8) || text.SequenceEqual("None"u8),
        _ => false,
    };

    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || Ascii.EqualsIgnoreCase(text, "false"u8);
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || (text[0] > ' ' && text[^1] > ' ')) return text;
        return text.Trim(" \t"u8);
    }
}

/// <summary>The type of a column, narrowed to what all its fields allow: boolean or int64, then double, then text.</summary>
internal struct CsvInference
{
    private ColumnType? _type;

    /// <summary>The type; of a column without values a double.</summary>
    public readonly ColumnType Type => _type ?? ColumnType.Double;

    public void Add(ReadOnlySpan<byte> field)
    {
        if (_type == ColumnType.Text) return;
        ReadOnlySpan<byte> text = CsvValues.Trim(field);
        if (CsvValues.IsMissing(text)) return;
        if (_type is null or ColumnType.Int64 && NumberText.TryInteger(text, out _)) _type = ColumnType.Int64;
        else if (_type is null or ColumnType.Int64 or ColumnType.Double && NumberText.TryDouble(text, out _)) _type = ColumnType.Double;
        else if (_type is null or ColumnType.Boolean && CsvValues.TryBoolean(text, out _)) _type = ColumnType.Boolean;
        else _type = ColumnType.Text;
    }
}

/// <summary>Collects the fields of one column of one chunk.</summary>
internal interface ICsvColumn
{
    /// <summary>Takes the next field; false when it doesn't fit the type.</summary>
    bool Add(CsvRecords records, int field);

    /// <summary>What was collected.</summary>
    ColumnData Finish();
}

/// <summary>Collects whole numbers, doubles or booleans.</summary>
internal sealed class CsvNumbers<T>(ColumnInfo info, int capacity, TryRead<T> read) : ICsvColumn
{
    private T[] _values = new T[capacity];
    private bool[]? _isNull;
    private int _count;

    public bool Add(CsvRecords records, int field)
    {
        ReadOnlySpan<byte> text = CsvValues.Trim(records.Bytes(field));
        if (_count == _values.Length) Grow();
        if (read(text, out _values[_count]))
        {
            _count++;
            return true;
        }
        if (!CsvValues.IsMissing(text)) return false;
        _isNull ??= new bool[_values.Length];
        _isNull[_count] = true;
        _values[_count++] = ElementTypes.Missing<T>();
        return true;
    }

    public ColumnData Finish()
    {
        Array.Resize(ref _values, _count);
        if (_isNull is not null) Array.Resize(ref _isNull, _count);
        return new ColumnData(info, _values, [], _isNull);
    }

    private void Grow()
    {
        Array.Resize(ref _values, 2 * _count);
        if (_isNull is not null) Array.Resize(ref _isNull, 2 * _count);
    }
}

/// <summary>Reads a value from text.</summary>
internal delegate bool TryRead<T>(ReadOnlySpan<byte> text, out T value);

/// <summary>Collects texts; an empty field that is not quoted has no value.</summary>
internal sealed class CsvTexts(ColumnInfo info) : ICsvColumn
{
    private readonly List<string> _values = [];
    private readonly List<bool> _isNull = [];

    public bool Add(CsvRecords records, int field)
    {
        ReadOnlySpan<byte> text = records.Unescaped(field);
        _values.Add(text.IsEmpty ? "" : Encoding.UTF8.GetString(text));
        _isNull.Add(text.IsEmpty && !records.Field(field).IsQuoted);
        return true;
    }

    public ColumnData Finish() => new(info, _values.ToArray(), [], _isNull.Contains(true) ? _isNull.ToArray() : null);
}

/// <summary>Makes the collector that a type needs.</summary>
internal static class CsvColumns
{
    public static ICsvColumn Create(ColumnInfo info, int capacity) => info.Type switch
    {
        ColumnType.Int64 => new CsvNumbers<long>(info, capacity, NumberText.TryInteger),
        ColumnType.Double => new CsvNumbers<double>(info, capacity, NumberText.TryDouble),
        ColumnType.Boolean => new CsvNumbers<bool>(info, capacity, CsvValues.TryBoolean),
        _ => new CsvTexts(info),
    };

    /// <summary>The start of a field, for messages.</summary>
    public static string Shown(ReadOnlySpan<byte> field)
    {
        const int most = 40;
        string text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, most)]).ReplaceLineEndings("⏎");
        return field.Length > most ? string.Create(CultureInfo.InvariantCulture, $"{text}…") : text;
    }
}
