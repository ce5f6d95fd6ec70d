using Wilks.Numerics;
using Wilks.Numerics.Kernels;

namespace Wilks.Tests.Numerics.Kernels;

/// <summary>Random rows in the kernels' layout, and the sizes that tests go through.</summary>
internal static class RandomRows
{
    /// <summary>Every length around the widths of vectors and blocks, and a few long ones.</summary>
    internal static int[] Lengths { get; } = [.. Enumerable.Range(1, 40), 63, 64, 65, 257, 1000];

    /// <summary>How many rows are summed.</summary>
    internal static int[] RowCounts { get; } = [0, 1, 2, 3, 7];

    internal static double[] Create(int count, ulong seed)
    {
        var random = new Philox(seed, (ulong)count);
        return [.. Enumerable.Range(0, count).Select(_ => (4 * random.NextDouble()) - 2)];
    }

    /// <summary>Rows of <paramref name="count"/> numbers with the stride of the kernels; padding is zero.</summary>
    internal static double[] Padded(int rows, int count, ulong seed)
    {
        int stride = Lanes.Stride(count);
        double[] values = Create(rows * stride, seed);
        for (int r = 0; r < rows; r++) values.AsSpan((r * stride) + count, stride - count).Clear();
        return values;
    }
}
