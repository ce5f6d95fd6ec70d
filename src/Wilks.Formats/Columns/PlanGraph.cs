namespace Wilks.Formats.Columns;

/// <summary>What a typed node does; which function exactly says its <see cref="PlanNode.Detail"/>.</summary>
internal enum PlanOperation
{
    Constant, Column, RowNumber,

    /// <summary>Whether a column of text equals, begins or ends with a text.</summary>
    TextTest,
    IntegerToNumber, TruthToNumber, TruthToInteger, NumberToTruth, IntegerToTruth,

    /// <summary>A number computed from integers, as one again.</summary>
    NumberToInteger,

    /// <summary>As <see cref="NumberToTruth"/>, with NaN an error.</summary>
    SelectionTruth,
    NumberUnary, NumberBinary, IntegerUnary, IntegerBinary,
    CompareNumbers, CompareIntegers,

    /// <summary>An integer with a number, exact where the integer has more digits than a double.</summary>
    CompareMixed,
    TruthBinary, TruthNot, NumberTest, Select,

    /// <summary>The elements of A, repeated for each element of B, which has more depth.</summary>
    Broadcast,
    Element, StrictElement, First,

    /// <summary>Whether the row has the element.</summary>
    HasElement,
    Slice, Filter, Reduce,

    /// <summary>The places of elements in their lists.</summary>
    LocalIndex,
}

/// <summary>A typed operation on values; equal nodes are one node.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Depth">0 for a value per row, 1 for lists, 2 for lists of lists.</param>
/// <param name="A">The first operand, or -1.</param>
/// <param name="B">The second operand, or -1.</param>
/// <param name="C">The third operand, or -1.</param>
internal readonly record struct PlanNode(PlanOperation Operation, ColumnValueType Type, int Depth, int A = -1, int B = -1, int C = -1)
{
    /// <summary>Which function, comparison or reduction.</summary>
    internal ColumnOperator Detail { get; init; }

    /// <summary>The level of lists of an element or slice; the index of a column.</summary>
    internal int Level { get; init; }

    internal int? SliceStart { get; init; }

    internal int? SliceStop { get; init; }

    internal int SliceStep { get; init; }

    /// <summary>What a column of text is compared with.</summary>
    internal string? Text { get; init; }

    /// <summary>The bits of a constant.</summary>
    internal long Bits { get; init; }

    /// <summary>Whether it reads a column of the chunk, that of the index <see cref="Level"/>.</summary>
    internal bool IsColumn => Operation is PlanOperation.Column or PlanOperation.TextTest;

    internal bool IsConstant => Operation == PlanOperation.Constant;

    internal double Number => Type == ColumnValueType.Number ? BitConverter.Int64BitsToDouble(Bits) : Bits;
}

/// <summary>Where a node was first written.</summary>
internal readonly record struct PlanOrigin(string Text, int Position);

/// <summary>The operations of one or more expressions, each kept once; operands come before what uses them.</summary>
internal sealed class PlanGraph
{
    private readonly List<PlanNode> _nodes = [];
    private readonly List<PlanOrigin> _origins = [];
    private readonly Dictionary<PlanNode, int> _index = [];

    internal IReadOnlyList<PlanNode> Nodes => _nodes;

    internal IReadOnlyList<PlanOrigin> Origins => _origins;

    internal PlanNode this[int id] => _nodes[id];

    internal int Add(PlanNode node, PlanOrigin origin)
    {
        if (_index.TryGetValue(node, out int known)) return known;

        _nodes.Add(node);
        _origins.Add(origin);
        _index.Add(node, _nodes.Count - 1);
        return _nodes.Count - 1;
    }

    /// <summary>The nodes that others need, operands first.</summary>
    internal int[] Reachable(IEnumerable<int> results)
    {
        bool[] isNeeded = new bool[_nodes.Count];
        foreach (int result in results) isNeeded[result] = true;
        for (int id = _nodes.Count - 1; id >= 0; id--)
        {
            if (!isNeeded[id]) continue;

            PlanNode node = _nodes[id];
            if (node.A >= 0) isNeeded[node.A] = true;
            if (node.B >= 0) isNeeded[node.B] = true;
            if (node.C >= 0) isNeeded[node.C] = true;
        }

        return [.. Enumerable.Range(0, _nodes.Count).Where(id => isNeeded[id])];
    }
}
