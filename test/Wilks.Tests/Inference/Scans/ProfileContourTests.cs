using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

public sealed class ProfileContourTests
{
    /// <summary>What the contour promises, relative to its level.</summary>
    private const double LevelTolerance = 2e-6;

    [Fact]
    public void Two_independent_counts_have_the_contour_of_their_sum()
    {
        Model model = TwoCounts(upper: 100);

        ContourResult result = ProfileContour.Run(new CompiledModel(model), model.ObservedData, model.IndexOf("a"), model.IndexOf("b"), [0.68, 0.95], 16, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, result.Contours.Count);
        Assert.Equal(-2 * Math.Log(0.05), result.Contours[1].DeltaTwiceNll, 1e-12);
        Assert.All(result.Contours, contour => Assert.All(contour.Points, p =>
        {
            Assert.False(p.IsAtBound);
            Assert.Equal(contour.DeltaTwiceNll, Excess(p.First, 20) + Excess(p.Second, 50), LevelTolerance * contour.DeltaTwiceNll);
        }));
    }

    [Fact]
    public void A_bound_that_is_met_first_is_said()
    {
        Model model = TwoCounts(upper: 55);

        Contour contour = Assert.Single(ProfileContour.Run(new CompiledModel(model), model.ObservedData, model.IndexOf("a"), model.IndexOf("b"), [0.95], 16, cancellationToken: TestContext.Current.CancellationToken).Contours);

        ContourPoint[] atBound = [.. contour.Points.Where(p => p.IsAtBound)];
        Assert.NotEmpty(atBound);
        Assert.All(atBound, p => Assert.True(p.Second == 55 && p.DeltaTwiceNll < contour.DeltaTwiceNll));
        Assert.All(contour.Points.Except(atBound), p => Assert.Equal(contour.DeltaTwiceNll, p.DeltaTwiceNll, LevelTolerance * contour.DeltaTwiceNll));
    }

    [Fact]
    public void No_bit_depends_on_the_number_of_threads()
    {
        Model model = CountingModel.Create();
        int mu = model.IndexOf("mu"), scale = model.IndexOf("scale");

        ContourResult one = ProfileContour.Run(new CompiledModel(model), model.ObservedData, mu, scale, [0.68], 8, threads: 1, cancellationToken: TestContext.Current.CancellationToken);
        ContourResult two = ProfileContour.Run(new CompiledModel(model), model.ObservedData, mu, scale, [0.68], 8, threads: 2, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(one.Contours[0].Points, two.Contours[0].Points);
    }

    [Fact]
    public void A_contour_needs_two_parameters()
    {
        Model model = CountingModel.Create();

        Assert.Throws<ArgumentException>(() => ProfileContour.Run(new CompiledModel(model), model.ObservedData, 0, 0, [0.68], cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Model TwoCounts(double upper) => Model.Compile(Create(
        [(Channel("first", Sample("a", [1], new NormFactor("a"))), [20]), (Channel("second", Sample("b", [1], new NormFactor("b"))), [50])],
        new ParameterSetting("a") { Bounds = [new Interval(0, 100)] }, new ParameterSetting("b") { Bounds = [new Interval(0, upper)] }));

    private static double Excess(double rate, double observed) => 2 * (rate - observed - (observed * Math.Log(rate / observed)));
}
