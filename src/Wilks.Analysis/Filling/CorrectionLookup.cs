namespace Wilks.Analysis.Filling;

/// <summary>Finds the cells of a correction table: by bisection in each variable where the cells are a complete grid, else box by box. Immutable.</summary>
internal sealed class CorrectionLookup
{
    /// <summary>What lies in no cell.</summary>
    public const int Outside = -2;

    private readonly CorrectionTable _table;
    private readonly double[][] _edges;
    private readonly int[] _cellOfPlace;

    public CorrectionLookup(CorrectionTable table)
    {
        _table = table;
        int variables = table.Variables.Length;
        _edges = [.. Enumerable.Range(0, variables).Select(v => Enumerable.Range(0, table.CellCount).SelectMany(c => new[] { table.Lower[(c * variables) + v], table.Upper[(c * variables) + v] }).Distinct().Order().ToArray())];
        _cellOfPlace = Grid();
    }

    /// <summary>Whether the cells are boxes of one grid, some of which may be missing.</summary>
    public bool IsGrid => _cellOfPlace.Length > 0;

    /// <summary>The cell of a point; <see cref="Outside"/> where there is none, or a coordinate is NaN.</summary>
    public int Find(ReadOnlySpan<double> point)
    {
        if (!IsGrid) return FindBox(point);

        int place = 0;
        for (int v = 0; v < point.Length; v++)
        {
            double[] edges = _edges[v];
            int found = Array.BinarySearch(edges, point[v]);
            int interval = found >= 0 ? found : ~found - 1;
            if (interval < 0 || interval >= edges.Length - 1) return Outside;
            place = (place * (edges.Length - 1)) + interval;
        }

        return _cellOfPlace[place];
    }

    private int FindBox(ReadOnlySpan<double> point)
    {
        int variables = point.Length;
        for (int cell = 0; cell < _table.CellCount; cell++)
        {
            bool isIn = true;
            for (int v = 0; v < variables && isIn; v++) isIn = point[v] >= _table.Lower[(cell * variables) + v] && point[v] < _table.Upper[(cell * variables) + v];
            if (isIn) return cell;
        }

        return Outside;
    }

    // A grid is small enough to be kept: boxes that share no edges would make one of many empty places.
    private int[] Grid()
    {
        const long mostPlacesPerCell = 16;
        long places = 1;
        foreach (double[] edges in _edges) places = Math.Min(places * (edges.Length - 1), int.MaxValue);
        if (_table.CellCount == 0 || places > mostPlacesPerCell * _table.CellCount) return [];

        int[] cells = new int[places];
        Array.Fill(cells, Outside);
        for (int cell = 0; cell < _table.CellCount; cell++) Mark(cells, cell, 0, 0);
        return cells;
    }

    private void Mark(int[] cells, int cell, int variable, int place)
    {
        int variables = _edges.Length;
        if (variable == variables)
        {
            cells[place] = cell;
            return;
        }

        double[] edges = _edges[variable];
        int first = Array.BinarySearch(edges, _table.Lower[(cell * variables) + variable]);
        int last = Array.BinarySearch(edges, _table.Upper[(cell * variables) + variable]);
        for (int i = first; i < last; i++) Mark(cells, cell, variable + 1, (place * (edges.Length - 1)) + i);
    }
}
