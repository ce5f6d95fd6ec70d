using Wilks.Formats.Columns;

namespace Wilks.Analysis.Filling;

/// <summary>The entries of a block: the row and the place of each selected event, or of each element of its list.</summary>
internal sealed class EntryList(ColumnEvaluator evaluator)
{
    private int[] _rows = [];
    private int[] _places = [];
    private int[] _raw = [];
    private double[] _values = [];
    private int _count;
    private int _axisCount;
    private PlannedEntries? _planned;

    /// <summary>The row of each entry.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>The place of each entry.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _count);

    /// <summary>The entries beyond the outer edges.</summary>
    public int OutsideCount { get; private set; }

    /// <summary>The entries with a variable that is NaN.</summary>
    public int NaNCount { get; private set; }

    /// <summary>Finds the entries of selected rows.</summary>
    public void Find(PlannedEntries planned, ReadOnlySpan<int> selected)
    {
        _planned = planned;
        _axisCount = planned.Variables.Length;
        if (planned.IsList) TakeLists(planned.Variables[0], selected);
        else TakeRows(planned.Variables, selected);
        Grow(ref _places, _count);
        Binning binning = planned.Binning;
        if (_axisCount == 1)
        {
            (OutsideCount, NaNCount) = binning.Find(_values.AsSpan(0, _count), _places.AsSpan(0, _count));
            return;
        }

        Grow(ref _raw, _count * _axisCount);
        for (int a = 0; a < _axisCount; a++) binning.FindAxis(a, _values.AsSpan(a * _count, _count), _raw.AsSpan(a * _count, _count));
        (OutsideCount, NaNCount) = binning.Combine(_raw.AsSpan(0, _count * _axisCount), _places.AsSpan(0, _count));
    }

    /// <summary>Whether an entry lies beyond the outer edges, whatever became of it.</summary>
    public bool IsOutside(int entry)
    {
        int place = _places[entry];
        Span<double> values = stackalloc double[_axisCount];
        if (place == _planned!.Binning.OutsidePlace) return true;
        if (OutsideCount == 0 || place == _planned.Binning.NaNPlace) return false;

        for (int a = 0; a < _axisCount; a++) values[a] = _values[(a * _count) + entry];
        return _planned.Binning.IsOutside(values);
    }

    private void TakeRows(int[] variables, ReadOnlySpan<int> selected)
    {
        Grow(ref _rows, selected.Length);
        selected.CopyTo(_rows);
        _count = selected.Length;
        foreach (int variable in variables) KeepPresent(evaluator.Present(variable));
        Grow(ref _values, _count * variables.Length);
        for (int a = 0; a < variables.Length; a++)
        {
            ReadOnlySpan<double> numbers = evaluator.Numbers(variables[a]);
            Span<double> values = _values.AsSpan(a * _count, _count);
            for (int i = 0; i < values.Length; i++) values[i] = numbers[_rows[i]];
        }
    }

    private void KeepPresent(ReadOnlySpan<bool> present)
    {
        if (present.Length == 0) return;

        int left = 0;
        for (int i = 0; i < _count; i++)
        {
            int row = _rows[i];
            _rows[left] = row;
            left += present[row] ? 1 : 0;
        }

        _count = left;
    }

    private void TakeLists(int variable, ReadOnlySpan<int> selected)
    {
        ReadOnlySpan<int> offsets = evaluator.Offsets(variable);
        ReadOnlySpan<double> numbers = evaluator.Numbers(variable);
        ReadOnlySpan<bool> present = evaluator.Present(variable);
        Grow(ref _rows, numbers.Length);
        Grow(ref _values, numbers.Length);
        _count = 0;
        foreach (int row in selected)
        {
            if (present.Length > 0 && !present[row]) continue;
            for (int i = offsets[row]; i < offsets[row + 1]; i++)
            {
                _rows[_count] = row;
                _values[_count++] = numbers[i];
            }
        }
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[Math.Max(length, 2 * array.Length)];
    }
}
