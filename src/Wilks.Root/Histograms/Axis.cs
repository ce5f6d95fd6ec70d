namespace Wilks.Root;

/// <summary>An axis of a histogram.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The title.</param>
/// <param name="Edges">The edges of the bins, one more than there are bins.</param>
/// <param name="IsVariable">Whether the file lists the edges; otherwise the bins have one width.</param>
/// <param name="Labels">The labels of bins by the bin's number, the first bin being 1; most axes have none.</param>
public sealed record Axis(string Name, string Title, IReadOnlyList<double> Edges, bool IsVariable, IReadOnlyDictionary<int, string> Labels)
{
    private const int MostBins = 1 << 28;

    /// <summary>The number of bins, without the two for underflow and overflow.</summary>
    public int BinCount => Edges.Count - 1;

    internal static Axis Create(RootObject axis, RootPlace place)
    {
        long count = axis.Integer("fNbins");
        double[] edges = axis.Numbers("fXbins");
        bool isVariable = edges.Length > 0;
        if (count is < 0 or > MostBins || (isVariable && edges.Length != count + 1)) throw new RootException(place, 0, $"an axis of {count} bins with {edges.Length} edges", "the axis is damaged");
        if (!isVariable)
        {
            (double low, double high) = (axis.Number("fXmin"), axis.Number("fXmax"));
            double step = (high - low) / count;
            edges = new double[count + 1];
            for (int index = 0; index < count; index++) edges[index] = (index * step) + low;
            edges[count] = high;
        }
        var labels = new Dictionary<int, string>();
        foreach (RootObject label in (axis.Object("fLabels")?.Items ?? []).OfType<RootObject>())
        {
            labels[(int)Math.Min(label.Integer("fUniqueID"), int.MaxValue)] = label.Text("fString");
        }
        return new Axis(axis.Name, axis.Title, edges, isVariable, labels);
    }
}
