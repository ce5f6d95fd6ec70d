using Wilks.Formats.Overlays;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Overlays;

/// <summary>What an overlay file says is read, from YAML and from JSON alike.</summary>
public sealed class OverlayReaderTests
{
    private const string Yaml = """
        pois: [mu_a, mu_b]
        parameters:
          mu_b: 1 - mu_a            # plain text is an expression
          alpha_x: {expression: "0.5*alpha_y", constraint: none}
          lumi: {init: 1, bounds: [0.5, 1.5], fixed: false, label: luminosity, constraint: {type: gaussian, sigma: 2e-2, mean: 1}}
          k: {constraint: {type: log_normal, kappa: 1.2}}
          p: {constraint: {type: poisson, tau: 25, observed: 20}}
          g: {init: 2, constraint: {type: gamma, relative_uncertainty: 0.5}}
          h: {constraint: {type: gamma, shape: 5, rate: 4}}
          u: {constraint: {type: uniform, bounds: [0, 2]}}
          a: {constraint: keep}
          "gamma_*": {fixed: true}
          stat[3]: {bounds: [null, 3]}
        new:
          f: {init: .3, bounds: [0, 1]}
          ratio: "mu_a / mu_b"
        constraints:
          - {parameters: [a, b], covariance: [[1, 0.5], [0.5, 4]]}
          - {parameters: [c, d], correlation: [[1, -0.5], [-0.5, 1]], sigmas: [1, 2], means: [0, 1e1]}
        groups: {JES: ["JES_*", alpha_jer], stat: gamma_*}
        labels: {channels: {SR: Signal region}, samples: {ttbar: "$t\\bar t$"}}
        """;

    private const string Json = """
        {"pois": ["mu_a", "mu_b"],
         "parameters": {
          "mu_b": "1 - mu_a",
          "alpha_x": {"expression": "0.5*alpha_y", "constraint": "none"},
          "lumi": {"init": 1, "bounds": [0.5, 1.5], "fixed": false, "label": "luminosity", "constraint": {"type": "gaussian", "sigma": 0.02, "mean": 1}},
          "k": {"constraint": {"type": "log_normal", "kappa": 1.2}},
          "p": {"constraint": {"type": "poisson", "tau": 25, "observed": 20}},
          "g": {"init": 2, "constraint": {"type": "gamma", "relative_uncertainty": 0.5}},
          "h": {"constraint": {"type": "gamma", "shape": 5, "rate": 4}},
          "u": {"constraint": {"type": "uniform", "bounds": [0, 2]}},
          "a": {"constraint": "keep"},
          "gamma_*": {"fixed": true},
          "stat[3]": {"bounds": [null, 3]}},
         "new": {"f": {"init": 0.3, "bounds": [0, 1]}, "ratio": "mu_a / mu_b"},
         "constraints": [
          {"parameters": ["a", "b"], "covariance": [[1, 0.5], [0.5, 4]]},
          {"parameters": ["c", "d"], "correlation": [[1, -0.5], [-0.5, 1]], "sigmas": [1, 2], "means": [0, 10]}],
         "groups": {"JES": ["JES_*", "alpha_jer"], "stat": "gamma_*"},
         "labels": {"channels": {"SR": "Signal region"}, "samples": {"ttbar": "$t\\bar t$"}}}
        """;

    [Theory]
    [InlineData(Yaml, "o.yml")]
    [InlineData(Yaml, "overlay")]
    [InlineData(Json, "o.json")]
    [InlineData(Json, "o.yaml")]
    public void Every_member_is_read_from_either_format(string text, string name)
    {
        Overlay overlay = OverlayText.Read(text, name);

        Assert.Equal(["mu_a", "mu_b"], overlay.Pois!.Value);
        Assert.Equal(["mu_b", "alpha_x", "lumi", "k", "p", "g", "h", "u", "a", "gamma_*", "stat[3]"], overlay.Parameters.Select(p => p.Name));
        Assert.Equal(["1 - mu_a", "0.5*alpha_y", null, null, null, null, null, null, null, null, null], overlay.Parameters.Select(p => p.Expression));
        IConstraintSetting?[] constraints =
        [
            null, new NoConstraintSetting(), new GaussianSetting(0.02, 1), new LogNormalSetting(Math.Log(1.2)), new PoissonSetting(25, 20),
            new GammaSetting(2), new GammaSetting(4, 4), new UniformSetting(0, 2), new KeptConstraintSetting(), null, null,
        ];
        Assert.Equal(constraints, overlay.Parameters.Select(p => p.Constraint));
        ParameterChange lumi = overlay.Parameters[2];
        Assert.Equal((1, new Interval(0.5, 1.5), false, "luminosity"), (lumi.Init, lumi.Bounds, lumi.Fixed, lumi.Label));
        Assert.True(overlay.Parameters[9].Fixed);
        Assert.Equal(new Interval(double.NegativeInfinity, 3), overlay.Parameters[10].Bounds);
        Assert.Equal([("f", 0.3, null), ("ratio", null, "mu_a / mu_b")], overlay.NewParameters.Select(p => (p.Name, p.Init, p.Expression)));
    }

    [Theory]
    [InlineData(Yaml, "o.yml")]
    [InlineData(Json, "o.json")]
    public void Constraints_groups_and_labels_are_read_from_either_format(string text, string name)
    {
        Overlay overlay = OverlayText.Read(text, name);

        Assert.Equal(2, overlay.CorrelatedConstraints.Length);
        Assert.Equal([1, 0.5, 0.5, 4], overlay.CorrelatedConstraints[0].Covariance!.Value);
        Assert.Null(overlay.CorrelatedConstraints[0].Correlation);
        Assert.Equal(["c", "d"], overlay.CorrelatedConstraints[1].Parameters);
        Assert.Equal([1, -0.5, -0.5, 1], overlay.CorrelatedConstraints[1].Correlation!.Value);
        Assert.Equal([1, 2], overlay.CorrelatedConstraints[1].Sigmas!.Value);
        Assert.Equal([0, 10], overlay.CorrelatedConstraints[1].Means!.Value);
        Assert.Equal(["JES", "stat"], overlay.Groups.Select(g => g.Name));
        Assert.Equal(["JES_*", "alpha_jer"], overlay.Groups[0].Patterns);
        Assert.Equal(["gamma_*"], overlay.Groups[1].Patterns);
        Assert.Equal([(LabelKind.Channel, "SR", "Signal region"), (LabelKind.Sample, "ttbar", "$t\\bar t$")], overlay.Labels.Select(l => (l.Kind, l.Name, l.Text)));
    }

    [Fact]
    public void Places_of_a_YAML_file_are_lines_and_paths()
    {
        Overlay overlay = OverlayText.Read(Yaml);

        Assert.Equal("o.yml:1 $", overlay.Location.ToString());
        Assert.Equal("o.yml:1 $.pois", overlay.PoisLocation.ToString());
        Assert.Equal("o.yml:3 $.parameters.mu_b", overlay.Parameters[0].Location.ToString());
        Assert.Equal("o.yml:4 $.parameters.alpha_x.expression", overlay.Parameters[1].ExpressionLocation.ToString());
        Assert.Equal("o.yml:12 $.parameters['gamma_*']", overlay.Parameters[9].Location.ToString());
        Assert.Equal("o.yml:19 $.constraints[1]", overlay.CorrelatedConstraints[1].Location.ToString());
        Assert.Equal("o.yml:21 $.labels.samples.ttbar", overlay.Labels[1].Location.ToString());
    }

    [Theory]
    [InlineData("1e-3", 1e-3)]
    [InlineData("1E3", 1e3)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("+2", 2)]
    [InlineData("-1.5e+2", -150)]
    public void Numbers_have_the_spellings_of_YAML_1_2(string word, double value)
    {
        Assert.Equal(value, OverlayText.Read($"new: {{x: {{init: {word}}}}}").NewParameters[0].Init);
    }

    [Theory]
    [InlineData("0o17")]
    [InlineData("0x1F")]
    [InlineData("017")]
    [InlineData("1_000")]
    [InlineData(".inf")]
    [InlineData(".nan")]
    [InlineData("\"1\"")]
    [InlineData("1:30")]
    public void Spellings_that_YAML_versions_read_differently_are_no_numbers(string word)
    {
        Diagnostic found = Assert.Single(OverlayText.Findings($"new: {{x: {{init: {word}}}}}"));

        Assert.Equal("WK101", found.Code);
    }

    [Fact]
    public void An_alias_stands_for_its_anchor()
    {
        Overlay overlay = OverlayText.Read("parameters:\n  a: &free {constraint: none, fixed: true}\n  b: *free\n");

        Assert.Equal([true, true], overlay.Parameters.Select(p => p.Fixed));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("poi: mu\n")]
    [InlineData("--- \npoi: mu\n...\n")]
    public void Small_documents_are_read(string text)
    {
        Assert.Empty(OverlayText.Findings(text));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        Diagnostic found = Assert.Single(Findings.Of(() => OverlayReader.Read("no-such-overlay.yml").Diagnostics));

        Assert.Equal("WK001", found.Code);
    }
}
