using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;

namespace Wilks.Analysis.Construction;

/// <summary>The names of parameters, with what decorrelates them behind, and which ones each setting made.</summary>
internal sealed class ParameterNames(AnalysisConfiguration configuration)
{
    private readonly Dictionary<string, SortedSet<string>> _ofSystematic = new(StringComparer.Ordinal);

    /// <summary>The name of the shared statistical parameters of a region.</summary>
    internal static string StatError(string region) => $"staterror_{region.Replace(' ', '-')}";

    /// <summary>The name of the statistical parameters of one sample of a region.</summary>
    internal static string StatError(string region, string sample) => $"{StatError(region)}_{sample.Replace(' ', '-')}";

    /// <summary>The parameter of a variation; what it is for is noted.</summary>
    internal string Of(ProcessedVariation variation, int? bin = null)
    {
        SystematicSettings systematic = variation.Systematic;
        string name = variation.Parameter;
        if (systematic.DecorrelateRegions || bin is not null) name += $"_{variation.Target.Region}";
        if (systematic.DecorrelateSamples) name += $"_{variation.Target.Sample}";
        if (bin is { } index) name += string.Create(CultureInfo.InvariantCulture, $"_bin{index}");
        return Note(systematic.Name, name);
    }

    /// <summary>The parameters of uncertainties per bin, which no two samples or regions share.</summary>
    internal string OfBins(ProcessedVariation variation)
    {
        SystematicSettings systematic = variation.Systematic;
        bool isAlone = ModelSamples.Targets(configuration, systematic).Take(2).Count() < 2;
        return Note(systematic.Name, isAlone ? variation.Parameter : $"{variation.Parameter}_{variation.Target.Region}_{variation.Target.Sample}");
    }

    /// <summary>The parameters that a systematic has in the workspace.</summary>
    internal IReadOnlyCollection<string> OfSystematic(string systematic) => _ofSystematic.TryGetValue(systematic, out SortedSet<string>? names) ? names : [];

    private string Note(string systematic, string name)
    {
        if (!_ofSystematic.TryGetValue(systematic, out SortedSet<string>? names)) _ofSystematic[systematic] = names = new SortedSet<string>(StringComparer.Ordinal);
        names.Add(name);
        return name;
    }
}
