using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>
/// A ShapeSys that several samples carry is one set of parameters in ROOT, with the constraint terms of its first use. Here a shapesys belongs to one
/// sample; a set that is shared becomes a shapefactor with constraint terms laid over it.
/// </summary>
internal static class SharedShapes
{
    // Uncertainties are products with the templates: equal relative ones differ by rounding.
    private const double Rounding = 1e-12;

    /// <summary>The workspace with shared sets replaced.</summary>
    public static Workspace Replace(Workspace workspace, DiagnosticCollector findings)
    {
        (Sample Sample, ShapeSys Modifier)[] uses = [.. workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers.OfType<ShapeSys>().Select(modifier => (sample, modifier)))];
        IGrouping<string, (Sample Sample, ShapeSys Modifier)>[] shared = [.. uses.GroupBy(use => use.Modifier.Name, StringComparer.Ordinal).Where(group => group.Count() > 1 && group.Select(use => use.Modifier.Data.Length).Distinct().Count() == 1)];
        if (shared.Length == 0) return workspace;

        HashSet<string> names = [.. shared.Select(group => group.Key)];
        Overlay overlay = workspace.Overlay ?? new Overlay { Location = workspace.Location };
        Dictionary<string, IConstraintSetting> gaussian = new(StringComparer.Ordinal);
        foreach (ParameterChange change in overlay.Parameters.Where(change => change.Constraint is not null)) gaussian.TryAdd(change.Name, change.Constraint!);
        ParameterChange[] changes = [.. shared.SelectMany(group => Terms([.. group], gaussian, findings))];
        HashSet<string> replaced = [.. changes.Select(change => change.Name)];
        return workspace with
        {
            Channels = [.. workspace.Channels.Select(channel => channel with { Samples = [.. channel.Samples.Select(sample => sample with { Modifiers = [.. sample.Modifiers.Select(modifier => Replaced(modifier, names))] })] })],
            Overlay = overlay with { Parameters = [.. changes, .. overlay.Parameters.Where(change => !replaced.Contains(change.Name))] },
        };
    }

    private static IModifier Replaced(IModifier modifier, HashSet<string> names)
        => modifier is ShapeSys shape && names.Contains(shape.Name) ? new ShapeFactor(shape.Name) { Location = shape.Location } : modifier;

    private static IEnumerable<ParameterChange> Terms((Sample Sample, ShapeSys Modifier)[] uses, Dictionary<string, IConstraintSetting> gaussian, DiagnosticCollector findings)
    {
        (Sample sample, ShapeSys first) = uses[0];
        double[] widths = Relative(sample, first);
        foreach ((Sample other, ShapeSys modifier) in uses[1..])
        {
            if (Relative(other, modifier).Zip(widths).All(pair => Math.Abs(pair.First - pair.Second) <= Rounding * pair.Second)) continue;

            findings.Warning("WK728", modifier.Location, $"shapesys '{first.Name}' has other uncertainties than in sample '{sample.Name}' at {first.Location}; the constraint terms of that use count, as in ROOT.", "Give it another name if it is meant to vary by itself.");
        }

        for (int bin = 0; bin < widths.Length; bin++)
        {
            bool isHeld = widths[bin] == 0;
            string name = WrittenParameters.Element(first.Name, bin);
            yield return new ParameterChange(name)
            {
                Bounds = new Interval(1e-10, 10),
                Fixed = isHeld ? true : null,
                Constraint = gaussian.GetValueOrDefault(name) ?? new PoissonSetting(isHeld ? 1 : 1 / (widths[bin] * widths[bin])),
                Location = first.Location,
            };
        }
    }

    private static double[] Relative(Sample sample, ShapeSys modifier)
        => [.. modifier.Data.Select((uncertainty, bin) => sample.Data[bin] > 0 && uncertainty > 0 ? uncertainty / sample.Data[bin] : 0)];
}
