using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>½·xᵀAx − bᵀx; allocates nothing.</summary>
internal sealed class QuadraticObjective(double[] matrix, double[] linear) : IObjective
{
    public int Dimension => linear.Length;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
    {
        int n = linear.Length;
        double value = 0;
        for (int i = 0; i < n; i++)
        {
            double product = 0;
            for (int j = 0; j < n; j++) product += matrix[(i * n) + j] * point[j];
            value += point[i] * ((0.5 * product) - linear[i]);
            if (!gradient.IsEmpty) gradient[i] = product - linear[i];
        }

        if (!hessian.IsEmpty) matrix.CopyTo(hessian);
        return value;
    }

    public bool HasKinkAtZero(int index) => false;
}
