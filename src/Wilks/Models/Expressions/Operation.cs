namespace Wilks.Models;

/// <summary>What one step of an expression computes from at most three earlier ones.</summary>
internal enum Operation
{
    Constant,
    Name,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Not,
    And,
    Or,
    NearlyEqual,
    NotNearlyEqual,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Select,
    Exp,
    Log,
    Sqrt,
    Abs,
    Min,
    Max,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Floor,
    Ceil,
}

/// <summary>One step: an operation and the indices of the steps it takes.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="A">The first operand; of <see cref="Operation.Name"/> the index of the name.</param>
/// <param name="B">The second operand, or −1.</param>
/// <param name="C">The third operand, or −1.</param>
/// <param name="Constant">The number of <see cref="Operation.Constant"/>.</param>
internal readonly record struct Step(Operation Operation, int A, int B, int C, double Constant);
