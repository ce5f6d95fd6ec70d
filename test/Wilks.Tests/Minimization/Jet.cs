namespace Wilks.Tests.Minimization;

/// <summary>A number with its gradient and Hessian, so that a test function is written once and has exact derivatives.</summary>
public sealed class Jet
{
    private Jet(double value, double[] gradient, double[,] hessian) => (Value, Gradient, Hessian) = (value, gradient, hessian);

    public double Value { get; }

    public double[] Gradient { get; }

    public double[,] Hessian { get; }

    public static Jet[] Variables(ReadOnlySpan<double> point)
    {
        int n = point.Length;
        var jets = new Jet[n];
        for (int i = 0; i < n; i++)
        {
            jets[i] = new Jet(point[i], new double[n], new double[n, n]);
            jets[i].Gradient[i] = 1;
        }

        return jets;
    }

    public static Jet operator +(Jet a, Jet b) => Combine(a, b, a.Value + b.Value, 1, 1, 0);

    public static Jet operator -(Jet a, Jet b) => Combine(a, b, a.Value - b.Value, 1, -1, 0);

    public static Jet operator *(Jet a, Jet b) => Combine(a, b, a.Value * b.Value, b.Value, a.Value, 1);

    public static Jet operator +(Jet a, double b) => Chain(a, a.Value + b, 1, 0);

    public static Jet operator -(Jet a, double b) => Chain(a, a.Value - b, 1, 0);

    public static Jet operator +(double a, Jet b) => b + a;

    public static Jet operator -(double a, Jet b) => Chain(b, a - b.Value, -1, 0);

    public static Jet operator *(double a, Jet b) => Chain(b, a * b.Value, a, 0);

    public static Jet Square(Jet a) => Chain(a, a.Value * a.Value, 2 * a.Value, 2);

    public static Jet Log(Jet a) => Chain(a, Math.Log(a.Value), 1 / a.Value, -1 / (a.Value * a.Value));

    /// <summary>|a| with the side of zero chosen by the sign bit.</summary>
    public static Jet Abs(Jet a) => Chain(a, Math.Abs(a.Value), double.IsNegative(a.Value) ? -1 : 1, 0);

    private static Jet Chain(Jet a, double value, double first, double second)
    {
        int n = a.Gradient.Length;
        var gradient = new double[n];
        var hessian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            gradient[i] = first * a.Gradient[i];
            for (int j = 0; j < n; j++) hessian[i, j] = (first * a.Hessian[i, j]) + (second * a.Gradient[i] * a.Gradient[j]);
        }

        return new Jet(value, gradient, hessian);
    }

    private static Jet Combine(Jet a, Jet b, double value, double byA, double byB, double cross)
    {
        int n = a.Gradient.Length;
        var gradient = new double[n];
        var hessian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            gradient[i] = (byA * a.Gradient[i]) + (byB * b.Gradient[i]);
            for (int j = 0; j < n; j++)
            {
                hessian[i, j] = (byA * a.Hessian[i, j]) + (byB * b.Hessian[i, j])
                    + (cross * ((a.Gradient[i] * b.Gradient[j]) + (a.Gradient[j] * b.Gradient[i])));
            }
        }

        return new Jet(value, gradient, hessian);
    }
}
