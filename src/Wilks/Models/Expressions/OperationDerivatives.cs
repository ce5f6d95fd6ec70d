namespace Wilks.Models;

/// <summary>The first and second derivatives of operations, at the values of their operands.</summary>
/// <remarks>At a tie the derivative is that of one side: <c>min</c> and <c>max</c> take their first argument, <c>abs(0)</c> takes the slope +1.</remarks>
internal static class OperationDerivatives
{
    /// <summary>Fills edges and derivatives of a step from the values of its operands.</summary>
    internal static void Fill(ExpressionTape tape, StepState[] states, int index)
    {
        Step step = tape.Steps[index];
        ref StepState state = ref states[index];
        state.Edge1 = Variable(tape, step.A);
        state.Edge2 = Variable(tape, step.B);
        state.Nonzero = SecondDerivatives.None;
        double a = states[Math.Max(step.A, 0)].Value;
        double b = states[Math.Max(step.B, 0)].Value;

        switch (step.Operation)
        {
            case Operation.Add: (state.D1, state.D2) = (1, 1); break;
            case Operation.Subtract: (state.D1, state.D2) = (1, -1); break;
            case Operation.Negate: state.D1 = -1; break;
            case Operation.Multiply: Multiply(tape, step, ref state, a, b); break;
            case Operation.Divide: Divide(ref state, a, b); break;
            case Operation.Power: Power(ref state, a, b); break;
            case Operation.Select: Follow(ref state, a != 0 ? state.Edge2 : Variable(tape, step.C)); break;
            case Operation.Min: Follow(ref state, a <= b || double.IsNaN(a) ? state.Edge1 : state.Edge2); break;
            case Operation.Max: Follow(ref state, a >= b || double.IsNaN(a) ? state.Edge1 : state.Edge2); break;
            case Operation.Abs: state.D1 = a < 0 ? -1 : 1; break;
            case >= Operation.Exp and <= Operation.Atan: Function(step.Operation, ref state, a); break;
            default: Follow(ref state, -1); break;
        }
    }

    private static int Variable(ExpressionTape tape, int step) => step >= 0 && tape.DependsOnNames[step] ? step : -1;

    private static void Follow(ref StepState state, int edge) => (state.Edge1, state.Edge2, state.D1) = (edge, -1, 1);

    /// <summary>A factor that is written as 0 takes the other one out: its derivatives may be infinite where the product is 0.</summary>
    private static void Multiply(ExpressionTape tape, Step step, ref StepState state, double a, double b)
    {
        if (state.Edge1 < 0 && a == 0 && tape.Steps[step.A].Operation == Operation.Constant) state.Edge2 = -1;
        if (state.Edge2 < 0 && b == 0 && tape.Steps[step.B].Operation == Operation.Constant) state.Edge1 = -1;
        (state.D1, state.D2, state.D12) = (b, a, 1);
        state.Nonzero = SecondDerivatives.Mixed;
    }

    private static void Divide(ref StepState state, double a, double b)
    {
        (state.D1, state.D2) = (1 / b, -a / (b * b));
        (state.D12, state.D22) = (-1 / (b * b), 2 * a / (b * b * b));
        state.Nonzero = SecondDerivatives.Mixed | SecondDerivatives.Second;
    }

    /// <summary>Powers of a base go without a logarithm, so that <c>x^2</c> is a parabola at and below 0 too; only a variable exponent needs <c>ln x</c>.</summary>
    private static void Power(ref StepState state, double x, double y)
    {
        bool isConstantExponent = state.Edge2 < 0;
        if (isConstantExponent && y == 0) state.Edge1 = -1;
        state.D1 = Scaled(y, Math.Pow(x, y - 1));
        state.D11 = Scaled(y * (y - 1), Math.Pow(x, y - 2));
        bool isStraight = isConstantExponent && y is 0 or 1;
        state.Nonzero = isStraight ? SecondDerivatives.None : SecondDerivatives.First;
        if (isConstantExponent) return;

        double logarithm = Math.Log(x);
        bool vanishes = x == 0 && y > 0;
        state.D2 = vanishes ? 0 : state.Value * logarithm;
        state.D22 = vanishes ? 0 : state.Value * logarithm * logarithm;
        state.D12 = x == 0 && y > 1 ? 0 : Math.Pow(x, y - 1) * (1 + (y * logarithm));
        state.Nonzero = SecondDerivatives.First | SecondDerivatives.Mixed | SecondDerivatives.Second;
    }

    // A power of 0 is infinite where the factor before it is 0.
    private static double Scaled(double factor, double power) => factor == 0 ? 0 : factor * power;

    private static void Function(Operation operation, ref StepState state, double x)
    {
        double f = state.Value;
        state.Nonzero = SecondDerivatives.First;
        (state.D1, state.D11) = operation switch
        {
            Operation.Exp => (f, f),
            Operation.Log => (1 / x, -1 / (x * x)),
            Operation.Sqrt => (0.5 / f, -0.25 / (f * x)),
            Operation.Sin => (Math.Cos(x), -f),
            Operation.Cos => (-Math.Sin(x), -f),
            Operation.Tan => (1 + (f * f), 2 * f * (1 + (f * f))),
            Operation.Asin => (1 / CosineOf(x), x / Math.Pow(CosineOf(x), 3)),
            Operation.Acos => (-1 / CosineOf(x), -x / Math.Pow(CosineOf(x), 3)),
            Operation.Atan => (1 / (1 + (x * x)), -2 * x / ((1 + (x * x)) * (1 + (x * x)))),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "is not a smooth function of one argument"),
        };

        // Outside its domain a logarithm is NaN, but the formula of its derivative is not.
        if (double.IsNaN(f)) (state.D1, state.D11) = (double.NaN, double.NaN);
    }

    /// <summary><c>√(1 − x²)</c>, exact near ±1 too.</summary>
    private static double CosineOf(double x) => Math.Sqrt((1 - x) * (1 + x));
}
