namespace Wilks.Minimization;

/// <summary>Puts a search at its start, or, where that has no finite value, on the way to an anchor.</summary>
internal static class StartPoint
{
    /// <summary>Halvings of what remains to the anchor before the anchor itself is tried.</summary>
    private const int Halvings = 10;

    /// <summary>Below this a start is taken without a look at the anchor.</summary>
    private const double SuspiciousValue = 1e8;

    /// <summary>A start this many times above the size of the anchor's value is hopeless.</summary>
    private const double HopelessFactor = 1e4;

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

    /// <summary>
    /// Evaluates the start; where it is infinite, or so far above the anchor that rounding leaves nothing of the way down, the points
    /// t = 1/2, 3/4, 7/8, … and 1 of the segment to the anchor.
    /// </summary>
    /// <returns>Whether a finite value was found; it is the trial point.</returns>
    public static bool TryFind(SearchState state, ReadOnlySpan<double> anchor)
    {
        double value = state.EvaluateTrial();
        if (anchor.IsEmpty) return double.IsFinite(value);
        if (value < SuspiciousValue) return true;

        state.Trial.AsSpan().CopyTo(state.Step);
        MoveTowards(state, anchor, 0);
        double anchorValue = state.EvaluateTrialValue();
        double limit = double.IsFinite(anchorValue) ? HopelessFactor * Math.Max(1, Math.Abs(anchorValue)) : double.MaxValue;
        double rest = 1;
        for (int attempt = 0; attempt <= Halvings + 1; attempt++)
        {
            MoveTowards(state, anchor, attempt <= Halvings ? rest : 0);
            if (state.EvaluateTrialValue() <= limit) return double.IsFinite(state.EvaluateTrial());
            rest /= 2;
        }

        state.Step.AsSpan().CopyTo(state.Trial);
        return false;
    }

    // The start lies in Step.
    private static void MoveTowards(SearchState state, ReadOnlySpan<double> anchor, double rest)
    {
        for (int i = 0; i < anchor.Length; i++)
        {
            double goal = Clamp(anchor[i], state.Lower[i], state.Upper[i]);
            state.Trial[i] = rest == 1 ? state.Step[i] : Clamp(goal + (rest * (state.Step[i] - goal)), state.Lower[i], state.Upper[i]);
        }
    }

    private static double Clamp(double value, double low, double high) => value <= low ? low : value >= high ? high : value;
}
