using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>
/// shapesys: one γ per bin with a Poisson constraint of τ = (nominal/uncertainty)², auxiliary datum τ. A bin without nominal counts or
/// without uncertainty holds its γ at 1 and keeps the constant term Pois(1|1).
/// </summary>
internal sealed class ShapeSysRule : IModifierRule
{
    public string Type => ShapeSys.TypeName;

    public void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier)
        => catalogue.Declare(block, modifier, () => Create((ShapeSys)modifier, sample));

    public void Apply(SampleBuilder sample, IModifier modifier, ParameterSet set) => sample.MultiplyPerBin(set.First);

    private ParameterSet Create(ShapeSys modifier, Sample sample)
    {
        ParameterSet set = new ParameterSet(modifier.Name, Type, sample.Data.Length, isPerBin: true) { Constraint = ConstraintKind.Poisson }.Fill(1, 1e-10, 10);
        for (int bin = 0; bin < set.Count; bin++)
        {
            double nominal = sample.Data[bin], uncertainty = modifier.Data[bin];
            bool isValid = nominal > 0 && uncertainty > 0;
            double tau = isValid ? nominal * nominal / (uncertainty * uncertainty) : 1;
            set.Fixed[bin] = !isValid;
            set.AuxData[bin] = tau;
            set.Scales[bin] = tau;
        }

        return set;
    }
}
