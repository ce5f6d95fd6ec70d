using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Likelihoods;

/// <summary>Derivatives where formulas change: factors of zero, the ends of the interpolation's polynomial, kinks, bounds of γ, clipped rates.</summary>
public sealed class SpecialPointTests
{
    private const string Factors = "three normfactors and a normsys on one sample";

    [Theory]
    [InlineData("mu")]
    [InlineData("mu", "a")]
    [InlineData("a", "b")]
    [InlineData("mu", "a", "b")]
    public void Factors_of_zero_keep_their_derivatives(params string[] zeros)
    {
        Model model = Model.Compile(SmallWorkspaces.All[Factors]);
        double[] point = TestPoints.Random(model, model.FullMap, 0.5, seed: 3);
        foreach (string name in zeros) point[model.IndexOf(name)] = 0;

        DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), point);
    }

    [Theory]
    [InlineData("single-bin control region", "mu")]
    [InlineData("single-bin control region", "k", "mu")]
    [InlineData("nine bins with everything", "k", "mu")]
    public void Signal_strengths_of_zero_keep_the_derivatives_of_the_profiled_likelihood(string name, params string[] zeros)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        double[] point = TestPoints.Random(model, model.ProfiledMap, 0.5, seed: 3);

        // A background factor is brought near zero only: at zero nothing would be expected in the control region.
        foreach (string zero in zeros) point[model.ProfiledMap.CoordinateOf[model.IndexOf(zero)]] = zero == "mu" ? 0 : 0.05;

        DerivativeAssert.Holds(Profiled(model), point);
    }

    [Theory]
    [InlineData(1.0, -1, InterpolationCode.Code4p, InterpolationCode.Code4)]
    [InlineData(1.0, +1, InterpolationCode.Code4p, InterpolationCode.Code4)]
    [InlineData(-1.0, -1, InterpolationCode.Code4p, InterpolationCode.Code4)]
    [InlineData(-1.0, +1, InterpolationCode.Code4p, InterpolationCode.Code4)]
    [InlineData(1.0, -1, InterpolationCode.Code2, InterpolationCode.Code1)]
    [InlineData(-1.0, +1, InterpolationCode.Code2, InterpolationCode.Code1)]
    [InlineData(0.0, +1, InterpolationCode.Code0, InterpolationCode.Code1)]
    [InlineData(-0.0, -1, InterpolationCode.Code0, InterpolationCode.Code1)]
    [InlineData(0.0, 0, InterpolationCode.Code4p, InterpolationCode.Code4)]
    public void Interpolations_have_one_sided_derivatives_where_their_pieces_meet(double alpha, int side, InterpolationCode histoSys, InterpolationCode normSys)
    {
        foreach (string name in (string[])["normsys", "histosys", "two histosys on one sample", "normsys and histosys of one name", "nine bins with everything"])
        {
            Model model = Model.Compile(SmallWorkspaces.All[name], new CompileOptions { HistoSysInterpolation = histoSys, NormSysInterpolation = normSys });
            double[] full = TestPoints.Random(model, model.FullMap, 0.5, seed: 5);
            int[] sides = new int[full.Length];
            foreach (Parameter parameter in model.Parameters.Where(p => p.Lower < 0))
            {
                full[parameter.Index] = alpha;
                sides[parameter.Index] = side;
            }

            DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), full, sides);
            DerivativeAssert.Holds(Profiled(model), [.. model.ProfiledMap.ParameterOf.Select(p => full[p])], [.. model.ProfiledMap.ParameterOf.Select(p => sides[p])]);
        }
    }

    [Theory]
    [InlineData("shapesys")]
    [InlineData("staterror on one sample")]
    [InlineData("shapesys and staterror on different samples")]
    [InlineData("shapesys and staterror on one sample")]
    [InlineData("shapefactor")]
    public void Bin_factors_at_their_bounds_keep_the_derivatives(string name)
    {
        // Bounds so tight that every conditional optimum lies outside them.
        Workspace workspace = SmallWorkspaces.All[name];
        Model open = Model.Compile(workspace);
        string[] sets = [.. open.Parameters.Where(p => p.Name.Contains('[', StringComparison.Ordinal)).Select(p => p.Set).Distinct()];
        Interval tight = new(1 - 1e-5, 1 + 1e-5);
        ParameterSetting[] settings = [.. sets.Select(set => new ParameterSetting(set) { Bounds = [.. Enumerable.Repeat(tight, 5)] })];
        Model model = Model.Compile(workspace with { Measurements = [workspace.Measurements[0] with { Parameters = [.. settings] }] });
        ProfiledObjective objective = Profiled(model);
        double[] point = TestPoints.Random(model, model.ProfiledMap, 0.5, seed: 9);

        DerivativeAssert.Holds(objective, point);

        objective.Evaluate(point, default, default);
        CoordinateState[] states = ProfiledPoint.Of(model, objective, point).States;
        Assert.All(model.Parameters.Where(p => objective.IsProfiled(p.Index)), p => Assert.True(states[p.Index] is CoordinateState.AtLower or CoordinateState.AtUpper));
    }

    [Theory]
    [InlineData("negative nominal bins", 0.5, null)]
    [InlineData("negative nominal bins", null, 13.0)]
    [InlineData("negative nominal bins", 0.5, 13.0)]
    [InlineData("staterror on two samples, one without", 2.2, null)]
    [InlineData("staterror on two samples, one without", null, 15.0)]
    [InlineData("shapefactor over channels of different bin counts", null, 23.0)]
    [InlineData("normsys and histosys of one name", 5.0, 20.0)]
    public void Clipped_rates_have_derivatives_away_from_the_edge(string name, double? sample, double? bin)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name], new CompileOptions { ClipSampleRate = sample, ClipBinRate = bin });
        Model free = Model.Compile(SmallWorkspaces.All[name]);
        double[] point = TestPoints.Random(model, model.FullMap, 0.5, seed: 13);
        double[] clipped = new double[model.BinCount], unclipped = new double[model.BinCount];
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(point, clipped);
        free.With(free.ObservedData).CreateEvaluator().ExpectedMain(point, unclipped);

        DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), point);
        DerivativeAssert.Holds(Profiled(model), point);

        Assert.Equal(model.Parameters.Count, model.ProfiledMap.ParameterOf.Length);
        Assert.NotEqual(unclipped, clipped);
        Assert.All(clipped, rate => Assert.True(bin is null || rate >= bin));
    }

    private static ProfiledObjective Profiled(Model model)
    {
        var objective = new ProfiledObjective(model);
        objective.TakeData(model.ObservedData);
        return objective;
    }
}
