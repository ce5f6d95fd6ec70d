using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>histosys: an interpolated additive change; α as for normsys.</summary>
internal sealed class HistoSysRule : IModifierRule
{
    public string Type => HistoSys.TypeName;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
        => catalogue.Declare(block, modifier, () => NormSysRule.UnitGaussian(modifier.Name, Type));

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSetBuilder set)
    {
        HistoSys histoSys = (HistoSys)modifier;
        ReadOnlySpan<double> nominal = sample.Nominal, low = histoSys.LowData.AsSpan(), high = histoSys.HighData.AsSpan();
        if (low.SequenceEqual(nominal) && high.SequenceEqual(nominal)) return;

        InterpolationCode code = histoSys.Interpolation ?? sample.Options.HistoSysInterpolation;
        if (code is InterpolationCode.Code1 or InterpolationCode.Code4) sample.InterpolateRatios(set.First, low, high, code);
        else sample.InterpolateCounts(set.First, low, high, code);
    }
}
