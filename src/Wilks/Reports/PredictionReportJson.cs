using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes a prediction as JSON. The keys are a contract; <c>docs/reference/schemas/predict.schema.json</c> is its schema.</summary>
public static class PredictionReportJson
{
    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="report">The prediction.</param>
    /// <param name="json">The writer.</param>
    public static void Write(PredictionReport report, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("kind", report.Prediction.IsPostfit ? "postfit" : "prefit");
        json.WriteString("status", report.Status);
        json.WriteString("status_message", report.StatusMessage);
        json.WriteString("measurement", report.Measurement);
        json.WriteStartArray("channels");
        foreach (ChannelReport channel in report.Channels) WriteChannel(channel, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChannel(ChannelReport channel, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", channel.Prediction.Name);
        json.WriteNumber("bins", channel.Prediction.BinCount);
        json.WriteBoolean("masked", channel.Prediction.IsMasked);
        json.WriteBoolean("blinded", channel.IsBlinded);
        if (channel.Data is null)
        {
            json.WriteNull("data");
            json.WriteNull("pulls");
        }
        else
        {
            json.WriteNumbers("data", channel.Data);
            json.WriteNumbers("pulls", channel.Pulls);
        }

        json.WriteStartArray("samples");
        foreach (YieldRow sample in channel.Prediction.Samples) WriteRow(sample, json, isNamed: true);
        json.WriteEndArray();
        json.WritePropertyName("total");
        WriteRow(channel.Prediction.Total, json, isNamed: false);
        json.WriteEndObject();
    }

    private static void WriteRow(YieldRow row, Utf8JsonWriter json, bool isNamed)
    {
        json.WriteStartObject();
        if (isNamed) json.WriteString("name", row.Name);
        json.WriteNumbers("yields", row.Bins);
        json.WriteNumbers("uncertainties", row.BinUncertainties);
        json.WriteNumberOrNull("sum", row.Sum);
        json.WriteNumberOrNull("sum_uncertainty", row.SumUncertainty);
        json.WriteEndObject();
    }
}
