using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

internal static partial class BinProfile
{
    // A rate this far below zero, relative to its parts, is a zero that was rounded.
    private const double RoundingOfZero = 1e-14;

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
        double n = bins.N[i];
        double a = bins.FixedRate.IsEmpty ? 0 : bins.FixedRate[i];
        if (!bins.HasLocal) return EvaluatePlainBin(ref bins, i, n, a);

        SlotState slot = bins.Slot!;
        double b = bins.Slope[i], s = slot.S[i], datum = slot.A[i];
        double gamma = LocalConstraint.Solve(slot.Kind, datum, s, a, b, n, slot.Lower[i], slot.Upper[i], slot.Start[i]);
        bool isFree = gamma > slot.Lower[i] && gamma < slot.Upper[i];
        double rate = a + gamma * b;
        if (rate < 0 && rate > -RoundingOfZero * (Math.Abs(a) + Math.Abs(gamma * b))) rate = 0;
        slot.Gamma[i] = gamma;
        bins.Rate[i] = rate;
        if (rate < 0 || double.IsNaN(rate) || (rate == 0 && n > 0)) return double.PositiveInfinity;

        double value = 2 * (rate - (n > 0 ? n * Math.Log(rate) : 0) + LocalConstraint.Value(slot.Kind, datum, s, gamma));
        if (bins.Order == 0) return value;

        double curvature = LocalConstraint.Curvature(slot.Kind, datum, s, gamma);
        if (isFree && n == 0 && rate == 0)
        {
            AtWall(ref bins, i, slot.Kind, gamma, b, datum, s, curvature);
            return value;
        }

        double tilt = n > 0 ? 1 - n / rate : 1;
        bins.GradientA[i] = 2 * tilt;
        bins.GradientB[i] = 2 * tilt * gamma;
        if (bins.Order == 1) return value;

        double w = n > 0 ? n / (rate * rate) : 0;
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

    private static double EvaluatePlainBin(ref BinArrays bins, int i, double n, double rate)
    {
        bins.Rate[i] = rate;
        if (rate < 0 || double.IsNaN(rate) || (rate == 0 && n > 0)) return double.PositiveInfinity;

        if (bins.Order >= 1) bins.GradientA[i] = 2 * (n > 0 ? 1 - n / rate : 1);
        if (bins.Order == 2) bins.HessianAA[i] = n > 0 ? 2 * n / (rate * rate) : 0;
        return 2 * (rate - (n > 0 ? n * Math.Log(rate) : 0));
    }

    // Nothing observed and the optimum lies on ν = 0: there γ = −A/B, and only the constraint is left.
    private static void AtWall(ref BinArrays bins, int i, ConstraintKind kind, double gamma, double b, double datum, double s, double curvature)
    {
        double slope = kind == ConstraintKind.Gaussian ? (gamma - datum) / s : s - datum / gamma;
        double tilt = -slope / b;
        bins.GradientA[i] = 2 * tilt;
        bins.GradientB[i] = 2 * tilt * gamma;
        if (bins.Order == 1) return;

        if (bins.Curvature == Curvature.GaussNewton) slope = 0;
        double inverse = 2 / (b * b);
        bins.HessianAA[i] = curvature * inverse;
        bins.HessianAB[i] = (curvature * gamma + slope) * inverse;
        bins.HessianBB[i] = (curvature * gamma + 2 * slope) * gamma * inverse;
    }
}
