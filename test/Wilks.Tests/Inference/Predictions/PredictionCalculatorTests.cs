using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Tests.Likelihoods;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference.Predictions;

/// <summary>Yields and their uncertainties where they are known by hand, and laws that hold everywhere.</summary>
public sealed class PredictionCalculatorTests
{
    private const double Exact = 1e-12;

    /// <summary>The minimiser stops where the distance to the minimum is below 1e-10 of 2NLL.</summary>
    private const double FitPrecision = 1e-6;

    // Their likelihood is flat along a combination of free factors: there is no covariance.
    private static readonly string[] s_flat = ["two normfactors on one sample", "three normfactors and a normsys on one sample", "shapefactor"];

    public static TheoryData<string> Workspaces => [.. SmallWorkspaces.All.Keys];

    public static TheoryData<string> WithCovariance => [.. SmallWorkspaces.All.Keys.Except(s_flat)];

    public static TheoryData<string> Flat => [.. s_flat];

    [Fact]
    public void Before_a_fit_independent_uncertainties_add_up_in_quadrature()
    {
        // 10 % by a factor, 3 counts by statistics; the signal's factor is free and has no uncertainty yet.
        Model model = Model.Compile(OneChannel([60], Sample("signal", [5], new NormFactor("mu")), Sample("background", [50], new NormSys("alpha", 0.9, 1.1), StatError("stat", 3))));

        ChannelPrediction channel = PredictionCalculator.Prefit(model).Channels[0];

        Assert.Equal(["background", "signal"], channel.Samples.Select(s => s.Name));
        Assert.Equal([50], channel.Samples[0].Bins);
        Assert.Equal(Math.Sqrt(25 + 9), channel.Samples[0].BinUncertainties[0], Exact);
        Assert.Equal(0, channel.Samples[1].BinUncertainties[0]);
        Assert.Equal(55, channel.Total.Sum);
        Assert.Equal(Math.Sqrt(25 + 9), channel.Total.SumUncertainty, Exact);
    }

    [Fact]
    public void What_bins_share_adds_up_linearly_and_what_they_do_not_in_quadrature()
    {
        Model model = Model.Compile(OneChannel([50, 30], Sample("background", [50, 30], new NormSys("alpha", 0.9, 1.1), StatError("stat", 3, 4))));

        YieldRow total = PredictionCalculator.Prefit(model).Channels[0].Total;

        Assert.Equal(Math.Sqrt((5 * 5) + 9), total.BinUncertainties[0], Exact);
        Assert.Equal(Math.Sqrt((3 * 3) + 16), total.BinUncertainties[1], Exact);
        Assert.Equal(Math.Sqrt((8 * 8) + 9 + 16), total.SumUncertainty, Exact);
    }

    [Fact]
    public void After_the_fit_of_a_free_signal_the_total_is_the_count_with_its_root()
    {
        const double count = 17;
        Model model = Model.Compile(OneChannel([count], Sample("signal", [5], new NormFactor("mu")), Sample("background", [10], new NormSys("alpha", 0.9, 1.1))));

        ChannelPrediction channel = PredictionCalculator.Postfit(model, model.Fitted()).Channels[0];

        // Signal and background pull against each other: apart they are known worse than together.
        Assert.Equal(count, channel.Total.Bins[0], FitPrecision);
        Assert.Equal(Math.Sqrt(count), channel.Total.BinUncertainties[0], 1e-4);
        Assert.True(channel.Samples[1].BinUncertainties[0] > channel.Total.BinUncertainties[0]);
    }

    [Theory]
    [MemberData(nameof(Workspaces))]
    public void Samples_add_up_to_the_expected_counts(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        double[] point = TestPoints.Random(model, model.FullMap, 0.7, 11), main = new double[model.BinCount];
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        evaluator.ExpectedMain(point, main);

        foreach ((ModelChannel channel, int c) in model.Channels.Select((channel, c) => (channel, c)))
        {
            double[] rates = new double[channel.Samples.Count * channel.BinCount];
            evaluator.ExpectedSamples(point, c, rates);
            for (int bin = 0; bin < channel.BinCount; bin++)
            {
                double sum = Enumerable.Range(0, channel.Samples.Count).Sum(s => rates[(s * channel.BinCount) + bin]);
                Assert.Equal(main[channel.FirstBin + bin], sum, Exact * Math.Max(1, Math.Abs(sum)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Flat))]
    public void Where_the_fit_has_no_covariance_no_uncertainty_is_made_up(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);

        Prediction prediction = PredictionCalculator.Postfit(model, model.Fitted());

        Assert.True(double.IsNaN(prediction.Channels[0].Total.SumUncertainty));
    }

    [Theory]
    [MemberData(nameof(WithCovariance))]
    public void Every_uncertainty_is_the_dense_formula(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        FitResult fit = model.Fitted();

        Prediction prediction = PredictionCalculator.Postfit(model, fit);

        double[][] shifts = DenseShifts(model, fit);
        foreach ((ModelChannel channel, ChannelPrediction predicted) in model.Channels.Zip(prediction.Channels))
        {
            for (int bin = 0; bin < channel.BinCount; bin++)
            {
                double expected = Dense([.. shifts.Select(s => s[channel.FirstBin + bin])], fit);
                Assert.Equal(expected, predicted.Total.BinUncertainties[bin], 1e-9 * Math.Max(1, expected));
            }

            double sum = Dense([.. shifts.Select(s => s.Skip(channel.FirstBin).Take(channel.BinCount).Sum())], fit);
            Assert.Equal(sum, predicted.Total.SumUncertainty, 1e-9 * Math.Max(1, sum));
        }
    }

    [Fact]
    public void A_sample_that_is_always_zero_is_listed()
    {
        Model model = Model.Compile(OneChannel([50], Sample("a", [0]), Sample("b", [50])));

        ChannelPrediction channel = PredictionCalculator.Prefit(model).Channels[0];

        Assert.Equal([0], channel.Samples[0].Bins);
        Assert.Equal([50], channel.Samples[1].Bins);
    }

    [Fact]
    public void Clipping_raises_samples_and_totals()
    {
        Workspace workspace = OneChannel([5], Sample("a", [-3]), Sample("b", [2]));

        ChannelPrediction samples = PredictionCalculator.Prefit(Model.Compile(workspace, new CompileOptions { ClipSampleRate = 0.5 })).Channels[0];
        ChannelPrediction bins = PredictionCalculator.Prefit(Model.Compile(workspace, new CompileOptions { ClipBinRate = 0.25 })).Channels[0];

        Assert.Equal(0.5, samples.Samples[0].Bins[0]);
        Assert.Equal(2.5, samples.Total.Bins[0]);
        Assert.Equal(-3, bins.Samples[0].Bins[0]);
        Assert.Equal(0.25, bins.Total.Sum);
    }

    [Fact]
    public void A_held_parameter_has_no_uncertainty()
    {
        Model model = Model.Compile(OneChannel([50], Sample("background", [50], new NormSys("alpha", 0.9, 1.1))));

        Prediction prediction = PredictionCalculator.Prefit(model, new FitOptions { Hold = new Dictionary<int, double> { [0] = 1 } });

        Assert.Equal(55, prediction.Channels[0].Total.Sum, Exact);
        Assert.Equal(0, prediction.Channels[0].Total.SumUncertainty);
    }

    private static double[][] DenseShifts(Model model, FitResult fit)
    {
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        return [.. model.Parameters.Select(p => Shift(model, evaluator, fit, p.Index))];
    }

    private static double[] Shift(Model model, LikelihoodEvaluator evaluator, FitResult fit, int p)
    {
        double sigma = Math.Sqrt(fit.Covariance![p * (model.Parameters.Count + 1)]);
        double[] up = new double[model.BinCount], down = new double[model.BinCount], point = [.. fit.Values];
        point[p] = fit.Values[p] + sigma;
        evaluator.ExpectedMain(point, up);
        point[p] = fit.Values[p] - sigma;
        evaluator.ExpectedMain(point, down);
        return [.. up.Zip(down, (u, d) => 0.5 * (u - d))];
    }

    // √ Σ v_i ρ_ij v_j over all pairs.
    private static double Dense(double[] v, FitResult fit)
    {
        int n = v.Length;
        double[] c = fit.Covariance!;
        double variance =
            (from i in Enumerable.Range(0, n)
             from j in Enumerable.Range(0, n)
             where c[i * (n + 1)] > 0 && c[j * (n + 1)] > 0
             select v[i] * v[j] * c[(i * n) + j] / Math.Sqrt(c[i * (n + 1)] * c[j * (n + 1)])).Sum();
        return Math.Sqrt(Math.Max(0, variance));
    }
}
