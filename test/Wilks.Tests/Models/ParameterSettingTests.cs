using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>What a measurement says about parameters replaces what their modifiers declare.</summary>
public sealed class ParameterSettingTests
{
    [Fact]
    public void Inits_bounds_and_fixed_replace_the_defaults()
    {
        Parameter mu = Compile(new ParameterSetting("mu") { Inits = [2.5], Bounds = [new Interval(-1, 4)], Fixed = true }).Parameters[0];

        Assert.Equal((2.5, -1.0, 4.0, true), (mu.Init, mu.Lower, mu.Upper, mu.Fixed));
    }

    [Fact]
    public void Auxdata_moves_the_centre_of_a_normsys()
    {
        Model model = Compile(new ParameterSetting("alpha") { AuxData = [0.7] });
        Parameter alpha = model.Parameters[model.IndexOf("alpha")];

        Assert.Equal(0.7, alpha.ConstraintCentre);
        Assert.Equal(0.7, model.ObservedData.Auxiliary.Span[0]);
        Assert.Equal(0.7 * 0.7, Difference(model, "alpha", 0, 0.7) - Difference(Compile(), "alpha", 0, 0.7) - (0.7 * 0.7), 1e-12);
    }

    [Fact]
    public void Sigmas_set_the_width_of_a_staterror()
    {
        Model model = Compile(new ParameterSetting("stat") { Sigmas = [0.5, 0.25] });

        Assert.Equal([0.5, 0.25], model.Parameters.Where(p => p.Set == "stat").Select(p => p.Sigma));
    }

    [Fact]
    public void Factors_change_tau_of_a_shapesys_but_not_its_datum()
    {
        Model model = Compile(new ParameterSetting("gamma") { Factors = [50, 60] });
        Parameter gamma = model.Parameters[model.IndexOf("gamma[0]")];

        Assert.Equal((50.0, 100.0, 2.0), (gamma.Tau, gamma.AuxiliaryData, gamma.ConstraintCentre));
    }

    [Fact]
    public void Fixed_false_frees_the_bins_that_would_be_held()
    {
        Workspace Of(params ReadOnlySpan<ParameterSetting> settings) => Create([(Channel("channel", Sample("s", [10, 10], new NormFactor("mu"), StatError("stat", 1, 0), ShapeSys("gamma", 0, 1))), [10, 10])], settings);

        Model held = Model.Compile(Of());
        Model free = Model.Compile(Of(new ParameterSetting("stat") { Fixed = false }, new ParameterSetting("gamma") { Fixed = false }));
        Model all = Model.Compile(Of(new ParameterSetting("stat") { Fixed = true }, new ParameterSetting("gamma") { Fixed = true }));

        Assert.Equal([true, false, false, true], held.Parameters.Skip(1).Select(p => p.Fixed));
        Assert.Equal([false, false, false, false], free.Parameters.Skip(1).Select(p => p.Fixed));
        Assert.Equal([true, true, true, true], all.Parameters.Skip(1).Select(p => p.Fixed));
        Assert.Equal(1, free.Parameters[free.IndexOf("stat[1]")].Sigma);
    }

    private static double Difference(Model model, string name, double from, double to)
    {
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        double[] first = model.Inits(), second = model.Inits();
        first[model.IndexOf(name)] = from;
        second[model.IndexOf(name)] = to;
        return evaluator.TwiceNll(first) - evaluator.TwiceNll(second);
    }

    private static Model Compile(params ReadOnlySpan<ParameterSetting> settings) => Model.Compile(Create(
        [(Channel("channel", Sample("s", [10, 20], new NormFactor("mu"), new NormSys("alpha", 0.9, 1.1)), Sample("b", [20, 30], ShapeSys("gamma", 2, 3)), Sample("c", [8, 4], StatError("stat", 1, 1))), [40, 50])], settings));
}
