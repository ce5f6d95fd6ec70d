using Wilks.Analysis.Construction;
using Wilks.Analysis.Templates;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Construction;

/// <summary>Morphings as the model sees them.</summary>
public sealed class MorphingTests
{
    /// <summary>A few operations, relative.</summary>
    private const double Relative = 1e-12;

    private static readonly double[][] s_templates = [[5, 20], [8, 14], [12, 4]];
    private static readonly double[] s_background = [50, 30];
    private static readonly double[] s_points = [-1, 0.5, 2];

    [Theory]
    [InlineData("linear")]
    [InlineData("spline")]
    [InlineData("polynomial")]
    public void At_every_point_the_model_is_its_template_and_the_rest(string interpolation)
    {
        Model model = One(interpolation, "Init: 0").Compile();

        for (int point = 0; point < s_points.Length; point++)
        {
            double[] expected = model.Expected("SR", ("mass of X", s_points[point]));

            for (int bin = 0; bin < 2; bin++) Assert.Equal(s_templates[point][bin] + s_background[bin], expected[bin], Relative * 100);
        }
    }

    [Fact]
    public void The_parameter_has_its_start_and_the_range_of_the_points_or_the_bounds_given()
    {
        Parameter ranged = One("linear", "Init: 0.25, Title: Mass").Compile().Parameter("mass of X");
        Parameter bounded = One("linear", "Init: 3, Bounds: [-2, 4]").Compile().Parameter("mass of X");
        Parameter held = One("linear", "Init: 0", ", Fixed: [{Name: mass of X, Value: 1}]").Compile().Parameter("mass of X");

        Assert.Equal((0.25, -1.0, 2.0, "Mass"), (ranged.Init, ranged.Lower, ranged.Upper, ranged.Label));
        Assert.Equal((3.0, -2.0, 4.0), (bounded.Init, bounded.Lower, bounded.Upper));
        Assert.Equal((1.0, true), (held.Init, held.Fixed));
    }

    [Theory]
    [InlineData("linear", 0.0)]
    [InlineData("spline", 1.0)]
    [InlineData("polynomial", 1.5)]
    public void Statistical_uncertainties_are_those_of_the_sum_at_the_start(string interpolation, double start)
    {
        Model model = One(interpolation, FormattableString.Invariant($"Init: {start}")).Compile();

        for (int bin = 0; bin < 2; bin++)
        {
            double[] weights = [.. s_points.Select((_, point) => Weight(model, point, start))];
            double sum = weights.Select((weight, point) => weight * s_templates[point][bin]).Sum() + s_background[bin];
            double variance = weights.Select((weight, point) => weight * weight * s_templates[point][bin] / 2).Sum() + (s_background[bin] / 2);
            Assert.Equal(Math.Sqrt(variance) / sum, model.Parameter($"staterror_SR[{bin}]").Sigma, Relative);
        }
    }

    [Fact]
    public void Two_parameters_have_a_grid_of_products()
    {
        const string text = """
            General: {Measurement: m, InputPath: "in.root:{SamplePath}", HistogramFolder: h}
            Regions: [{Name: SR}]
            Samples:
              - {Name: b, SamplePath: b}
              - {Name: p00, SamplePath: x}
              - {Name: p01, SamplePath: x}
              - {Name: p10, SamplePath: x}
              - {Name: p11, SamplePath: x}
            Morphing:
              - Name: sig
                Parameters: [{Name: u, Init: 0}, {Name: v v, Init: 3}]
                Points:
                  - {Sample: p00, Values: {u: 0, v v: 2}}
                  - {Sample: p01, Values: {u: 0, v v: 4}}
                  - {Sample: p10, Values: {u: 1, v v: 2}}
                  - {Sample: p11, Values: {u: 1, v v: 4}}

            """;
        Model model = SmallWorkspace.Build(text, SmallWorkspace.Set(("SR", "b", [100]), ("SR", "p00", [1]), ("SR", "p01", [2]), ("SR", "p10", [4]), ("SR", "p11", [8]))).Compile();

        Assert.Equal(108, model.Expected("SR", ("u", 1), ("v v", 4))[0], Relative * 100);
        Assert.Equal(102, model.Expected("SR", ("u", 0), ("v v", 4))[0], Relative * 100);
        Assert.Equal(100 + ((1 + 2 + 4 + 8) / 4.0), model.Expected("SR", ("u", 0.5), ("v v", 3))[0], Relative * 100);
    }

    [Fact]
    public void Systematics_and_factors_on_the_morphing_act_on_all_its_templates()
    {
        ConstructedWorkspace made = SmallWorkspace.Build(Text("linear", "Init: 0") + """
            NormFactors: [{Name: mu, Samples: sig}]
            Systematics:
              - {Name: n, Type: Normalization, Samples: sig, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}

            """, Templates());

        Assert.Equal(["StatError staterror_SR", "NormFactor weight_t1", "NormFactor mu", "NormSys n"], made.Modifiers("SR", "t1"));
        Assert.Equal(["StatError staterror_SR"], made.Modifiers("SR", "b"));
    }

    [Fact]
    public void A_bin_is_blinded_by_the_signal_at_the_start_and_not_by_the_sum_of_all_templates()
    {
        string text = Text("linear", "Init: 0.5").Replace("{Name: SR}", "{Name: SR, BlindAbove: 0.4}", StringComparison.Ordinal).Replace("Samples:", "Samples:\n  - {Name: data, Data: true, SamplePath: d}", StringComparison.Ordinal);

        ConstructedWorkspace made = SmallWorkspace.Build(text, Templates() with { Templates = Templates().Templates.Add(new TemplateKey("SR", "data"), SmallWorkspace.Counts(60, 40)) });

        // 8/50 and 14/30; of all templates 25/50 and 38/30.
        Assert.Equal(60, made.Observed("SR")[0]);
        Assert.Equal(44, made.Observed("SR")[1], Relative * 100);
    }

    [Fact]
    public void A_sample_that_stands_in_two_morphings_is_refused()
    {
        string text = Text("linear", "Init: 0") + """
              - Name: other
                Parameters: [{Name: q, Init: 0}]
                Points:
                  - {Sample: t0, Values: {q: 0}}
                  - {Sample: t1, Values: {q: 1}}

            """;

        Assert.Contains("WK807", Assert.Throws<WorkspaceException>(() => SmallWorkspace.Build(text, Templates())).Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    // The weight of a template is what is left of the expectation without the others.
    private static double Weight(Model model, int point, double start) =>
        model.Parameters[model.IndexOf($"weight_t{point}")].Expression!.CreateEvaluator().Evaluate([start], [], []);

    private static ConstructedWorkspace One(string interpolation, string parameter, string general = "") =>
        SmallWorkspace.Build(Text(interpolation, parameter).Replace("HistogramFolder: h", "HistogramFolder: h" + general, StringComparison.Ordinal), Templates());

    private static TemplateSet Templates() => SmallWorkspace.Set(("SR", "b", s_background), ("SR", "t0", s_templates[0]), ("SR", "t1", s_templates[1]), ("SR", "t2", s_templates[2]));

    private static string Text(string interpolation, string parameter) => $$"""
        General: {Measurement: m, InputPath: "in.root:{SamplePath}", HistogramFolder: h}
        Regions:
          - {Name: SR}
        Samples:
          - {Name: b, SamplePath: b}
          - {Name: t0, SamplePath: t0}
          - {Name: t1, SamplePath: t1}
          - {Name: t2, SamplePath: t2}
        Morphing:
          - Name: sig
            Interpolation: {{interpolation}}
            Parameters: [{Name: mass of X, {{parameter}} }]
            Points:
              - {Sample: t0, Values: {mass of X: -1} }
              - {Sample: t1, Values: {mass of X: 0.5} }
              - {Sample: t2, Values: {mass of X: 2} }

        """;
}
