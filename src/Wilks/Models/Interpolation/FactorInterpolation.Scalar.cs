namespace Wilks.Models.Interpolation;

internal sealed partial class FactorInterpolation
{
    internal void EvaluateScalar(ReadOnlySpan<double> alpha, Span<double> value, Span<double> first, Span<double> second)
    {
        for (int i = 0; i < Count; i++)
        {
            double a = alpha[i];
            (double f, double f1, double f2) = Math.Abs(a) < _boundary[i] ? Polynomial(i, a) : Outside(i, a);
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

    private (double Value, double First, double Second) Outside(int i, double a)
    {
        double slope = double.IsNegative(a) ? _slopeDown[i] : _slopeUp[i];
        if (!double.IsNaN(_intercept[i])) return (Math.FusedMultiplyAdd(slope, a, _intercept[i]), slope, 0);

        double f = Math.Exp(slope * a);
        return (f, slope * f, slope * slope * f);
    }
}
