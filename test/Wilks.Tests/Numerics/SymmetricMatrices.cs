namespace Wilks.Tests.Numerics;

/// <summary>Seeded matrices for the linear algebra tests.</summary>
internal static class SymmetricMatrices
{
    /// <summary>Entries in (−½, ½) off the diagonal and n on it: positive definite by dominance.</summary>
    public static double[] Dominant(int n, int stride, int seed)
    {
        var random = new Random(seed);
        var matrix = new double[Math.Max(1, n * stride)];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) matrix[(i * stride) + j] = matrix[(j * stride) + i] = random.NextDouble() - 0.5;
            matrix[(i * stride) + i] = n;
        }

        return matrix;
    }

    /// <summary>Given eigenvalues turned by n random reflections.</summary>
    public static double[] WithEigenvalues(double[] eigenvalues, int seed)
    {
        int n = eigenvalues.Length;
        var random = new Random(seed);
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++) matrix[(i * n) + i] = eigenvalues[i];
        for (int round = 0; round < Math.Min(n, 5); round++)
        {
            double[] u = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
            double scale = 2 / u.Sum(x => x * x);
            Reflect(matrix, u, scale);
        }

        return matrix;
    }

    /// <summary>A → (1 − s·uuᵀ)·A·(1 − s·uuᵀ), symmetric to the last bit.</summary>
    private static void Reflect(double[] matrix, double[] u, double scale)
    {
        int n = u.Length;
        double[] product = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => matrix[(i * n) + j] * u[j]))];
        double inner = Enumerable.Range(0, n).Sum(i => product[i] * u[i]);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * n) + j] += (-scale * ((u[i] * product[j]) + (product[i] * u[j]))) + (scale * scale * inner * u[i] * u[j]);
                matrix[(j * n) + i] = matrix[(i * n) + j];
            }
        }
    }
}
