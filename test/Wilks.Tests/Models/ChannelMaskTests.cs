using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Tests.Inference;
using Wilks.Tests.Likelihoods;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>A masked channel is predicted, but no number of the fit depends on it.</summary>
public sealed class ChannelMaskTests
{
    /// <summary>The same sums in another order.</summary>
    private const double Relative = 1e-12;

    /// <summary>The minimiser stops where the distance to the minimum is below 1e-10 of 2NLL.</summary>
    private const double FitPrecision = 1e-7;

    private static readonly CompileOptions s_masked = new() { MaskedChannels = ["validation"] };

    [Fact]
    public void The_fit_is_that_of_the_workspace_without_the_channel()
    {
        Workspace whole = Regions(validation: 33);
        Workspace rest = whole with { Channels = [whole.Channels[0]], Observations = [whole.Observations[0]] };
        Model masked = Model.Compile(whole, s_masked), alone = Model.Compile(rest);

        FitResult fit = masked.Fitted(), expected = alone.Fitted();

        Assert.All(alone.Parameters, p => Assert.Equal(expected.Values[p.Index], fit.Values[masked.IndexOf(p.Name)], FitPrecision));
        Assert.All(alone.Parameters, p => Assert.Equal(expected.Uncertainties[p.Index], fit.Uncertainties[masked.IndexOf(p.Name)], FitPrecision));

        // What is left over is the constraint term of the masked channel's γ at its maximum.
        double width = masked.Parameters[masked.IndexOf("stat_v[0]")].Sigma;
        Assert.Equal(expected.TwiceNll + (2 * Math.Log(width * Math.Sqrt(2 * Math.PI))), fit.TwiceNll, FitPrecision);
        CovarianceAssert.Holds(fit, "a masked channel");
    }

    [Theory]
    [InlineData("single-bin control region", 0)]
    [InlineData("single-bin control region", 1)]
    [InlineData("nine bins with everything", 0)]
    [InlineData("nine bins with everything", 1)]
    public void Masking_and_dropping_give_the_same_fit(string name, int channel)
    {
        Workspace whole = SmallWorkspaces.All[name];
        Model masked = Model.Compile(whole, new CompileOptions { MaskedChannels = [whole.Channels[channel].Name] });
        Model alone = Model.Compile(whole with { Channels = whole.Channels.RemoveAt(channel), Observations = whole.Observations.RemoveAt(channel) });

        FitResult fit = masked.Fitted(), expected = alone.Fitted();

        Assert.Equal(expected.Status, fit.Status);
        Assert.All(alone.Parameters.Where(p => expected.Uncertainties[p.Index] > 0), p => Assert.Equal(0, (fit.Values[masked.IndexOf(p.Name)] - expected.Values[p.Index]) / expected.Uncertainties[p.Index], FitPrecision * 10));
    }

    [Fact]
    public void Its_counts_have_no_influence()
    {
        Model one = Model.Compile(Regions(validation: 33), s_masked), other = Model.Compile(Regions(validation: 9000), s_masked);

        FitResult fit = one.Fitted(), same = other.Fitted();

        Assert.Equal(fit.TwiceNll, same.TwiceNll);
        Assert.Equal(fit.Values, same.Values);
        Assert.Equal(fit.Uncertainties, same.Uncertainties);
        Assert.NotEqual(Model.Compile(Regions(validation: 33)).Fitted().TwiceNll, Model.Compile(Regions(validation: 9000)).Fitted().TwiceNll);
    }

    [Fact]
    public void Its_gamma_rests_at_the_constraint_with_the_prior_uncertainty()
    {
        Model model = Model.Compile(Regions(validation: 33), s_masked);
        int gamma = model.IndexOf("stat_v[0]");

        FitResult fit = model.Fitted();

        Assert.Equal(1, fit.Values[gamma]);
        Assert.Equal(model.Parameters[gamma].Sigma, fit.Uncertainties[gamma], Relative);
        Assert.Equal(CoordinateState.Free, fit.States[gamma]);
    }

    [Fact]
    public void A_free_parameter_of_it_alone_is_held_and_said_to_be()
    {
        Model model = Model.Compile(Regions(validation: 33), s_masked);
        int scale = model.IndexOf("scale_v");

        FitResult fit = model.Fitted();

        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.True(model.IsInert(scale));
        Assert.Equal(CoordinateState.Fixed, fit.States[scale]);
        Assert.Contains(model.Diagnostics, d => d.Code == "WK441" && d.Message.Contains("'scale_v'", StringComparison.Ordinal));
        Assert.False(Model.Compile(Regions(validation: 33)).IsInert(scale));
    }

    [Fact]
    public void It_is_predicted_as_before()
    {
        Model masked = Model.Compile(Regions(validation: 33), s_masked), whole = Model.Compile(Regions(validation: 33));
        double[] point = whole.Inits(), expected = new double[whole.BinCount], main = new double[masked.BinCount];
        point[whole.IndexOf("scale_v")] = 1.5;

        whole.With(whole.ObservedData).CreateEvaluator().ExpectedMain(point, expected);
        masked.With(masked.ObservedData).CreateEvaluator().ExpectedMain(point, main);

        Assert.Equal(expected, main);
        Assert.True(masked.Channels[1].IsMasked);
        Assert.Equal(2, masked.LikelihoodBinCount);
    }

    [Fact]
    public void The_profiled_and_the_full_likelihood_agree_at_the_minimum()
    {
        Model model = Model.Compile(Regions(validation: 33), s_masked);

        FitResult fit = model.Fitted();

        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        Assert.Equal(fit.TwiceNll, evaluator.TwiceNll(fit.Values), Relative * Math.Abs(fit.TwiceNll));
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest_one()
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Model.Compile(Regions(validation: 33), new CompileOptions { MaskedChannels = ["validatoin"] }));

        Diagnostic error = Assert.Single(exception.Diagnostics);
        Assert.Equal("WK440", error.Code);
        Assert.Contains("'validation'", error.Hint, StringComparison.Ordinal);
    }

    private static Workspace Regions(double validation) => Create(
    [
        (Channel("signal", Sample("signal", [5, 8], new NormFactor("mu")), Sample("background", [30, 20], new NormSys("alpha", 0.9, 1.15), StatError("stat_s", 2, 1.5))), [41, 33]),
        (Channel("validation", Sample("background", [40], new NormSys("alpha", 0.92, 1.1), new NormFactor("scale_v"), StatError("stat_v", 3)), Sample("rest", [5])), [validation]),
    ]);
}
