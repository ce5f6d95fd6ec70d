namespace Wilks.Workspaces;

/// <summary>Finds modifiers that share a name and can't, and those whose sharing surprises.</summary>
internal static class SharingChecks
{
    internal static void Run(ParameterTable parameters, DiagnosticCollector findings)
    {
        foreach (ParameterSet set in parameters.Sets)
        {
            // What the parts of a mixed set would share is moot.
            if (set.IsMixed) ReportMixed(set, findings);
            else if (set.Uses[0].Modifier is ShapeSys) ReportReused(set, findings);
            else if (set.Uses[0].Modifier is ShapeFactor) WarnOfLengths(set, findings);
            else if (set.Uses[0].Modifier is StatError) WarnOfMask(set, findings);
            else if (set.Uses[0].Modifier is Lumi) CheckLumiName(set, findings);
        }
    }

    private static void ReportMixed(ParameterSet set, DiagnosticCollector findings)
    {
        var told = new HashSet<ParameterKind> { set.Kind };
        foreach (ModifierUse use in set.Uses)
        {
            IModifier first = set.Uses[0].Modifier;
            if (!told.Add(ParameterKind.Of(use.Modifier))) continue;

            string message = $"'{set.Name}' is a {use.Modifier.Type} in sample '{use.Sample.Name}' of channel '{use.Channel.Name}' and a {first.Type} elsewhere{Wording.FirstAt(first.Location)}.";
            findings.Error("WK231", use.Modifier.Location, message, "Give one of them another name: only histosys and normsys may share one.");
        }
    }

    private static void ReportReused(ParameterSet set, DiagnosticCollector findings)
    {
        foreach (ModifierUse use in set.Uses.Skip(1))
        {
            string message = $"shapesys '{set.Name}' is used again in sample '{use.Sample.Name}' of channel '{use.Channel.Name}'{Wording.FirstAt(set.Uses[0].Modifier.Location)}.";
            findings.Error("WK230", use.Modifier.Location, message, "Give it another name; for an uncertainty shared by samples use staterror.");
        }
    }

    private static void WarnOfLengths(ParameterSet set, DiagnosticCollector findings)
    {
        int first = set.Uses[0].Channel.BinCount;
        ModifierUse other = set.Uses.Find(use => use.Channel.BinCount != first);
        if (other.Channel is null) return;

        string message = $"shapefactor '{set.Name}' is shared by channels of {first} and {other.Channel.BinCount} bins; it gets {Wording.Count(set.ElementCount, "parameter")}, and bin i of every channel uses the i-th.";
        findings.Warning("WK234", other.Modifier.Location, message, "Give it another name in one of them unless this is meant.");
    }

    private static void WarnOfMask(ParameterSet set, DiagnosticCollector findings)
    {
        var channels = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (ModifierUse use in set.Uses)
        {
            if (!channels.TryGetValue(use.Sample.Name, out HashSet<string>? touched)) channels[use.Sample.Name] = touched = [];
            touched.Add(use.Channel.Name);
        }

        string firstSample = set.Uses[0].Sample.Name;
        ModifierUse odd = set.Uses.Find(use => !channels[use.Sample.Name].SetEquals(channels[firstSample]));
        if (odd.Sample is null) return;

        string message = $"staterror '{set.Name}' is in other channels for sample '{odd.Sample.Name}' than for sample '{firstSample}'; pyhf can't read this.";
        findings.Warning("WK235", odd.Modifier.Location, message, "Use one name per channel.");
    }

    private static void CheckLumiName(ParameterSet set, DiagnosticCollector findings)
    {
        if (set.Name == Lumi.TypeName) return;

        findings.Error("WK232", set.Uses[0].Modifier.Location.Within("name"), $"a lumi modifier is named '{set.Name}'; expected 'lumi'.", "Name it 'lumi', or use a normsys for another uncertainty of normalisation.");
    }
}
