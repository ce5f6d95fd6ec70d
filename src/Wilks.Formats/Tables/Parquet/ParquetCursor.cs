using System.Numerics;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Reads a column of a row group forward, some rows at a time.</summary>
internal interface IColumnCursor
{
    /// <summary>The next rows.</summary>
    ColumnData Next(int rows);
}

/// <summary>Reads pages, levels and values and puts rows together. What is held at a time is a page and the rows asked for, whatever counts the file claims.</summary>
internal sealed class ParquetCursor<T>(ParquetColumn column, ParquetPages pages, IValueFormat<T> format) : IColumnCursor
{
    private const int BatchSize = 4096;

    private readonly int _highest = column.HighestDefinition;
    private T[]? _dictionary;
    private IValueReader<T>? _values;
    private RleDecoder? _definition;
    private RleDecoder? _repetition;
    private int _left;
    private long _entries;

    // Levels that were decoded and not used yet, of columns with lists.
    private readonly int[] _definitions = new int[BatchSize];
    private readonly int[] _repetitions = new int[column.Info.Depth > 0 ? BatchSize : 0];
    private int _used;
    private int _decoded;

    public ColumnData Next(int rows) => column.Info.Depth == 0 ? NextFlat(rows) : NextLists(rows);

    private ColumnData NextFlat(int rows)
    {
        T[] values = new T[rows];
        bool[]? nulls = null;
        int at = 0;
        while (at < rows)
        {
            if (_left == 0 && !NextPage()) throw new InvalidDataException($"column '{column.Info.Name}' has fewer rows than the file declares");
            int count = Math.Min(rows - at, _left);
            if (_highest > 0) count = Math.Min(count, BatchSize);
            Span<T> target = values.AsSpan(at, count);
            if (_highest == 0) _values!.Read(target);
            else ReadOptional(target, ref nulls, at, rows);
            _left -= count;
            at += count;
        }
        return new ColumnData(column.Info, values, [], nulls);
    }

    private void ReadOptional(Span<T> target, ref bool[]? nulls, int at, int rows)
    {
        Span<int> levels = _definitions.AsSpan(0, target.Length);
        _definition!.Fill(levels);
        int present = levels.Count(_highest);
        _values!.Read(target[..present]);
        if (present == target.Length) return;

        nulls ??= new bool[rows];
        for (int i = 0; i < levels.Length; i++) nulls[at + i] = levels[i] != _highest;
        Spread(target, present, levels);
    }

    // The present values stand together at the front; from the back each moves to its place.
    private void Spread(Span<T> target, int present, ReadOnlySpan<int> levels)
    {
        int from = present - 1;
        for (int i = target.Length - 1; i >= 0; i--) target[i] = levels[i] == _highest ? target[from--] : ElementTypes.Missing<T>();
    }

    private ColumnData NextLists(int rows)
    {
        var assembly = new ListAssembly<T>(column, rows);
        while (true)
        {
            if (_used == _decoded && !DecodeLevels()) break;
            int start = _used;
            while (_used < _decoded && assembly.Accept(_repetitions[_used], _definitions[_used])) _used++;
            if (_used > start) assembly.TakeValues(_values!);
            if (_used < _decoded) break;
        }
        return assembly.Finish();
    }

    private bool DecodeLevels()
    {
        if (_left == 0 && !NextPage()) return false;
        _decoded = Math.Min(_left, BatchSize);
        _used = 0;
        _repetition!.Fill(_repetitions.AsSpan(0, _decoded));
        _definition!.Fill(_definitions.AsSpan(0, _decoded));
        _left -= _decoded;
        return true;
    }

    private bool NextPage()
    {
        while (_left == 0)
        {
            if (pages.Next() is not { } page) return false;
            if (page.IsDictionary) ReadDictionary(page);
            else OpenData(page);
        }
        return true;
    }

    private void ReadDictionary(ParquetPage page)
    {
        if ((long)page.ValueCount * format.LeastSize > page.Values.Length) throw new InvalidDataException($"a dictionary of {page.ValueCount} values is declared in {page.Values.Length} bytes");
        _dictionary = new T[page.ValueCount];
        format.Open(Encodings.Plain, page.Values, page.ValueCount).Read(_dictionary);
    }

    private void OpenData(ParquetPage page)
    {
        _entries += page.ValueCount;
        if (_entries > pages.ValueCount) throw new InvalidDataException($"the pages of column '{column.Info.Name}' have more values than the {pages.ValueCount} declared");
        _left = page.ValueCount;
        if (column.Info.Depth > 0) _repetition = new RleDecoder(page.Repetition, BitsOf(column.Info.Depth));
        if (_highest > 0) _definition = new RleDecoder(page.Definition, BitsOf(_highest));
        _values = page.Encoding is Encodings.Dictionary or Encodings.PlainDictionary ? OpenIndices(page) : format.Open(page.Encoding, page.Values, page.ValueCount);
    }

    private DictionaryReader<T> OpenIndices(ParquetPage page)
    {
        if (_dictionary is null) throw new InvalidDataException($"column '{column.Info.Name}' has indices but no dictionary");
        // The first byte says how wide an index is; a page of nulls has none.
        RleDecoder indices = page.Values.IsEmpty ? new RleDecoder(default, 1) : new RleDecoder(page.Values[1..], page.Values.Span[0]);
        return new DictionaryReader<T>(indices, _dictionary);
    }

    private static int BitsOf(int highest) => 32 - BitOperations.LeadingZeroCount((uint)highest);
}
