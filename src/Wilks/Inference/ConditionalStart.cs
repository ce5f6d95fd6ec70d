namespace Wilks.Inference;

/// <summary>Where a fit with held parameters should begin: the free parameters move with the held ones as the covariance of the free fit says.</summary>
internal static class ConditionalStart
{
    /// <summary><c>θ̂ + C_·h C_hh⁻¹ (v − θ̂_h)</c> for one or two held parameters, cut to the bounds; θ̂ where there is no covariance.</summary>
    public static double[] Predict(ITestableModel model, FitResult best, IReadOnlyList<int> held, IReadOnlyList<double> values)
    {
        double[] start = [.. best.Values];
        double[]? covariance = best.Covariance;
        if (covariance is not null)
        {
            int n = start.Length;
            double[] weights = Weights(covariance, n, best.Values, held, values);
            for (int p = 0; p < n; p++)
            {
                double shift = 0;
                for (int h = 0; h < held.Count; h++) shift += covariance[p * n + held[h]] * weights[h];
                if (double.IsFinite(shift)) start[p] = Math.Clamp(start[p] + shift, model.Parameters[p].Lower, model.Parameters[p].Upper);
            }
        }

        for (int h = 0; h < held.Count; h++) start[held[h]] = values[h];
        return start;
    }

    private static double[] Weights(double[] covariance, int n, double[] bestValues, IReadOnlyList<int> held, IReadOnlyList<double> values)
    {
        double d0 = values[0] - bestValues[held[0]], v0 = covariance[held[0] * (n + 1)];
        if (held.Count == 1) return [v0 > 0 ? d0 / v0 : 0];

        double d1 = values[1] - bestValues[held[1]], v1 = covariance[held[1] * (n + 1)], c = covariance[held[0] * n + held[1]];
        double determinant = v0 * v1 - c * c;
        return determinant > 1e-12 * v0 * v1
            ? [(v1 * d0 - c * d1) / determinant, (v0 * d1 - c * d0) / determinant]
            : [v0 > 0 ? d0 / v0 : 0, 0];
    }
}
