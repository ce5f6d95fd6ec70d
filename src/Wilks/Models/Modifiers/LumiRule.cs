using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>lumi: one factor with a Gaussian constraint; everything about it comes from the measurement.</summary>
internal sealed class LumiRule : IModifierRule
{
    public string Type => Lumi.TypeName;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
        => catalogue.Declare(block, modifier, () => new ParameterSet(modifier.Name, Type, 1, isPerBin: false) { Constraint = ConstraintKind.Gaussian });

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSet set) => sample.MultiplyBy(set.First);
}
