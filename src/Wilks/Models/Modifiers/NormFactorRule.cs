using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>normfactor: one free factor, 1 in [0, 10].</summary>
internal sealed class NormFactorRule : IModifierRule
{
    public string Type => NormFactor.TypeName;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
        => catalogue.Declare(block, modifier, () => new ParameterSet(modifier.Name, Type, 1, isPerBin: false).Fill(1, 0, 10));

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSet set) => sample.MultiplyBy(set.First);
}
