namespace Wilks.Formats.Columns.Kernels;

/// <summary>One value of each innermost list, added from first to last.</summary>
internal static class ReductionKernels
{
    internal static void Numbers(ColumnOperator kind, ReadOnlySpan<double> values, ReadOnlySpan<int> ends, Span<double> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            ReadOnlySpan<double> list = values[ends[i]..ends[i + 1]];
            result[i] = kind switch
            {
                ColumnOperator.Sum => Sum(list),
                ColumnOperator.Product => Product(list),
                ColumnOperator.Mean => Sum(list) / list.Length,
                _ => Extreme(list, kind == ColumnOperator.ListMinimum),
            };
        }
    }

    internal static void Truths(ColumnOperator kind, ReadOnlySpan<bool> values, ReadOnlySpan<int> ends, Span<bool> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            ReadOnlySpan<bool> list = values[ends[i]..ends[i + 1]];
            result[i] = kind == ColumnOperator.Any ? list.Contains(true) : !list.Contains(false);
        }
    }

    internal static void Counts(ReadOnlySpan<int> ends, Span<long> result)
    {
        for (int i = 0; i < result.Length; i++) result[i] = ends[i + 1] - ends[i];
    }

    private static double Sum(ReadOnlySpan<double> list)
    {
        double sum = 0;
        foreach (double value in list) sum += value;
        return sum;
    }

    private static double Product(ReadOnlySpan<double> list)
    {
        double product = 1;
        foreach (double value in list) product *= value;
        return product;
    }

    /// <summary>NaN of an empty list, and of one with NaN in it.</summary>
    private static double Extreme(ReadOnlySpan<double> list, bool isMinimum)
    {
        if (list.IsEmpty) return double.NaN;

        double extreme = list[0];
        foreach (double value in list) extreme = isMinimum ? Math.Min(extreme, value) : Math.Max(extreme, value);
        return extreme;
    }
}
