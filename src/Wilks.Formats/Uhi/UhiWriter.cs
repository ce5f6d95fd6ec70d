using System.Text.Encodings.Web;
using System.Text.Json;
using Wilks.Formats.Tables;
using Wilks.Histograms;

namespace Wilks.Formats.Uhi;

/// <summary>Writes histograms as the Unified Histogram Interface serialises them (schema 1).</summary>
internal static class UhiWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static void Write(IReadOnlyList<Histogram> histograms, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, s_options);
        json.WriteStartObject();
        foreach (Histogram histogram in histograms)
        {
            json.WriteStartObject(histogram.Name.Length > 0 ? histogram.Name : "histogram");
            json.WriteNumber("uhi_schema", 1);
            json.WriteStartArray("axes");
            foreach (IAxis axis in histogram.Axes) WriteAxis(json, axis);
            json.WriteEndArray();
            WriteStorage(json, histogram);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteStorage(Utf8JsonWriter json, Histogram histogram)
    {
        bool areWhole = histogram.HoldsCounts && !histogram.Values.ToArray().Any(value => value != Math.Floor(value) || Math.Abs(value) > 1L << 53);
        json.WriteStartObject("storage");
        json.WriteString("type", !histogram.HoldsCounts ? "weighted" : areWhole ? "int" : "double");
        json.WritePropertyName("values");
        WriteCells(json, histogram, histogram.Values, 0);
        if (!histogram.HoldsCounts)
        {
            json.WritePropertyName("variances");
            WriteCells(json, histogram, histogram.Variances, 0);
        }
        json.WriteEndObject();
    }

    // One level of lists per axis.
    private static void WriteCells(Utf8JsonWriter json, Histogram histogram, ReadOnlySpan<double> cells, int axis)
    {
        if (axis == histogram.Axes.Count)
        {
            WriteNumber(json, histogram, cells[0]);
            return;
        }
        int extent = histogram.Axes[axis].Extent;
        json.WriteStartArray();
        for (int i = 0; i < extent; i++) WriteCells(json, histogram, cells.Slice(i * (cells.Length / extent), cells.Length / extent), axis + 1);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, Histogram histogram, double value)
    {
        if (!double.IsFinite(value)) throw new TableException($"Histogram '{histogram.Name}' has a cell or an edge that is not finite, which JSON can't hold. Replace it by a number.");
        json.WriteNumberValue(value);
    }

    private static void WriteAxis(Utf8JsonWriter json, IAxis axis)
    {
        json.WriteStartObject();
        switch (axis)
        {
            case RegularAxis regular:
                json.WriteString("type", "regular");
                json.WriteNumber("lower", regular.Lower);
                json.WriteNumber("upper", regular.Upper);
                json.WriteNumber("bins", regular.BinCount);
                WriteFlow(json, regular);
                break;
            case VariableAxis variable:
                json.WriteString("type", "variable");
                WriteEdges(json, variable);
                WriteFlow(json, variable);
                break;
            case TextCategoryAxis texts:
                json.WriteString("type", "category_str");
                json.WriteStartArray("categories");
                foreach (string category in texts.Categories) json.WriteStringValue(category);
                json.WriteEndArray();
                json.WriteBoolean("flow", texts.HasOverflow);
                break;
            case IntegerCategoryAxis numbers:
                json.WriteString("type", "category_int");
                json.WriteStartArray("categories");
                foreach (long category in numbers.Categories) json.WriteNumberValue(category);
                json.WriteEndArray();
                json.WriteBoolean("flow", numbers.HasOverflow);
                break;
            default:
                json.WriteString("type", "boolean");
                break;
        }
        if (axis.Name.Length > 0)
        {
            json.WriteStartObject("metadata");
            json.WriteString("name", axis.Name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteEdges(Utf8JsonWriter json, VariableAxis axis)
    {
        if (axis.Edges.Any(edge => !double.IsFinite(edge))) throw new TableException($"Axis '{axis.Name}' has an infinite edge, which JSON can't hold. Use flow bins.");
        json.WriteStartArray("edges");
        foreach (double edge in axis.Edges) json.WriteNumberValue(edge);
        json.WriteEndArray();
    }

    private static void WriteFlow(Utf8JsonWriter json, INumericAxis axis)
    {
        json.WriteBoolean("underflow", axis.HasUnderflow);
        json.WriteBoolean("overflow", axis.HasOverflow);
        json.WriteBoolean("circular", axis.IsCircular);
    }
}
