using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>Fills a template as one would by hand: event by event, without any of what the library shares.</summary>
internal static class LoopOverEvents
{
    /// <summary>What the texts of requests mean.</summary>
    public static IReadOnlyDictionary<string, Func<Event, double>> Meanings { get; } = new Dictionary<string, Func<Event, double>>
    {
        ["1"] = _ => 1,
        ["x"] = e => e.X,
        ["y"] = e => e.Y,
        ["w"] = e => e.W,
        ["up"] = e => e.Up,
        ["n"] = e => e.N,
        ["2*x - y"] = e => (2 * e.X) - e.Y,
        ["x > 0.3"] = e => e.X > 0.3 ? 1 : 0,
        ["flag"] = e => e.Flag ? 1 : 0,
        ["n == 2"] = e => e.N == 2 ? 1 : 0,
        ["y > 5"] = e => e.Y > 5 ? 1 : 0,
        ["abs(y) < 0.5"] = e => Math.Abs(e.Y) < 0.5 ? 1 : 0,
    };

    /// <summary>Σw and Σw² in the bins, and how many entries were selected.</summary>
    public static (double[] Yields, double[] Variances, long Selected) Fill(FillRequest request, IEnumerable<Event> events)
    {
        int bins = request.Axes.Aggregate(1, (product, axis) => product * axis.BinCount);
        (double[] yields, double[] variances, long selected) = (new double[bins], new double[bins], 0);
        foreach (Event one in events.Where(one => request.Filters.All(text => Meanings[text](one) != 0)))
        {
            double weight = request.Weights.Aggregate(1.0, (product, text) => product * Meanings[text](one));
            foreach (double[] point in Points(request, one))
            {
                selected++;
                if (Bin(request, point) is not { } bin) continue;
                yields[bin] += weight;
                variances[bin] += weight * weight;
            }
        }

        return (yields, variances, selected);
    }

    private static IEnumerable<double[]> Points(FillRequest request, Event one) => request.Variables[0] == "jets"
        ? one.Jets.Select(jet => new[] { (double)jet })
        : [[.. request.Variables.Select(text => Meanings[text](one))]];

    private static int? Bin(FillRequest request, double[] point)
    {
        int place = 0;
        for (int a = 0; a < point.Length; a++)
        {
            IReadOnlyList<double> edges = request.Axes[a].Edges;
            int bin = edges.Count(edge => edge <= point[a]) - 1;
            if (bin < 0 && request.Overflow is not (OverflowMode.Merge or OverflowMode.MergeUnderflow)) return null;
            if (bin >= edges.Count - 1 && request.Overflow is not (OverflowMode.Merge or OverflowMode.MergeOverflow)) return null;
            place = (place * (edges.Count - 1)) + Math.Clamp(bin, 0, edges.Count - 2);
        }

        return place;
    }
}
