using Wilks.Analysis.Configurations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>Makes the measurement: parameters of interest, and the starts, ranges and fixed values of free factors.</summary>
internal static class MeasurementBuilder
{
    internal static Measurement Build(AnalysisConfiguration configuration, ParameterNames parameters)
    {
        List<ParameterSetting> settings = [];
        foreach (NormFactorSettings factor in configuration.NormFactors)
        {
            double? held = Held(configuration, factor.Name);
            settings.Add(new ParameterSetting(factor.Name)
            {
                Inits = (factor.Nominal ?? held) is { } init ? [init] : null,
                Bounds = factor.Bounds is { } bounds ? [bounds] : null,
                Fixed = held is null ? null : true,
                Location = factor.Location,
            });
        }

        foreach (SystematicSettings systematic in configuration.Systematics)
        {
            double? held = Held(configuration, systematic.Name) ?? Held(configuration, systematic.ModifierName);
            if (held is null) continue;

            foreach (string name in parameters.OfSystematic(systematic.Name).Where(name => settings.TrueForAll(other => other.Name != name)))
            {
                settings.Add(new ParameterSetting(name) { Inits = [held.Value], Fixed = true, Location = systematic.Location });
            }
        }

        return new Measurement(configuration.General.Measurement, configuration.General.Pois, [.. settings]) { Location = configuration.General.Location };
    }

    private static double? Held(AnalysisConfiguration configuration, string name) => configuration.General.Fixed.FirstOrDefault(held => held.Name == name)?.Value;
}
