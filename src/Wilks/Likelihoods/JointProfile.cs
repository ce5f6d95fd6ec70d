using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>
/// The conditional optimum of several local parameters in one bin of rate <c>ν = A + Σ_j γ_j B_j</c>. All of them depend on the
/// others only through the tilt t = 1 − n/ν, so that one equation <c>ν = A + Σ_j B_j γ_j(t)</c> is left, whose right side falls as ν grows.
/// </summary>
internal static class JointProfile
{
    private const int IterationLimit = 200;

    // Newton steps end when they change the rate by less than a few units in the last place.
    private const double RelativeStep = 4e-16;

    /// <summary>Fills the γ of the eliminated slots for one bin.</summary>
    public static void Solve(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double n, Span<double> gammas)
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

        if (free >= 0)
        {
            // Without a constraint the bin is fitted exactly (t = 0), unless a bound is in the way.
            double rest = RateAt(slots, bin, fixedRate, slopes, 0, gammas, skip: free);
            double wanted = (n - rest) / slopes[free];
            gammas[free] = Math.Clamp(wanted, slots[free].Lower[bin], slots[free].Upper[bin]);
            if (gammas[free] == wanted) return;
        }

        double tilt = SolveTilt(slots, bin, fixedRate, slopes, n, gammas);
        RateAt(slots, bin, fixedRate, slopes, tilt, gammas, skip: free);
    }

    private static double SolveTilt(ReadOnlySpan<SlotState> slots, int bin, double fixedRate, ReadOnlySpan<double> slopes, double n, Span<double> gammas)
    {
        double atOne = Total(slots, bin, fixedRate, slopes, 1, gammas);
        if (n == 0)
        {
            if (atOne >= 0) return 1;

            // The wall ν = 0: the largest tilt with a rate that is not negative.
            double low = 0, high = 1;
            while (Total(slots, bin, fixedRate, slopes, low, gammas) < 0 && low > -1e12) low = 2 * low - 1;
            for (int i = 0; i < IterationLimit && low < high && high - low > 1e-16 * Math.Max(1, Math.Abs(low)); i++)
            {
                double middle = 0.5 * (low + high);
                if (Total(slots, bin, fixedRate, slopes, middle, gammas) < 0) high = middle;
                else low = middle;
            }

            return low;
        }

        // h(ν) = rate(1 − n/ν) − ν falls; it is positive at small ν if any rate is possible.
        double bottom = 0, top = double.PositiveInfinity, rate = Math.Max(n, double.Epsilon);
        for (int i = 0; i < IterationLimit; i++)
        {
            double h = Total(slots, bin, fixedRate, slopes, 1 - n / rate, gammas) - rate;
            if (h == 0) break;
            if (h > 0) bottom = rate;
            else top = rate;

            double step = rate - h / (Slope(slots, bin, slopes, n, rate, gammas) - 1);
            double next = step > bottom && step < top ? step : double.IsInfinity(top) ? 2 * rate : 0.5 * (bottom + top);
            if (Math.Abs(next - rate) <= RelativeStep * rate) break;
            rate = next;
        }

        return 1 - n / rate;
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

    // d(rate)/dν through the γ that are inside their bounds.
    private static double Slope(ReadOnlySpan<SlotState> slots, int bin, ReadOnlySpan<double> slopes, double n, double rate, ReadOnlySpan<double> gammas)
    {
        double sum = 0;
        for (int j = 0; j < slots.Length; j++)
        {
            SlotState slot = slots[j];
            if (slot.Kind == ConstraintKind.None || gammas[j] <= slot.Lower[bin] || gammas[j] >= slot.Upper[bin]) continue;

            sum -= slopes[j] * slopes[j] / LocalConstraint.Curvature(slot.Kind, slot.A[bin], slot.S[bin], gammas[j]);
        }

        return sum * n / (rate * rate);
    }
}
