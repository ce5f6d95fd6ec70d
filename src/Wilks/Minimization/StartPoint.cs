namespace Wilks.Minimization;

/// <summary>Puts a search at its start, or, where that has no finite value, on the way to an anchor.</summary>
internal static class StartPoint
{
    /// <summary>Halvings of what remains to the anchor before the anchor itself is tried.</summary>
    private const int Halvings = 10;

    /// <summary>Copies the bounds and the clamped start, and finds out what may move and what may kink.</summary>
    public static void Prepare(SearchState state, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        state.HasKinks = false;
        for (int i = 0; i < start.Length; i++)
        {
            double low = lower[i];
            double high = upper[i];
            bool mayKink = state.Objective.HasKinkAtZero(i);
            // A bound at zero leaves one side of the kink, and the sign of zero must say so.
            if (mayKink && low == 0) low = 0.0;
            if (mayKink && high == 0) high = low == 0 ? 0.0 : -0.0;
            state.Lower[i] = low;
            state.Upper[i] = high;
            state.MayKink[i] = mayKink && low < 0 && high > 0;
            state.HasKinks |= state.MayKink[i];
            state.States[i] = low == high ? CoordinateState.Fixed : CoordinateState.Free;
            state.Trial[i] = Clamp(start[i], low, high);
        }
    }

    /// <summary>Evaluates the start; where it is infinite, the points t = 1/2, 3/4, 7/8, … and 1 of the segment to the anchor.</summary>
    /// <returns>Whether a finite value was found; it is the trial point.</returns>
    public static bool TryFind(SearchState state, ReadOnlySpan<double> anchor)
    {
        if (double.IsFinite(state.EvaluateTrial())) return true;
        if (anchor.IsEmpty) return false;
        state.Trial.AsSpan().CopyTo(state.Step);
        double rest = 1;
        for (int attempt = 0; attempt <= Halvings; attempt++)
        {
            rest = attempt < Halvings ? rest / 2 : 0;
            for (int i = 0; i < anchor.Length; i++)
            {
                double goal = Clamp(anchor[i], state.Lower[i], state.Upper[i]);
                state.Trial[i] = Clamp(goal + (rest * (state.Step[i] - goal)), state.Lower[i], state.Upper[i]);
            }

            if (double.IsFinite(state.EvaluateTrialValue())) return double.IsFinite(state.EvaluateTrial());
        }

        state.Step.AsSpan().CopyTo(state.Trial);
        return false;
    }

    private static double Clamp(double value, double low, double high) => value <= low ? low : value >= high ? high : value;
}
