namespace Wilks.Models.Interpolation;

internal sealed partial class MultiplicativeInterpolation
{
    internal void EvaluateScalar(ReadOnlySpan<double> alpha, Span<double> value, Span<double> first, Span<double> second)
    {
        for (int i = 0; i < Count; i++)
        {
            double a = alpha[i];
            (double f, double f1, double f2) = _code == InterpolationCode.Code4 && Math.Abs(a) < 1 ? Polynomial(i, a) : Exponential(i, a);
            value[i] = f;
            if (!first.IsEmpty) first[i] = f1;
            if (!second.IsEmpty) second[i] = f2;
        }
    }

    private (double Value, double First, double Second) Polynomial(int i, double a)
    {
        double f = 0, f1 = 0, half = 0;
        for (int degree = Degree - 1; degree >= 0; degree--)
        {
            half = Math.FusedMultiplyAdd(half, a, f1);
            f1 = Math.FusedMultiplyAdd(f1, a, f);
            f = Math.FusedMultiplyAdd(f, a, _coefficients[degree * _padded + i]);
        }

        half = Math.FusedMultiplyAdd(half, a, f1);
        f1 = Math.FusedMultiplyAdd(f1, a, f);
        f = Math.FusedMultiplyAdd(f, a, 1);
        return (f, f1, 2 * half);
    }

    private (double Value, double First, double Second) Exponential(int i, double a)
    {
        double slope = double.IsNegative(a) ? -_logDown[i] : _logUp[i];
        double f = Math.Exp(slope * a);
        return (f, slope * f, slope * slope * f);
    }
}
