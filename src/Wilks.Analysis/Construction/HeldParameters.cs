using Wilks.Analysis.Configurations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>The parameters that the configuration holds at values: those that the measurement can say, and those that the overlay must.</summary>
internal static class HeldParameters
{
    /// <summary>The value that a parameter is held at; null where it is not. Of two the first holds.</summary>
    internal static double? Of(AnalysisConfiguration configuration, string name) => configuration.General.Fixed.FirstOrDefault(held => held.Name == name)?.Value;

    /// <summary>The parameters of systematics that are held by the name of the systematic or of its parameter, all that it was decorrelated into among them.</summary>
    internal static IEnumerable<(string Parameter, double Value, SourceLocation Location)> OfSystematics(AnalysisConfiguration configuration, ParameterNames parameters)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SystematicSettings systematic in configuration.Systematics)
        {
            if ((Of(configuration, systematic.Name) ?? Of(configuration, systematic.ModifierName)) is not { } value) continue;

            foreach (string name in parameters.OfSystematic(systematic.Name).Where(seen.Add)) yield return (name, value, systematic.Location);
        }
    }

    /// <summary>What a measurement has no room for: elements of per-bin sets, sets as a whole, and single parameters of those that a systematic was decorrelated into.</summary>
    internal static IEnumerable<ParameterChange> Others(AnalysisConfiguration configuration, ParameterNames parameters)
    {
        foreach ((string name, double value, SourceLocation location) in OfSystematics(configuration, parameters).Where(held => parameters.IsPerBin(held.Parameter)))
        {
            yield return Change(name, value, location);
        }

        foreach (FixedParameter held in configuration.General.Fixed.DistinctBy(held => held.Name).Where(held => !IsSaid(configuration, held.Name)))
        {
            yield return Change(held.Name, held.Value, held.Location);
        }
    }

    private static bool IsSaid(AnalysisConfiguration configuration, string name) =>
        configuration.NormFactors.Any(factor => factor.Name == name)
        || configuration.Systematics.Any(systematic => systematic.Name == name || systematic.ModifierName == name)
        || configuration.Morphing.Any(morphing => morphing.Parameters.Any(parameter => parameter.Name == name));

    private static ParameterChange Change(string name, double value, SourceLocation location) => new(name) { Init = value, Fixed = true, Location = location };
}
