using System.Globalization;
using System.Text;

namespace Wilks.Formats.Tables.Csv;

/// <summary>Writes separated text. Doubles read back as the same double; a missing value is an empty field.</summary>
internal sealed class CsvWriter : ITableWriter
{
    private readonly StreamWriter _text;
    private readonly char _separator;

    public CsvWriter(Stream stream, IReadOnlyList<ColumnInfo> columns, char separator)
    {
        if (columns.FirstOrDefault(column => column.Depth > 0) is { } list) throw new TableException($"Column '{list.Name}' is {ElementTypes.Describe(list)}, which separated text can't hold. Write Parquet.");
        _text = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _separator = separator;
        _text.WriteLine(string.Join(separator, columns.Select(column => Quoted(column.Name))));
    }

    public void Write(TableChunk chunk)
    {
        Func<int, string>[] cells = [.. chunk.Columns.Select(Cells)];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                if (i > 0) _text.Write(_separator);
                bool isNull = chunk.Columns[i].IsNull is { } nulls && nulls[row];
                // The only field of a line must not leave it empty.
                if (!isNull) _text.Write(cells[i](row));
                else if (cells.Length == 1) _text.Write("NA");
            }
            _text.WriteLine();
        }
    }

    public void Finish() => _text.Flush();

    public void Dispose() => _text.Dispose();

    private Func<int, string> Cells(ColumnData column) => column.Info.Type switch
    {
        ColumnType.Boolean => row => ((bool[])column.Values)[row] ? "true" : "false",
        ColumnType.Double => row => Number(((double[])column.Values)[row]),
        ColumnType.Float => row => Number(((float[])column.Values)[row]),
        ColumnType.Text => row => Quoted(((string[])column.Values)[row]),
        _ => row => ((IFormattable)column.Values.GetValue(row)!).ToString(null, CultureInfo.InvariantCulture),
    };

    // A double without a fraction keeps a sign of being one.
    private static string Number<T>(T value)
        where T : IFormattable
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text switch
        {
            "Infinity" or "∞" => "inf",
            "-Infinity" or "-∞" => "-inf",
            "NaN" => "nan",
            _ => text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text,
        };
    }

    // Texts that would read back as missing, as a comment or without their spaces are quoted too.
    private string Quoted(string text)
    {
        bool isPlain = text.Length > 0 && text.AsSpan().IndexOfAny("\"\r\n") < 0 && !text.Contains(_separator, StringComparison.Ordinal) && text[0] != '#';
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
