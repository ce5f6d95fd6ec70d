using Wilks.Inference;
using Wilks.Models;
using Wilks.Tests.Likelihoods;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>Every kind of constraint term that an overlay can give: values by formula, derivatives by differences, toys by their moments.</summary>
public sealed class ConstraintKindTests
{
    /// <summary>A difference of two values of 2NLL near 50: rounding only.</summary>
    private const double Rounding = 1e-11;

    /// <summary>Moments of 20,000 toys: five standard errors, 5/√20000 of a width.</summary>
    private const double FiveErrors = 0.036;

    private const int Toys = 20_000;
    private const double Theta = 1.15;
    private const double LogTwoPi = 1.8378770664093453;

    public static TheoryData<string, IConstraintSetting, double> Kinds() => new()
    {
        { "gaussian", new GaussianSetting(0.3, 1.1), ((Theta - 1.1) * (Theta - 1.1) / 0.09) + (2 * Math.Log(0.3)) + LogTwoPi },
        { "log-normal", new LogNormalSetting(0.2, 0.9), (Math.Pow(Math.Log(Theta / 0.9), 2) / 0.04) + (2 * Math.Log(0.9 * 0.2)) + LogTwoPi },
        { "poisson", new PoissonSetting(25, 24), 2 * ((25 * Theta) - (24 * Math.Log(25 * Theta)) + LogFactorialOf24) },
        { "gamma", new GammaSetting(25, 24), 2 * ((25 * Theta) - (24 * Math.Log(25 * Theta)) - Math.Log(25) + LogFactorialOf24) },
        { "uniform", new UniformSetting(0.2, 3), 0 },
        { "none", new NoConstraintSetting(), 0 },
    };

    // ln 24!, from the product.
    private static double LogFactorialOf24 => Enumerable.Range(1, 24).Sum(i => Math.Log(i));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_term_adds_its_formula(string kind, IConstraintSetting setting, double expected)
    {
        Model with = Compile(setting), without = Compile(new NoConstraintSetting());
        double[] point = with.Inits();
        point[with.IndexOf("k")] = Theta;

        double difference = Value(with, point) - Value(without, point);

        Assert.True(Math.Abs(difference - expected) < Rounding, $"{kind}: {difference:R} instead of {expected:R}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_term_has_the_derivatives_of_its_values(string kind, IConstraintSetting setting, double expected)
    {
        Assert.NotEmpty(kind);
        Assert.True(double.IsFinite(expected));
        Model model = Compile(setting);
        double[] point = [.. model.Parameters.Select(p => 1.2 * p.Init)];

        DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), point);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(3)]
    public void A_log_normal_is_differentiated_far_above_and_below_its_median(double value)
    {
        Model model = Compile(new LogNormalSetting(0.2, 0.9));
        double[] point = model.Inits();
        point[model.IndexOf("k")] = value;

        DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), point);
    }

    [Fact]
    public void Toys_of_a_log_normal_have_its_median_and_width()
    {
        double[] logs = [.. Draws(new LogNormalSetting(0.2, 0.9)).Select(a => Math.Log(a))];

        Assert.Equal(Math.Log(Theta), logs.Average(), 0.2 * FiveErrors);
        Assert.Equal(0.2, Width(logs), 0.2 * FiveErrors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Toys_of_counts_have_the_mean_and_width_of_a_Poisson(bool isGamma)
    {
        double[] draws = Draws(isGamma ? new GammaSetting(25, 24) : new PoissonSetting(25, 24));
        double width = Math.Sqrt(25 * Theta);

        Assert.Equal(25 * Theta, draws.Average(), width * FiveErrors);
        Assert.Equal(width, Width(draws), width * FiveErrors);
        Assert.All(draws, a => Assert.Equal(Math.Round(a), a));
    }

    [Fact]
    public void A_term_of_an_unknown_parameter_names_the_nearest()
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Compile(new Overlay { Parameters = [new ParameterChange("kk") { Fixed = true }] }));

        Diagnostic error = Assert.Single(exception.Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal("WK410", error.Code);
        Assert.Contains("'k'", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        Overlay overlay = new()
        {
            Parameters = [new ParameterChange("k") { Constraint = new GaussianSetting(-1) }, new ParameterChange("mu") { Init = 20 }],
            NewParameters = [new ParameterChange("mu") { Init = 1 }, new ParameterChange("f")],
            CorrelatedConstraints = [new CorrelatedConstraint(["mu", "m"]) { Covariance = [1, 0, 0, 1] }],
            Groups = [new ParameterGroup("g", ["z*"])],
            Pois = ["nu"],
        };

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Compile(overlay));

        string[] codes = [.. exception.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code).Order(StringComparer.Ordinal)];
        Assert.Equal(["WK410", "WK411", "WK412", "WK419", "WK420", "WK421", "WK425"], codes.Distinct());
    }

    [Theory]
    [InlineData(1, 0.9, 0.9, 0.8)]
    [InlineData(1, 0.5, 0.4, 1)]
    public void A_matrix_that_is_no_covariance_is_refused(double a, double b, double c, double d)
    {
        Overlay overlay = new() { CorrelatedConstraints = [new CorrelatedConstraint(["mu", "k"]) { Covariance = [a, b, c, d] }] };

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Compile(overlay));

        Assert.Contains(exception.Diagnostics, found => found.Code == "WK421");
    }

    private static double[] Draws(IConstraintSetting setting)
    {
        Model model = Compile(setting);
        double[] point = model.Inits();
        point[model.IndexOf("k")] = Theta;
        var generator = new ToyGenerator(model.With(model.ObservedData), point);
        return [.. Enumerable.Range(0, Toys).Select(i => generator.Draw(3, (ulong)i).Auxiliary.Span[0])];
    }

    private static double Width(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double Value(Model model, double[] point) => model.With(model.ObservedData).CreateEvaluator().TwiceNll(point);

    private static Model Compile(IConstraintSetting setting) => Compile(new Overlay { Parameters = [new ParameterChange("k") { Constraint = setting }] });

    private static Model Compile(Overlay overlay) => Model.Compile(OneChannel([31, 18], Sample("signal", [3, 6], new NormFactor("mu")), Sample("background", [25, 12], new NormFactor("k"))) with { Overlay = overlay });
}
