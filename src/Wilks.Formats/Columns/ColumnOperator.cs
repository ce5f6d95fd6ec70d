namespace Wilks.Formats.Columns;

/// <summary>What a node of the tree does. Both dialects make the same tree.</summary>
internal enum ColumnOperator
{
    Number, Name, RowNumber, True, False,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>Values in brackets, what <see cref="In"/> looks through.</summary>
    List,

    /// <summary>The place of an element in its list, of the list that stands beside it.</summary>
    Iteration,

    Negate, Not, BitNot,
    Add, Subtract, Multiply, Divide, FloorDivide, Power,

    /// <summary>The remainder with the sign of the divisor, Python's.</summary>
    Modulo,

    /// <summary>The remainder with the sign of the dividend, C's.</summary>
    Remainder,
    Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual,
    And, Or, BitAnd, BitOr, BitXor, ShiftLeft, ShiftRight,
    Select,

    /// <summary>Whether a value is one of a list.</summary>
    In,

    Abs, Sqrt, Exp, Log, Log10, Log2, Log1P, ExpM1,
    Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    Floor, Ceiling, Truncate, Round, Sign, Square,
    IsNaN, IsFinite, IsInfinite,
    Minimum, Maximum, Atan2, Hypot, Clip, FillMissing,

    /// <summary>An element of a list at a level; a row without it contributes nothing.</summary>
    Element,

    /// <summary>An element of a list at a level; a row without it is an error.</summary>
    StrictElement,

    /// <summary>The first element, or missing.</summary>
    First,
    Slice, Filter, Alternative,

    /// <summary>The places of elements in their lists.</summary>
    LocalIndex,
    Between, StartsWith, EndsWith,

    /// <summary>Reductions of the innermost lists.</summary>
    Sum, ListMinimum, ListMaximum, Count, Any, All, Mean, Product,

    /// <summary>Reductions of all elements of a row.</summary>
    RowSum, RowMinimum, RowMaximum, RowCount,
}
