namespace Wilks.Formats.Columns;

/// <summary>Finds which elements of a list an operation takes; -1 stands for one that is not there.</summary>
internal sealed class ListIndexer
{
    private int[] _indices = [];
    private int _count;

    internal ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    /// <summary>The flat values or inner lists, repeated for each element of a deeper layout.</summary>
    internal void Broadcast(int depth, ListLayout to)
    {
        Start(to.ElementCount);
        ReadOnlySpan<int> ends = to.Innermost;
        for (int list = 0; list < ends.Length - 1; list++)
        {
            int source = list;
            for (int e = ends[list]; e < ends[list + 1]; e++) _indices[_count++] = source;
        }

        if (depth == 1 || to.Depth == 1) return;

        // One value per row, of lists of lists.
        _count = 0;
        for (int row = 0; row < to.Rows; row++)
        {
            int size = to.Inner[to.Outer[row + 1]] - to.Inner[to.Outer[row]];
            for (int k = 0; k < size; k++) _indices[_count++] = row;
        }
    }

    /// <summary>One element of each innermost list.</summary>
    /// <returns>The first list that doesn't have it; -1 where all do.</returns>
    internal int Elements(ListLayout from, ReadOnlySpan<long> index, bool isPerRow)
    {
        ReadOnlySpan<int> ends = from.Innermost;
        int lists = ends.Length - 1;
        Start(lists);
        int failed = -1;
        for (int i = 0; i < lists; i++)
        {
            int at = Position(index[isPerRow ? i : 0], ends[i], ends[i + 1]);
            if (at < 0 && failed < 0) failed = i;
            _indices[_count++] = at;
        }

        return failed;
    }

    /// <summary>One inner list of each row, empty where it isn't there.</summary>
    /// <returns>The first row that doesn't have it; -1 where all do.</returns>
    internal int InnerLists(ListLayout from, ReadOnlySpan<long> index, ListLayout result)
    {
        Start(from.ElementCount);
        result.Reserve(from.Rows, 0);
        (result.Depth, result.Rows) = (1, from.Rows);
        result.Outer[0] = 0;
        int failed = -1;
        for (int row = 0; row < from.Rows; row++)
        {
            int list = Position(index[row], from.Outer[row], from.Outer[row + 1]);
            if (list < 0 && failed < 0) failed = row;
            if (list >= 0) Take(from.Inner[list], from.Inner[list + 1]);
            result.Outer[row + 1] = _count;
        }

        return failed;
    }

    /// <summary>Part of each innermost list.</summary>
    internal void SliceInnermost(ListLayout from, SliceBounds slice, ListLayout result)
    {
        Start(from.ElementCount);
        CopyShape(from, result);
        ReadOnlySpan<int> ends = from.Innermost;
        int[] made = from.Depth == 2 ? result.Inner : result.Outer;
        made[0] = 0;
        for (int i = 0; i < ends.Length - 1; i++)
        {
            (int first, int count) = slice.Of(ends[i + 1] - ends[i]);
            for (int k = 0; k < count; k++) _indices[_count++] = ends[i] + first + (k * slice.Step);
            made[i + 1] = _count;
        }
    }

    /// <summary>Some of the inner lists of each row.</summary>
    internal void SliceOuter(ListLayout from, SliceBounds slice, ListLayout result)
    {
        Start(from.ElementCount);
        result.Reserve(from.Rows, from.InnerCount);
        (result.Depth, result.Rows, result.Outer[0], result.Inner[0]) = (2, from.Rows, 0, 0);
        int lists = 0;
        for (int row = 0; row < from.Rows; row++)
        {
            (int first, int count) = slice.Of(from.Outer[row + 1] - from.Outer[row]);
            for (int k = 0; k < count; k++)
            {
                int list = from.Outer[row] + first + (k * slice.Step);
                Take(from.Inner[list], from.Inner[list + 1]);
                result.Inner[++lists] = _count;
            }

            result.Outer[row + 1] = lists;
        }
    }

    /// <summary>The elements for which a condition holds.</summary>
    internal void Filter(ListLayout from, ReadOnlySpan<bool> mask, ListLayout result)
    {
        Start(from.ElementCount);
        CopyShape(from, result);
        ReadOnlySpan<int> ends = from.Innermost;
        int[] made = from.Depth == 2 ? result.Inner : result.Outer;
        made[0] = 0;
        for (int i = 0; i < ends.Length - 1; i++)
        {
            for (int e = ends[i]; e < ends[i + 1]; e++)
            {
                if (mask[e]) _indices[_count++] = e;
            }

            made[i + 1] = _count;
        }
    }

    /// <summary>Where an index leads between the ends of a list; negative ones count from the end, -1 where there is nothing.</summary>
    internal static int Position(long index, int first, int end)
    {
        int size = end - first;
        if (index < 0) index = index < -size ? -1 : index + size;

        return index >= 0 && index < size ? first + (int)index : -1;
    }

    private static void CopyShape(ListLayout from, ListLayout result)
    {
        result.Reserve(from.Rows, from.InnerCount);
        (result.Depth, result.Rows) = (from.Depth, from.Rows);
        from.Outer.AsSpan(0, from.Rows + 1).CopyTo(result.Outer);
    }

    private void Start(int capacity)
    {
        _count = 0;
        if (_indices.Length < capacity) _indices = new int[Math.Max(capacity, 2 * _indices.Length)];
    }

    private void Take(int first, int end)
    {
        for (int e = first; e < end; e++) _indices[_count++] = e;
    }
}
