namespace Wilks.Reports;

/// <summary>A square symmetric matrix over named parameters.</summary>
/// <param name="Names">The names of rows and columns.</param>
/// <param name="Values">The entries, row by row.</param>
public sealed record NamedMatrix(IReadOnlyList<string> Names, double[] Values)
{
    /// <summary>The correlations of a covariance matrix.</summary>
    public NamedMatrix ToCorrelation()
    {
        int size = Names.Count;
        double[] correlation = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                double scale = Math.Sqrt(Values[(row * size) + row] * Values[(column * size) + column]);
                correlation[(row * size) + column] = row == column ? 1 : Values[(row * size) + column] / scale;
            }
        }
        return new NamedMatrix(Names, correlation);
    }

    // The rows of a full covariance that belong to parameters with an uncertainty.
    internal static NamedMatrix? Covariance(IReadOnlyList<FitParameter> parameters, double[]? full)
    {
        if (full is null) return null;

        int[] kept = [.. Enumerable.Range(0, parameters.Count).Where(index => parameters[index].Uncertainty > 0)];
        double[] values = [.. kept.SelectMany(row => kept.Select(column => full[(row * parameters.Count) + column]))];
        return new NamedMatrix([.. kept.Select(index => parameters[index].Name)], values);
    }
}
