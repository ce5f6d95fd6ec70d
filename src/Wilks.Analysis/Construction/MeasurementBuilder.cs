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
            double? held = HeldParameters.Of(configuration, factor.Name);
            settings.Add(new ParameterSetting(factor.Name)
            {
                Inits = (held ?? factor.Nominal) is { } init ? [init] : null,
                Bounds = factor.Bounds is { } bounds ? [bounds] : null,
                Fixed = held is null ? null : true,
                Location = factor.Location,
            });
        }

        foreach ((string name, double value, SourceLocation location) in HeldParameters.OfSystematics(configuration, parameters).Where(held => !parameters.IsPerBin(held.Parameter)))
        {
            settings.Add(new ParameterSetting(name) { Inits = [value], Fixed = true, Location = location });
        }

        return new Measurement(configuration.General.Measurement, configuration.General.Pois, [.. settings]) { Location = configuration.General.Location };
    }
}
