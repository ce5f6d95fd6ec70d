using System.Text.Json;
using Wilks.Workspaces;

namespace Wilks.Reports;

/// <summary>Writes a model as JSON.</summary>
public static class ModelReportJson
{
    /// <summary>Writes one object.</summary>
    /// <param name="report">The model.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ModelReport report, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("measurement", report.Measurement);
        WriteStrings("pois", report.Pois, json);
        WriteArray("measurements", report.Measurements, json, WriteMeasurement);
        WriteArray("channels", report.Channels, json, WriteChannel);
        json.WriteStartObject("modifier_counts");
        foreach ((string type, int count) in report.ModifierCounts) json.WriteNumber(type, count);
        json.WriteEndObject();
        json.WriteNumber("profiled_parameters", report.ProfiledParameterCount);
        WriteArray("parameters", report.Parameters, json, WriteParameter);
        DiagnosticJson.Write("diagnostics", report.Diagnostics, json);
        json.WriteEndObject();
    }

    private static void WriteMeasurement(MeasurementEntry measurement, Utf8JsonWriter json)
    {
        json.WriteString("name", measurement.Name);
        WriteStrings("pois", measurement.Pois, json);
    }

    private static void WriteChannel(ChannelEntry channel, Utf8JsonWriter json)
    {
        json.WriteString("name", channel.Name);
        json.WriteNumber("bins", channel.Observed.Count);
        json.WriteNumbers("observed", [.. channel.Observed]);
        json.WriteNumbers("nominal", [.. channel.Nominal]);
        WriteArray("samples", channel.Samples, json, WriteSample);
    }

    private static void WriteSample(SampleEntry sample, Utf8JsonWriter json)
    {
        json.WriteString("name", sample.Name);
        json.WriteNumberOrNull("yield", sample.Yield);
        WriteArray("modifiers", sample.Modifiers, json, (modifier, writer) =>
        {
            writer.WriteString("type", modifier.Type);
            writer.WriteString("name", modifier.Name);
        });
    }

    private static void WriteParameter(ParameterEntry parameter, Utf8JsonWriter json)
    {
        json.WriteString("name", parameter.Name);
        json.WriteString("set", parameter.Set);
        json.WriteNumberOrNull("init", parameter.Init);
        json.WriteNumbers("bounds", [parameter.Lower, parameter.Upper]);
        json.WriteBoolean("fixed", parameter.Fixed);
        json.WriteBoolean("poi", parameter.IsPoi);
        json.WriteString("constraint", parameter.Constraint);
        json.WriteNumberOrNull("centre", parameter.Centre);
        json.WriteNumberOrNull("prefit_uncertainty", parameter.PrefitUncertainty);
        WriteStrings("types", parameter.ModifierTypes, json);
        json.WriteNumber("channels", parameter.ChannelCount);
        json.WriteNumber("samples", parameter.SampleCount);
    }

    private static void WriteArray<T>(string key, IReadOnlyList<T> items, Utf8JsonWriter json, Action<T, Utf8JsonWriter> write)
    {
        json.WriteStartArray(key);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteStrings(string key, IReadOnlyList<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(key);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}

/// <summary>Writes findings as JSON.</summary>
public static class DiagnosticJson
{
    /// <summary>Writes an array of findings.</summary>
    /// <param name="key">The key.</param>
    /// <param name="diagnostics">The findings.</param>
    /// <param name="json">The writer.</param>
    public static void Write(string key, IReadOnlyList<Diagnostic> diagnostics, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray(key);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
            json.WriteString("location", diagnostic.Location.ToString());
            json.WriteString("message", diagnostic.Message);
            json.WriteString("hint", diagnostic.Hint);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
