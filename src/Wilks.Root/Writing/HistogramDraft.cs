namespace Wilks.Root;

/// <summary>A histogram to be written.</summary>
/// <remarks>Cells include those for underflow and overflow of every axis; the last axis runs fastest, as in <see cref="Histogram"/>.</remarks>
/// <param name="Title">The title.</param>
/// <param name="Edges">The edges of the bins of each axis: one or two axes.</param>
/// <param name="Values">The contents of all cells.</param>
/// <param name="Variances">The variances of all cells; null writes none, and the contents stand for them.</param>
public sealed record HistogramDraft(string Title, IReadOnlyList<IReadOnlyList<double>> Edges, double[] Values, double[]? Variances = null)
{
    // Bins count as having one width if none is off by more than rounding.
    private const double EdgeRounding = 1e-12;

    /// <summary>The number of fills; the sum of the contents unless given.</summary>
    public double? Entries { get; init; }

    /// <summary>The titles of the axes; empty unless given.</summary>
    public IReadOnlyList<string> AxisTitles { get; init; } = [];

    /// <summary>For each axis, whether its edges are written even where all bins have one width; no by default.</summary>
    public IReadOnlyList<bool> KeepsEdges { get; init; } = [];

    internal ObjectDraft ToObject(string name)
    {
        if (Edges.Count is not (1 or 2) || Edges.Any(edges => edges.Count < 2)) throw new ArgumentException("One or two axes of at least one bin are written.");
        int nx = Edges[0].Count + 1;
        int ny = Edges.Count > 1 ? Edges[1].Count + 1 : 1;
        if (Values.Length != nx * ny) throw new ArgumentException($"{Values.Length} cells were given for axes that have {nx * ny}, flow cells included.");
        if (Variances is not null && Variances.Length != Values.Length) throw new ArgumentException($"{Variances.Length} variances were given for {Values.Length} cells.");
        double sum = Values.Sum();
        var draft = new ObjectDraft(Edges.Count == 1 ? "TH1D" : "TH2D")
        {
            ["fName"] = name,
            ["fTitle"] = Title,
            ["fNcells"] = Values.Length,
            ["fXaxis"] = Axis(0),
            ["fYaxis"] = Axis(1),
            ["fZaxis"] = Axis(2),
            ["fBarWidth"] = (short)1000,
            ["fLineColor"] = (short)602,
            ["fLineStyle"] = (short)1,
            ["fLineWidth"] = (short)1,
            ["fFillStyle"] = (short)1001,
            ["fMarkerColor"] = (short)1,
            ["fMarkerStyle"] = (short)1,
            ["fMarkerSize"] = 1f,
            ["fEntries"] = Entries ?? sum,
            ["fTsumw"] = sum,
            ["fTsumw2"] = Variances?.Sum() ?? sum,
            ["fMaximum"] = -1111.0,
            ["fMinimum"] = -1111.0,
            ["fStatOverflows"] = 2,
            ["fScalefactor"] = 1.0,
            ["fArray"] = FirstAxisFastest(Values, nx, ny),
        };
        if (Variances is not null) draft.Set("fSumw2", new ObjectDraft("TArrayD") { ["fArray"] = FirstAxisFastest(Variances, nx, ny) });
        return draft;
    }

    private ObjectDraft Axis(int index)
    {
        IReadOnlyList<double> edges = index < Edges.Count ? Edges[index] : [0, 1];
        int count = edges.Count - 1;
        double step = (edges[count] - edges[0]) / count;
        bool isUniform = Enumerable.Range(0, edges.Count).All(edge => Math.Abs(edges[0] + (edge * step) - edges[edge]) <= EdgeRounding * Math.Max(Math.Abs(edges[0]), Math.Abs(edges[count])));
        var axis = new ObjectDraft("TAxis")
        {
            ["fName"] = "xyz"[index..(index + 1)] + "axis",
            ["fTitle"] = index < AxisTitles.Count ? AxisTitles[index] : "",
            ["fNbins"] = count,
            ["fXmin"] = edges[0],
            ["fXmax"] = edges[count],
            ["fNdivisions"] = 510,
            ["fAxisColor"] = (short)1,
            ["fLabelColor"] = (short)1,
            ["fLabelFont"] = (short)42,
            ["fLabelOffset"] = 0.005f,
            ["fLabelSize"] = 0.035f,
            ["fTickLength"] = 0.03f,
            ["fTitleOffset"] = 1f,
            ["fTitleSize"] = 0.035f,
            ["fTitleColor"] = (short)1,
            ["fTitleFont"] = (short)42,
        };
        if (!isUniform || (index < KeepsEdges.Count && KeepsEdges[index])) axis.Set("fXbins", new ObjectDraft("TArrayD") { ["fArray"] = edges.ToArray() });
        return axis;
    }

    private static double[] FirstAxisFastest(double[] cells, int nx, int ny)
    {
        double[] stored = new double[cells.Length];
        for (int x = 0; x < nx; x++)
        {
            for (int y = 0; y < ny; y++) stored[x + (nx * y)] = cells[(x * ny) + y];
        }
        return stored;
    }
}
