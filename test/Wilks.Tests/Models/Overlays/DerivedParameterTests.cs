using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Tests.Likelihoods;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>Parameters that follow from others by expressions: derivatives, values, uncertainties, and what is refused.</summary>
public sealed class DerivedParameterTests
{
    /// <summary>Fits of one likelihood in other coordinates: each ends at an EDM near 1e-20.</summary>
    private const double FitTolerance = 1e-7;

    public static TheoryData<string, Overlay> Overlays() => new()
    {
        { "difference", Expressions(("mu", "1 - k")) },
        { "product and root of a chain", new Overlay { Parameters = [Expression("mu", "sqrt(s)*f"), Expression("k", "s*(1 - f) + mu/10")], NewParameters = [Free("s", 1.3), Free("f", 0.4)] } },
        { "condition", Expressions(("mu", "k > 0.5 ? k^2 : k")) },
        { "nuisance parameter", new Overlay { Parameters = [Expression("alpha", "0.5*beta^2 + beta", new NoConstraintSetting())] } },
        { "constrained value", new Overlay { Parameters = [Expression("alpha", "beta*k", new KeptConstraintSetting())] } },
        { "per-bin factor", new Overlay { Parameters = [Expression("stat[1]", "2 - stat[0]", new KeptConstraintSetting())] } },
        { "two parameters of one", new Overlay { Parameters = [Expression("mu", "x*x"), Expression("k", "exp(x)/2")], NewParameters = [Free("x", 0.9)] } },
    };

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_likelihoods_have_the_derivatives_of_their_values(string name, Overlay overlay)
    {
        Assert.NotEmpty(name);
        Model model = Compile(overlay);
        var profiled = new ProfiledObjective(model);
        profiled.TakeData(model.ObservedData);

        DerivativeAssert.Holds(model.With(model.ObservedData).CreateEvaluator(), TestPoints.Random(model, model.FullMap, 0.4, seed: 5));
        DerivativeAssert.Holds(profiled, TestPoints.Random(model, model.ProfiledMap, 0.4, seed: 5));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_Gauss_Newton_matrix_stays_positive_semidefinite(string name, Overlay overlay)
    {
        Assert.NotEmpty(name);
        Model model = Compile(overlay);
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        int n = model.Parameters.Count;
        double[] gradient = new double[n], hessian = new double[n * n], direction = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i + 1.0))];

        evaluator.Evaluate(TestPoints.Random(model, model.FullMap, 0.4, seed: 6), gradient, hessian, Curvature.GaussNewton);

        double product = Enumerable.Range(0, n * n).Sum(i => hessian[i] * direction[i / n] * direction[i % n]);
        Assert.True(product >= 0, $"dᵀHd = {product}");
    }

    [Fact]
    public void What_stands_in_the_place_of_a_derived_parameter_is_ignored()
    {
        Model model = Compile(Expressions(("mu", "1 - k")));
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        double[] point = model.Inits(), other = model.Inits();
        other[model.IndexOf("mu")] = 77;

        Assert.Equal(evaluator.TwiceNll(point), evaluator.TwiceNll(other));
    }

    [Fact]
    public void A_derived_parameter_gets_its_value_and_its_propagated_uncertainty()
    {
        Model model = Compile(new Overlay { NewParameters = [Expression("ratio", "mu/k"), Expression("third", "stat[0]*alpha")] });
        FitResult fit = Fit(model);
        double[] covariance = fit.Covariance!;
        int n = model.Parameters.Count, mu = model.IndexOf("mu"), k = model.IndexOf("k"), ratio = model.IndexOf("ratio");

        double a = fit.Values[mu], b = fit.Values[k];
        double variance = (covariance[mu * (n + 1)] / (b * b)) - (2 * a * covariance[(mu * n) + k] / (b * b * b)) + (a * a * covariance[k * (n + 1)] / (b * b * b * b));
        Assert.Equal(a / b, fit.Values[ratio], 1e-12);
        Assert.Equal(Math.Sqrt(variance), fit.Uncertainties[ratio], FitTolerance);
        Assert.Equal(variance, covariance[ratio * (n + 1)], FitTolerance);
        Assert.Equal(fit.Values[model.IndexOf("stat[0]")] * fit.Values[model.IndexOf("alpha")], fit.Values[model.IndexOf("third")], 1e-12);
        Assert.True(fit.Uncertainties[model.IndexOf("third")] > 0);
    }

    [Fact]
    public void A_derived_quantity_that_nothing_uses_changes_no_other_number()
    {
        FitResult plain = Fit(Compile(null)), extended = Fit(Compile(new Overlay { NewParameters = [Expression("ratio", "mu/k + stat[0]")] }));

        Assert.Equal(plain.TwiceNll, extended.TwiceNll, FitTolerance);
        for (int p = 0; p < plain.Values.Length; p++)
        {
            Assert.Equal(plain.Values[p], extended.Values[p], FitTolerance);
            Assert.Equal(plain.Uncertainties[p], extended.Uncertainties[p], FitTolerance);
        }
    }

    [Fact]
    public void Other_coordinates_give_the_same_minimum_and_covariance()
    {
        FitResult direct = Fit(Compile(null)), other = Fit(Compile(new Overlay { Parameters = [Expression("mu", "s*f"), Expression("k", "s*(1 - f)")], NewParameters = [Free("s", 2), Free("f", 0.4)] }));
        int n = direct.Values.Length, m = other.Values.Length;

        Assert.Equal(direct.TwiceNll, other.TwiceNll, FitTolerance);
        for (int p = 0; p < n; p++)
        {
            Assert.Equal(direct.Values[p], other.Values[p], FitTolerance);
            for (int q = 0; q < n; q++) Assert.Equal(direct.Covariance![(p * n) + q], other.Covariance![(p * m) + q], FitTolerance);
        }
    }

    [Fact]
    public void Asimov_data_are_fitted_by_their_parameters()
    {
        Model model = Compile(new Overlay { Parameters = [Expression("mu", "s*f"), Expression("k", "s*(1 - f)")], NewParameters = [Free("s", 2), Free("f", 0.4)] });
        double[] point = model.Inits();
        point[model.IndexOf("f")] = 0.3;

        FitResult fit = new Fitter(model).Fit(new ToyGenerator(model.With(model.ObservedData), point).Asimov(), null, TestContext.Current.CancellationToken);

        Assert.Equal(0.6, fit.Values[model.IndexOf("mu")], 1e-6);
        Assert.Equal(1.4, fit.Values[model.IndexOf("k")], 1e-6);
    }

    [Fact]
    public void Evaluating_expressions_allocates_nothing()
    {
        Model model = Compile(new Overlay { Parameters = [Expression("mu", "sqrt(s)*f")], NewParameters = [Free("s", 1.3), Free("f", 0.4)] });
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        int n = model.Parameters.Count;
        double[] point = model.Inits(), gradient = new double[n], hessian = new double[n * n];
        evaluator.Evaluate(point, gradient, hessian);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) evaluator.Evaluate(point, gradient, hessian);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_circle_is_an_error_that_shows_it()
    {
        Diagnostic error = Error(Expressions(("mu", "2*k"), ("k", "alpha + mu")), "WK416");

        Assert.Contains("'k' → 'mu' → 'k'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_follows_from_itself_is_a_circle()
        => Assert.Contains("'mu' → 'mu'", Error(Expressions(("mu", "mu + 1")), "WK416").Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_name_is_an_error_that_names_the_nearest()
        => Assert.Contains("'alpha'", Error(Expressions(("mu", "1 - alhpa")), "WK415").Hint, StringComparison.Ordinal);

    [Fact]
    public void A_per_bin_set_in_an_expression_asks_for_an_element()
        => Assert.Contains("stat[0]", Error(Expressions(("mu", "stat")), "WK415").Hint, StringComparison.Ordinal);

    [Fact]
    public void Whether_a_constraint_term_stays_must_be_said()
        => Assert.Contains("constraint: none", Error(Expressions(("alpha", "beta")), "WK417").Hint, StringComparison.Ordinal);

    [Fact]
    public void An_expression_without_a_value_at_the_start_is_an_error()
        => Assert.Contains("'k' = 1", Error(Expressions(("mu", "log(k - 1)")), "WK418").Message, StringComparison.Ordinal);

    [Fact]
    public void A_syntax_error_says_where()
        => Assert.Contains("character 5", Error(Expressions(("mu", "1 - * k")), "WK414").Message, StringComparison.Ordinal);

    [Fact]
    public void A_derived_parameter_can_be_neither_held_nor_tested()
    {
        Model model = Compile(Expressions(("mu", "1 - k")));

        Assert.Empty(model.Pois);
        Assert.Contains(model.Diagnostics, d => d.Code == "WK406");
        Assert.Throws<ArgumentException>(() => new Fitter(model).Fit(model.ObservedData, new FitOptions { Hold = new Dictionary<int, double> { [model.IndexOf("mu")] = 1 } }, TestContext.Current.CancellationToken));
    }

    private static Diagnostic Error(Overlay overlay, string code)
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Compile(overlay));
        return Assert.Single(exception.Diagnostics, d => d.Code == code);
    }

    private static FitResult Fit(Model model)
    {
        FitResult fit = new Fitter(model).Fit(model.ObservedData, null, TestContext.Current.CancellationToken);
        Assert.Equal(FitStatus.Converged, fit.Status);
        return fit;
    }

    private static Overlay Expressions(params ReadOnlySpan<(string Name, string Text)> expressions) => new() { Parameters = [.. expressions.ToArray().Select(e => Expression(e.Name, e.Text))] };

    private static ParameterChange Expression(string name, string text, IConstraintSetting? constraint = null) => new(name) { Expression = text, Constraint = constraint };

    private static ParameterChange Free(string name, double init) => new(name) { Init = init, Bounds = new Interval(0, 10) };

    private static Model Compile(Overlay? overlay)
    {
        Workspace workspace = OneChannel([39, 31, 17],
            Sample("signal", [3, 9, 4], new NormFactor("mu"), new NormSys("beta", 0.9, 1.15)),
            Sample("background", [32, 19, 12], new NormFactor("k"), HistoSys("alpha", [30, 18, 12.2], [33, 20.5, 11.7]), StatError("stat", 2, 1.5, 1.2)));
        return Model.Compile(workspace with { Overlay = overlay });
    }
}
