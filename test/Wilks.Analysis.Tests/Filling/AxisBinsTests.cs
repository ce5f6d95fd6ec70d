using Wilks.Analysis.Filling;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>The search for bins against comparisons with the edges.</summary>
public sealed class AxisBinsTests
{
    public static TheoryData<int, double, double> RegularAxes => new()
    {
        { 1, 0, 1 }, { 10, 0, 1 }, { 3, -0.1, 0.2 }, { 49, 0.1, 0.7 }, { 7, 1e6, 1e6 + 1 }, { 100, -1e-300, 1e-300 }, { 5, 1, 1.0000000000000011 }, { 97, -1e300, 1e300 },
    };

    [Theory]
    [MemberData(nameof(RegularAxes))]
    public void A_regular_axis_puts_values_at_and_beside_its_edges_where_comparisons_do(int count, double lower, double upper)
    {
        var axis = new RegularAxis(count, lower, upper);
        double[] values = [.. axis.Edges.SelectMany(edge => new[] { Math.BitDecrement(edge), edge, Math.BitIncrement(edge) }), double.NegativeInfinity, double.PositiveInfinity, double.MaxValue];
        int[] bins = new int[values.Length];

        new AxisBins(axis).Find(values, bins);

        Assert.Equal(values.Select(value => Expected(axis.Edges, value)), bins);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(64)]
    public void A_variable_axis_puts_values_at_and_beside_its_edges_where_comparisons_do(int edges)
    {
        var axis = new VariableAxis([.. Enumerable.Range(0, edges).Select(i => (i * i * 0.1) - 3)]);
        double[] values = [.. axis.Edges.SelectMany(edge => new[] { Math.BitDecrement(edge), edge, Math.BitIncrement(edge) }), double.NegativeInfinity, double.PositiveInfinity];
        int[] bins = new int[values.Length];

        new AxisBins(axis).Find(values, bins);

        Assert.Equal(values.Select(value => Expected(axis.Edges, value)), bins);
    }

    [Fact]
    public void Infinite_edges_hold_all_but_what_stands_at_the_upper_one()
    {
        var axis = new VariableAxis([double.NegativeInfinity, 0, double.PositiveInfinity]);
        int[] bins = new int[4];

        new AxisBins(axis).Find([double.NegativeInfinity, -5, 1e308, double.PositiveInfinity], bins);

        Assert.Equal([0, 0, 1, 2], bins);
    }

    [Fact]
    public void NaN_is_behind_all_else()
    {
        int[] regular = new int[1];
        int[] variable = new int[1];

        new AxisBins(new RegularAxis(4, 0, 1)).Find([double.NaN], regular);
        new AxisBins(new VariableAxis([0, 1, 2])).Find([double.NaN], variable);

        Assert.Equal([5], regular);
        Assert.Equal([3], variable);
    }

    [Fact]
    public void A_circular_axis_takes_values_in_at_the_other_end()
    {
        int[] bins = new int[6];

        new AxisBins(new RegularAxis(4, 0, 8) { IsCircular = true }).Find([8, -1, 17, -8, 7.9, -1e-300], bins);

        Assert.Equal([0, 3, 0, 0, 3, 0], bins);
    }

    private static int Expected(IReadOnlyList<double> edges, double value) => edges.Count(edge => edge <= value) - 1;
}
