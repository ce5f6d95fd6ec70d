using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wilks.Formats.Files;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Writes workspaces as pyhf 1.0.0 reads them. Numbers are the shortest that read back the same; a whole number is written <c>5.0</c>, so that Python reads a float.</summary>
public static class PyhfWriter
{
    private static readonly StandardFormat s_roundTrip = new('R');

    // Names in other alphabets stay readable; nothing here is pasted into a web page.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="path">The file.</param>
    /// <returns>Warnings of what the format has no room for, such as an overlay.</returns>
    /// <exception cref="WorkspaceException">The format can't say something (<c>WK50x</c>) or the file can't be written (<c>WK51x</c>).</exception>
    public static ImmutableArray<Diagnostic> Write(Workspace workspace, string path)
    {
        Refuse(workspace);
        AtomicFile.Write(path, stream => WriteDocument(workspace, stream));
        return Losses(workspace);
    }

    /// <summary>Writes to a stream; leaves it open. Nothing is written when the workspace is refused.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="stream">The stream.</param>
    /// <returns>Warnings of what the format has no room for, such as an overlay.</returns>
    /// <exception cref="WorkspaceException">The format can't say something (<c>WK50x</c>).</exception>
    public static ImmutableArray<Diagnostic> Write(Workspace workspace, Stream stream)
    {
        Refuse(workspace);
        WriteDocument(workspace, stream);
        return Losses(workspace);
    }

    private static ImmutableArray<Diagnostic> Losses(Workspace workspace)
    {
        var findings = new DiagnosticCollector();
        PyhfLimits.CheckOverlay(workspace, findings);
        PyhfLosses.Check(workspace, findings);
        return findings.InDocumentOrder();
    }

    private static void Refuse(Workspace workspace)
    {
        var findings = new DiagnosticCollector();
        PyhfLimits.Check(workspace, findings);
        findings.ThrowIfErrors();
    }

    private static void WriteDocument(Workspace workspace, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            WriteList(json, "channels"u8, workspace.Channels, WriteChannel);
            WriteList(json, "observations"u8, workspace.Observations, WriteObservation);
            WriteList(json, "measurements"u8, workspace.Measurements, WriteMeasurement);
            json.WriteString("version"u8, WorkspaceDecoder.Version);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteChannel(Utf8JsonWriter json, Channel channel)
    {
        json.WriteString("name"u8, channel.Name);
        WriteList(json, "samples"u8, channel.Samples, WriteSample);
    }

    private static void WriteSample(Utf8JsonWriter json, Sample sample)
    {
        json.WriteString("name"u8, sample.Name);
        WriteNumbers(json, "data"u8, sample.Data);
        WriteList(json, "modifiers"u8, sample.Modifiers, WriteModifier);
    }

    private static void WriteObservation(Utf8JsonWriter json, Observation observation)
    {
        json.WriteString("name"u8, observation.Name);
        WriteNumbers(json, "data"u8, observation.Data);
    }

    private static void WriteModifier(Utf8JsonWriter json, IModifier modifier)
    {
        json.WriteString("name"u8, modifier.Name);
        json.WriteString("type"u8, modifier.Type);
        switch (modifier)
        {
            case NormSys m:
                json.WriteStartObject("data"u8);
                WriteNumber(json, "lo"u8, m.Low);
                WriteNumber(json, "hi"u8, m.High);
                json.WriteEndObject();
                break;
            case HistoSys m:
                json.WriteStartObject("data"u8);
                WriteNumbers(json, "lo_data"u8, m.LowData);
                WriteNumbers(json, "hi_data"u8, m.HighData);
                json.WriteEndObject();
                break;
            case ShapeSys m:
                WriteNumbers(json, "data"u8, m.Data);
                break;
            case StatError m:
                WriteNumbers(json, "data"u8, m.Data);
                break;
            default:
                json.WriteNull("data"u8);
                break;
        }
    }

    private static void WriteMeasurement(Utf8JsonWriter json, Measurement measurement)
    {
        json.WriteString("name"u8, measurement.Name);
        json.WriteStartObject("config"u8);
        json.WriteString("poi"u8, measurement.Pois.IsEmpty ? "" : measurement.Pois[0]);
        WriteList(json, "parameters"u8, measurement.Parameters, WriteSetting);
        json.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter json, ParameterSetting setting)
    {
        json.WriteString("name"u8, setting.Name);
        if (setting.Inits is { } inits) WriteNumbers(json, "inits"u8, inits);
        if (setting.Bounds is { } bounds) WriteBounds(json, bounds);
        if (setting.AuxData is { } auxData) WriteNumbers(json, "auxdata"u8, auxData);
        if (setting.Factors is { } factors) WriteNumbers(json, "factors"u8, factors);
        if (setting.Sigmas is { } sigmas) WriteNumbers(json, "sigmas"u8, sigmas);
        if (setting.Fixed is { } isFixed) json.WriteBoolean("fixed"u8, isFixed);
    }

    private static void WriteBounds(Utf8JsonWriter json, ImmutableArray<Interval> bounds)
    {
        json.WriteStartArray("bounds"u8);
        foreach (Interval interval in bounds) json.WriteRawValue(OneLine([interval.Lower, interval.Upper]), skipInputValidation: true);
        json.WriteEndArray();
    }

    private static void WriteList<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value)
    {
        Span<byte> text = stackalloc byte[32];
        json.WritePropertyName(name);
        json.WriteRawValue(text[..Format(value, text)], skipInputValidation: true);
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<double> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(OneLine(values.AsSpan()), skipInputValidation: true);
    }

    /// <summary>A list on one line: a template is a row, not a column.</summary>
    private static ReadOnlySpan<byte> OneLine(ReadOnlySpan<double> values)
    {
        var line = new ArrayBufferWriter<byte>(2 + (24 * values.Length));
        line.Write("["u8);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) line.Write(", "u8);
            line.Advance(Format(values[i], line.GetSpan(32)));
        }

        line.Write("]"u8);
        return line.WrittenSpan;
    }

    private static int Format(double value, Span<byte> text)
    {
        Utf8Formatter.TryFormat(value, text, out int length, s_roundTrip);
        if (text[..length].ContainsAny((byte)'.', (byte)'E', (byte)'e')) return length;

        ".0"u8.CopyTo(text[length..]);
        return length + 2;
    }
}
