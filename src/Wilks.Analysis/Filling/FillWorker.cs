using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Analysis.Filling;

/// <summary>Fills the templates of a plan from chunks, in buffers of its own: one for each thread.</summary>
internal sealed class FillWorker
{
    private readonly FillPlan _plan;
    private readonly ColumnEvaluator _evaluator;
    private readonly WeightColumns _weights;
    private readonly EntryList _entries;
    private readonly int[]?[] _cells;
    private readonly int _blockRows;
    private readonly int[] _rows;

    public FillWorker(FillPlan plan, int blockRows)
    {
        _plan = plan;
        _blockRows = blockRows;
        _evaluator = plan.Program.CreateEvaluator();
        _rows = new int[blockRows];
        _cells = new int[plan.Corrections.Length][];
        _weights = new WeightColumns(plan, _evaluator, _cells);
        _entries = new EntryList(_evaluator);
    }

    /// <summary>Adds the events of a chunk to sums.</summary>
    /// <exception cref="ColumnExpressionException">An expression has no value in a row.</exception>
    public void Add(TableChunk chunk, FillSums sums)
    {
        for (int first = 0; first < chunk.RowCount; first += _blockRows)
        {
            _evaluator.Evaluate(chunk, first, Math.Min(_blockRows, chunk.RowCount - first));
            AddBlock(_evaluator.RowCount, sums);
        }
    }

    private void AddBlock(int rowCount, FillSums sums)
    {
        _weights.Begin(rowCount);
        for (int i = 0; i < _plan.Corrections.Length; i++) FindCells(i, rowCount);
        (int selection, int selected) = (-1, 0);
        foreach (PlannedEntries entries in _plan.Entries)
        {
            if (entries.Selection != selection)
            {
                selection = entries.Selection;
                selected = Select(_plan.Selections[selection], rowCount);
            }

            if (selected == 0) continue;
            _entries.Find(entries, _rows.AsSpan(0, selected));
            foreach ((int correction, int place) in entries.Checks) Check(correction, place, sums);
            for (int i = 0; i < entries.FillCount; i++) Fill(entries, entries.FirstFill + i, sums);
        }
    }

    // The rows that all filters take, in ascending order.
    private int Select(int[] filters, int rowCount)
    {
        int count = 0;
        if (filters.Length == 0)
        {
            for (int row = 0; row < rowCount; row++) _rows[row] = row;
            return rowCount;
        }

        ReadOnlySpan<bool> first = _evaluator.Truths(filters[0]);
        for (int row = 0; row < rowCount; row++)
        {
            _rows[count] = row;
            count += first[row] ? 1 : 0;
        }

        foreach (int filter in filters.AsSpan(1))
        {
            ReadOnlySpan<bool> truths = _evaluator.Truths(filter);
            int left = 0;
            for (int i = 0; i < count; i++)
            {
                int row = _rows[i];
                _rows[left] = row;
                left += truths[row] ? 1 : 0;
            }

            count = left;
        }

        return count;
    }

    private void FindCells(int index, int rowCount)
    {
        PlannedCorrection correction = _plan.Corrections[index];
        int[] cells = _cells[index] ??= new int[_blockRows];
        ReadOnlySpan<bool> filter = correction.Filter < 0 ? [] : _evaluator.Truths(correction.Filter);
        Span<double> point = stackalloc double[correction.Variables.Length];
        for (int row = 0; row < rowCount; row++)
        {
            if (filter.Length > 0 && !filter[row])
            {
                cells[row] = WeightColumns.NotLookedUp;
                continue;
            }

            for (int v = 0; v < point.Length; v++) point[v] = _evaluator.Numbers(correction.Variables[v])[row];
            cells[row] = correction.Lookup.Find(point);
        }
    }

    private void Check(int correction, int place, FillSums sums)
    {
        int[] cells = _cells[correction]!;
        foreach (int row in _entries.Rows)
        {
            if (cells[row] != CorrectionLookup.Outside) continue;
            sums.NoCell[place]++;
            sums.NoCellExamples[place] ??= [.. _plan.Corrections[correction].Variables.Select(output => _evaluator.Numbers(output)[row])];
        }
    }

    private void Fill(PlannedEntries entries, int index, FillSums sums)
    {
        PlannedFill fill = _plan.Fills[index];
        ref FillCounts counts = ref sums.Counts[index];
        Span<double> target = sums.Sums.AsSpan(fill.FirstSum, 2 * entries.Binning.PlaceCount);
        WeightColumn weights = _weights.Get(fill.Weight);
        if (!weights.IsPlain)
        {
            FillCarefully(fill, weights, entries.Binning, sums, index);
            return;
        }

        counts.Selected += _entries.Rows.Length;
        counts.Outside += _entries.OutsideCount;
        counts.NaNVariables += _entries.NaNCount;
        if (weights.HasNegative) counts.Negative += FillKernel.CountNegative(_entries.Rows, weights.Values);
        FillKernel.Add(_entries.Rows, _entries.Places, weights.Values, target);
        foreach ((int correction, int first) in fill.Cells) AddCells(correction, first, weights.Values, sums);
    }

    private void AddCells(int correction, int first, ReadOnlySpan<double> weights, FillSums sums)
    {
        int[] cells = _cells[correction]!;
        int cellCount = _plan.Corrections[correction].Correction.Table.CellCount;
        ReadOnlySpan<int> rows = _entries.Rows;
        ReadOnlySpan<int> places = _entries.Places;
        for (int i = 0; i < rows.Length; i++)
        {
            int cell = cells[rows[i]];
            if (cell >= 0) sums.Cells[first + (places[i] * cellCount) + cell] += weights[rows[i]];
        }
    }

    // Where a weight of the block is not finite, or absent in some row.
    private void FillCarefully(PlannedFill fill, WeightColumn weights, Binning binning, FillSums sums, int index)
    {
        ref FillCounts counts = ref sums.Counts[index];
        ReadOnlySpan<int> rows = _entries.Rows;
        ReadOnlySpan<int> places = _entries.Places;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if (weights.Present.Length > 0 && !weights.Present[row]) continue;

            double weight = weights.Values[row];
            counts.Selected++;
            counts.Outside += _entries.IsOutside(i) ? 1 : 0;
            counts.Negative += weight < 0 ? 1 : 0;
            if (places[i] == binning.NaNPlace) counts.NaNVariables++;
            else if (!double.IsFinite(weight)) counts.NotFiniteWeights++;
            if (!double.IsFinite(weight)) continue;

            int sum = fill.FirstSum + (2 * places[i]);
            sums.Sums[sum] += weight;
            sums.Sums[sum + 1] += weight * weight;
            foreach ((int correction, int first) in fill.Cells)
            {
                int cell = _cells[correction]![row];
                if (cell >= 0) sums.Cells[first + (places[i] * _plan.Corrections[correction].Correction.Table.CellCount) + cell] += weight;
            }
        }
    }
}
