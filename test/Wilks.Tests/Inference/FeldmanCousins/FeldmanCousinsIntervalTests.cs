using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Inference.FeldmanCousins;

public sealed class FeldmanCousinsIntervalTests
{
    private const double Level = 0.9;
    private const double Background = 3;

    // The paper prints two decimals.
    private const double Printed = 0.011;

    // Four standard deviations of an end: the seed is fixed, so that a right construction always passes.
    private const double Sigmas = 4;

    // Where p jumps, toys decide on which side a value lies, and the outermost sliver of the set may be thinner than the grid.
    private const double Sliver = 0.03;

    private static readonly FeldmanCousinsOptions s_options = new() { Level = Level, Toys = 20_000, Seed = 7, Threads = 2 };

    private static CompiledModel Counting(double observed) => new(Model.Compile(new Workspace
    {
        Channels = [new Channel("bin", [new Sample("signal", [1], [new NormFactor("mu")]), new Sample("background", [Background], [])])],
        Observations = [new Observation("bin", [observed])],
        Measurements = [new Measurement("main", ["mu"], [new ParameterSetting("mu") { Bounds = [new Interval(0, 60)] }])],
    }));

    // Table IV of the paper, background 3.0.
    [Theory]
    [InlineData(1, 0, 1.88)]
    [InlineData(2, 0, 3.04)]
    [InlineData(3, 0, 4.42)]
    [InlineData(4, 0, 5.60)]
    [InlineData(5, 0, 6.99)]
    [InlineData(6, 0.15, 8.47)]
    [InlineData(7, 0.89, 9.53)]
    [InlineData(8, 1.51, 10.99)]
    [InlineData(9, 1.88, 12.30)]
    [InlineData(10, 2.63, 13.50)]
    public void The_reference_construction_gives_the_published_table(int observed, double lower, double upper)
    {
        (double foundLower, double foundUpper) = new PoissonConstruction(Background, Level).Interval(observed, highest: 16);

        Assert.Equal(lower, foundLower, Printed);
        Assert.Equal(upper, foundUpper, Printed);
    }

    // The paper lengthens intervals so that upper ends do not rise with the background: for no count at all this shows.
    [Fact]
    public void The_published_end_for_no_count_is_the_largest_of_higher_backgrounds()
    {
        double[] ends = [.. Enumerable.Range(0, 101).Select(i => new PoissonConstruction(Background + (0.01 * i), Level).Interval(0, highest: 3).Upper)];

        Assert.Equal(0.95, ends[0], Printed);
        Assert.Equal(1.08, ends.Max(), Printed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    public void Toys_find_the_exact_interval_of_a_count(int observed)
    {
        (double lower, double upper) = new PoissonConstruction(Background, Level).Interval(observed, highest: 16);
        CompiledModel model = Counting(observed);

        FeldmanCousinsResult found = FeldmanCousinsInterval.Find(model, model.ObservedData, 0, s_options, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(lower == 0, found.Lower.IsAtBound);
        Assert.Equal(lower, found.Lower.Value, (Sigmas * found.Lower.Uncertainty) + Sliver);
        Assert.Equal(upper, found.Upper.Value, (Sigmas * found.Upper.Uncertainty) + Sliver);
    }

    [Fact]
    public void The_p_value_of_a_point_is_the_exact_one()
    {
        var exact = new PoissonConstruction(Background, Level);
        CompiledModel model = Counting(6);

        FeldmanCousinsResult found = FeldmanCousinsInterval.Find(model, model.ObservedData, 0, s_options, [0, 0.5, 2, 5, 8, 9.3], TestContext.Current.CancellationToken);

        Assert.All(found.Points, point => Assert.Equal(exact.PValue(6, point.Values[0]), point.PValue.Value, Math.Max(Sigmas * point.PValue.Uncertainty, 1e-3)));
    }

    [Fact]
    public void Threads_and_order_do_not_change_a_bit()
    {
        CompiledModel model = Counting(4);
        FeldmanCousinsOptions few = s_options with { Toys = 300 };

        FeldmanCousinsResult one = FeldmanCousinsInterval.Find(model, model.ObservedData, 0, few with { Threads = 1 }, [1, 2, 3, 8], TestContext.Current.CancellationToken);
        FeldmanCousinsResult three = FeldmanCousinsInterval.Find(model, model.ObservedData, 0, few with { Threads = 3 }, [8, 3, 1, 2], TestContext.Current.CancellationToken);

        Assert.Equal(one.Points.Select(point => (point.Values[0], point.T, point.Critical, point.PValue)), three.Points.Select(point => (point.Values[0], point.T, point.Critical, point.PValue)));
        Assert.Equal(one.Upper, three.Upper);
    }

    [Fact]
    public void Another_seed_gives_other_toys()
    {
        CompiledModel model = Counting(4);
        FeldmanCousinsOptions few = s_options with { Toys = 1000 };

        FeldmanCousinsPoint[] points = [.. new[] { few, few with { Seed = 8 } }.Select(options => FeldmanCousinsInterval.Find(model, model.ObservedData, 0, options, [1, 3], TestContext.Current.CancellationToken).Points[1])];

        Assert.NotEqual(points[0].PValue.Passed, points[1].PValue.Passed);
    }

    [Fact]
    public void A_fixed_parameter_is_refused()
    {
        var model = new CompiledModel(Model.Compile(new Workspace
        {
            Channels = [new Channel("bin", [new Sample("signal", [1], [new NormFactor("mu")]), new Sample("background", [3], [new NormFactor("k")])])],
            Observations = [new Observation("bin", [4])],
            Measurements = [new Measurement("main", ["mu"], [new ParameterSetting("k") { Fixed = true }])],
        }));
        int k = model.Model.IndexOf("k");

        ArgumentException error = Assert.Throws<ArgumentException>(() => FeldmanCousinsInterval.Find(model, model.ObservedData, k, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("'k' is fixed", error.Message, StringComparison.Ordinal);
    }
}
