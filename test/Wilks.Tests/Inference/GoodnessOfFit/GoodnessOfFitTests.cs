using Wilks.Inference;
using Wilks.Models;
using Wilks.Numerics;
using Wilks.Tests.Likelihoods;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference.GoodnessOfFit;

/// <summary>The likelihood ratio to the saturated model: by hand, as a sum of its parts, and in toys.</summary>
public sealed class GoodnessOfFitTests
{
    private const double Exact = 1e-12;

    /// <summary>Differences of 2NLL of some hundreds.</summary>
    private const double OfTwiceNll = 1e-9;

    private const ulong Seed = 5;

    public static TheoryData<string> Workspaces => [.. SmallWorkspaces.All.Keys];

    [Theory]
    [InlineData(17, 10)]
    [InlineData(3, 10)]
    [InlineData(0, 10)]
    [InlineData(2.5, 0.7)]
    public void A_count_and_an_expectation(double count, double expected)
    {
        Model model = Model.Compile(OneChannel([count], Sample("background", [expected])));

        GoodnessOfFitResult result = Judged(model);

        double deviance = 2 * (expected - count + (count == 0 ? 0 : count * Math.Log(count / expected)));
        Assert.Equal(deviance, result.Statistic, Exact * 10);
        Assert.Equal(1, result.DegreesOfFreedom);
        Assert.Equal(ChiSquared.UpperTail(deviance, 1), result.PValue, Exact * 10);
        Assert.Equal((count - expected) * (count - expected) / expected, result.Pearson, Exact * 10);
        Assert.Equal((count - expected) / Math.Sqrt(expected), result.Channels[0].PearsonResiduals[0], Exact);
        Assert.Equal(Math.Sign(count - expected) * Math.Sqrt(deviance), result.Channels[0].DevianceResiduals[0], Exact * 10);
    }

    [Fact]
    public void A_free_factor_takes_a_degree_of_freedom_and_with_none_left_there_is_no_p_value()
    {
        Model model = Model.Compile(OneChannel([17], Sample("signal", [5], new NormFactor("mu")), Sample("background", [10])));

        GoodnessOfFitResult result = Judged(model);

        Assert.Equal(0, result.DegreesOfFreedom);
        Assert.True(double.IsNaN(result.PValue));
        Assert.Contains("bins 1, free parameters without a constraint 1", result.Remark, StringComparison.Ordinal);
        Assert.Equal(0, result.Statistic, OfTwiceNll);
    }

    [Fact]
    public void A_held_factor_takes_none()
    {
        Model model = Model.Compile(OneChannel([17], Sample("signal", [5], new NormFactor("mu")), Sample("background", [10])));
        var options = new FitOptions { Hold = new Dictionary<int, double> { [0] = 0 } };

        GoodnessOfFitResult result = GoodnessOfFitCalculator.Judge(model, model.ObservedData, model.Fitted(options), options);

        Assert.Equal(1, result.DegreesOfFreedom);
        Assert.Equal(SaturatedModel.BakerCousins(17, 10), result.Statistic, OfTwiceNll);
    }

    [Theory]
    [MemberData(nameof(Workspaces))]
    public void The_statistic_is_the_sum_over_bins_and_constraint_terms(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);

        GoodnessOfFitResult result = Judged(model);

        double constraints = model.Parameters.Sum(p => Penalty(p, result.Fit.Values[p.Index]));
        Assert.Equal(constraints, result.ConstraintPart, OfTwiceNll * Math.Max(1, Math.Abs(result.SaturatedTwiceNll)));
    }

    [Fact]
    public void A_masked_channel_is_judged_apart()
    {
        Workspace workspace = Create([(Channel("a", Sample("background", [10])), [17]), (Channel("b", Sample("background", [10])), [40])]);
        Model model = Model.Compile(workspace, new CompileOptions { MaskedChannels = ["b"] });

        GoodnessOfFitResult result = Judged(model);

        Assert.Equal(1, result.BinCount);
        Assert.Equal(SaturatedModel.BakerCousins(17, 10), result.Statistic, OfTwiceNll);
        Assert.Equal(SaturatedModel.BakerCousins(40, 10), result.Channels[1].BakerCousins, OfTwiceNll);
        Assert.Equal(result.Channels[0].BakerCousins, result.BakerCousins);
    }

    [Fact]
    public void Toys_are_the_same_on_any_number_of_threads()
    {
        Model model = Model.Compile(SmallWorkspaces.All["shapesys"]);
        GoodnessOfFitResult result = Judged(model);

        GoodnessOfFitToys one = Toys(model, result, 200, threads: 1), three = Toys(model, result, 200, threads: 3);

        Assert.Equal(one.Statistics, three.Statistics);
        Assert.Equal(0, one.Failed);
        Assert.Equal(one.PValue, three.PValue);
    }

    [Fact]
    public void Toys_of_large_counts_follow_the_chi_squared_distribution()
    {
        const int toys = 2000;
        Model model = Model.Compile(OneChannel([1010, 1975, 1540], Sample("signal", [100, 50, 20], new NormFactor("mu")), Sample("background", [900, 1950, 1500], new NormSys("alpha", 0.95, 1.05))));
        GoodnessOfFitResult result = Judged(model);

        GoodnessOfFitToys made = Toys(model, result, toys, threads: 2);

        // Four standard deviations of a binomial fraction.
        Assert.Equal(2, result.DegreesOfFreedom);
        Assert.Equal(result.PValue, made.PValue.Value, 4 * made.PValue.Uncertainty);
        Assert.Equal(result.DegreesOfFreedom, made.Statistics.Average(), 4 * Math.Sqrt(2.0 * result.DegreesOfFreedom / toys));
    }

    private static double Penalty(Parameter parameter, double value) => parameter.Constraint switch
    {
        ConstraintKind.Gaussian => (value - parameter.AuxiliaryData) * (value - parameter.AuxiliaryData) / (parameter.Sigma * parameter.Sigma),
        ConstraintKind.Poisson => SaturatedModel.BakerCousins(parameter.AuxiliaryData, parameter.Tau * value),
        _ => 0,
    };

    private static GoodnessOfFitResult Judged(Model model) => GoodnessOfFitCalculator.Judge(model, model.ObservedData, model.Fitted());

    private static GoodnessOfFitToys Toys(Model model, GoodnessOfFitResult result, int count, int threads)
        => GoodnessOfFitCalculator.MakeToys(model, result, count, Seed, threads: threads, cancellationToken: TestContext.Current.CancellationToken);
}
