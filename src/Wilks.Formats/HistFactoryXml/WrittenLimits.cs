using System.Xml;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Finds what a workspace says and XML has no element for.</summary>
internal static class WrittenLimits
{
    /// <summary>Reports what stands in overlays beside changes of parameters, and names that XML can't hold.</summary>
    public static void Check(Workspace workspace, DiagnosticCollector findings)
    {
        foreach (Overlay overlay in workspace.Measurements.Select(measurement => measurement.Overlay).Prepend(workspace.Overlay).OfType<Overlay>()) Check(overlay, findings);
        CheckName(workspace.Measurements.Select(measurement => (measurement.Name, measurement.Location)), "measurement", findings);
        CheckName(workspace.Channels.Select(channel => (channel.Name, channel.Location)), "channel", findings);
        CheckName(workspace.Channels.SelectMany(channel => channel.Samples).Select(sample => (sample.Name, sample.Location)), "sample", findings);
        CheckName(workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).Select(modifier => (modifier.Name, modifier.Location)), "modifier", findings);
        CheckName(workspace.Datasets.Select(set => (set.Name, set.Location)), "data set", findings);
    }

    /// <summary>Reports new parameters that nothing writes.</summary>
    public static void CheckInputs(IEnumerable<ParameterChange> inputs, DiagnosticCollector findings)
    {
        foreach (ParameterChange input in inputs)
        {
            string what = input.Constraint is { } constraint ? $"has a constraint term of kind '{constraint.Kind}'" : "is used by no normalization factor";
            findings.Error("WK749", input.Location, $"the new parameter '{input.Name}' {what}; XML can't say so.", "Write the workspace as HS3.");
        }
    }

    private static void Check(Overlay overlay, DiagnosticCollector findings)
    {
        foreach (CorrelatedConstraint constraint in overlay.CorrelatedConstraints)
        {
            findings.Error("WK742", constraint.Location, $"the constraint term of {string.Join(", ", constraint.Parameters.Select(name => $"'{name}'"))} together can't be said in XML.", "Write the workspace as HS3.");
        }

        foreach (ParameterGroup group in overlay.Groups) findings.Warning("WK743", group.Location, $"the group '{group.Name}' is not written; XML has none.", "Keep the overlay file.");
        foreach (Label label in overlay.Labels) findings.Warning("WK743", label.Location, $"the label of '{label.Name}' is not written; XML has none.", "Keep the overlay file.");
    }

    private static void CheckName(IEnumerable<(string Name, SourceLocation Location)> names, string what, DiagnosticCollector findings)
    {
        foreach ((string name, SourceLocation location) in names.DistinctBy(pair => pair.Name))
        {
            if (name.All(XmlConvert.IsXmlChar)) continue;
            findings.Error("WK748", location, $"the name of {what} '{name}' has a character that XML can't hold.", "Rename it.");
        }
    }
}
