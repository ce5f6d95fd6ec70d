using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>shapefactor: one free factor per bin, 1 in [0, 10]; shared by name, as many as the largest channel has bins.</summary>
internal sealed class ShapeFactorRule : IModifierRule
{
    public string Type => ShapeFactor.TypeName;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
    {
        ParameterSet set = catalogue.Declare(block, modifier, () => new ParameterSet(modifier.Name, Type, channel.BinCount, isPerBin: true).Fill(1, 0, 10));
        if (channel.BinCount > set.Count) set.Grow(channel.BinCount - set.Count, 1, 0, 10, double.NaN, double.NaN);
    }

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSet set) => sample.MultiplyPerBin(set.First);
}
