using Wilks.Minimization;

namespace Wilks.Likelihoods;

internal static partial class BinProfile
{
    internal static double EvaluateScalar(ref BinArrays bins)
    {
        double sum = 0;
        for (int i = 0; i < bins.Count; i++)
        {
            double value = EvaluateBin(ref bins, i);
            if (double.IsPositiveInfinity(value))
            {
                bins.Offender = i;
                return value;
            }

            sum += value;
        }

        return sum;
    }

    private static double EvaluateBin(ref BinArrays bins, int i)
    {
        double n = bins.N[i], multiplier = bins.Multipliers[i];
        double a = bins.FixedRate.IsEmpty ? 0 : bins.FixedRate[i];
        if (!bins.HasLocal) return EvaluatePlainBin(ref bins, i, n, a, multiplier);

        SlotState slot = bins.Slot!;
        double b = bins.Slope[i], s = slot.S[i], datum = slot.A[i];
        double gamma = LocalConstraint.Solve(slot.Kind, datum, s, a, b, n, slot.Lower[i], slot.Upper[i], slot.Start[i], multiplier);
        bool isFree = gamma > slot.Lower[i] && gamma < slot.Upper[i];
        double rate = a + gamma * b;
        slot.Gamma[i] = gamma;
        bins.Rate[i] = rate;
        if (!PoissonTerm.IsAllowed(rate, n)) return double.PositiveInfinity;
        if (n == 0 && bins.PushedBin < 0 && PoissonTerm.Push(rate, multiplier) > 0) bins.PushedBin = i;

        double value = 2 * (PoissonTerm.Value(rate, n, multiplier) + LocalConstraint.Value(slot.Kind, datum, s, gamma));
        if (bins.Order == 0) return value;

        double curvature = LocalConstraint.Curvature(slot.Kind, datum, s, gamma);
        double tilt = PoissonTerm.Slope(rate, n, multiplier);
        bins.GradientA[i] = 2 * tilt;
        bins.GradientB[i] = 2 * tilt * gamma;
        if (bins.Order == 1) return value;

        double w = PoissonTerm.Curvature(rate, n, multiplier);
        double denominator = w * b * b + curvature;
        if (bins.Curvature == Curvature.GaussNewton) tilt = 0;
        if (isFree && denominator > 0)
        {
            // f_XY − f_Xγ f_Yγ / f_γγ with f_Aγ = wB and f_Bγ = wγB + tilt, arranged so that nothing cancels.
            double inverse = 2 / denominator;
            bins.HessianAA[i] = w * curvature * inverse;
            bins.HessianAB[i] = w * (gamma * curvature - b * tilt) * inverse;
            bins.HessianBB[i] = (w * gamma * gamma * curvature - tilt * (2 * w * gamma * b + tilt)) * inverse;
        }
        else
        {
            bins.HessianAA[i] = 2 * w;
            bins.HessianAB[i] = 2 * w * gamma;
            bins.HessianBB[i] = 2 * w * gamma * gamma;
        }

        return value;
    }

    private static double EvaluatePlainBin(ref BinArrays bins, int i, double n, double rate, double multiplier)
    {
        bins.Rate[i] = rate;
        if (!PoissonTerm.IsAllowed(rate, n)) return double.PositiveInfinity;
        if (n == 0 && bins.PushedBin < 0 && PoissonTerm.Push(rate, multiplier) > 0) bins.PushedBin = i;

        if (bins.Order >= 1) bins.GradientA[i] = 2 * PoissonTerm.Slope(rate, n, multiplier);
        if (bins.Order == 2) bins.HessianAA[i] = 2 * PoissonTerm.Curvature(rate, n, multiplier);
        return 2 * PoissonTerm.Value(rate, n, multiplier);
    }
}
