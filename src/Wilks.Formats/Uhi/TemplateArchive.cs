using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Numpy;
using Wilks.Histograms;

namespace Wilks.Formats.Uhi;

/// <summary>Templates as cabinetry stores them: an <c>.npz</c> with the arrays <c>yields</c>, <c>stdev</c> and <c>bins</c>.</summary>
internal static class TemplateArchive
{
    private static readonly string[] s_arrays = ["yields", "stdev", "bins"];

    public static bool Recognizes(string path)
    {
        using ByteSource source = ByteSource.Open(path);
        return CheckedTable.Guard(path, () => NumpyEntries.Read(source).Select(entry => entry.Name).Intersect(s_arrays).Count() == s_arrays.Length);
    }

    public static Histogram Read(string path)
    {
        using ByteSource source = ByteSource.Open(path);
        Dictionary<string, double[]> arrays = CheckedTable.Guard(path, () => ReadArrays(source));
        foreach (string name in s_arrays)
        {
            if (!arrays.ContainsKey(name)) throw new TableException($"'{path}' has no array '{name}'. A template holds yields, stdev and bins.");
        }
        try
        {
            double[] variances = Array.ConvertAll(arrays["stdev"], deviation => deviation * deviation);
            return new Histogram(Path.GetFileNameWithoutExtension(path), [new VariableAxis(arrays["bins"])], arrays["yields"], variances);
        }
        catch (ArgumentException exception)
        {
            throw new TableException($"'{path}' is no template: {exception.Message.Split(" (Parameter")[0]}", exception);
        }
    }

    public static void Write(Histogram histogram, Stream stream)
    {
        var axis = (INumericAxis)histogram.Axes[0];
        double inside = histogram.InnerValues().Count(value => value != 0);
        if (histogram.Values.ToArray().Count(value => value != 0) > inside) throw new TableException($"Histogram '{histogram.Name}' has counts below or above its edges, which a template can't hold. Write .json or .csv, or widen the outer bins.");
        NumpyWriter.Write([("yields", histogram.InnerValues()), ("stdev", Array.ConvertAll(histogram.InnerVariances(), Math.Sqrt)), ("bins", [.. axis.Edges])], stream);
    }

    private static Dictionary<string, double[]> ReadArrays(ByteSource source)
    {
        var arrays = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (NumpyEntry entry in NumpyEntries.Read(source).Where(entry => s_arrays.Contains(entry.Name)))
        {
            // Each array has a length of its own, so each is read as a table of its own; the archive is shared and stays open.
            var alone = new NumpyArchive(source, [entry]);
            if (alone.Columns is not [{ Depth: 0, Type: not ColumnType.Text }]) throw new TableException($"'{source.Name}': array '{entry.Name}' is not one row of numbers.");
            arrays[entry.Name] = [.. alone.Read([0], new RowRange(0, alone.RowCount), CancellationToken.None).SelectMany(chunk => chunk.Columns[0].Values.Cast<object>().Select(Number))];
        }
        return arrays;
    }

    private static double Number(object value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}
