using Wilks.Formats.Documents;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

public sealed class Hs3ReaderTests
{
    /// <summary>A few roundings of doubles.</summary>
    private const double Rounding = 1e-12;

    [Fact]
    public void An_analysis_is_a_measurement()
    {
        Model model = Model.Compile(Hs3Text.Read(Hs3Documents.Small));
        Parameter mu = model.Parameters.Single(p => p.Name == "mu"), alpha = model.Parameters.Single(p => p.Name == "alpha");

        Assert.Equal("A", model.Measurement);
        Assert.Equal([mu.Index], model.Pois);
        Assert.Equal((0.5, -5.0, 5.0, ConstraintKind.Gaussian, 1.5, 0.5), (mu.Init, mu.Lower, mu.Upper, mu.Constraint, mu.AuxiliaryData, mu.Sigma));
        Assert.Equal((0.1, -4.0, 4.0, true), (alpha.Init, alpha.Lower, alpha.Upper, alpha.Fixed));
    }

    [Fact]
    public void Axes_and_the_format_are_told()
    {
        WorkspaceDocument document = WorkspaceFiles.Decode(Findings.Tree(Hs3Documents.Small));

        Assert.Equal(WorkspaceFormat.Hs3, document.Format);
        Assert.Equal(2, Assert.IsType<RegularAxis>(Assert.Single(document.Workspace.Channels[0].Axes)).BinCount);
    }

    [Theory]
    [InlineData("\"lin\"", InterpolationCode.Code0)]
    [InlineData("\"log\"", InterpolationCode.Code1)]
    [InlineData("\"parabolic\"", InterpolationCode.Code2)]
    [InlineData("\"poly6\"", InterpolationCode.Code4p)]
    [InlineData("\"code4\"", InterpolationCode.Code4)]
    [InlineData("{\"type\": \"piecewise\", \"in\": \"poly6\", \"out\": \"exp\"}", InterpolationCode.Code4)]
    public void An_interpolation_belongs_to_its_modifier(string written, InterpolationCode expected)
    {
        Workspace workspace = Hs3Text.Read(Hs3Documents.With("\"constraint\": \"Gauss\", \"data\"", $"\"constraint\": \"Gauss\", \"interpolation\": {written}, \"data\""));

        Assert.Equal(expected, workspace.Channels[0].Samples[1].Modifiers.OfType<NormSys>().Single().Interpolation);
    }

    [Fact]
    public void A_parameter_that_is_a_factor_and_an_alpha_gets_an_alias()
    {
        Model model = Model.Compile(Hs3Text.Read(Hs3Documents.With("\"type\": \"normfactor\", \"parameter\": \"mu\"}", "\"type\": \"normfactor\", \"parameter\": \"mu\"}, {\"name\": \"b\", \"type\": \"normsys\", \"parameter\": \"mu\", \"constraint\": null, \"data\": {\"lo\": 0.8, \"hi\": 1.2}}")));
        Parameter alias = model.Parameters.Single(p => p.Name == "mu_alpha");

        Assert.Equal("mu", alias.Expression!.Text);
        Assert.Equal(ConstraintKind.None, alias.Constraint);
    }

    [Fact]
    public void A_shapesys_that_samples_share_is_a_factor_with_constraint_terms()
    {
        const string shared = "{\"name\": \"ss\", \"type\": \"shapesys\", \"parameters\": [\"g0\", \"g1\"], \"constraints\": [\"c0\", null]}";
        string json = Hs3Documents.With("\"parameter\": \"mu\"}", $"\"parameter\": \"mu\"}}, {shared}")
            .Replace("{\"name\": \"st\"", $"{shared}, {{\"name\": \"st\"", StringComparison.Ordinal)
            .Replace("{\"name\": \"lim\"", "{\"name\": \"c0\", \"type\": \"poisson_dist\", \"x\": 25, \"mean\": \"tau\"}, {\"name\": \"lim\"", StringComparison.Ordinal)
            .Replace("\"functions\": []", "\"functions\": [{\"name\": \"tau\", \"type\": \"product\", \"factors\": [25, \"g0\"]}]", StringComparison.Ordinal);

        Model model = Model.Compile(Hs3Text.Read(json));
        Parameter first = model.Parameters.Single(p => p.Name == "ss[0]"), second = model.Parameters.Single(p => p.Name == "ss[1]");

        Assert.Equal((ConstraintKind.Poisson, 25.0, 25.0), (first.Constraint, first.Tau, first.AuxiliaryData));
        Assert.Equal(ConstraintKind.None, second.Constraint);
        Assert.Equal(["shapefactor"], first.ModifierTypes);
    }

    [Theory]
    [InlineData("pyhs3", 2, 25)]
    [InlineData("ROOT", 25, 25)]
    [InlineData("other", 5, 25)]
    public void What_the_numbers_of_a_shapesys_mean_is_told_by_the_program(string package, double value, double tau)
    {
        string json = Hs3Documents.With("\"pyhs3\"", $"\"{package}\"")
            .Replace("{\"name\": \"st\"", FormattableString.Invariant($"{{\"name\": \"ss\", \"type\": \"shapesys\", \"parameters\": [\"g0\", \"g1\"], \"constraint\": \"Poisson\", \"data\": {{\"vals\": [{value}, 0]}}}}, {{\"name\": \"st\""), StringComparison.Ordinal);

        Model model = Model.Compile(Hs3Text.Read(json));

        Assert.Equal(tau, model.Parameters.Single(p => p.Name == "ss[0]").Tau, Rounding);
        Assert.True(model.Parameters.Single(p => p.Name == "ss[1]").Fixed);
    }

    [Fact]
    public void ROOT_constrains_statistical_uncertainties_by_a_Poisson_and_holds_those_below_a_threshold()
    {
        string json = Hs3Documents.With("\"pyhs3\"", "\"ROOT\"")
            .Replace("[\"st_0\", \"st_1\"], \"constraint\": \"Gauss\"", "[\"st_0\", \"st_1\"]", StringComparison.Ordinal)
            .Replace("\"errors\": [1, 2]", "\"errors\": [1, 1]", StringComparison.Ordinal)
            .Replace("\"samples\": [", "\"staterror\": {\"relThreshold\": 0.08}, \"samples\": [", StringComparison.Ordinal);

        Model model = Model.Compile(Hs3Text.Read(json));

        Assert.Equal((ConstraintKind.Poisson, false), (model.Parameters.Single(p => p.Name == "st[0]").Constraint, model.Parameters.Single(p => p.Name == "st[0]").Fixed));
        Assert.Equal(100, model.Parameters.Single(p => p.Name == "st[0]").Tau, 100 * Rounding);
        Assert.True(model.Parameters.Single(p => p.Name == "st[1]").Fixed);
    }

    [Fact]
    public void An_extended_mixture_of_histograms_is_a_channel()
    {
        string json = Hs3Documents.With("{\"name\": \"lim\"", "{\"name\": \"M\", \"type\": \"mixture_dist\", \"extended\": true, \"summands\": [\"h\"], \"coefficients\": [\"n\"]}, {\"name\": \"h\", \"type\": \"histogram_dist\", \"data\": {\"axes\": [{\"name\": \"y\", \"min\": 0, \"max\": 1, \"nbins\": 2}], \"contents\": [1, 3]}}, {\"name\": \"lim\"")
            .Replace("\"distributions\": [\"SR\"], \"data\": [\"obs\"]", "\"distributions\": [\"SR\", \"M\"], \"data\": [\"obs\", \"obs\"]", StringComparison.Ordinal)
            .Replace("{\"name\": \"mu\", \"value\": 0.5}", "{\"name\": \"mu\", \"value\": 0.5}, {\"name\": \"n\", \"value\": 8}", StringComparison.Ordinal);

        Workspace workspace = Hs3Text.Read(json);
        Sample sample = Assert.Single(workspace.Channels[1].Samples);

        Assert.Equal([0.25, 0.75], sample.Data);
        Assert.Equal("n", Assert.Single(sample.Modifiers).Name);
    }

    [Fact]
    public void Functions_become_derived_parameters()
    {
        Model model = Model.Compile(Hs3Text.Read(Hs3Documents.With("\"functions\": []", "\"functions\": [{\"name\": \"ratio\", \"type\": \"generic_function\", \"expression\": \"mu/(1 + exp(alpha)) + st_0\"}]")));

        Assert.Equal("mu/(1 + exp(alpha)) + st[0]", model.Parameters.Single(p => p.Name == "ratio").Expression!.Text);
    }

    [Fact]
    public void A_section_that_no_longer_fits_is_not_used()
    {
        JsonObject written = Hs3Text.Written(PyhfRoundTripTests.Sample());
        using var stream = new MemoryStream();
        JsonText.Write(written, stream);
        string changed = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Replace("[11, 22]", "[12, 22]", StringComparison.Ordinal);

        Hs3Document document = Hs3Reader.Decode(Findings.Tree(changed));

        Assert.Contains(document.Diagnostics, d => d is { Code: "WK631", Severity: Severity.Warning });
        Assert.Equal([12.0, 22.0], document.Workspace.Observations.Single(o => o.Name == "SR").Data);
    }
}
