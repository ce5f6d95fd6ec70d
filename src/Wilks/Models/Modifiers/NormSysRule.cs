using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>normsys: one interpolated factor; α has a unit Gaussian constraint around 0 and lies in [−5, 5].</summary>
internal sealed class NormSysRule : IModifierRule
{
    public string Type => NormSys.TypeName;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
        => catalogue.Declare(block, modifier, () => UnitGaussian(modifier.Name, Type));

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSetBuilder set)
    {
        NormSys normSys = (NormSys)modifier;
        if (normSys.Low == 1 && normSys.High == 1) return;

        sample.InterpolateFactor(set.First, new FactorPair(normSys.Low, normSys.High, normSys.Interpolation ?? sample.Options.NormSysInterpolation));
    }

    /// <summary>The parameter that histosys and normsys share.</summary>
    internal static ParameterSetBuilder UnitGaussian(string name, string type)
        => new ParameterSetBuilder(name, type, 1, isPerBin: false) { Constraint = ConstraintKind.Gaussian }.Fill(0, -5, 5, auxData: 0, scale: 1);
}
