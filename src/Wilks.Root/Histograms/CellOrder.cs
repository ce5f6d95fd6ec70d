namespace Wilks.Root;

/// <summary>ROOT keeps the first axis fastest; arrays of C and NumPy keep the last one so.</summary>
internal static class CellOrder
{
    public static double[] LastAxisFastest(double[] stored, IReadOnlyList<Axis> axes)
    {
        if (axes.Count == 1) return stored;
        int nx = axes[0].BinCount + 2;
        int ny = axes[1].BinCount + 2;
        int nz = axes.Count > 2 ? axes[2].BinCount + 2 : 1;
        double[] result = new double[stored.Length];
        int target = 0;
        for (int x = 0; x < nx; x++)
        {
            for (int y = 0; y < ny; y++)
            {
                for (int z = 0; z < nz; z++) result[target++] = stored[x + (nx * (y + (ny * z)))];
            }
        }
        return result;
    }

    public static double[] InRange(double[] cells, IReadOnlyList<Axis> axes)
    {
        int ny = axes.Count > 1 ? axes[1].BinCount + 2 : 1;
        int nz = axes.Count > 2 ? axes[2].BinCount + 2 : 1;
        return [.. cells.Where((_, index) => IsInside(index / (ny * nz), axes[0])
            && (axes.Count < 2 || IsInside(index / nz % ny, axes[1]))
            && (axes.Count < 3 || IsInside(index % nz, axes[2])))];
    }

    private static bool IsInside(int cell, Axis axis) => cell >= 1 && cell <= axis.BinCount;
}
