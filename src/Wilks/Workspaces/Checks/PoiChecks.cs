using System.Globalization;

namespace Wilks.Workspaces;

/// <summary>Holds a measurement's parameters of interest against the parameters that exist.</summary>
internal static class PoiChecks
{
    internal static void Run(Measurement measurement, ParameterTable parameters, Overlay? overlay, DiagnosticCollector findings)
    {
        HashSet<string> added = [.. (overlay?.NewParameters ?? []).Concat(measurement.Overlay?.NewParameters ?? []).Select(change => change.Name)];
        foreach (string poi in measurement.Pois)
        {
            SourceLocation location = measurement.Location.Within("config", "poi");
            if (parameters.Find(poi) is { } set)
            {
                if (!set.IsMixed && set.ElementCount > 1) ReportVector(poi, set, location, findings);
            }
            else if (parameters.FindElement(poi) is { } element && IsVector(element.Set))
            {
                CheckIndex(poi, element.Set, element.Index, location, findings);
            }
            else if (!added.Contains(poi))
            {
                string message = $"no modifier uses '{poi}', the parameter of interest of measurement '{measurement.Name}'.";
                findings.Warning("WK250", location, message, $"Add the signal with a patch, or choose another. {NearestNames.Suggest(poi, parameters.Names)}".TrimEnd());
            }
        }
    }

    private static bool IsVector(ParameterSet set) => set.Uses[0].Modifier is ShapeSys or ShapeFactor or StatError;

    private static void ReportVector(string poi, ParameterSet set, SourceLocation location, DiagnosticCollector findings)
    {
        string message = $"the parameter of interest '{poi}' is a {set.Uses[0].Modifier.Type} of {set.ElementCount} parameters; expected a single one.";
        findings.Error("WK251", location, message, $"Name one of them, such as '{poi}[0]'.");
    }

    private static void CheckIndex(string poi, ParameterSet set, string index, SourceLocation location, DiagnosticCollector findings)
    {
        bool isIndex = int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        if (isIndex && value < set.ElementCount) return;

        string message = $"the parameter of interest '{poi}' doesn't exist: {set.Uses[0].Modifier.Type} '{set.Name}' has the elements {set.Name}[0] to {set.Name}[{set.ElementCount - 1}].";
        findings.Error("WK252", location, message, "Choose one of them.");
    }
}
