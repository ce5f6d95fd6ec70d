using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>
/// The conditional optimum of several local parameters in one bin of rate <c>ν = A + Σ_j γ_j B_j</c>. All of them depend on the
/// others only through the tilt t = 1 − n/ν, so that one equation <c>A + Σ_j B_j γ_j(t) = n/(1 − t)</c> is left, whose left side falls and whose right
/// side grows with t.
/// </summary>
internal static class JointProfile
{
    private const int IterationLimit = 200;

    // Newton steps end when they change the tilt by less than a few units in the last place.
    private const double RelativeStep = 4e-16;

    /// <summary>Fills the γ of the eliminated slots for one bin.</summary>
    public static void Solve(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double n, double multiplier, Span<double> gammas)
    {
        int free = -1;
        for (int j = 0; j < slots.Length; j++)
        {
            if (slots[j].Kind != ConstraintKind.None) continue;
            if (slots[j].Lower[bin] == slots[j].Upper[bin] || slopes[j] == 0) gammas[j] = slots[j].Lower[bin] == slots[j].Upper[bin] ? slots[j].Lower[bin] : slots[j].Start[bin];
            else
            {
                free = j;
                gammas[j] = slots[j].Start[bin];
            }
        }

        if (free >= 0 && SolveWithFree(slots, free, bin, fixedRate, slopes, n, multiplier, gammas)) return;
        if (SolveAtJump(slots, bin, fixedRate, slopes, n, gammas)) return;

        double tilt = SolveTilt(slots, bin, fixedRate, slopes, n, multiplier, gammas);
        RateAt(slots, bin, fixedRate, slopes, tilt, gammas, skip: free);
    }

    // Without a constraint γ brings the slope φ'(ν) to zero (t = 0), unless a bound is in the way: then it stays there and the others go on.
    private static bool SolveWithFree(ReadOnlySpan<SlotState> slots, int free, int bin, double fixedRate, ReadOnlySpan<double> slopes, double n, double multiplier, Span<double> gammas)
    {
        double lower = slots[free].Lower[bin], upper = slots[free].Upper[bin];
        double wantedRate = n;
        if (n == 0)
        {
            // An empty bin wants the smallest rate, down to the condition ν ≥ 0.
            gammas[free] = slopes[free] > 0 ? lower : upper;
            if (PoissonTerm.Push(Total(slots, bin, fixedRate, slopes, 1, gammas), multiplier) == 0) return true;

            wantedRate = (multiplier - 1) / PoissonTerm.Stiffness;
        }

        double rest = RateAt(slots, bin, fixedRate, slopes, 0, gammas, skip: free);
        double wanted = (wantedRate - rest) / slopes[free];
        gammas[free] = Math.Clamp(wanted, lower, upper);
        return gammas[free] == wanted;
    }

    // A slot with a Poisson datum of zero has its γ strictly between its bounds only at t = −τ/B, where the rate is n/(1 − t).
    private static bool SolveAtJump(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double n, Span<double> gammas)
    {
        for (int j = 0; j < slots.Length; j++)
        {
            SlotState slot = slots[j];
            if (slot.Kind != ConstraintKind.Poisson || slot.A[bin] > 0 || slot.Lower[bin] == slot.Upper[bin] || slopes[j] == 0) continue;

            double tilt = -slot.S[bin] / slopes[j];
            if (tilt >= 1) continue;

            double others = Total(slots, bin, fixedRate, slopes, tilt, gammas) - gammas[j] * slopes[j];
            double gamma = (n / (1 - tilt) - others) / slopes[j];
            if (!(gamma >= slot.Lower[bin] && gamma <= slot.Upper[bin])) continue;

            gammas[j] = gamma;
            return true;
        }

        return false;
    }

    private static double SolveTilt(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double n, double multiplier, Span<double> gammas)
    {
        if (n == 0) return PoissonTerm.Push(Total(slots, bin, fixedRate, slopes, 1, gammas), multiplier) > 0 ? SolvePushed(slots, bin, fixedRate, slopes, multiplier, gammas) : 1;

        // g(t) = rate(t) − n/(1 − t) falls from its value far left, positive if any rate is possible, to −∞ at t = 1. In t, unlike in ν,
        // a small tilt keeps all its digits.
        double low = double.NegativeInfinity, high = 1, tilt = 0;
        for (int i = 0; i < IterationLimit; i++)
        {
            double g = Total(slots, bin, fixedRate, slopes, tilt, gammas) - n / (1 - tilt);
            if (g == 0) break;
            if (g > 0) low = tilt;
            else high = tilt;

            double newton = tilt - g / (Response(slots, bin, slopes, gammas) - n / ((1 - tilt) * (1 - tilt)));
            double next = newton > low && newton < high ? newton : double.IsInfinity(low) ? 2 * tilt - 1 : 0.5 * (low + high);
            if (Math.Abs(next - tilt) <= RelativeStep * Math.Abs(tilt)) break;
            tilt = next;
        }

        return tilt;
    }

    // Nothing observed and the condition ν ≥ 0 active: t = 1 − λ + κν, so that rate(t) − (t − 1 + λ)/κ, which falls, has its root below 1.
    private static double SolvePushed(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double multiplier, Span<double> gammas)
    {
        double low = double.NegativeInfinity, high = 1, tilt = 1;
        for (int i = 0; i < IterationLimit; i++)
        {
            double g = Total(slots, bin, fixedRate, slopes, tilt, gammas) - (tilt - 1 + multiplier) / PoissonTerm.Stiffness;
            if (g == 0) break;
            if (g > 0) low = tilt;
            else high = tilt;

            double newton = tilt - g / (Response(slots, bin, slopes, gammas) - 1 / PoissonTerm.Stiffness);
            double next = newton > low && newton < high ? newton : double.IsInfinity(low) ? 2 * tilt - 2 : 0.5 * (low + high);
            if (Math.Abs(next - tilt) <= RelativeStep * Math.Abs(tilt)) break;
            tilt = next;
        }

        return tilt;
    }

    private static double Total(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double tilt, Span<double> gammas)
    {
        double rate = fixedRate;
        for (int j = 0; j < slots.Length; j++)
        {
            SlotState slot = slots[j];
            if (slot.Kind != ConstraintKind.None) gammas[j] = LocalConstraint.AtTilt(slot.Kind, slot.A[bin], slot.S[bin], slopes[j], tilt, slot.Lower[bin], slot.Upper[bin]);
            rate += gammas[j] * slopes[j];
        }

        return rate;
    }

    private static double RateAt(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double tilt, Span<double> gammas, int skip)
    {
        double rate = Total(slots, bin, fixedRate, slopes, tilt, gammas);
        return skip >= 0 ? rate - gammas[skip] * slopes[skip] : rate;
    }

    // d(rate)/dt through the γ that are inside their bounds.
    private static double Response(ReadOnlySpan<SlotState> slots, int bin, ReadOnlySpan<double> slopes, ReadOnlySpan<double> gammas)
    {
        double sum = 0;
        for (int j = 0; j < slots.Length; j++)
        {
            SlotState slot = slots[j];
            if (slot.Kind == ConstraintKind.None || gammas[j] <= slot.Lower[bin] || gammas[j] >= slot.Upper[bin]) continue;

            sum -= slopes[j] * slopes[j] / LocalConstraint.Curvature(slot.Kind, slot.A[bin], slot.S[bin], gammas[j]);
        }

        return sum;
    }
}
