using Wilks.Inference;
using Wilks.Models;
using Wilks.Tests.Likelihoods;

namespace Wilks.Tests.Inference.Impacts;

public sealed class UncertaintyBreakdownTests
{
    // Squares of roots: rounding only.
    private const double Rounding = 1e-9;

    // Interval ends are found to 1e-7 of their distance.
    private const double Ends = 1e-6;

    private static readonly CompiledModel s_model = new(Model.Compile(SmallWorkspaces.All["nine bins with everything"]));

    private static int Mu => s_model.Model.IndexOf("mu");

    private static NuisanceGroup Group(string name, params string[] sets) => new(name, [.. s_model.Parameters.Where(parameter => sets.Contains(parameter.Set)).Select(parameter => parameter.Index)]);

    private static BreakdownResult Run(IReadOnlyList<int> pois, params NuisanceGroup[] groups) =>
        UncertaintyBreakdown.Run(s_model, s_model.ObservedData, pois, groups, threads: 2, cancellationToken: TestContext.Current.CancellationToken);

    private static double Sum(PoiBreakdown poi, Func<UncertaintySplit, double> part) =>
        Math.Sqrt(poi.Groups.Sum(group => part(group.InOrder) * part(group.InOrder)) + (part(poi.Remaining) * part(poi.Remaining)));

    [Fact]
    public void Drops_in_order_add_up_to_the_total()
    {
        PoiBreakdown poi = Run([Mu], Group("shapes", "alpha", "beta"), Group("templates", "stat_a")).Pois[0];

        Assert.Equal(["shapes", "templates", "other"], poi.Groups.Select(group => group.Name));
        Assert.Equal(poi.Total.Symmetric, Sum(poi, split => split.Symmetric), Rounding);
        Assert.Equal(poi.Total.Up, Sum(poi, split => split.Up), Rounding);
        Assert.Equal(poi.Total.Down, Sum(poi, split => split.Down), Rounding);
        Assert.Equal(poi.Statistical.Symmetric, poi.Remaining.Symmetric, Rounding);
    }

    [Fact]
    public void The_order_moves_what_correlated_groups_share()
    {
        NuisanceGroup shapes = Group("shapes", "alpha", "beta"), templates = Group("templates", "stat_a");

        PoiBreakdown one = Run([Mu], shapes, templates).Pois[0], other = Run([Mu], templates, shapes).Pois[0];

        Assert.Equal(one.Groups[0].Alone, one.Groups[0].InOrder);
        Assert.NotEqual(one.Groups[0].InOrder.Symmetric, other.Groups[1].InOrder.Symmetric);
        Assert.Equal(one.Groups[0].Alone.Symmetric, other.Groups[1].Alone.Symmetric, Rounding);
    }

    [Fact]
    public void Frozen_alone_a_group_has_the_freezing_impact()
    {
        NuisanceGroup shapes = Group("shapes", "alpha", "beta");

        PoiBreakdown poi = Run([Mu], shapes).Pois[0];

        ImpactResult impacts = ImpactCalculator.Run(s_model, s_model.ObservedData, Mu, new Dictionary<string, IReadOnlyList<int>> { ["shapes"] = shapes.Parameters }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(impacts.Groups[0].Freezing, poi.Groups[0].Alone.Symmetric, Rounding);
        Assert.Equal(impacts.Total, poi.Total.Symmetric, Rounding);
    }

    [Fact]
    public void The_sides_are_those_of_the_profile_interval()
    {
        PoiBreakdown poi = Run([Mu]).Pois[0];

        FitResult fit = s_model.CreateFitter().Fit(s_model.ObservedData, null, TestContext.Current.CancellationToken);
        ParameterInterval interval = new IntervalFinder(s_model, s_model.ObservedData, fit).FindStandard(Mu, TestContext.Current.CancellationToken);
        Assert.Equal(interval.Upper - interval.Value, poi.Total.Up, Ends);
        Assert.Equal(interval.Value - interval.Lower, poi.Total.Down, Ends);
    }

    [Fact]
    public void Several_parameters_of_interest_stay_free_together()
    {
        int k = s_model.Model.IndexOf("k");

        BreakdownResult both = Run([Mu, k], Group("all", "alpha", "beta", "k", "mu"));

        Assert.Equal(["mu", "k"], both.Pois.Select(poi => poi.Poi.Name));
        Assert.All(both.Pois, poi => Assert.Equal(poi.Total.Symmetric, Sum(poi, split => split.Symmetric), Rounding));
        Assert.All(both.Pois, poi => Assert.InRange(poi.Statistical.Symmetric, 1e-3, poi.Total.Symmetric));
    }

    [Fact]
    public void No_parameter_and_a_fixed_one_are_refused()
    {
        Assert.Contains("needs a parameter", Assert.Throws<ArgumentException>(() => Run([])).Message, StringComparison.Ordinal);
    }
}
