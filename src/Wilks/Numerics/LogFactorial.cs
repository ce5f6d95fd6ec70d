namespace Wilks.Numerics;

/// <summary>ln n!, from a table where n is a small whole number.</summary>
public static class LogFactorial
{
    private const int TableSize = 1024;

    private static readonly double[] s_table = Tabulate();

    /// <summary>ln Γ(n + 1).</summary>
    /// <param name="n">A number above −1; need not be whole.</param>
    public static double Evaluate(double n)
    {
        // Counts are nearly always small whole numbers.
        int whole = (int)Math.Min(n, TableSize);
        return whole == n && (uint)whole < TableSize ? s_table[whole] : LogGamma.Evaluate(n + 1);
    }

    private static double[] Tabulate()
    {
        double[] table = new double[TableSize];
        for (int n = 0; n < TableSize; n++) table[n] = LogGamma.Evaluate(n + 1.0);
        return table;
    }
}
