using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>What each modifier declares, and which bins it holds.</summary>
public sealed class ParameterDefaultsTests
{
    [Theory]
    [InlineData("normfactor", 1, 0, 10, ConstraintKind.None, double.NaN, double.NaN, double.NaN)]
    [InlineData("shapefactor", 1, 0, 10, ConstraintKind.None, double.NaN, double.NaN, double.NaN)]
    [InlineData("normsys", 0, -5, 5, ConstraintKind.Gaussian, 0, 1, double.NaN)]
    [InlineData("histosys", 0, -5, 5, ConstraintKind.Gaussian, 0, 1, double.NaN)]
    [InlineData("shapesys", 1, 1e-10, 10, ConstraintKind.Poisson, 25, double.NaN, 25)]
    [InlineData("staterror", 1, 1e-10, 10, ConstraintKind.Gaussian, 1, 0.2, double.NaN)]
    [InlineData("lumi", 1, 0.5, 1.5, ConstraintKind.Gaussian, 1, 0.1, double.NaN)]
    public void Every_type_has_pyhfs_defaults(string type, double init, double lower, double upper, ConstraintKind constraint, double auxiliary, double sigma, double tau)
    {
        IModifier modifier = type switch
        {
            "normfactor" => new NormFactor("it"),
            "shapefactor" => new ShapeFactor("it"),
            "normsys" => new NormSys("it", 0.9, 1.1),
            "histosys" => HistoSys("it", [9], [11]),
            "shapesys" => ShapeSys("it", 2),
            "staterror" => StatError("it", 2),
            _ => new Lumi("lumi"),
        };
        ParameterSetting[] settings = type == "lumi" ? [Lumi(0.1)] : [];

        Parameter parameter = Model.Compile(Create([(Channel("channel", Sample("s", [10], modifier)), [10])], settings), new CompileOptions { Pois = [] }).Parameters[0];

        Assert.Equal((init, lower, upper, false, constraint), (parameter.Init, parameter.Lower, parameter.Upper, parameter.Fixed, parameter.Constraint));
        Assert.Equal((auxiliary, sigma, tau), (parameter.AuxiliaryData, parameter.Sigma, parameter.Tau));
    }

    [Fact]
    public void Shapesys_holds_bins_without_counts_or_without_uncertainty()
    {
        Model model = Model.Compile(OneChannel([1, 1, 1, 1], Sample("s", [10, 10, 0, 5], new NormFactor("mu"), ShapeSys("gamma", 2, 0, 2, 1))));
        Parameter[] gammas = [.. model.Parameters.Skip(1)];

        Assert.Equal([false, true, true, false], gammas.Select(p => p.Fixed));
        Assert.Equal([25, 1, 1, 25], gammas.Select(p => p.Tau));
        Assert.Equal([25, 1, 1, 25], gammas.Select(p => p.AuxiliaryData));
    }

    [Fact]
    public void Staterror_adds_in_quadrature_over_the_samples_that_carry_it()
    {
        Model model = Model.Compile(OneChannel([1, 1], Sample("a", [10, 20], new NormFactor("mu"), StatError("stat", 3, 1)), Sample("b", [30, 5], StatError("stat", 4, 0)), Sample("c", [100, 100])));

        Assert.Equal([5.0 / 40, 1.0 / 25], model.Parameters.Skip(1).Select(p => p.Sigma));
    }

    [Fact]
    public void Staterror_holds_bins_without_uncertainty_and_with_totals_that_are_not_positive()
    {
        Model model = Model.Compile(OneChannel([1, 1, 1, 1], Sample("a", [-50, 10, 0, 10], new NormFactor("mu"), StatError("stat", 10, 0, 1, 2)), Sample("b", [60, 20, 5, 1])));
        Parameter[] gammas = [.. model.Parameters.Skip(1)];

        Assert.Equal([true, true, true, false], gammas.Select(p => p.Fixed));
        Assert.Equal([1, 1, 1, 0.2], gammas.Select(p => p.Sigma));
        Assert.All(gammas, p => Assert.Equal(1, p.AuxiliaryData));
    }

    [Fact]
    public void Constants_of_held_bins_stay_in_the_likelihood()
    {
        Model with = Model.Compile(OneChannel([7], Sample("s", [7], new NormFactor("mu"), ShapeSys("gamma", 0), StatError("stat", 0))));
        Model without = Model.Compile(OneChannel([7], Sample("s", [7], new NormFactor("mu"))));

        double difference = with.With(with.ObservedData).CreateEvaluator().TwiceNll([1, 1, 1]) - without.With(without.ObservedData).CreateEvaluator().TwiceNll([1]);

        // −2 ln Pois(1|1) = 2 and −2 ln Gaus(1|1, 1) = ln 2π.
        Assert.Equal(2 + Math.Log(2 * Math.PI), difference, 1e-13);
    }

    [Fact]
    public void Pulls_are_measured_from_the_centre_in_units_of_the_prefit_width()
    {
        Model model = Model.Compile(OneChannel([1], Sample("a", [10], new NormFactor("mu"), ShapeSys("gamma", 2), StatError("stat", 3), new NormSys("alpha", 0.9, 1.1))));

        Assert.Equal([double.NaN, 0, 1, 1], model.Parameters.Select(p => p.ConstraintCentre));
        Assert.Equal([double.NaN, 1, 0.2, 0.3], model.Parameters.Select(p => p.PrefitUncertainty));
    }
}
