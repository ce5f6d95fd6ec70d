using System.Text;
using Wilks.Formats.Overlays;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Overlays;

/// <summary>Every mistake in an overlay file is told at its place.</summary>
public sealed class OverlayProblemTests
{
    [Theory]
    [InlineData("WK101", "1 $.parameters.a.fixed", "parameters: {a: {fixed: yes}}")]
    [InlineData("WK101", "1 $.parameters", "parameters: [a]")]
    [InlineData("WK101", "1 $.parameters.a.expression", "parameters: {a: {expression: 1}}")]
    [InlineData("WK102", "1 $.parameter", "parameter: {a: {fixed: true}}")]
    [InlineData("WK102", "1 $.parameters.a.limits", "parameters: {a: {limits: [0, 1]}}")]
    [InlineData("WK102", "1 $.parameters.a.constraint.width", "parameters: {a: {constraint: {type: gaussian, sigma: 1, width: 2}}}")]
    [InlineData("WK103", "1 $.parameters.a.constraint", "parameters: {a: {constraint: {type: gaussian}}}")]
    [InlineData("WK103", "1 $.constraints[0]", "constraints: [{covariance: [[1, 0], [0, 1]]}]")]
    [InlineData("WK104", "1 $.groups.g", "groups: {g: []}")]
    [InlineData("WK520", "2 $.new.r", "new:\n  r: mu_a ** 2")]
    [InlineData("WK520", "1 $.new.r.expression", "new: {r: {expression: 'sine(x)'}}")]
    [InlineData("WK521", "1 $.parameters.a.constraint.sigma", "parameters: {a: {constraint: {type: gaussian, sigma: 0}}}")]
    [InlineData("WK521", "1 $.parameters.a.constraint.kappa", "parameters: {a: {constraint: {type: log_normal, kappa: 1}}}")]
    [InlineData("WK521", "1 $.parameters.a.constraint.tau", "parameters: {a: {constraint: {type: poisson, tau: -2}}}")]
    [InlineData("WK521", "1 $.parameters.a.constraint.shape", "parameters: {a: {constraint: {type: gamma, shape: 0.5, rate: 1}}}")]
    [InlineData("WK521", "1 $.constraints[0].sigmas[1]", "constraints: [{parameters: [a, b], correlation: [[1, 0], [0, 1]], sigmas: [1, 0]}]")]
    [InlineData("WK522", "1 $.parameters.a.bounds", "parameters: {a: {bounds: [2, 1]}}")]
    [InlineData("WK522", "1 $.parameters.a.bounds", "parameters: {a: {bounds: [2]}}")]
    [InlineData("WK523", "1 $.new.a.init", "new: {a: {init: 3, bounds: [0, 1]}}")]
    [InlineData("WK524", "1 $.parameters.a.constraint", "parameters: {a: {constraint: gaussian}}")]
    [InlineData("WK524", "1 $.parameters.a.constraint.type", "parameters: {a: {constraint: {type: gausian, sigma: 1}}}")]
    [InlineData("WK525", "1 $.parameters.a.constraint", "parameters: {a: {constraint: {type: log_normal, sigma: 1, kappa: 2}}}")]
    [InlineData("WK525", "1 $.parameters.a.constraint", "parameters: {a: {constraint: {type: poisson}}}")]
    [InlineData("WK525", "1 $.parameters.a.constraint.relative_uncertainty", "parameters: {a: {constraint: {type: poisson, relative_uncertainty: 0.1}}}")]
    [InlineData("WK525", "1 $.parameters.a.constraint", "parameters: {a: {constraint: {type: gamma, shape: 2, rate: 1, tau: 3}}}")]
    [InlineData("WK525", "1 $.constraints[0]", "constraints: [{parameters: [a, b]}]")]
    [InlineData("WK525", "1 $.constraints[0].sigmas", "constraints: [{parameters: [a, b], covariance: [[1, 0], [0, 1]], sigmas: [1, 2]}]")]
    [InlineData("WK526", "1 $.poi", "{poi: a, pois: [b]}")]
    [InlineData("WK526", "1 $.pois[1]", "pois: [b, b]")]
    [InlineData("WK526", "1 $.constraints[0].parameters", "constraints: [{parameters: [a, a], covariance: [[1, 0], [0, 1]]}]")]
    [InlineData("WK527", "1 $.constraints[0].parameters", "constraints: [{parameters: [a], covariance: [[1]]}]")]
    [InlineData("WK527", "1 $.constraints[0].covariance", "constraints: [{parameters: [a, b], covariance: [[1, 0]]}]")]
    [InlineData("WK527", "1 $.constraints[0].covariance[1]", "constraints: [{parameters: [a, b], covariance: [[1, 0], [0, 1, 2]]}]")]
    [InlineData("WK527", "1 $.constraints[0].means", "constraints: [{parameters: [a, b], covariance: [[1, 0], [0, 1]], means: [1]}]")]
    [InlineData("WK528", "1 $.constraints[0].covariance", "constraints: [{parameters: [a, b], covariance: [[1, 0.5], [0.4, 1]]}]")]
    [InlineData("WK528", "1 $.constraints[0].correlation", "constraints: [{parameters: [a, b], correlation: [[2, 0], [0, 1]]}]")]
    [InlineData("WK528", "1 $.constraints[0].covariance", "constraints: [{parameters: [a, b], covariance: [[1, 0], [0, 0]]}]")]
    [InlineData("WK529", "1 $.constraints[0].covariance", "constraints: [{parameters: [a, b], covariance: [[1, 2], [2, 1]]}]")]
    [InlineData("WK529", "1 $.constraints[0].correlation", "constraints: [{parameters: [a, b], correlation: [[1, 1], [1, 1]]}]")]
    [InlineData("WK530", "2 $", "pois: a\nb: '")]
    [InlineData("WK531", "1 $.poi", "poi: !!int a")]
    [InlineData("WK531", "1 $.poi", "poi: *a")]
    [InlineData("WK531", "2 $", "poi: a\n---\npoi: b")]
    [InlineData("WK531", "1 $", "? [a, b]\n: c")]
    [InlineData("WK532", "1 $.new.a.init", "new: {a: {init: 1e999}}")]
    [InlineData("WK533", "3 $.new.a", "new:\n  a: {init: 1}\n  a: {init: 2}")]
    [InlineData("WK535", "1 $.parameters.a", "parameters: {a: 1}")]
    [InlineData("WK536", "1 $.new['a*']", "new: {a*: {init: 1}}")]
    [InlineData("WK538", "1 $.pois[0]", "pois: ['']")]
    [InlineData("WK538", "1 $.new['']", "new: {'': {init: 1}}")]
    [InlineData("WK539", "1 $.parameters.a", "parameters: {a: {}}")]
    public void A_mistake_is_told_at_its_place(string code, string place, string text)
    {
        IReadOnlyList<Diagnostic> findings = OverlayText.Findings(text);

        Diagnostic found = Assert.Single(findings);
        Assert.Equal(code, found.Code);
        Assert.Equal(Severity.Error, found.Severity);
        Assert.Equal($"o.yml:{place}", found.Location.ToString());
        Assert.NotEmpty(found.Hint);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_in_the_order_of_the_file()
    {
        const string Text = """
            parameters:
              a: {bounds: [2, 1], constraint: {type: gaussian, sigma: -1}}
              b: 1 +
            constraints: [{parameters: [c, d], covariance: [[1, 2], [2, 1]]}]
            group: {}
            """;

        Assert.Equal(["WK522", "WK521", "WK520", "WK529", "WK102"], OverlayText.Findings(Text).Select(d => d.Code));
    }

    [Fact]
    public void The_place_inside_a_long_expression_has_line_and_column()
    {
        Diagnostic found = Assert.Single(OverlayText.Findings("new:\n  r: |\n    a +\n    b c\n"));

        Assert.Contains("its line 2, column 3:", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\"")]
    public void Mistakes_of_JSON_files_have_places_too(string quote)
    {
        string text = "{\n\"new\": {\n\"a\": {\"init\": " + quote + "x" + quote + "}}}";

        Diagnostic found = OverlayText.Findings(text, "o.json")[0];

        Assert.Equal("o.json:3 $.new.a.init", found.Location.ToString());
    }

    [Fact]
    public void Deep_nesting_is_refused_before_the_stack_overflows()
    {
        const int Deep = 200_000, Modest = 100;
        string[] texts = [new string('[', Deep), string.Concat(Enumerable.Repeat("{a: ", Deep)), new string('[', Modest) + new string(']', Modest), string.Concat(Enumerable.Repeat("- ", Modest)) + "a"];

        Assert.All(texts, text => Assert.Equal("WK534", Assert.Single(OverlayText.Findings(text)).Code));
    }

    [Fact]
    public void Aliases_that_grow_without_bound_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        Assert.Equal("WK531", Assert.Single(OverlayText.Findings(text.ToString())).Code);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] bytes = [.. "poi: a\n# "u8, 0xFF];

        Diagnostic found = Assert.Single(Findings.Of(() => OverlayReader.Parse(bytes, "o.yml").Diagnostics));

        Assert.Equal("WK017", found.Code);
    }

    [Fact]
    public void Writing_pyhf_JSON_tells_what_of_an_overlay_is_lost()
    {
        Workspace workspace = Generators.RandomWorkspace.Create(1) with { Overlay = OverlayText.Read("poi: mu\nlabels: {channels: {a: b}}") };
        using var stream = new MemoryStream();

        Diagnostic found = Assert.Single(PyhfWriter.Write(workspace, stream));

        Assert.Equal(("WK537", Severity.Warning), (found.Code, found.Severity));
        Assert.Contains("labels (1), parameters of interest (1)", found.Message, StringComparison.Ordinal);
        Assert.Empty(PyhfWriter.Write(workspace with { Overlay = null }, stream));
    }
}
