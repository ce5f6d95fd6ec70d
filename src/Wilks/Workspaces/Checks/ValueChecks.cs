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
                var owner = new Owner(channel, sample, null);
                RequireFinite(sample.Data, owner, sample.Location, ["data"], findings);
                NoteNegative(sample, owner, findings);
                foreach (IModifier modifier in sample.Modifiers) CheckModifier(modifier, owner with { Modifier = modifier }, findings);
            }
        }

        foreach (Observation observation in workspace.Observations)
        {
            string owner = $"the observation of channel '{observation.Name}'";
            RequireFinite(observation.Data, owner, observation.Location, ["data"], findings);
            int index = FirstNegative(observation.Data);
            if (index < 0) continue;

            string message = $"{owner} has a negative count, {Wording.Number(observation.Data[index])} in bin {index}.";
            findings.Error("WK222", observation.Location.Within("data", Wording.Step(index)), message, "Counts are zero or more.");
        }
    }

    /// <summary>Reports the values that are NaN or infinite, once per list.</summary>
    /// <typeparam name="TOwner">Whatever names the list when it is printed; a name is only put together for a message.</typeparam>
    internal static void RequireFinite<TOwner>(ImmutableArray<double> values, TOwner owner, SourceLocation location, ReadOnlySpan<string> path, DiagnosticCollector findings)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i])) continue;

            string message = $"{owner} has the value {Wording.Number(values[i])} at index {i}; expected a finite number.";
            findings.Error("WK220", location.Within([.. path, Wording.Step(i)]), message, "Find out where it comes from; an empty bin is 0.");
            return;
        }
    }

    private static void CheckModifier(IModifier modifier, Owner owner, DiagnosticCollector findings)
    {
        switch (modifier)
        {
            case NormSys m:
                CheckFactors(m, owner, findings);
                break;
            case HistoSys m:
                RequireFinite(m.LowData, owner with { Member = "lo_data" }, m.Location, ["data", "lo_data"], findings);
                RequireFinite(m.HighData, owner with { Member = "hi_data" }, m.Location, ["data", "hi_data"], findings);
                break;
            case ShapeSys m:
                CheckUncertainties(m.Data, owner, m.Location, findings);
                break;
            case StatError m:
                CheckUncertainties(m.Data, owner, m.Location, findings);
                break;
        }
    }

    private static void CheckUncertainties(ImmutableArray<double> values, Owner owner, SourceLocation location, DiagnosticCollector findings)
    {
        RequireFinite(values, owner, location, ["data"], findings);
        int index = FirstNegative(values);
        if (index < 0) return;

        string message = $"{owner} has a negative uncertainty, {Wording.Number(values[index])} in bin {index}.";
        findings.Error("WK221", location.Within("data", Wording.Step(index)), message, "Uncertainties are zero or more.");
    }

    private static void CheckFactors(NormSys modifier, Owner owner, DiagnosticCollector findings)
    {
        if (!double.IsFinite(modifier.Low)) RequireFinite([modifier.Low], owner with { Member = "lo" }, modifier.Location, ["data", "lo"], findings);
        if (!double.IsFinite(modifier.High)) RequireFinite([modifier.High], owner with { Member = "hi" }, modifier.Location, ["data", "hi"], findings);

        // Written so that NaN, already an error, is not reported again.
        if (!(modifier.Low <= 0) && !(modifier.High <= 0)) return;

        string member = modifier.Low <= 0 ? "lo" : "hi";
        double value = modifier.Low <= 0 ? modifier.Low : modifier.High;
        string message = $"{owner} has {member} = {Wording.Number(value)}; its interpolation needs positive factors and can't be computed.";
        findings.Warning("WK223", modifier.Location.Within("data", member), message, "Write the effect as a histosys, or check the factor.");
    }

    private static void NoteNegative(Sample sample, Owner owner, DiagnosticCollector findings)
    {
        if (FirstNegative(sample.Data) < 0) return;

        int[] bins = [.. Enumerable.Range(0, sample.Data.Length).Where(bin => sample.Data[bin] < 0)];
        string message = $"{owner} is negative in {Wording.Bins(bins)}.";
        findings.Note("WK226", sample.Location.Within("data", Wording.Step(bins[0])), message, "This is fine as long as the sum of all samples stays positive.");
    }

    private static int FirstNegative(ImmutableArray<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < 0) return i;
        }

        return -1;
    }

    /// <summary>What a list of values belongs to; becomes words only when a message needs them.</summary>
    private readonly record struct Owner(Channel Channel, Sample Sample, IModifier? Modifier)
    {
        /// <summary>The member of the modifier's data, where it has several.</summary>
        public string? Member { get; init; }

        public override string ToString()
        {
            string member = Member is null ? "" : $"'{Member}' of ";
            string modifier = Modifier is null ? "" : $"{Modifier.Type} '{Modifier.Name}' of ";
            return $"{member}{modifier}sample '{Sample.Name}' of channel '{Channel.Name}'";
        }
    }
}
