using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>
/// staterror: one γ per bin of the channels it touches with a Gaussian constraint around 1 of relative width
/// √Σu² / Σnominal, both sums over the samples that carry it (Barlow and Beeston 1993, in the light form of HistFactory). Where that
/// width is 0 or the sum of nominal counts is not positive, γ is held at 1 and its constant term has width 1.
/// </summary>
internal sealed class StatErrorRule : IModifierRule
{
    public string Type => StatError.TypeName;

    public bool IsSortedByName => true;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
    {
        ParameterSet set = catalogue.Declare(block, modifier, () => new ParameterSet(modifier.Name, Type, 0, isPerBin: true) { Constraint = ConstraintKind.Gaussian });
        if (!set.ChannelOffsets.TryGetValue(channel.Name, out int offset))
        {
            offset = set.Count;
            set.ChannelOffsets.Add(channel.Name, offset);

            // Until Complete, the auxiliary datum gathers Σ nominal and the scale Σ u².
            set.Grow(channel.BinCount, 1, 1e-10, 10, auxData: 0, scale: 0);
        }

        StatError statError = (StatError)modifier;
        for (int bin = 0; bin < channel.BinCount; bin++)
        {
            set.AuxData[offset + bin] += sample.Data[bin];
            set.Scales[offset + bin] += statError.Data[bin] * statError.Data[bin];
        }
    }

    public void Complete(ParameterCatalogue catalogue)
    {
        foreach (ParameterSet set in catalogue.SetsOf(this))
        {
            for (int i = 0; i < set.Count; i++)
            {
                double width = set.AuxData[i] > 0 ? Math.Sqrt(set.Scales[i]) / set.AuxData[i] : 0;
                set.Fixed[i] = width == 0;
                set.Scales[i] = width == 0 ? 1 : width;
                set.AuxData[i] = 1;
            }
        }
    }

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSet set) => sample.MultiplyPerBin(set.First + set.ChannelOffsets[sample.ChannelName]);
}
