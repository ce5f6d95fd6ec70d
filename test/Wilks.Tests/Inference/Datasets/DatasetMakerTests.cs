using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference.Datasets;

/// <summary>Data sets of a model whose every number is known: in the control region the background's factor is 60/50, in the signal region the signal fills up the rest.</summary>
public sealed class DatasetMakerTests
{
    private const double Signal = 5;
    private const double Background = 10;
    private const double Control = 50;
    private const double ControlCount = 60;
    private const double SignalCount = 17;

    /// <summary>The minimiser stops where the distance to the minimum is below 1e-10 of 2NLL.</summary>
    private const double FitPrecision = 1e-6;

    private const double Exact = 1e-12;

    private static readonly string[] s_signalRegion = ["signal"];

    [Fact]
    public void The_observed_data_are_the_models_own()
    {
        Model model = Counting();

        Assert.Same(model.ObservedData, DatasetMaker.Make(model, DatasetRecipe.Observed, TestContext.Current.CancellationToken).Data);
    }

    [Fact]
    public void Asimov_data_are_expected_at_the_initial_values()
    {
        double[] main = CountsOf(Counting(), new DatasetRecipe { Kind = DataKind.Asimov });

        Assert.Equal([Control, Background + Signal], main);
    }

    [Fact]
    public void A_parameter_can_be_elsewhere()
    {
        Model model = Counting();

        double[] main = CountsOf(model, new DatasetRecipe { Kind = DataKind.Asimov, At = At(model, "mu", 0) });

        Assert.Equal([Control, Background], main);
    }

    [Fact]
    public void A_free_postfit_data_set_is_the_observed_one_where_the_model_can_fit_it()
    {
        double[] main = CountsOf(Counting(), new DatasetRecipe { Kind = DataKind.AsimovPostfit });

        Assert.Equal(ControlCount, main[0], FitPrecision);
        Assert.Equal(SignalCount, main[1], FitPrecision);
    }

    [Fact]
    public void A_parameter_is_held_in_the_fit_behind_postfit_data()
    {
        Model model = Counting();

        double[] main = CountsOf(model, new DatasetRecipe { Kind = DataKind.AsimovPostfit, At = At(model, "mu", 0) });

        // Without a signal the factor is that of all counts together.
        double factor = (ControlCount + SignalCount) / (Control + Background);
        Assert.Equal(factor * Control, main[0], FitPrecision);
        Assert.Equal(factor * Background, main[1], FitPrecision);
    }

    [Fact]
    public void An_injected_signal_comes_on_top_of_a_background_fitted_without_it()
    {
        Model model = Counting();

        double[] main = CountsOf(model, new DatasetRecipe { Kind = DataKind.AsimovPostfit, Injected = At(model, "mu", 2) });

        double factor = (ControlCount + SignalCount) / (Control + Background);
        Assert.Equal((factor * Background) + (2 * Signal), main[1], FitPrecision);
    }

    [Fact]
    public void A_signal_injected_into_observed_data_is_added_to_the_counts()
    {
        Model model = Counting();

        double[] main = CountsOf(model, new DatasetRecipe { Injected = At(model, "mu", 2) });

        Assert.Equal([ControlCount, SignalCount + (2 * Signal)], main);
    }

    [Fact]
    public void A_blinded_channel_holds_what_the_others_expect_of_it()
    {
        Model model = Counting();

        double[] main = CountsOf(model, new DatasetRecipe { Kind = DataKind.AsimovPostfit, BlindedChannels = s_signalRegion, At = At(model, "mu", 0) });

        Assert.Equal(ControlCount, main[0]);
        Assert.Equal(Background * ControlCount / Control, main[1], FitPrecision);
    }

    [Fact]
    public void A_blinded_channel_can_hold_what_is_expected_before_a_fit()
    {
        double[] main = CountsOf(Counting(), new DatasetRecipe { Kind = DataKind.Asimov, BlindedChannels = s_signalRegion });

        Assert.Equal([ControlCount, Background + Signal], main);
    }

    [Theory]
    [InlineData(DataKind.Asimov)]
    [InlineData(DataKind.AsimovPostfit)]
    [InlineData(DataKind.Toy)]
    [InlineData(DataKind.ToyPostfit)]
    public void The_counts_of_a_blinded_channel_change_nothing(DataKind kind)
    {
        Model model = Counting(), other = Counting(signalCount: 9000);
        var recipe = new DatasetRecipe { Kind = kind, BlindedChannels = s_signalRegion, At = At(model, "mu", 0.5) };

        Assert.Equal(CountsOf(model, recipe), CountsOf(other, recipe));
    }

    [Fact]
    public void A_fit_to_mixed_data_ends_where_the_fit_to_the_other_channels_did()
    {
        Model model = Counting();
        MadeDataset made = DatasetMaker.Make(model, new DatasetRecipe { Kind = DataKind.AsimovPostfit, BlindedChannels = s_signalRegion, At = At(model, "mu", 0.7) }, TestContext.Current.CancellationToken);

        FitResult fit = model.Fitted(made.Data);

        Assert.Equal(made.Point![model.IndexOf("mu")], fit.Values[model.IndexOf("mu")], FitPrecision);
        Assert.Equal(made.Point[model.IndexOf("scale")], fit.Values[model.IndexOf("scale")], FitPrecision);
    }

    [Fact]
    public void A_toy_is_a_function_of_its_seed_and_not_the_first_toy_of_a_test()
    {
        Model model = Counting();
        var recipe = new DatasetRecipe { Kind = DataKind.Toy, Seed = 7 };

        double[] toy = CountsOf(model, recipe);

        Assert.Equal(toy, CountsOf(model, recipe));
        Assert.NotEqual(toy, CountsOf(model, recipe with { Seed = 8 }));
        Assert.NotEqual(toy, new ToyGenerator(model.With(model.ObservedData), [.. model.Parameters.Select(p => p.Init)]).Draw(7, 0).Main.ToArray());
    }

    [Fact]
    public void The_auxiliary_data_of_asimov_data_follow_the_fit_and_those_of_mixed_data_stay()
    {
        Model model = Model.Compile(Create([(Channel("channel", Sample("background", [50], new NormSys("alpha", 0.9, 1.1))), [60])]));

        MadeDataset made = DatasetMaker.Make(model, new DatasetRecipe { Kind = DataKind.AsimovPostfit }, TestContext.Current.CancellationToken);
        MadeDataset mixed = DatasetMaker.Make(model, new DatasetRecipe { Kind = DataKind.Asimov, BlindedChannels = ["channel"] }, TestContext.Current.CancellationToken);

        Assert.Equal(made.Fit!.Values[0], made.Data.Auxiliary.Span[0], Exact);
        Assert.True(made.Data.Auxiliary.Span[0] > 0.5);
        Assert.Equal(0, mixed.Data.Auxiliary.Span[0]);
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Model model = Counting();

        Refused(model, new DatasetRecipe { At = At(model, "mu", 0) });
        Refused(model, new DatasetRecipe { BlindedChannels = s_signalRegion });
        Refused(model, new DatasetRecipe { Kind = DataKind.Asimov, At = At(model, "mu", 0), Injected = At(model, "mu", 1) });
        Refused(model, new DatasetRecipe { Kind = DataKind.AsimovPostfit, BlindedChannels = ["signal", "control"] });
    }

    private static void Refused(Model model, DatasetRecipe recipe) => Assert.Throws<ArgumentException>(() => DatasetMaker.Make(model, recipe, TestContext.Current.CancellationToken));

    private static double[] CountsOf(Model model, DatasetRecipe recipe) => DatasetMaker.Make(model, recipe, TestContext.Current.CancellationToken).Data.Main.ToArray();

    private static Dictionary<int, double> At(Model model, string name, double value) => new() { [model.IndexOf(name)] = value };

    private static Model Counting(double signalCount = SignalCount) => Model.Compile(Create(
    [
        (Channel("control", Sample("background", [Control], new NormFactor("scale"))), [ControlCount]),
        (Channel("signal", Sample("background", [Background], new NormFactor("scale")), Sample("signal", [Signal], new NormFactor("mu"))), [signalCount]),
    ]));
}
