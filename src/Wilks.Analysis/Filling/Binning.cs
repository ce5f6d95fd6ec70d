using Wilks.Analysis.Configurations;
using Wilks.Histograms;

namespace Wilks.Analysis.Filling;

/// <summary>The bins of one or more axes, and two places behind them: for what is left out beyond the outer edges, and for NaN. Immutable.</summary>
internal sealed class Binning
{
    private readonly AxisBins[] _axes;
    private readonly bool _mergesBelow;
    private readonly bool _mergesAbove;

    public Binning(IReadOnlyList<INumericAxis> axes, OverflowMode overflow)
    {
        _axes = [.. axes.Select(axis => new AxisBins(axis))];
        BinCount = _axes.Aggregate(1, (product, axis) => checked(product * axis.BinCount));
        _mergesBelow = overflow is OverflowMode.Merge or OverflowMode.MergeUnderflow;
        _mergesAbove = overflow is OverflowMode.Merge or OverflowMode.MergeOverflow;
    }

    /// <summary>The number of bins of all axes together, the last one running fastest.</summary>
    public int BinCount { get; }

    /// <summary>The number of axes.</summary>
    public int AxisCount => _axes.Length;

    /// <summary>Where what is left out goes.</summary>
    public int OutsidePlace => BinCount;

    /// <summary>Where NaN goes.</summary>
    public int NaNPlace => BinCount + 1;

    /// <summary>Bins, and two more.</summary>
    public int PlaceCount => BinCount + 2;

    /// <summary>Finds the places of events on the only axis.</summary>
    /// <param name="values">The values of the variable.</param>
    /// <param name="places">One for each value.</param>
    /// <returns>How many lie outside (whatever becomes of them), and how many are NaN.</returns>
    public (int Outside, int NaN) Find(ReadOnlySpan<double> values, Span<int> places)
    {
        AxisBins axis = _axes[0];
        axis.Find(values, places);
        int count = axis.BinCount;
        (int outside, int nan) = (0, 0);
        int below = _mergesBelow ? 0 : OutsidePlace;
        int above = _mergesAbove ? count - 1 : OutsidePlace;
        for (int i = 0; i < places.Length; i++)
        {
            int bin = places[i];
            if ((uint)bin < (uint)count) continue;

            if (bin > count)
            {
                nan++;
                continue;
            }

            outside++;
            places[i] = bin < 0 ? below : above;
        }

        return (outside, nan);
    }

    /// <summary>Combines what was found on the axes, each in its span of <paramref name="raw"/>, into places.</summary>
    /// <param name="raw">For each axis one number per event, axis by axis, as <see cref="FindAxis"/> gave them.</param>
    /// <param name="places">One for each event.</param>
    /// <returns>How many lie outside, and how many are NaN.</returns>
    public (int Outside, int NaN) Combine(ReadOnlySpan<int> raw, Span<int> places)
    {
        (int outside, int nan) = (0, 0);
        int events = places.Length;
        for (int i = 0; i < events; i++)
        {
            (int place, bool isOutside, bool isLeftOut, bool isNaN) = (0, false, false, false);
            for (int a = 0; a < _axes.Length; a++)
            {
                int count = _axes[a].BinCount;
                int bin = raw[(a * events) + i];
                isNaN |= bin > count;
                isOutside |= bin < 0 || bin == count;
                isLeftOut |= (bin < 0 && !_mergesBelow) || (bin == count && !_mergesAbove);
                place = (place * count) + Math.Clamp(bin, 0, count - 1);
            }

            places[i] = isNaN ? NaNPlace : isLeftOut ? OutsidePlace : place;
            if (isNaN) nan++;
            else if (isOutside) outside++;
        }

        return (outside, nan);
    }

    /// <summary>The bins on one axis; see <see cref="AxisBins.Find"/>.</summary>
    public void FindAxis(int axis, ReadOnlySpan<double> values, Span<int> bins) => _axes[axis].Find(values, bins);

    /// <summary>Whether an event lies beyond the outer edges of any axis.</summary>
    /// <param name="values">A value for each axis.</param>
    public bool IsOutside(ReadOnlySpan<double> values)
    {
        Span<int> bin = stackalloc int[1];
        for (int a = 0; a < _axes.Length; a++)
        {
            _axes[a].Find(values.Slice(a, 1), bin);
            if (bin[0] < 0 || bin[0] == _axes[a].BinCount) return true;
        }

        return false;
    }
}
