namespace Wilks.Formats.Columns;

/// <summary>Operators and functions, element by element.</summary>
internal sealed partial class ColumnBinder
{
    private const string PythonPrecedence = "In Python & | ^ bind tighter than comparisons: write (a > 1) & (b < 2).";

    private int Negate(ColumnSyntax s)
    {
        int a = Bind(s.Operands[0]);
        PlanNode node = graph[a];
        if (node.Type == ColumnValueType.Boolean && IsPython) throw Error(s, "numpy doesn't negate truth values with '-'. Write ~x for 'not', or -1*x for a number.");
        if (node is { IsConstant: true, Type: ColumnValueType.Integer }) return Integer(s, -node.Bits);
        if (node.IsConstant) return Number(s, -node.Number);

        return node.Type == ColumnValueType.Number
            ? Unary(s, PlanOperation.NumberUnary, ColumnValueType.Number, ColumnOperator.Negate, a)
            : Unary(s, PlanOperation.IntegerUnary, ColumnValueType.Integer, ColumnOperator.Negate, ToInteger(s, a));
    }

    private int BitNot(ColumnSyntax s)
    {
        int a = Bind(s.Operands[0]);
        return TypeOf(a) switch
        {
            ColumnValueType.Boolean => Not(s, a),
            ColumnValueType.Integer => Unary(s, PlanOperation.IntegerUnary, ColumnValueType.Integer, ColumnOperator.BitNot, a),
            _ => throw Error(s, "'~' is of truth values and integers, and this is a number. In Python ~ binds tighter than comparisons: write ~(a > 1)."),
        };
    }

    private int Arithmetic(ColumnSyntax s)
    {
        (int a, int b) = (Bind(s.Operands[0]), Bind(s.Operands[1]));
        bool areTruths = TypeOf(a) == ColumnValueType.Boolean && TypeOf(b) == ColumnValueType.Boolean;
        if (IsPython && areTruths && s.Kind is ColumnOperator.Add or ColumnOperator.Subtract)
        {
            throw Error(s, "numpy adds two truth values as 'or' and doesn't subtract them. Write a | b, or 1*a + 1*b to count.");
        }

        switch (s.Kind)
        {
            case ColumnOperator.Power when graph[b] is { IsConstant: true, Number: 2 }:
                int number = ToNumber(s, a);
                return Numbers(s, ColumnOperator.Multiply, number, number);
            case ColumnOperator.Add or ColumnOperator.Subtract or ColumnOperator.Multiply or ColumnOperator.Divide or ColumnOperator.Power:
                return Numbers(s, s.Kind, a, b);
            default:
                return Division(s, a, b);
        }
    }

    /// <summary>Whole quotients and remainders, exact for integers.</summary>
    private int Division(ColumnSyntax s, int a, int b)
    {
        ColumnOperator kind = s.Kind == ColumnOperator.Modulo && IsNeverNegative(a) && IsNeverNegative(b) ? ColumnOperator.Remainder : s.Kind;
        bool areWhole = TypeOf(a) != ColumnValueType.Number && TypeOf(b) != ColumnValueType.Number;
        return areWhole ? Integers(s, kind, a, b) : Numbers(s, kind, a, b);
    }

    private bool IsNeverNegative(int id)
    {
        PlanNode node = graph[id];
        if (node.IsConstant) return node.Number >= 0;
        if (node.Type == ColumnValueType.Boolean) return true;

        return node.Operation == PlanOperation.Column
            && schema.Columns[node.Level].Type is Tables.ColumnType.UInt8 or Tables.ColumnType.UInt16 or Tables.ColumnType.UInt32 or Tables.ColumnType.UInt64;
    }

    private int Compare(ColumnSyntax s) => Compare(s, s.Kind, s.Operands[0], s.Operands[1]);

    private int Compare(ColumnSyntax s, ColumnOperator comparison, ColumnSyntax left, ColumnSyntax right)
    {
        if (left.Kind == ColumnOperator.Text || right.Kind == ColumnOperator.Text) return CompareText(s, comparison, left, right);

        (int a, int b) = (Bind(left), Bind(right));
        ColumnValueType type = Wider(TypeOf(a), TypeOf(b));
        if (type != ColumnValueType.Number)
        {
            return Binary(s, PlanOperation.CompareIntegers, ColumnValueType.Boolean, comparison, (ToInteger(s, a), ToInteger(s, b)));
        }

        if (TypeOf(a) == ColumnValueType.Integer && !graph[a].IsConstant) return CompareMixed(s, comparison, a, b);
        if (TypeOf(b) == ColumnValueType.Integer && !graph[b].IsConstant) return CompareMixed(s, Mirrored(comparison), b, a);

        return Binary(s, PlanOperation.CompareNumbers, ColumnValueType.Boolean, comparison, (ToNumber(s, a), ToNumber(s, b)));
    }

    /// <summary>Integers with numbers; a constant that lies between integers becomes the next one.</summary>
    private int CompareMixed(ColumnSyntax s, ColumnOperator kind, int integer, int number)
    {
        PlanNode constant = graph[number];
        bool isOrder = kind is ColumnOperator.Less or ColumnOperator.LessOrEqual or ColumnOperator.Greater or ColumnOperator.GreaterOrEqual;
        if (constant.IsConstant && Math.Abs(constant.Number) < long.MaxValue)
        {
            double value = constant.Number;
            if (Math.Floor(value) == value) return Binary(s, PlanOperation.CompareIntegers, ColumnValueType.Boolean, kind, (integer, Integer(s, (long)value)));

            if (isOrder)
            {
                bool isBelow = kind is ColumnOperator.Less or ColumnOperator.LessOrEqual;
                long bound = (long)(isBelow ? Math.Floor(value) : Math.Ceiling(value));
                ColumnOperator bounded = isBelow ? ColumnOperator.LessOrEqual : ColumnOperator.GreaterOrEqual;
                return Binary(s, PlanOperation.CompareIntegers, ColumnValueType.Boolean, bounded, (integer, Integer(s, bound)));
            }
        }

        return Binary(s, PlanOperation.CompareMixed, ColumnValueType.Boolean, kind, (integer, ToNumber(s, number)));
    }

    private static ColumnOperator Mirrored(ColumnOperator kind) => kind switch
    {
        ColumnOperator.Less => ColumnOperator.Greater,
        ColumnOperator.LessOrEqual => ColumnOperator.GreaterOrEqual,
        ColumnOperator.Greater => ColumnOperator.Less,
        ColumnOperator.GreaterOrEqual => ColumnOperator.LessOrEqual,
        _ => kind,
    };

    private int Bits(ColumnSyntax s)
    {
        (int a, int b) = (Bind(s.Operands[0]), Bind(s.Operands[1]));
        bool areTruths = TypeOf(a) == ColumnValueType.Boolean && TypeOf(b) == ColumnValueType.Boolean;
        bool isLogic = s.Kind is ColumnOperator.BitAnd or ColumnOperator.BitOr or ColumnOperator.BitXor;
        if (areTruths && isLogic)
        {
            ColumnOperator kind = s.Kind switch { ColumnOperator.BitAnd => ColumnOperator.And, ColumnOperator.BitOr => ColumnOperator.Or, _ => s.Kind };
            return Logic(s, kind, a, b);
        }

        if (IsWhole(a) && IsWhole(b)) return Integers(s, s.Kind, a, b);

        string symbol = ColumnPrinter.Symbol(s.Kind, dialect);
        string advice = IsPython ? PythonPrecedence : "Write && or || for conditions.";
        throw Error(s, $"'{symbol}' is of truth values and integers, and one side is a number. {advice}");
    }

    private int Choose(ColumnSyntax s)
    {
        int condition = ToTruth(s, Bind(s.Operands[0]));
        return Choose(s, condition, Bind(s.Operands[1]), Bind(s.Operands[2]));
    }

    private int Choose(ColumnSyntax at, int condition, int a, int b)
    {
        ColumnValueType type = Wider(TypeOf(a), TypeOf(b));
        (a, b) = (To(at, a, type), To(at, b, type));
        int deepest = DepthOf(a) >= DepthOf(b) ? a : b;
        if (DepthOf(condition) >= DepthOf(deepest)) deepest = condition;
        (a, b, condition) = (Spread(at, a, deepest), Spread(at, b, deepest), Spread(at, condition, deepest));
        return Add(at, new PlanNode(PlanOperation.Select, type, DepthOf(deepest), a, b, condition));
    }

    private int Function(ColumnSyntax s)
    {
        int a = Bind(s.Operands[0]);
        bool isWhole = TypeOf(a) != ColumnValueType.Number;
        switch (s.Kind)
        {
            case ColumnOperator.Abs when isWhole:
                return Unary(s, PlanOperation.IntegerUnary, ColumnValueType.Integer, ColumnOperator.Abs, ToInteger(s, a));
            case ColumnOperator.Floor or ColumnOperator.Ceiling or ColumnOperator.Truncate or ColumnOperator.Round when isWhole:
                return ToInteger(s, a);
            case ColumnOperator.Square:
                return Numbers(s, ColumnOperator.Multiply, a, a);
            case ColumnOperator.IsNaN or ColumnOperator.IsFinite or ColumnOperator.IsInfinite:
                return Unary(s, PlanOperation.NumberTest, ColumnValueType.Boolean, s.Kind, ToNumber(s, a));
            case ColumnOperator.Minimum or ColumnOperator.Maximum:
                return Extreme(s, s.Kind, a, Bind(s.Operands[1]));
            case ColumnOperator.Clip:
                return Extreme(s, ColumnOperator.Minimum, Extreme(s, ColumnOperator.Maximum, a, Bind(s.Operands[1])), Bind(s.Operands[2]));
            case ColumnOperator.FillMissing:
                int missing = Unary(s, PlanOperation.NumberTest, ColumnValueType.Boolean, ColumnOperator.IsNaN, ToNumber(s, a));
                return Choose(s, missing, Bind(s.Operands[1]), a);
            case ColumnOperator.Atan2 or ColumnOperator.Hypot:
                return Numbers(s, s.Kind, a, Bind(s.Operands[1]));
            default:
                return Unary(s, PlanOperation.NumberUnary, ColumnValueType.Number, s.Kind, ToNumber(s, a));
        }
    }

    private int Extreme(ColumnSyntax s, ColumnOperator kind, int a, int b)
    {
        bool areWhole = TypeOf(a) != ColumnValueType.Number && TypeOf(b) != ColumnValueType.Number;
        return areWhole ? Integers(s, kind, a, b) : Numbers(s, kind, a, b);
    }
}
