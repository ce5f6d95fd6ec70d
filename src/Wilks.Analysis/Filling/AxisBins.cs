using Wilks.Histograms;

namespace Wilks.Analysis.Filling;

/// <summary>Finds the bins of values on one axis. A bin holds its lower edge and not its upper one, exactly as comparisons with the edges say. Immutable.</summary>
internal sealed class AxisBins
{
    private readonly double[] _edges;
    private readonly bool _isRegular;
    private readonly bool _isCircular;
    private readonly double _inverseWidth;

    public AxisBins(INumericAxis axis)
    {
        _edges = [.. axis.Edges];
        _isRegular = axis is RegularAxis;
        _isCircular = axis.IsCircular && double.IsFinite(_edges[^1] - _edges[0]);
        _inverseWidth = BinCount / (_edges[^1] - _edges[0]);
    }

    /// <summary>The number of bins.</summary>
    public int BinCount => _edges.Length - 1;

    /// <summary>For every value its bin; −1 below the first edge, the number of bins from the last edge on, one more for NaN.</summary>
    public void Find(ReadOnlySpan<double> values, Span<int> bins)
    {
        if (_isCircular) FindCircular(values, bins);
        else if (_isRegular) FindRegular(values, bins);
        else FindAny(values, bins);
    }

    // The product may miss by rounding; the edges decide.
    private void FindRegular(ReadOnlySpan<double> values, Span<int> bins)
    {
        ReadOnlySpan<double> edges = _edges;
        (double lower, double upper, double inverseWidth) = (edges[0], edges[^1], _inverseWidth);
        int count = edges.Length - 1;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            if (!(value >= lower && value < upper))
            {
                bins[i] = value < lower ? -1 : value >= upper ? count : count + 1;
                continue;
            }

            int bin = Math.Min((int)((value - lower) * inverseWidth), count - 1);
            while (value < edges[bin]) bin--;
            while (value >= edges[bin + 1]) bin++;
            bins[i] = bin;
        }
    }

    // Halves the edges without a branch that depends on the value.
    private void FindAny(ReadOnlySpan<double> values, Span<int> bins)
    {
        ReadOnlySpan<double> edges = _edges;
        int count = edges.Length - 1;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            int below = 0;
            for (int length = edges.Length; length > 1;)
            {
                int half = length >> 1;
                below += edges[below + half - 1] <= value ? half : 0;
                length -= half;
            }

            below += edges[below] <= value ? 1 : 0;
            bins[i] = double.IsNaN(value) ? count + 1 : below - 1;
        }
    }

    private void FindCircular(ReadOnlySpan<double> values, Span<int> bins)
    {
        (double lower, double length) = (_edges[0], _edges[^1] - _edges[0]);
        Span<double> one = stackalloc double[1];
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            bool isBeyond = double.IsFinite(value) && (value < lower || value >= _edges[^1]);
            double turned = isBeyond ? lower + (value - lower - (length * Math.Floor((value - lower) / length))) : value;
            one[0] = isBeyond && !(turned >= lower && turned < _edges[^1]) ? lower : turned;
            FindAny(one, bins.Slice(i, 1));
        }
    }
}
