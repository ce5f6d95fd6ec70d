using Wilks.Formats.Columns.Kernels;

namespace Wilks.Formats.Columns;

/// <summary>Operations that take elements of lists, or make one value of them.</summary>
internal sealed partial class BlockMachine
{
    private readonly ListIndexer _indexer = new();

    private void RunLists(int id, in PlanNode node, ColumnBuffer result)
    {
        ListLayout? from = _buffers[node.A].Layout;
        switch (node.Operation)
        {
            case PlanOperation.Broadcast:
                Broadcast(id, node, result);
                return;
            case PlanOperation.HasElement:
                ReadOnlySpan<long> wanted = Integers(node.B, _rows);
                Span<bool> has = result.WriteTruths(_rows);
                for (int row = 0; row < has.Length; row++) has[row] = wanted[row] >= 0 && wanted[row] < from!.Outer[row + 1] - from.Outer[row];
                result.Layout = null;
                return;
            case PlanOperation.LocalIndex:
                ReadOnlySpan<int> ends = from!.Innermost;
                Span<long> places = result.WriteIntegers(from.ElementCount);
                for (int list = 0; list < ends.Length - 1; list++)
                {
                    for (int e = ends[list]; e < ends[list + 1]; e++) places[e] = e - ends[list];
                }

                result.Layout = from;
                return;
            case PlanOperation.Reduce:
                Reduce(id, node, result, from!);
                return;
            case PlanOperation.Element or PlanOperation.StrictElement or PlanOperation.First:
                result.Layout = TakeElements(id, node, from!);
                break;
            case PlanOperation.Slice:
                bool isOuter = from!.Depth == 2 && node.Level == 0;
                var bounds = new SliceBounds(node.SliceStart, node.SliceStop, node.SliceStep);
                if (isOuter) _indexer.SliceOuter(from, bounds, _layouts[id]!);
                else _indexer.SliceInnermost(from, bounds, _layouts[id]!);
                result.Layout = _layouts[id];
                break;
            default:
                if (!ReferenceEquals(from, _buffers[node.B].Layout)) RefuseDifference(id, from!, _buffers[node.B].Layout!);
                _indexer.Filter(from!, _buffers[node.B].Truths, _layouts[id]!);
                result.Layout = _layouts[id];
                break;
        }

        Gather(node, result);
    }

    private void Broadcast(int id, in PlanNode node, ColumnBuffer result)
    {
        ListLayout to = _buffers[node.B].Layout!;
        if (_graph[node.A].Depth == 1) RefuseOuterDifference(id, _buffers[node.A].Layout!, to);
        _indexer.Broadcast(_graph[node.A].Depth, to);
        result.Layout = to;
        Gather(node, result);
    }

    private void RefuseOuterDifference(int id, ListLayout list, ListLayout nested)
    {
        for (int row = 0; row < _rows; row++)
        {
            (int one, int other) = (list.Outer[row + 1] - list.Outer[row], nested.Outer[row + 1] - nested.Outer[row]);
            if (one != other) throw Error(id, row, $"an operation has a list of {one} elements and {other} inner lists. Give one element for each inner list.");
        }
    }

    private ListLayout? TakeElements(int id, in PlanNode node, ListLayout from)
    {
        // ak.firsts has no index of its own: a zero for all.
        ReadOnlySpan<long> index = node.B >= 0 ? Integers(node.B, _rows) : [0L];
        bool isStrict = node.Operation == PlanOperation.StrictElement;
        ListLayout? shape = null;
        int failed;
        if (from.Depth == 2 && node.Level == 0)
        {
            shape = _layouts[id];
            failed = _indexer.InnerLists(from, index, shape!);
        }
        else
        {
            failed = _indexer.Elements(from, index, isPerRow: node.B >= 0 && from.Depth == 1);
            if (from.Depth == 2) shape = OuterOf(id, from);
        }

        if (!isStrict || failed < 0) return shape;

        bool isInner = from.Depth == 2 && node.Level == 1;
        int row = isInner ? from.RowOfInner(failed) : failed;
        ReadOnlySpan<int> ends = isInner ? from.Inner : from.Outer;
        int size = ends[failed + 1] - ends[failed];
        throw Error(id, row, $"there is no element {index[isInner ? 0 : row]} in a list of {size}. Select rows that have it before, or write ak.firsts(x) for the first element where there is one.");
    }

    private ListLayout OuterOf(int id, ListLayout from)
    {
        ListLayout shape = _layouts[id]!;
        shape.Reserve(from.Rows, 0);
        (shape.Depth, shape.Rows) = (1, from.Rows);
        from.Outer.AsSpan(0, from.Rows + 1).CopyTo(shape.Outer);
        return shape;
    }

    private void Gather(in PlanNode node, ColumnBuffer result)
    {
        ReadOnlySpan<int> indices = _indexer.Indices;
        if (node.Type == ColumnValueType.Number) Gather(_buffers[node.A].Numbers, indices, result.WriteNumbers(indices.Length), double.NaN);
        else if (node.Type == ColumnValueType.Integer) Gather(_buffers[node.A].Integers, indices, result.WriteIntegers(indices.Length), ColumnBuffer.Missing);
        else Gather(_buffers[node.A].Truths, indices, result.WriteTruths(indices.Length), false);
    }

    private static void Gather<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> indices, Span<T> result, T missing)
    {
        for (int i = 0; i < indices.Length; i++) result[i] = indices[i] < 0 ? missing : values[indices[i]];
    }

    private void Reduce(int id, in PlanNode node, ColumnBuffer result, ListLayout from)
    {
        bool ofOuter = node.Depth == 0 && from.Depth == 2;
        ReadOnlySpan<int> ends = ofOuter ? from.Outer.AsSpan(0, from.Rows + 1) : from.Innermost;
        int n = ends.Length - 1;
        result.Layout = node.Depth == 0 ? null : OuterOf(id, from);
        if (node.Detail == ColumnOperator.Count) ReductionKernels.Counts(ends, result.WriteIntegers(n));
        else if (node.Type == ColumnValueType.Boolean) ReductionKernels.Truths(node.Detail, _buffers[node.A].Truths, ends, result.WriteTruths(n));
        else ReductionKernels.Numbers(node.Detail, _buffers[node.A].Numbers, ends, result.WriteNumbers(n));
    }
}
