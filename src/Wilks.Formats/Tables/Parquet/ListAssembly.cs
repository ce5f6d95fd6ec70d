namespace Wilks.Formats.Tables.Parquet;

/// <summary>Puts lists together from repetition and definition levels (Melnik et al., "Dremel", 2010, section 4).</summary>
internal sealed class ListAssembly<T>(ParquetColumn column, int rows)
{
    private const int MostElements = 1 << 25;

    private readonly List<int> _outer = [];
    private readonly List<int> _inner = [];
    private readonly List<bool> _isPresent = [];
    private readonly int _depth = column.Info.Depth;
    private readonly int _outerDefinition = column.ListDefinitions[0];
    private readonly int _innerDefinition = column.ListDefinitions[^1];
    private T[] _values = [];
    private int _valueCount;

    /// <summary>Takes one entry; false when it begins a row beyond those asked for.</summary>
    public bool Accept(int repetition, int definition)
    {
        if (repetition == 0)
        {
            if (_outer.Count == rows) return false;
            _outer.Add(_depth == 1 ? ElementCount : _inner.Count);
        }
        else if (_outer.Count == 0)
        {
            throw new InvalidDataException($"the first list of column '{column.Info.Name}' has no beginning");
        }
        if (_depth == 2 && definition >= _outerDefinition && repetition <= 1) _inner.Add(ElementCount);
        if (definition < _innerDefinition) return true;

        if (_depth == 2 && _inner.Count == 0) throw new InvalidDataException($"a list of column '{column.Info.Name}' has no beginning");
        if (ElementCount >= MostElements) throw new InvalidDataException($"{rows} rows of column '{column.Info.Name}' have more than {MostElements} elements");
        _isPresent.Add(definition == column.HighestDefinition);
        return true;
    }

    /// <summary>Reads the values of the entries taken since the last call.</summary>
    public void TakeValues(IValueReader<T> reader)
    {
        int count = ElementCount - _valueCount;
        if (ElementCount > _values.Length) Array.Resize(ref _values, Math.Max(ElementCount, 2 * _values.Length));
        Span<T> target = _values.AsSpan(_valueCount, count);
        int present = 0;
        for (int i = _valueCount; i < ElementCount; i++) present += _isPresent[i] ? 1 : 0;
        reader.Read(target[..present]);
        for (int i = count - 1, from = present - 1; from < i && i >= 0; i--) target[i] = _isPresent[_valueCount + i] ? target[from--] : ElementTypes.Missing<T>();
        _valueCount = ElementCount;
    }

    public ColumnData Finish()
    {
        if (_outer.Count != rows) throw new InvalidDataException($"column '{column.Info.Name}' has fewer rows than the file declares");
        Array.Resize(ref _values, _valueCount);
        _outer.Add(_depth == 1 ? _valueCount : _inner.Count);
        if (_depth == 1) return new ColumnData(column.Info, _values, [_outer.ToArray()]);
        _inner.Add(_valueCount);
        return new ColumnData(column.Info, _values, [_outer.ToArray(), _inner.ToArray()]);
    }

    private int ElementCount => _isPresent.Count;
}
