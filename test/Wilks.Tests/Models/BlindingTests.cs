using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>A blinded parameter is moved by one hidden offset; nothing else changes.</summary>
public sealed class BlindingTests
{
    private const double FitTolerance = 1e-7;

    [Fact]
    public void Only_the_value_of_the_blinded_parameter_changes()
    {
        Model plain = Compile(), blind = Compile(new BlindedParameter("mu", "secret", 3));
        FitResult open = Fit(plain), hidden = Fit(blind);
        int mu = plain.IndexOf("mu");

        Assert.Equal(open.TwiceNll, hidden.TwiceNll, FitTolerance);
        Assert.True(Math.Abs(hidden.Values[mu] - open.Values[mu]) > 0.1);
        for (int p = 0; p < open.Values.Length; p++)
        {
            Assert.Equal(open.Uncertainties[p], hidden.Uncertainties[p], FitTolerance);
            if (p != mu) Assert.Equal(open.Values[p], hidden.Values[p], FitTolerance);
        }
    }

    [Fact]
    public void Intervals_are_moved_by_the_same_offset()
    {
        Model plain = Compile(), blind = Compile(new BlindedParameter("mu", "secret", 3));
        ParameterInterval open = Interval(plain), hidden = Interval(blind);

        Assert.Equal(open.Upper - open.Value, hidden.Upper - hidden.Value, 1e-6);
        Assert.Equal(open.Value - open.Lower, hidden.Value - hidden.Lower, 1e-6);
    }

    [Fact]
    public void The_offset_depends_on_the_seed_and_the_name_only()
    {
        double Value(string seed) => Fit(Compile(new BlindedParameter("mu", seed, 3))).Values[0];

        Assert.Equal(Value("one"), Value("one"));
        Assert.NotEqual(Value("one"), Value("two"), 1e-3);
    }

    [Fact]
    public void Reports_show_neither_start_nor_bounds()
    {
        Model model = Compile(new BlindedParameter("mu", "secret", 3));

        FitParameter parameter = FitReport.Create(model, Fit(model)).Parameters[0];

        Assert.True(parameter.Blinded);
        Assert.All([parameter.Init, parameter.Lower, parameter.Upper], value => Assert.Equal(double.NaN, value));
        Assert.Contains("blinded", parameter.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_from_a_blinded_parameter_is_hidden()
    {
        Overlay overlay = new() { NewParameters = [new ParameterChange("twice") { Expression = "2*mu" }] };
        Model model = Compile(overlay, new BlindedParameter("mu", "secret", 3));

        FitResult fit = Fit(model);

        Assert.Equal(double.NaN, fit.Values[model.IndexOf("twice")]);
        Assert.Equal(2 * fit.Uncertainties[model.IndexOf("mu")], fit.Uncertainties[model.IndexOf("twice")], FitTolerance);
    }

    [Theory]
    [InlineData("alpha")]
    [InlineData("nu")]
    public void What_would_give_it_away_is_refused(string name)
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Compile(new BlindedParameter(name, "secret")));

        Assert.Equal("WK430", Assert.Single(exception.Diagnostics).Code);
    }

    private static ParameterInterval Interval(Model model) => new IntervalFinder(new CompiledModel(model), model.ObservedData, Fit(model)).FindStandard(model.IndexOf("mu"), TestContext.Current.CancellationToken);

    private static FitResult Fit(Model model)
    {
        FitResult fit = new Fitter(model).Fit(model.ObservedData, null, TestContext.Current.CancellationToken);
        Assert.Equal(FitStatus.Converged, fit.Status);
        return fit;
    }

    private static Model Compile(params BlindedParameter[] blinded) => Compile(null, blinded);

    private static Model Compile(Overlay? overlay, params BlindedParameter[] blinded)
    {
        Workspace workspace = OneChannel([39, 31, 17], Sample("signal", [3, 9, 4], new NormFactor("mu")), Sample("background", [32, 19, 12], new NormSys("alpha", 0.9, 1.1)));
        return Model.Compile(workspace with { Overlay = overlay }, new CompileOptions { Blinded = blinded });
    }
}
