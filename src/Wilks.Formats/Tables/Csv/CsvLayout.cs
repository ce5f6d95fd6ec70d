using System.Globalization;
using System.Text;

namespace Wilks.Formats.Tables.Csv;

/// <summary>A place to begin reading.</summary>
internal readonly record struct CsvMark(long Row, long Offset, long Line);

/// <summary>What a first pass over a file finds: columns with types, the number of rows, and places to begin.</summary>
internal sealed record CsvLayout(IReadOnlyList<ColumnInfo> Columns, long RowCount, IReadOnlyList<CsvMark> Marks)
{
    private const int MarkEvery = 1 << 16;
    private const int MostColumns = 1 << 16;

    public static CsvLayout Read(ByteSource source, byte separator, long sampleRows)
    {
        using var records = new CsvRecords(source, separator);
        if (!records.Next()) throw new TableException($"'{source.Name}' has no header: it holds only comments and empty lines. Write the names of the columns in the first line.");
        string[] names = Names(source.Name, records);
        var types = new CsvInference[names.Length];
        var marks = new List<CsvMark> { new(0, records.NextOffset, records.NextLine) };
        long rows = 0;
        while (records.Next())
        {
            CheckCount(source.Name, records, names.Length);
            if (rows++ < sampleRows)
            {
                for (int i = 0; i < types.Length; i++) types[i].Add(records.Bytes(i));
            }
            if (rows % MarkEvery == 0) marks.Add(new CsvMark(rows, records.NextOffset, records.NextLine));
        }
        return new CsvLayout([.. names.Select((name, index) => new ColumnInfo(name, types[index].Type))], rows, marks);
    }

    public static void CheckCount(string name, CsvRecords records, int expected)
    {
        if (records.FieldCount == expected) return;
        throw new TableException($"'{name}' line {records.Line}: {records.FieldCount} fields, but the header has {expected}. Quote fields that contain the separator.");
    }

    private static string[] Names(string name, CsvRecords records)
    {
        if (records.FieldCount > MostColumns) throw new TableException($"'{name}' line {records.Line}: {records.FieldCount} columns; at most {MostColumns} are read.");
        string[] names = [.. Enumerable.Range(0, records.FieldCount).Select(index => Encoding.UTF8.GetString(CsvValues.Trim(records.Unescaped(index))))];
        if (names.All(text => text.Length > 0 && NumberText.TryDouble(Encoding.UTF8.GetBytes(text), out _)))
        {
            throw new TableException($"'{name}' line {records.Line}: the first line holds only numbers, where names of columns are expected. Write a header, such as x,y,z.");
        }
        // Frames written with their index leave its name empty.
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0) names[i] = string.Create(CultureInfo.InvariantCulture, $"column{i + 1}");
        }
        if (names.GroupBy(text => text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new TableException($"'{name}' line {records.Line}: {twice.Count()} columns are called '{twice.Key}'. Give each a name of its own.");
        }
        return names;
    }
}
