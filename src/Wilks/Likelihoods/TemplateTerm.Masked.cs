namespace Wilks.Likelihoods;

/// <summary>Masked channels: no count enters, so that profiled parameters rest where their constraint terms want them.</summary>
internal sealed partial class TemplateTerm
{
    private static double MaskedBins(ChannelState state)
    {
        double sum = 0;
        foreach (SlotState slot in state.EliminatedSlots)
        {
            for (int bin = 0; bin < slot.Parameters.Length; bin++)
            {
                // A rate that does not depend on γ, and no count: what is left is the constraint term.
                double gamma = LocalConstraint.Solve(slot.Kind, slot.A[bin], slot.S[bin], fixedRate: 0, slope: 0, n: 0, slot.Lower[bin], slot.Upper[bin], slot.Start[bin], multiplier: 0);
                slot.Gamma[bin] = gamma;
                sum += 2 * LocalConstraint.Value(slot.Kind, slot.A[bin], slot.S[bin], gamma);
            }
        }

        return sum;
    }

    private static void MaskedUncertainties(ChannelState state, Span<double> uncertainties)
    {
        foreach (SlotState slot in state.EliminatedSlots)
        {
            for (int bin = 0; bin < slot.Parameters.Length; bin++)
            {
                uncertainties[slot.Parameters[bin]] = IsHeldOrAtBound(slot, bin, out double fallback)
                    ? fallback
                    : 1 / Math.Sqrt(LocalConstraint.Curvature(slot.Kind, slot.A[bin], slot.S[bin], slot.Gamma[bin]));
            }
        }
    }
}
