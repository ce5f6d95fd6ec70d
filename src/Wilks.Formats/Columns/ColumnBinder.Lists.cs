namespace Wilks.Formats.Columns;

/// <summary>Elements, slices and reductions of lists.</summary>
internal sealed partial class ColumnBinder
{
    private int List(ColumnSyntax s, int level, string what)
    {
        int list = Bind(s.Operands[0]);
        int depth = DepthOf(list);
        if (depth > level) return list;

        string found = depth == 0 ? "one value per row" : "lists of values";
        throw Error(s, $"{what} needs {(level == 0 ? "lists" : "lists of lists")}, and this has {found}. {(depth == 0 ? "Leave the index away." : "Give one index less.")}");
    }

    private int Element(ColumnSyntax s)
    {
        int list = List(s, s.Level, "an index");
        int index = Bind(s.Operands[1]);
        if (DepthOf(index) > 0) throw Error(s, "an index must be one whole number per row, and this is a list. Write a loop over elements as Sum$(x*(…)) or ak.sum(x*(…), axis=1).");
        if (!IsWhole(index)) throw Error(s, "an index must be a whole number: an integer column, or a sum, difference or product of integers.");

        index = ToInteger(s, index);
        PlanNode node = graph[list];
        bool isStrict = s.Kind == ColumnOperator.StrictElement;
        PlanOperation operation = isStrict ? PlanOperation.StrictElement : PlanOperation.Element;
        if (!isStrict && s.Level > 0) throw Error(s, "an index after empty brackets would leave lists of different lengths where elements are missing. Use Sum$, Min$ or Max$ of the lists, or the first list by x[0].");

        if (!isStrict) Presence.Add(Add(s, new PlanNode(PlanOperation.HasElement, ColumnValueType.Boolean, 0, list, index)));
        return Add(s, new PlanNode(operation, node.Type, node.Depth - 1, list, index) { Level = s.Level });
    }

    private int First(ColumnSyntax s)
    {
        int list = List(s, 0, "ak.firsts");
        if (DepthOf(list) > 1) throw Error(s, "ak.firsts of lists of lists has lists that may be missing. Write ak.firsts(x[:, :, 0]).");

        list = ToNumber(s, list);
        return Add(s, new PlanNode(PlanOperation.First, ColumnValueType.Number, 0, list));
    }

    private int Slice(ColumnSyntax s)
    {
        int list = List(s, s.Level, "a slice");
        return Add(s, graph[list] with
        {
            Operation = PlanOperation.Slice,
            A = list,
            B = -1,
            C = -1,
            Level = s.Level,
            SliceStart = s.SliceStart,
            SliceStop = s.SliceStop,
            SliceStep = s.SliceStep,
            Text = null,
            Detail = default,
            Bits = 0,
        });
    }

    private int Filter(ColumnSyntax s)
    {
        int list = List(s, 0, "choosing elements");
        int mask = Bind(s.Operands[1]);
        PlanNode node = graph[mask];
        if (node.Type != ColumnValueType.Boolean || node.Depth != DepthOf(list))
        {
            throw Error(s, "brackets hold a list of truth values as long as the list, or a slice that begins with ':'. Write x[x > 25] or x[:, 0].");
        }

        return Add(s, new PlanNode(PlanOperation.Filter, TypeOf(list), node.Depth, list, mask));
    }

    private int LocalIndex(ColumnSyntax s)
    {
        int list = List(s, 0, "ak.local_index");
        return Add(s, new PlanNode(PlanOperation.LocalIndex, ColumnValueType.Integer, DepthOf(list), list));
    }

    /// <summary>ROOT's place in the loop over elements: of the lists that stand beside it, inside the same Sum$ where there is one.</summary>
    private int Iteration(ColumnSyntax s)
    {
        if (_loop is null || ListIn(_loop) is not { } list) return Integer(s, 0);

        int beside = Bind(list);
        if (DepthOf(beside) > 1) throw Error(s, "Iteration$ beside lists of lists would count over all of them. Take a list of each row first, as in xx[0].");

        return Add(s, new PlanNode(PlanOperation.LocalIndex, ColumnValueType.Integer, 1, beside));
    }

    /// <summary>The first part of a tree that has lists: a column, what an index leaves of one, or the comparison of a column of text.</summary>
    private ColumnSyntax? ListIn(ColumnSyntax s)
    {
        if (s.Kind is >= ColumnOperator.RowSum and <= ColumnOperator.RowCount) return null;
        if (s.Kind == ColumnOperator.Name) return schema.Find(s.Name) is { } index && schema.Columns[index].Depth > 0 ? s : null;
        bool isWhole = s.Kind == ColumnOperator.Element || s.Operands.Any(operand => operand.Kind == ColumnOperator.Text);
        if (isWhole) return DepthOf(Bind(s)) > 0 ? s : null;

        return s.Operands.Select(ListIn).FirstOrDefault(found => found is not null);
    }

    private int Reduction(ColumnSyntax s)
    {
        ColumnSyntax? outside = _loop;
        if (s.Kind >= ColumnOperator.RowSum) _loop = s.Operands[0];
        int list = Bind(s.Operands[0]);
        _loop = outside;
        int depth = DepthOf(list);
        ColumnOperator kind = Innermost(s.Kind);
        if (s.Kind >= ColumnOperator.RowSum)
        {
            if (depth == 0) return FlatReduction(s, list);

            list = Reduce(s, kind, list);
            ColumnOperator again = kind == ColumnOperator.Count ? ColumnOperator.Sum : kind;
            return depth == 2 ? Reduce(s, again, list) : list;
        }

        if (depth == 0) throw Error(s, $"'{s.Name}' reduces lists, and this has one value per row. An expression can't reduce over events.");

        int axis = Axis(s, depth);
        if (axis == depth) return Reduce(s, kind, list);
        if (kind == ColumnOperator.Count && !s.Name.EndsWith("count", StringComparison.Ordinal)) return Add(s, new PlanNode(PlanOperation.Reduce, ColumnValueType.Integer, 0, list) { Detail = ColumnOperator.Count, Level = 1 });

        throw Error(s, $"'{s.Name}' along axis 1 of lists of lists would add lists of different lengths. Write axis=2 for the innermost, and once more for the rest.");
    }

    private int Axis(ColumnSyntax s, int depth)
    {
        if (s.SliceStart is not { } axis)
        {
            if (s.Name.EndsWith("ak.num", StringComparison.Ordinal)) return 1;

            throw Error(s, $"'{s.Name}' without axis reduces over all events; an expression gives one value for each. Write axis=1 or axis=-1.");
        }

        int positive = axis < 0 ? depth + 1 + axis : axis;
        return positive >= 1 && positive <= depth ? positive : throw Error(s, $"there is no axis {axis}: axis 0 is the events, and the lists have axis 1{(depth == 2 ? " and 2" : "")}. Write axis=-1 for the innermost.");
    }

    /// <summary>ROOT's reductions of one value per row.</summary>
    private int FlatReduction(ColumnSyntax s, int value) =>
        s.Kind == ColumnOperator.RowCount ? Integer(s, 1) : TypeOf(value) == ColumnValueType.Boolean ? ToInteger(s, value) : value;

    private static ColumnOperator Innermost(ColumnOperator kind) => kind switch
    {
        ColumnOperator.RowSum => ColumnOperator.Sum,
        ColumnOperator.RowMinimum => ColumnOperator.ListMinimum,
        ColumnOperator.RowMaximum => ColumnOperator.ListMaximum,
        ColumnOperator.RowCount => ColumnOperator.Count,
        _ => kind,
    };

    /// <summary>Reduces the innermost lists.</summary>
    private int Reduce(ColumnSyntax s, ColumnOperator kind, int list)
    {
        (int operand, ColumnValueType type) = kind switch
        {
            ColumnOperator.Any or ColumnOperator.All => (ToTruth(s, list), ColumnValueType.Boolean),
            ColumnOperator.Count => (list, ColumnValueType.Integer),
            _ => (ToNumber(s, list), ColumnValueType.Number),
        };
        return Add(s, new PlanNode(PlanOperation.Reduce, type, DepthOf(list) - 1, operand) { Detail = kind });
    }

    /// <summary>The first value where all of its elements are there, the second elsewhere.</summary>
    private int Alternative(ColumnSyntax s)
    {
        (List<int> outside, Dictionary<ColumnSyntax, int> known) = (Presence, _bound);
        (Presence, _bound) = ([], []);
        int value = Bind(s.Operands[0]);
        List<int> conditions = Presence;
        (Presence, _bound) = (outside, known);

        int other = Bind(s.Operands[1]);
        if (conditions.Count == 0)
        {
            if (DepthOf(value) == 0) return value;

            throw Error(s, "Alt$ replaces elements that an index names, as in Alt$(x[2], 0), and this has no index.");
        }

        return Choose(s, conditions.Aggregate((a, b) => Logic(s, ColumnOperator.And, a, b)), value, other);
    }
}
