using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that parameters that are named exist.</summary>
internal static class ParameterChecks
{
    internal static AnalysisConfiguration Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        string[] known = Known(c);
        foreach (string poi in c.General.Pois.Where(poi => !IsKnown(poi, known)))
        {
            findings.Error("WK823", c.General.PoisLocation, $"the parameter of interest '{poi}' is no parameter of the configuration.", NearestNames.Suggest(poi, known));
        }

        CheckResults(c, known, findings);
        return c with { General = c.General with { Fixed = [.. c.General.Fixed.Select(parameter => CheckFixed(parameter, c, known, findings))] } };
    }

    /// <summary>The names of all parameters, per-bin sets among them.</summary>
    internal static string[] Known(AnalysisConfiguration c) =>
    [
        .. c.NormFactors.Select(factor => factor.Name),
        .. c.Morphing.SelectMany(morphing => morphing.Parameters).Select(parameter => parameter.Name),
        .. c.ShapeFactors.Select(factor => factor.Name),
        .. c.Systematics.Select(systematic => systematic.ModifierName),
        .. c.Overlay?.NewParameters.Select(parameter => parameter.Name) ?? [],
    ];

    /// <summary>Whether a name is a parameter, or one of a per-bin set.</summary>
    private static bool IsKnown(string name, string[] known)
    {
        int bracket = name.EndsWith(']') ? name.LastIndexOf('[') : -1;
        return known.Contains(name) || (bracket > 0 && known.Contains(name[..bracket]));
    }

    private static void CheckResults(AnalysisConfiguration c, string[] known, DiagnosticCollector findings)
    {
        foreach (string name in (IEnumerable<string>)[.. c.Results.Scans, .. c.Results.Minos ?? []])
        {
            bool isKnown = NamePattern.IsPattern(name) || IsKnown(name, [.. known, .. Statistical(c)]) || MayBeLater(name, c);
            if (!isKnown) findings.Error("WK824", c.Results.Location, $"Results names '{name}', which is no parameter of the configuration.", NearestNames.Suggest(name, known));
        }
    }

    /// <summary>The shared statistical parameters, as cabinetry names them.</summary>
    private static string[] Statistical(AnalysisConfiguration c) => [.. c.Regions.Select(region => $"staterror_{region.Name}")];

    private static FixedParameter CheckFixed(FixedParameter parameter, AnalysisConfiguration c, string[] known, DiagnosticCollector findings)
    {
        if (c.General.Fixed.First(other => other.Name == parameter.Name) is { } first && !ReferenceEquals(first, parameter))
        {
            findings.Warning("WK840", parameter.Location, $"the parameter '{parameter.Name}' is fixed twice; the first value holds.", "Keep one.");
        }

        if (IsKnown(parameter.Name, [.. known, .. Statistical(c)])) return parameter;

        if (c.Systematics.FirstOrDefault(systematic => systematic.Name == parameter.Name) is { } named)
        {
            findings.Note("WK844", parameter.Location, $"the parameter of systematic '{parameter.Name}' is '{named.ModifierName}'; that one is fixed.", $"Write '{named.ModifierName}'.");
            return parameter with { Name = named.ModifierName };
        }

        if (MayBeLater(parameter.Name, c)) return parameter;

        findings.Error("WK824", parameter.Location, $"the fixed parameter '{parameter.Name}' is no parameter of the configuration.", NearestNames.Suggest(parameter.Name, known));
        return parameter;
    }

    /// <summary>Whether a name may be one of the several parameters that a systematic becomes.</summary>
    private static bool MayBeLater(string name, AnalysisConfiguration c) =>
        c.Systematics.Any(s => (s.Type is SystematicType.Covariance || s.DecorrelateBins || s.DecorrelateRegions || s.DecorrelateSamples) && name.StartsWith(s.ModifierName, StringComparison.Ordinal));
}
