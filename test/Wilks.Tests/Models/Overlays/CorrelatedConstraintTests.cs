using Wilks.Inference;
using Wilks.Models;
using Wilks.Tests.Likelihoods;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>Nuisance parameters whose auxiliary data are correlated.</summary>
public sealed class CorrelatedConstraintTests
{
    /// <summary>Moments of 20,000 toys: five standard errors of a covariance with unit widths.</summary>
    private const double FiveErrors = 0.05;

    private const double Rho = 0.6;
    private const int Toys = 20_000;

    private static readonly CorrelatedConstraint s_constraint = new(["alpha", "beta"]) { Correlation = [1, Rho, Rho, 1] };

    [Fact]
    public void It_has_the_derivatives_of_its_values()
    {
        Model model = Compile(s_constraint);

        DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), [0.3, -0.6, 1.1]);
    }

    [Fact]
    public void It_adds_its_formula()
    {
        double[] point = [0.3, -0.6, 1.1];

        double difference = Value(Compile(s_constraint), point) - Value(Compile(new CorrelatedConstraint(["alpha", "beta"]) { Covariance = [1, 0, 0, 1] }), point);

        double determinant = 1 - (Rho * Rho);
        double correlated = ((0.09 + 0.36 + (2 * Rho * 0.18)) / determinant) + Math.Log(determinant);
        Assert.Equal(correlated - 0.45, difference, 1e-11);
    }

    [Fact]
    public void Two_terms_of_one_parameter_without_correlation_are_the_two_Gaussians()
    {
        Model two = Compile(null), one = Compile(new CorrelatedConstraint(["alpha", "beta"]) { Correlation = [1, 0, 0, 1] });

        FitResult expected = new Fitter(two).Fit(two.ObservedData, null, TestContext.Current.CancellationToken);
        FitResult actual = new Fitter(one).Fit(one.ObservedData, null, TestContext.Current.CancellationToken);

        Assert.Equal(expected.TwiceNll, actual.TwiceNll, 1e-10);
        for (int p = 0; p < 3; p++) Assert.Equal(expected.Uncertainties[p], actual.Uncertainties[p], 1e-9);
    }

    [Fact]
    public void Toys_are_correlated_as_the_term_says()
    {
        Model model = Compile(s_constraint);
        var generator = new ToyGenerator(model.With(model.ObservedData), [0.5, -1, 1]);

        double[][] draws = [.. Enumerable.Range(0, Toys).Select(i => generator.Draw(5, (ulong)i).Auxiliary.ToArray())];

        Assert.Equal(0.5, draws.Average(d => d[0]), FiveErrors);
        Assert.Equal(-1, draws.Average(d => d[1]), FiveErrors);
        Assert.Equal(Rho, draws.Average(d => (d[0] - 0.5) * (d[1] + 1)), FiveErrors);
        Assert.Equal(1, draws.Average(d => (d[0] - 0.5) * (d[0] - 0.5)), FiveErrors);
        Assert.Equal(1, draws.Average(d => (d[1] + 1) * (d[1] + 1)), FiveErrors);
    }

    private static double Value(Model model, double[] point) => model.With(model.ObservedData).CreateEvaluator().TwiceNll(point);

    private static Model Compile(CorrelatedConstraint? constraint)
    {
        Workspace workspace = OneChannel([31, 18], Sample("signal", [3, 6], new NormFactor("mu")), Sample("background", [25, 12], HistoSys("alpha", [22, 12], [27, 12.5]), HistoSys("beta", [25, 11], [24, 13])));
        return Model.Compile(workspace with { Overlay = constraint is null ? null : new Overlay { CorrelatedConstraints = [constraint] } });
    }
}
