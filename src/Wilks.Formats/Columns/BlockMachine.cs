using Wilks.Formats.Columns.Kernels;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Columns;

/// <summary>Runs the operations of a program on one block of rows.</summary>
internal sealed partial class BlockMachine
{
    private readonly ColumnProgram _program;
    private readonly PlanGraph _graph;
    private readonly bool _isVector;
    private readonly ColumnBuffer[] _buffers;
    private readonly ListLayout?[] _layouts;
    private readonly ColumnData?[] _columns;
    private TableChunk? _chunk;
    private int _first;
    private int _rows;

    internal BlockMachine(ColumnProgram program, bool isVector)
    {
        _program = program;
        _graph = program.Graph;
        _isVector = isVector;
        ColumnSchedule schedule = new(program);
        ColumnBuffer[] slots = new ColumnBuffer[schedule.SlotCount];
        for (int i = 0; i < slots.Length; i++) slots[i] = new ColumnBuffer();

        _buffers = new ColumnBuffer[_graph.Nodes.Count];
        _layouts = new ListLayout?[_graph.Nodes.Count];
        _columns = new ColumnData?[_graph.Nodes.Count];
        foreach (int id in program.Order)
        {
            _buffers[id] = slots[schedule.Slots[id]];
            bool makesLists = _graph[id].IsColumn || _graph[id].Operation is PlanOperation.Element or PlanOperation.StrictElement or PlanOperation.Slice or PlanOperation.Filter or PlanOperation.Reduce;
            if (makesLists && _graph[id].Depth > 0) _layouts[id] = new ListLayout();
        }
    }

    internal void Open(TableChunk chunk)
    {
        _chunk = chunk;
        foreach (int id in _program.Order)
        {
            if (_graph[id].IsColumn) _columns[id] = ColumnOf(chunk, _program.Schema.Columns[_graph[id].Level]);
        }
    }

    /// <summary>Lets go of the chunk.</summary>
    internal void Close()
    {
        _chunk = null;
        foreach (int id in _program.Order)
        {
            if (!_graph[id].IsColumn) continue;

            _columns[id] = null;
            _buffers[id].Release();
        }
    }

    internal void Begin(int first, int rows) => (_first, _rows) = (first, rows);

    internal ColumnBuffer Run(int id)
    {
        PlanNode node = _graph[id];
        ColumnBuffer result = _buffers[id];
        switch (node.Operation)
        {
            case PlanOperation.Constant:
                result.Fill(node, _rows);
                break;
            case PlanOperation.Column:
                ReadColumn(id, node, result);
                break;
            case PlanOperation.TextTest:
                TestText(id, node, result);
                break;
            case PlanOperation.RowNumber:
                Span<long> numbers = result.WriteIntegers(_rows);
                for (int i = 0; i < numbers.Length; i++) numbers[i] = _chunk!.FirstRow + _first + i;
                result.Layout = null;
                break;
            case >= PlanOperation.Broadcast:
                RunLists(id, node, result);
                break;
            default:
                result.Layout = Shape(id, node);
                RunElements(id, node, result, result.Layout?.ElementCount ?? _rows);
                break;
        }

        return result;
    }

    private static ColumnData ColumnOf(TableChunk chunk, ColumnInfo info)
    {
        // By index: enumerating the interface would allocate.
        for (int i = 0; i < chunk.Columns.Count; i++)
        {
            ColumnData column = chunk.Columns[i];
            if (column.Info.Name != info.Name) continue;
            if (column.Info.Type != info.Type || column.Info.Depth != info.Depth || column.Offsets.Count != info.Depth)
            {
                throw new ArgumentException($"The column '{info.Name}' has another type or depth in the chunk than in the schema of the expressions.", nameof(chunk));
            }

            return column;
        }

        throw new ArgumentException($"The chunk has no column '{info.Name}'. Read the columns that the program lists.", nameof(chunk));
    }

    private ColumnExpressionException Error(int id, int row, string reason)
    {
        PlanOrigin origin = _graph.Origins[id];
        return new ColumnExpressionException(origin.Text, origin.Position, reason, _chunk!.FirstRow + _first + row);
    }

    private ReadOnlySpan<double> Numbers(int id, int count)
    {
        PlanNode node = _graph[id];
        if (node.IsConstant) _buffers[id].Fill(node, count);
        return _buffers[id].Numbers[..count];
    }

    private ReadOnlySpan<long> Integers(int id, int count)
    {
        PlanNode node = _graph[id];
        if (node.IsConstant) _buffers[id].Fill(node, count);
        return _buffers[id].Integers[..count];
    }

    private ReadOnlySpan<bool> Truths(int id, int count)
    {
        PlanNode node = _graph[id];
        if (node.IsConstant) _buffers[id].Fill(node, count);
        return _buffers[id].Truths[..count];
    }

    private void TestText(int id, in PlanNode node, ColumnBuffer result)
    {
        ColumnData column = _columns[id]!;
        (int start, int end) = (_first, _first + _rows);
        result.Layout = _layouts[id];
        if (_layouts[id] is { } layout) (start, end) = ReadOffsets(column, node.Depth, layout);
        TextKernels.Test(node.Detail, node.Text!, column, start, result.WriteTruths(end - start));
    }

    private void ReadColumn(int id, in PlanNode node, ColumnBuffer result)
    {
        ColumnData column = _columns[id]!;
        int start = _first, end = _first + _rows;
        result.Layout = _layouts[id];
        if (_layouts[id] is { } layout) (start, end) = ReadOffsets(column, node.Depth, layout);

        int failed = Decoding.Read(column, start, end - start, node.Type, result);
        if (failed < 0) return;

        int row = result.Layout is null ? failed : RowOfElement(result.Layout, failed);
        string reason = node.Type == ColumnValueType.Boolean
            ? $"the column '{column.Info.Name}' has no value, and a truth value can't be missing. Leave such rows out of the file, or make the column an integer."
            : $"the column '{column.Info.Name}' has a value beyond 2^63, which can't be compared or divided exactly here.";
        throw Error(id, row, reason);
    }

    /// <summary>Takes over where the lists of the block end, counted from its own first element.</summary>
    private (int Start, int End) ReadOffsets(ColumnData column, int depth, ListLayout layout)
    {
        ReadOnlySpan<int> outer = column.Offsets[0].AsSpan(_first, _rows + 1);
        (int first, int last) = (outer[0], outer[^1]);
        layout.Reserve(_rows, depth == 2 ? last - first : 0);
        (layout.Depth, layout.Rows) = (depth, _rows);
        for (int i = 0; i < outer.Length; i++) layout.Outer[i] = outer[i] - first;
        if (depth == 1) return (first, last);

        ReadOnlySpan<int> inner = column.Offsets[1].AsSpan(first, last - first + 1);
        for (int i = 0; i < inner.Length; i++) layout.Inner[i] = inner[i] - inner[0];
        return (inner[0], inner[^1]);
    }

    private static int RowOfElement(ListLayout layout, int element)
    {
        ReadOnlySpan<int> ends = layout.Innermost;
        int list = 0;
        while (ends[list + 1] <= element) list++;
        return layout.Depth == 2 ? layout.RowOfInner(list) : list;
    }

    /// <summary>The lists of the result: those of the operands, which must agree.</summary>
    private ListLayout? Shape(int id, in PlanNode node)
    {
        if (node.Depth == 0) return null;

        ListLayout? shape = null;
        Agree(id, node.A, ref shape);
        Agree(id, node.B, ref shape);
        Agree(id, node.C, ref shape);
        return shape;
    }

    private void Agree(int id, int operand, ref ListLayout? shape)
    {
        if (operand < 0 || _graph[operand].IsConstant) return;

        ListLayout mine = _buffers[operand].Layout!;
        if (shape is null) shape = mine;
        else if (!ReferenceEquals(shape, mine)) RefuseDifference(id, shape, mine);
    }

    private void RefuseDifference(int id, ListLayout a, ListLayout b)
    {
        int row = a.FirstDifference(b);
        if (row < 0) return;

        (int left, int right) = (a.Outer[row + 1] - a.Outer[row], b.Outer[row + 1] - b.Outer[row]);
        string found = left == right ? "inner lists of different lengths" : $"lists of {left} and of {right} elements";
        throw Error(id, row, $"an operation has {found}. Lists are combined element by element; reduce one of them (Sum$, ak.sum) or take an element.");
    }
}
