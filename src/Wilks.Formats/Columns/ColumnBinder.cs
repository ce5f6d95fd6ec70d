using Wilks.Formats.Tables;
using Wilks.Workspaces;

namespace Wilks.Formats.Columns;

/// <summary>Gives the nodes of a tree types and depths, and puts them into a graph.</summary>
internal sealed partial class ColumnBinder(string text, ColumnDialect dialect, ColumnSchema schema, PlanGraph graph)
{
    private Dictionary<ColumnSyntax, int> _bound = [];

    /// <summary>The tree over whose elements ROOT would loop: all of it, or what a Sum$ encloses.</summary>
    private ColumnSyntax? _loop;

    /// <summary>Conditions on the row: all elements that ROOT's indices name must be there.</summary>
    internal List<int> Presence { get; private set; } = [];

    private bool IsPython => dialect == ColumnDialect.Python;

    internal int Bind(ColumnSyntax syntax)
    {
        // A chain of comparisons uses its inner operands twice.
        if (_bound.TryGetValue(syntax, out int known)) return known;

        _loop ??= syntax;
        int made = Make(syntax);
        _bound[syntax] = made;
        return made;
    }

    private ColumnExpressionException Error(ColumnSyntax at, string reason) => new(text, at.Position, reason);

    private int Add(ColumnSyntax at, PlanNode node) => graph.Add(node, new PlanOrigin(text, at.Position));

    private ColumnValueType TypeOf(int id) => graph[id].Type;

    private int DepthOf(int id) => graph[id].Depth;

    private int Make(ColumnSyntax s) => s.Kind switch
    {
        ColumnOperator.Number when s.Integer is { } whole => Integer(s, whole),
        ColumnOperator.Number => Number(s, s.Value),
        ColumnOperator.True or ColumnOperator.False => Literal(s),
        ColumnOperator.Name => Column(s),
        ColumnOperator.RowNumber => Add(s, new PlanNode(PlanOperation.RowNumber, ColumnValueType.Integer, 0)),
        ColumnOperator.Iteration => Iteration(s),
        ColumnOperator.Text => throw Error(s, "a text can only be compared with a column of text. Write name == \"…\"."),
        ColumnOperator.List => throw Error(s, "a list in brackets stands only behind 'in' and in np.isin."),
        ColumnOperator.Negate => Negate(s),
        ColumnOperator.Not => Not(s, ToTruth(s, Bind(s.Operands[0]))),
        ColumnOperator.BitNot => BitNot(s),
        >= ColumnOperator.Add and <= ColumnOperator.Remainder => Arithmetic(s),
        >= ColumnOperator.Less and <= ColumnOperator.NotEqual => Compare(s),
        ColumnOperator.And or ColumnOperator.Or => Logic(s, s.Kind, ToTruth(s, Bind(s.Operands[0])), ToTruth(s, Bind(s.Operands[1]))),
        >= ColumnOperator.BitAnd and <= ColumnOperator.ShiftRight => Bits(s),
        ColumnOperator.Select => Choose(s),
        ColumnOperator.In => In(s),
        ColumnOperator.Between => Between(s),
        ColumnOperator.StartsWith or ColumnOperator.EndsWith => TestText(s, s.Kind, s.Operands[0], s.Operands[1]),
        ColumnOperator.LocalIndex => LocalIndex(s),
        >= ColumnOperator.Abs and <= ColumnOperator.FillMissing => Function(s),
        ColumnOperator.Alternative => Alternative(s),
        ColumnOperator.Element or ColumnOperator.StrictElement => Element(s),
        ColumnOperator.First => First(s),
        ColumnOperator.Slice => Slice(s),
        ColumnOperator.Filter => Filter(s),
        _ => Reduction(s),
    };

    private int Number(ColumnSyntax at, double value) =>
        Add(at, new PlanNode(PlanOperation.Constant, ColumnValueType.Number, 0) { Bits = BitConverter.DoubleToInt64Bits(value) });

    private int Integer(ColumnSyntax at, long value) =>
        Add(at, new PlanNode(PlanOperation.Constant, ColumnValueType.Integer, 0) { Bits = value });

    private int Truth(ColumnSyntax at, bool value) =>
        Add(at, new PlanNode(PlanOperation.Constant, ColumnValueType.Boolean, 0) { Bits = value ? 1 : 0 });

    /// <summary>True or false, unless a column has that name.</summary>
    private int Literal(ColumnSyntax s) => schema.Find(s.Name) is null ? Truth(s, s.Kind == ColumnOperator.True) : Column(s);

    private int Column(ColumnSyntax s)
    {
        if (schema.Find(s.Name) is not { } index)
        {
            if (!s.IsQuoted && ColumnFunctions.Constant(s.Name, dialect) is { } constant) return Number(s, constant);
            if (!s.IsQuoted && ColumnFunctions.Find(s.Name, dialect) is not null) throw Error(s, $"'{s.Name}' is a function, but no '(' follows. Write {s.Name}(…).");

            throw Error(s, $"there is no column '{s.Name}'. {NearestNames.Suggest(s.Name, schema.Columns.Select(column => column.Name))}".TrimEnd());
        }

        ColumnInfo info = schema.Columns[index];
        if (info.Type == ColumnType.Text) throw Error(s, $"the column '{info.Name}' holds text, which can only be compared with a text: {info.Name} == \"…\".");
        if (info.Depth > 2) throw Error(s, $"the column '{info.Name}' holds lists of depth {info.Depth}; expressions know lists and lists of lists.");

        ColumnValueType type = info.Type switch
        {
            ColumnType.Boolean => ColumnValueType.Boolean,
            ColumnType.Float or ColumnType.Double => ColumnValueType.Number,
            _ => ColumnValueType.Integer,
        };
        return Add(s, new PlanNode(PlanOperation.Column, type, info.Depth) { Level = index });
    }

    internal int ToNumber(ColumnSyntax at, int id)
    {
        PlanNode node = graph[id];
        if (node.Type == ColumnValueType.Number) return id;
        if (node.IsConstant) return Number(at, node.Bits);

        // A column is decoded into the type that is wanted.
        if (node.Operation == PlanOperation.Column && node.Type == ColumnValueType.Integer) return Add(at, node with { Type = ColumnValueType.Number });

        PlanOperation operation = node.Type == ColumnValueType.Integer ? PlanOperation.IntegerToNumber : PlanOperation.TruthToNumber;
        return Add(at, new PlanNode(operation, ColumnValueType.Number, node.Depth, id));
    }

    private int ToInteger(ColumnSyntax at, int id)
    {
        PlanNode node = graph[id];
        if (node.Type == ColumnValueType.Integer) return id;
        if (node.IsConstant) return Integer(at, (long)node.Number);
        if (node.Type == ColumnValueType.Number) return Add(at, new PlanNode(PlanOperation.NumberToInteger, ColumnValueType.Integer, node.Depth, id));

        return Add(at, new PlanNode(PlanOperation.TruthToInteger, ColumnValueType.Integer, node.Depth, id));
    }

    /// <summary>Whether a value is an integer, or a sum, difference or product of integers, which doubles hold exactly up to 2^53.</summary>
    private bool IsWhole(int id)
    {
        PlanNode node = graph[id];
        if (node.Type != ColumnValueType.Number) return true;

        return node.Operation switch
        {
            PlanOperation.Constant => Math.Floor(node.Number) == node.Number && Math.Abs(node.Number) < long.MaxValue,
            PlanOperation.Column => schema.Columns[node.Level].Type is not (ColumnType.Float or ColumnType.Double),
            PlanOperation.IntegerToNumber or PlanOperation.TruthToNumber => true,
            PlanOperation.NumberBinary when node.Detail is ColumnOperator.Add or ColumnOperator.Subtract or ColumnOperator.Multiply => IsWhole(node.A) && (node.A == node.B || IsWhole(node.B)),
            PlanOperation.Broadcast => IsWhole(node.A),
            _ => false,
        };
    }

    internal int ToTruth(ColumnSyntax at, int id)
    {
        PlanNode node = graph[id];
        if (node.Type == ColumnValueType.Boolean) return id;
        if (node.IsConstant) return Truth(at, node.Number != 0);

        PlanOperation operation = node.Type == ColumnValueType.Integer ? PlanOperation.IntegerToTruth : PlanOperation.NumberToTruth;
        return Add(at, new PlanNode(operation, ColumnValueType.Boolean, node.Depth, id));
    }

    /// <summary>As <see cref="ToTruth"/>, with NaN an error: a row whose selection is unknown must not be dropped in silence.</summary>
    internal int ToSelection(ColumnSyntax at, int id)
    {
        PlanNode node = graph[id];
        if (node.Type == ColumnValueType.Boolean) return id;

        return Add(at, new PlanNode(PlanOperation.SelectionTruth, ColumnValueType.Boolean, 0, ToNumber(at, id)));
    }

    private int To(ColumnSyntax at, int id, ColumnValueType type) => type switch
    {
        ColumnValueType.Number => ToNumber(at, id),
        ColumnValueType.Integer => ToInteger(at, id),
        _ => id,
    };

    private static ColumnValueType Wider(ColumnValueType a, ColumnValueType b) => a > b ? a : b;

    /// <summary>Repeats flat values for the elements of a deeper operand; constants fit everywhere.</summary>
    private int Spread(ColumnSyntax at, int id, int like)
    {
        PlanNode node = graph[id];
        if (node.IsConstant || node.Depth >= graph[like].Depth) return id;

        return Add(at, new PlanNode(PlanOperation.Broadcast, node.Type, graph[like].Depth, id, like));
    }

    private int Binary(ColumnSyntax at, PlanOperation operation, ColumnValueType type, ColumnOperator detail, (int A, int B) operands)
    {
        (int a, int b) = (Spread(at, operands.A, operands.B), Spread(at, operands.B, operands.A));
        int depth = Math.Max(DepthOf(a), DepthOf(b));
        return Add(at, new PlanNode(operation, type, depth, a, b) { Detail = detail });
    }

    private int Unary(ColumnSyntax at, PlanOperation operation, ColumnValueType type, ColumnOperator detail, int a) =>
        Add(at, new PlanNode(operation, type, DepthOf(a), a) { Detail = detail });

    private int Numbers(ColumnSyntax at, ColumnOperator detail, int a, int b) =>
        Binary(at, PlanOperation.NumberBinary, ColumnValueType.Number, detail, (ToNumber(at, a), ToNumber(at, b)));

    private int Integers(ColumnSyntax at, ColumnOperator detail, int a, int b) =>
        Binary(at, PlanOperation.IntegerBinary, ColumnValueType.Integer, detail, (ToInteger(at, a), ToInteger(at, b)));

    internal int Logic(ColumnSyntax at, ColumnOperator detail, int a, int b) =>
        Binary(at, PlanOperation.TruthBinary, ColumnValueType.Boolean, detail, (a, b));

    private int Not(ColumnSyntax at, int a) => Unary(at, PlanOperation.TruthNot, ColumnValueType.Boolean, default, a);
}
