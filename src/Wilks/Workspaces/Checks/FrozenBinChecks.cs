namespace Wilks.Workspaces;

/// <summary>Finds uncertainties that can't act because there is nothing to vary: their parameter is held fixed, as pyhf does.</summary>
internal static class FrozenBinChecks
{
    internal static void Run(ParameterTable parameters, DiagnosticCollector findings)
    {
        foreach (ParameterSet set in parameters.Sets)
        {
            if (set.IsMixed) continue;
            if (set.Uses[0].Modifier is ShapeSys) CheckShapeSys(set, findings);
            if (set.Uses[0].Modifier is StatError) CheckStatError(set, findings);
        }
    }

    private static void CheckShapeSys(ParameterSet set, DiagnosticCollector findings)
    {
        foreach (ModifierUse use in set.Uses)
        {
            var modifier = (ShapeSys)use.Modifier;
            int count = Math.Min(modifier.Data.Length, use.Sample.Data.Length);
            int[] bins = [.. Enumerable.Range(0, count).Where(bin => use.Sample.Data[bin] <= 0 && modifier.Data[bin] > 0)];
            if (bins.Length == 0) continue;

            string message = $"shapesys '{set.Name}' has an uncertainty in {Wording.Bins(bins)}, where sample '{use.Sample.Name}' of channel '{use.Channel.Name}' is not positive; the parameter is held fixed there.";
            findings.Warning("WK225", modifier.Location.Within("data", Wording.Step(bins[0])), message, "Set the uncertainty to 0, or merge bins.");
        }
    }

    private static void CheckStatError(ParameterSet set, DiagnosticCollector findings)
    {
        foreach (IGrouping<string, ModifierUse> group in set.Uses.GroupBy(use => use.Channel.Name))
        {
            ModifierUse[] uses = [.. group];
            Channel channel = uses[0].Channel;
            int[] bins = [.. Enumerable.Range(0, channel.BinCount).Where(bin => IsFrozen(uses, bin))];
            if (bins.Length == 0) continue;

            string message = $"staterror '{set.Name}' has an uncertainty in {Wording.Bins(bins)} of channel '{channel.Name}', where its samples sum to zero or less; the parameter is held fixed there.";
            findings.Warning("WK224", uses[0].Modifier.Location.Within("data", Wording.Step(bins[0])), message, "Set the uncertainty to 0, or merge bins.");
        }
    }

    private static bool IsFrozen(ModifierUse[] uses, int bin)
    {
        double nominal = 0;
        bool isUncertain = false;
        foreach (ModifierUse use in uses)
        {
            var modifier = (StatError)use.Modifier;
            if (bin >= use.Sample.Data.Length || bin >= modifier.Data.Length) continue;

            nominal += use.Sample.Data[bin];
            isUncertain |= modifier.Data[bin] > 0;
        }

        return isUncertain && nominal <= 0;
    }
}
