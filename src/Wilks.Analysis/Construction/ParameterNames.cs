using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>The names of parameters, with what decorrelates them behind, and which ones each setting made.</summary>
/// <remarks>Systematics of one parameter share it, each region or sample apart where they are decorrelated. Two things that are not meant to share a parameter and would, by the names that are put together, are an error.</remarks>
internal sealed class ParameterNames
{
    private readonly AnalysisConfiguration _configuration;
    private readonly DiagnosticCollector _findings;
    private readonly Dictionary<string, SortedSet<string>> _ofSystematic = new(StringComparer.Ordinal);
    private readonly HashSet<string> _perBin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    internal ParameterNames(AnalysisConfiguration configuration, DiagnosticCollector findings)
    {
        _configuration = configuration;
        _findings = findings;
        foreach (NormFactorSettings factor in configuration.NormFactors) Claim(factor.Name, $"normfactor '{factor.Name}'", factor.Location);
        foreach (ShapeFactorSettings factor in configuration.ShapeFactors) Claim(factor.Name, $"shapefactor '{factor.Name}'", factor.Location);
    }

    /// <summary>The name of the shared statistical parameters of a region.</summary>
    internal static string StatError(string region) => $"staterror_{region.Replace(' ', '-')}";

    /// <summary>The name of the statistical parameters of one sample of a region.</summary>
    internal static string StatError(string region, string sample) => $"{StatError(region)}_{sample.Replace(' ', '-')}";

    /// <summary>Notes what a name stands for; an error where it stands for something else already.</summary>
    internal string Claim(string name, string meaning, SourceLocation location)
    {
        if (!_meanings.TryAdd(name, meaning) && _meanings[name] != meaning && _told.Add(name))
        {
            _findings.Error("WK897", location, $"the parameter '{name}' would stand for {_meanings[name]} and for {meaning}.", "Rename one of them, or give a systematic another 'ModifierName'.");
        }

        return name;
    }

    /// <summary>The parameter of a variation; what it is for is noted.</summary>
    internal string Of(ProcessedVariation variation, int? bin = null)
    {
        SystematicSettings systematic = variation.Systematic;
        string name = variation.Parameter;
        string meaning = systematic.Type == SystematicType.Covariance ? $"'{name}' of the covariance '{systematic.Name}'" : $"the systematic parameter '{name}'";
        if (systematic.DecorrelateRegions || bin is not null)
        {
            name += $"_{variation.Target.Region}";
            meaning += $" in region '{variation.Target.Region}'";
        }

        if (systematic.DecorrelateSamples)
        {
            name += $"_{variation.Target.Sample}";
            meaning += $" of sample '{variation.Target.Sample}'";
        }

        if (bin is { } index)
        {
            name += string.Create(CultureInfo.InvariantCulture, $"_bin{index}");
            meaning += string.Create(CultureInfo.InvariantCulture, $" in bin {index}");
        }

        return Note(systematic, name, meaning);
    }

    /// <summary>The parameters of uncertainties per bin, which no two samples or regions share.</summary>
    internal string OfBins(ProcessedVariation variation)
    {
        SystematicSettings systematic = variation.Systematic;
        bool isAlone = ModelSamples.Targets(_configuration, systematic).Take(2).Count() < 2;
        string name = isAlone ? variation.Parameter : $"{variation.Parameter}_{variation.Target.Region}_{variation.Target.Sample}";
        _perBin.Add(name);
        return Note(systematic, name, $"the bins of {variation.Target} of systematic '{systematic.Name}'");
    }

    /// <summary>The parameters that a systematic has in the workspace.</summary>
    internal IReadOnlyCollection<string> OfSystematic(string systematic) => _ofSystematic.TryGetValue(systematic, out SortedSet<string>? names) ? names : [];

    /// <summary>Whether a systematic's parameter is a set of one for each bin.</summary>
    internal bool IsPerBin(string parameter) => _perBin.Contains(parameter);

    private string Note(SystematicSettings systematic, string name, string meaning)
    {
        if (!_ofSystematic.TryGetValue(systematic.Name, out SortedSet<string>? names)) _ofSystematic[systematic.Name] = names = new SortedSet<string>(StringComparer.Ordinal);
        names.Add(name);
        return Claim(name, meaning, systematic.Location);
    }
}
