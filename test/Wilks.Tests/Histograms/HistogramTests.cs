using Wilks.Histograms;

namespace Wilks.Tests.Histograms;

public sealed class HistogramTests
{
    private static readonly RegularAxis s_regular = new(2, 0, 1) { HasUnderflow = true, HasOverflow = true };

    [Fact]
    public void Edges_of_a_regular_axis_meet_both_ends()
    {
        var axis = new RegularAxis(3, 0.1, 0.7);

        Assert.Equal(0.1, axis.Edges[0]);
        Assert.Equal(0.7, axis.Edges[^1]);
        Assert.Equal(4, axis.Edges.Count);
    }

    [Fact]
    public void Cells_stand_in_C_order_with_the_flow_among_them()
    {
        double[] values = [.. Enumerable.Range(0, 12).Select(cell => (double)cell)];
        var histogram = new Histogram("h", [s_regular, new TextCategoryAxis(["a", "b"]) { HasOverflow = true }], values);

        Assert.Equal(0, histogram.CellIndex(-1, 0));
        Assert.Equal(4, histogram.CellIndex(0, 1));
        Assert.Equal(11, histogram.CellIndex(2, 2));
        Assert.Equal([3.0, 4, 6, 7], histogram.InnerValues());
    }

    [Fact]
    public void Counts_are_their_own_variances()
    {
        var counts = new Histogram("h", [new BooleanAxis()], [3, 4]);
        var weights = new Histogram("h", [new BooleanAxis()], [3, 4], [1, 2]);

        Assert.True(counts.HoldsCounts);
        Assert.Equal([3.0, 4], counts.InnerVariances());
        Assert.False(weights.HoldsCounts);
        Assert.Equal([1.0, 2], weights.InnerVariances());
    }

    [Fact]
    public void What_it_was_made_from_may_change_afterwards()
    {
        double[] values = [1, 2];
        double[] variances = [3, 4];
        var histogram = new Histogram("h", [new BooleanAxis()], values, variances);

        values[0] = variances[0] = 99;

        Assert.Equal([1.0, 2], histogram.Values);
        Assert.Equal([3.0, 4], histogram.Variances);
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(0, -1)]
    public void A_cell_that_is_not_there_is_refused(int first, int second)
    {
        var histogram = new Histogram("h", [s_regular, new BooleanAxis()], new double[8]);

        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.CellIndex(first, second));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Histogram("h", [s_regular], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Histogram("h", [new BooleanAxis()], [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new Histogram("h", [new BooleanAxis()], [1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => new VariableAxis([1, 1]));
        Assert.Throws<ArgumentException>(() => new VariableAxis([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => new RegularAxis(2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RegularAxis(0, 0, 1));
        Assert.Throws<ArgumentException>(() => new TextCategoryAxis(["a", "a"]));
    }
}
