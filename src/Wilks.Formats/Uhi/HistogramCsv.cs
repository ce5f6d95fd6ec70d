using System.Globalization;
using System.Text;
using Wilks.Formats.Tables;
using Wilks.Histograms;

namespace Wilks.Formats.Uhi;

/// <summary>A histogram as rows <c>lower,upper,value,variance</c>; flow bins reach to −inf and inf.</summary>
internal static class HistogramCsv
{
    private static readonly string[] s_columns = ["lower", "upper", "value"];

    public static bool Recognizes(string path)
    {
        using IEventTable table = EventTables.Open(path, new TableOptions { SampleRows = 1 });
        return s_columns.All(name => table.Columns.Any(column => column.Name == name));
    }

    public static Histogram Read(string path)
    {
        using IEventTable table = EventTables.Open(path);
        double[] lower = Column(table, "lower");
        double[] upper = Column(table, "upper");
        double[] values = Column(table, "value");
        double[]? variances = table.Columns.Any(column => column.Name == "variance") ? Column(table, "variance") : null;
        for (int i = 1; i < lower.Length; i++)
        {
            if (lower[i] != upper[i - 1]) throw new TableException($"'{path}' row {i + 1}: the bin begins at {Number(lower[i])}, but the one before ends at {Number(upper[i - 1])}. Write the bins in ascending order, without gaps.");
        }
        bool hasUnderflow = lower.Length > 1 && double.IsNegativeInfinity(lower[0]);
        bool hasOverflow = lower.Length > 1 && double.IsPositiveInfinity(upper[^1]);
        double[] edges = [.. lower.Skip(hasUnderflow ? 1 : 0), .. hasOverflow || upper.Length == 0 ? (double[])[] : [upper[^1]]];
        try
        {
            return new Histogram(Path.GetFileNameWithoutExtension(path), [new VariableAxis(edges) { HasUnderflow = hasUnderflow, HasOverflow = hasOverflow }], values, variances);
        }
        catch (ArgumentException exception)
        {
            throw new TableException($"'{path}' is no histogram: {exception.Message.Split(" (Parameter")[0]}", exception);
        }
    }

    public static void Write(Histogram histogram, Stream stream)
    {
        var axis = (INumericAxis)histogram.Axes[0];
        double[] edges = [.. axis.HasUnderflow ? (double[])[double.NegativeInfinity] : [], .. axis.Edges, .. axis.HasOverflow ? (double[])[double.PositiveInfinity] : []];
        var text = new StringBuilder(histogram.HoldsCounts ? "lower,upper,value\n" : "lower,upper,value,variance\n");
        for (int i = 0; i < histogram.Values.Length; i++)
        {
            text.Append(Number(edges[i])).Append(',').Append(Number(edges[i + 1])).Append(',').Append(Number(histogram.Values[i]));
            if (!histogram.HoldsCounts) text.Append(',').Append(Number(histogram.Variances[i]));
            text.Append('\n');
        }
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static double[] Column(IEventTable table, string name)
    {
        ColumnInfo? column = table.Columns.FirstOrDefault(column => column.Name == name);
        if (column?.Type == ColumnType.Text) throw new TableException($"'{table.Name}': column '{name}' holds text where numbers are expected.");
        var numbers = new List<double>();
        foreach (TableChunk chunk in table.Read([name], RowRange.All))
        {
            if (chunk.Columns[0].IsNull is not null) throw new TableException($"'{table.Name}': column '{name}' has an empty field. Give every bin a number.");
            numbers.AddRange(chunk.Columns[0].Values.Cast<object>().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)));
        }
        return [.. numbers];
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
