namespace Wilks.Models;

/// <summary>The values of operations.</summary>
internal static class OperationValue
{
    /// <summary>Two numbers are nearly equal (<c>==</c>) when they differ by no more than this, or by no more than this times the larger.</summary>
    internal const double NearlyEqualTolerance = 1e-9;

    /// <summary>The value of an operation other than a constant or a name; operands that it doesn't have are ignored.</summary>
    internal static double Of(Operation operation, double a, double b, double c) => operation switch
    {
        Operation.Add => a + b,
        Operation.Subtract => a - b,
        Operation.Multiply => a * b,
        Operation.Divide => a / b,
        Operation.Power => Math.Pow(a, b),
        Operation.Negate => -a,
        Operation.Min => Math.Min(a, b),
        Operation.Max => Math.Max(a, b),
        Operation.Select => double.IsNaN(a) ? a : a != 0 ? b : c,
        Operation.Exp => Math.Exp(a),
        Operation.Log => Math.Log(a),
        Operation.Sqrt => Math.Sqrt(a),
        Operation.Abs => Math.Abs(a),
        Operation.Sin => Math.Sin(a),
        Operation.Cos => Math.Cos(a),
        Operation.Tan => Math.Tan(a),
        Operation.Asin => Math.Asin(a),
        Operation.Acos => Math.Acos(a),
        Operation.Atan => Math.Atan(a),
        Operation.Floor => Math.Floor(a),
        Operation.Ceil => Math.Ceiling(a),
        _ => Truth(operation, a, b),
    };

    /// <summary>1 or 0, or NaN where that depends on a NaN: a comparison that can't be made must not pick a branch.</summary>
    private static double Truth(Operation operation, double a, double b)
    {
        if (double.IsNaN(a)) return a;

        switch (operation)
        {
            case Operation.Not: return a == 0 ? 1 : 0;
            case Operation.And when a == 0: return 0;
            case Operation.Or when a != 0: return 1;
        }

        if (double.IsNaN(b)) return b;

        bool isTrue = operation switch
        {
            Operation.And or Operation.Or => b != 0,
            Operation.NearlyEqual => AreNearlyEqual(a, b),
            Operation.NotNearlyEqual => !AreNearlyEqual(a, b),
            Operation.Equal => a == b,
            Operation.NotEqual => a != b,
            Operation.Less => a < b,
            Operation.LessOrEqual => a <= b,
            Operation.Greater => a > b,
            Operation.GreaterOrEqual => a >= b,
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "has no value of its own"),
        };
        return isTrue ? 1 : 0;
    }

    // The first comparison is for equal infinities, whose difference is NaN.
    private static bool AreNearlyEqual(double a, double b) =>
        a == b || Math.Abs(a - b) <= NearlyEqualTolerance * Math.Max(1, Math.Min(double.MaxValue, Math.Max(Math.Abs(a), Math.Abs(b))));
}
