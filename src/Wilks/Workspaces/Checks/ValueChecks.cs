using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>Finds numbers that no template can hold: not finite, negative uncertainties, negative counts.</summary>
internal static class ValueChecks
{
    internal static void Run(Workspace workspace, DiagnosticCollector findings)
    {
        foreach (Channel channel in workspace.Channels)
        {
            foreach (Sample sample in channel.Samples)
            {
                string owner = $"sample '{sample.Name}' of channel '{channel.Name}'";
                RequireFinite(sample.Data, owner, sample.Location, ["data"], findings);
                NoteNegative(sample, owner, findings);
                foreach (IModifier modifier in sample.Modifiers) CheckModifier(modifier, owner, findings);
            }
        }

        foreach (Observation observation in workspace.Observations)
        {
            string owner = $"the observation of channel '{observation.Name}'";
            RequireFinite(observation.Data, owner, observation.Location, ["data"], findings);
            RequireNotNegative(observation.Data, "WK222", $"{owner} has a negative count", "Counts are zero or more.", observation.Location, findings);
        }
    }

    /// <summary>Reports the values that are NaN or infinite, once per list.</summary>
    internal static void RequireFinite(ImmutableArray<double> values, string owner, SourceLocation location, ReadOnlySpan<string> path, DiagnosticCollector findings)
    {
        int index = FirstIndex(values, value => !double.IsFinite(value));
        if (index < 0) return;

        string message = $"{owner} has the value {Wording.Number(values[index])} at index {index}; expected a finite number.";
        findings.Error("WK220", location.Within([.. path, Wording.Step(index)]), message, "Find out where it comes from; an empty bin is 0.");
    }

    private static void CheckModifier(IModifier modifier, string sample, DiagnosticCollector findings)
    {
        string owner = $"{modifier.Type} '{modifier.Name}' of {sample}";
        switch (modifier)
        {
            case NormSys m:
                RequireFinite([m.Low], $"'lo' of {owner}", m.Location, ["data", "lo"], findings);
                RequireFinite([m.High], $"'hi' of {owner}", m.Location, ["data", "hi"], findings);
                WarnOfSign(m, owner, findings);
                break;
            case HistoSys m:
                RequireFinite(m.LowData, $"'lo_data' of {owner}", m.Location, ["data", "lo_data"], findings);
                RequireFinite(m.HighData, $"'hi_data' of {owner}", m.Location, ["data", "hi_data"], findings);
                break;
            case ShapeSys m:
                CheckUncertainties(m.Data, owner, m.Location, findings);
                break;
            case StatError m:
                CheckUncertainties(m.Data, owner, m.Location, findings);
                break;
        }
    }

    private static void CheckUncertainties(ImmutableArray<double> values, string owner, SourceLocation location, DiagnosticCollector findings)
    {
        RequireFinite(values, owner, location, ["data"], findings);
        RequireNotNegative(values, "WK221", $"{owner} has a negative uncertainty", "Uncertainties are zero or more.", location, findings);
    }

    private static void RequireNotNegative(ImmutableArray<double> values, string code, string message, string hint, SourceLocation location, DiagnosticCollector findings)
    {
        int index = FirstIndex(values, value => value < 0);
        if (index < 0) return;

        findings.Error(code, location.Within("data", Wording.Step(index)), $"{message}, {Wording.Number(values[index])} in bin {index}.", hint);
    }

    private static void WarnOfSign(NormSys modifier, string owner, DiagnosticCollector findings)
    {
        // Written so that NaN, already an error, is not reported again.
        if (!(modifier.Low <= 0) && !(modifier.High <= 0)) return;

        string member = modifier.Low <= 0 ? "lo" : "hi";
        double value = modifier.Low <= 0 ? modifier.Low : modifier.High;
        string message = $"{owner} has {member} = {Wording.Number(value)}; its interpolation needs positive factors and can't be computed.";
        findings.Warning("WK223", modifier.Location.Within("data", member), message, "Write the effect as a histosys, or check the factor.");
    }

    private static void NoteNegative(Sample sample, string owner, DiagnosticCollector findings)
    {
        if (FirstIndex(sample.Data, value => value < 0) < 0) return;

        int[] bins = [.. Enumerable.Range(0, sample.Data.Length).Where(bin => sample.Data[bin] < 0)];
        string message = $"{owner} is negative in {Wording.Bins(bins)}.";
        findings.Note("WK226", sample.Location.Within("data", Wording.Step(bins[0])), message, "This is fine as long as the sum of all samples stays positive.");
    }

    private static int FirstIndex(ImmutableArray<double> values, Predicate<double> isWanted)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (isWanted(values[i])) return i;
        }

        return -1;
    }
}
