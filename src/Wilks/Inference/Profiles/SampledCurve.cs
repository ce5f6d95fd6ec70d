namespace Wilks.Inference;

/// <summary>A costly smooth function that remembers where it was evaluated and interpolates in between. Not thread-safe.</summary>
internal sealed class SampledCurve(Func<double, double> evaluate)
{
    private readonly SortedList<double, double> _points = [];

    /// <summary>Where it is known.</summary>
    public IReadOnlyList<double> Points => [.. _points.Keys];

    /// <summary>Adds a point known without an evaluation.</summary>
    public void Know(double x, double y) => _points[x] = y;

    /// <summary>The exact value; NaN where the function has none.</summary>
    public double At(double x)
    {
        if (_points.TryGetValue(x, out double known)) return known;

        double y = evaluate(x);
        if (double.IsFinite(y)) _points.Add(x, y);
        return y;
    }

    /// <summary>The number of points known.</summary>
    public int Count => _points.Count;

    /// <summary>The polynomial of at most an order through the nearest points; outside of them a parabola, far outside the line through the outermost two.</summary>
    public double Estimate(double x, int order)
    {
        int count = _points.Count;
        if (count == 0) return double.NaN;

        IList<double> xs = _points.Keys;
        double reach = count < 2 ? 0 : 0.5 * (xs[count - 1] - xs[0]);
        bool isFarOut = x > xs[count - 1] + reach || x < xs[0] - reach;
        bool isOut = x > xs[count - 1] || x < xs[0];
        int size = Math.Min(count, isFarOut ? 2 : isOut ? Math.Min(order, 2) + 1 : order + 1);
        int first = FirstOfWindow(x, size);
        Span<double> column = stackalloc double[size];
        for (int i = 0; i < size; i++) column[i] = _points.Values[first + i];

        // Neville's scheme.
        for (int level = 1; level < size; level++)
        {
            for (int i = 0; i < size - level; i++)
            {
                double left = xs[first + i];
                double right = xs[first + i + level];
                column[i] = (((x - right) * column[i]) + ((left - x) * column[i + 1])) / (left - right);
            }
        }

        return column[0];
    }

    // The window of so many neighbouring points that lies nearest to x.
    private int FirstOfWindow(double x, int size)
    {
        IList<double> xs = _points.Keys;
        int first = 0;
        while (first + size < xs.Count && xs[first + size] - x < x - xs[first]) first++;
        return first;
    }
}
