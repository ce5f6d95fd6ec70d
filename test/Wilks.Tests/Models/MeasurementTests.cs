using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>Which measurement, which parameters of interest, which options; and what is said about them.</summary>
public sealed class MeasurementTests
{
    private static readonly Workspace s_workspace = OneChannel([12, 9], Sample("signal", [3, 4], new NormFactor("mu"), new ShapeFactor("shape")), Sample("background", [8, 7], new NormSys("alpha", 0.9, 1.1)));

    [Fact]
    public void The_measurement_names_the_parameter_of_interest() => Assert.Equal([Index("mu")], Model.Compile(s_workspace).Pois);

    [Theory]
    [InlineData("alpha")]
    [InlineData("shape[1]")]
    public void The_call_may_name_another(string name) => Assert.Equal([Index(name)], Model.Compile(s_workspace, new CompileOptions { Pois = [name] }).Pois);

    [Fact]
    public void The_call_may_name_several_or_none()
    {
        Assert.Equal([Index("alpha"), Index("mu")], Model.Compile(s_workspace, new CompileOptions { Pois = ["alpha", "mu"] }).Pois);
        Assert.Empty(Model.Compile(s_workspace, new CompileOptions { Pois = [] }).Pois);
        Assert.Empty(Model.Compile(s_workspace with { Measurements = [new Measurement("m", [], [])] }).Pois);
    }

    [Theory]
    [InlineData("shape")]
    [InlineData("nu")]
    public void A_whole_set_of_bins_or_an_unknown_name_is_refused_when_the_call_names_it(string name)
    {
        WorkspaceException refused = Assert.Throws<WorkspaceException>(() => Model.Compile(s_workspace, new CompileOptions { Pois = [name] }));

        Assert.Equal("WK404", Assert.Single(refused.Diagnostics).Code);
    }

    [Fact]
    public void A_background_only_workspace_is_compiled_with_a_warning()
    {
        Model model = Model.Compile(OneChannel([12], Sample("background", [10], new NormSys("alpha", 0.9, 1.1))));

        Assert.Empty(model.Pois);
        Assert.Contains(model.Diagnostics, d => d is { Code: "WK250", Severity: Severity.Warning });
    }

    [Fact]
    public void The_first_of_several_measurements_is_taken_with_a_warning_unless_one_is_named()
    {
        Workspace two = s_workspace with { Measurements = [new Measurement("first", ["mu"], []), new Measurement("second", ["alpha"], [])] };

        Model first = Model.Compile(two), second = Model.Compile(two, new CompileOptions { Measurement = "second" });

        Assert.Equal("first", first.Measurement);
        Assert.Contains(first.Diagnostics, d => d is { Code: "WK402", Severity: Severity.Warning });
        Assert.Equal("second", second.Measurement);
        Assert.Equal([second.IndexOf("alpha")], second.Pois);
        Assert.DoesNotContain(second.Diagnostics, d => d.Code == "WK402");
    }

    [Fact]
    public void An_unknown_measurement_is_refused()
    {
        WorkspaceException refused = Assert.Throws<WorkspaceException>(() => Model.Compile(s_workspace, new CompileOptions { Measurement = "mesurement" }));

        Assert.Equal("WK401", Assert.Single(refused.Diagnostics).Code);
        Assert.Contains("'measurement'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Free_parameters_without_effect_are_told()
    {
        Model model = Model.Compile(OneChannel([12], Sample("signal", [3], new NormFactor("mu")), Sample("nothing", [0], new NormFactor("k"))));

        Assert.True(model.IsInert(model.IndexOf("k")));
        Assert.False(model.IsInert(model.IndexOf("mu")));
        Assert.Contains(model.Diagnostics, d => d.Code == "WK405" && d.Message.Contains("'k'", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_that_do_not_fit_the_model_are_refused()
    {
        Model model = Model.Compile(s_workspace);

        Assert.Throws<ArgumentException>(() => model.With(new Dataset([1], [0])));
        Assert.Throws<ArgumentException>(() => model.With(new Dataset([1, 2], [])));
        Assert.Throws<ArgumentException>(() => model.With(new Dataset([1, -2], [0])));
        Assert.Throws<ArgumentException>(() => model.With(new Dataset([1, double.NaN], [0])));
    }

    private static int Index(string name) => Model.Compile(s_workspace).IndexOf(name);
}
