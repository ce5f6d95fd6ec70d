using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;

namespace Wilks.Analysis.Tests.Variations;

public sealed class VariationCombinationTests
{
    /// <summary>One root and a few sums.</summary>
    private const double Rounding = 1e-14;

    private static readonly Template s_nominal = new([10, 20], [1, 2]);
    private static readonly Template[] s_members = [new([11, 19], [9, 9]), new([7, 25], [9, 9]), new([12, 19], [9, 9])];

    [Fact]
    public void An_envelope_is_the_highest_and_the_lowest_of_members_and_nominal_in_each_bin()
    {
        (Template up, Template down) = VariationCombination.Combine(s_nominal, s_members, CombinationRule.Envelope);
        (Template oneUp, Template oneDown) = VariationCombination.Combine(s_nominal, s_members[..1], CombinationRule.Envelope);

        Assert.Equal([12, 25], up.Yields);
        Assert.Equal([7, 19], down.Yields);
        Assert.Equal([11, 20], oneUp.Yields);
        Assert.Equal([10, 19], oneDown.Yields);
    }

    [Fact]
    public void A_standard_deviation_is_around_the_mean_of_the_members_and_laid_around_the_nominal()
    {
        (Template up, Template down) = VariationCombination.Combine(s_nominal, s_members, CombinationRule.StandardDeviation);

        // Means 10 and 21: √((1 + 9 + 4)/2) and √((4 + 16 + 4)/2).
        Assert.Equal(10 + Math.Sqrt(7), up.Yields[0], Rounding * 10);
        Assert.Equal(20 - Math.Sqrt(12), down.Yields[1], Rounding * 20);
    }

    [Fact]
    public void A_Hessian_set_adds_deviations_from_the_nominal_in_quadrature()
    {
        (Template up, Template down) = VariationCombination.Combine(s_nominal, s_members, CombinationRule.Hessian);

        Assert.Equal(10 + Math.Sqrt(1 + 9 + 4), up.Yields[0], Rounding * 10);
        Assert.Equal(20 - Math.Sqrt(1 + 25 + 1), down.Yields[1], Rounding * 20);
        Assert.Equal(s_nominal.Variances, up.Variances);
    }
}
