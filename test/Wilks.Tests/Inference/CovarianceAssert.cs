using Wilks.Inference;
using Wilks.Minimization;

namespace Wilks.Tests.Inference;

/// <summary>Holds the uncertainties of a fit, computed bin by bin, against the inverse Hessian of all parameters.</summary>
internal static class CovarianceAssert
{
    /// <summary>The two ways invert matrices with condition numbers up to about 1e8.</summary>
    private const double Relative = 1e-7;

    internal static void Holds(FitResult fit, string what)
    {
        double[]? covariance = fit.Covariance;
        int n = fit.Values.Length;
        Assert.True(covariance is not null, $"{what}: {fit.StatusMessage}");
        for (int p = 0; p < n; p++)
        {
            double variance = covariance[p * (n + 1)], uncertainty = fit.Uncertainties[p];
            string where = $"{what}: {fit.Parameters[p].Name} = {fit.Values[p]} ± {uncertainty}, {fit.States[p]}, variance {variance}";
            if (fit.States[p] == CoordinateState.Free) Assert.True(Math.Abs(uncertainty - Math.Sqrt(variance)) <= Relative * uncertainty, where);
            else if (fit.States[p] == CoordinateState.Fixed) Assert.True(uncertainty == 0 && variance == 0, where);
            else Assert.True(double.IsNaN(uncertainty) && variance == 0, where);
            for (int q = 0; q < p; q++)
            {
                Assert.Equal(covariance[(p * n) + q], covariance[(q * n) + p]);
                Assert.True(Math.Abs(covariance[(p * n) + q]) <= (1 + Relative) * Math.Sqrt(variance * covariance[q * (n + 1)]), where);
            }
        }
    }
}
