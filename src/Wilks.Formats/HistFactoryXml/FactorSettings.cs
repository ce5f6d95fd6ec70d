using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>The settings of factors that stand in channels: those of the first measurement, which others change.</summary>
internal sealed class FactorSettings(Workspace workspace)
{
    /// <summary>The range of a factor that nothing sets.</summary>
    public static readonly Interval DefaultRange = new(0, 10);

    /// <summary>The starting value and the range of a factor.</summary>
    public (double Value, Interval Range) Of(string name)
    {
        ParameterSetting? setting = Settings(name).FirstOrDefault();
        Interval range = setting?.Bounds?.FirstOrDefault() ?? DefaultRange;
        return (setting?.Inits?.FirstOrDefault() ?? 1, range);
    }

    /// <summary>The starting values of a shapefactor; null where nothing sets them.</summary>
    public ImmutableArray<double>? InitialShape(string name) => Settings(name).FirstOrDefault()?.Inits;

    /// <summary>Whether a shapefactor is held or free in all measurements; null where nothing says so or they differ.</summary>
    public bool? IsHeld(string name)
    {
        bool?[] said = [.. Settings(name).Select(setting => setting?.Fixed).Distinct()];
        return said is [var one] ? one : null;
    }

    private IEnumerable<ParameterSetting?> Settings(string name) => workspace.Measurements.Select(measurement => measurement.Parameters.FirstOrDefault(setting => setting.Name == name));
}
