using System.Text.Json;

namespace Wilks.Reports;

/// <summary>Writes a fit as JSON. The keys are a contract; <c>docs/reference/command-line.md</c> lists them.</summary>
public static class FitReportJson
{
    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="report">The fit.</param>
    /// <param name="json">The writer.</param>
    public static void Write(FitReport report, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", report.Status);
        json.WriteString("status_message", report.StatusMessage);
        json.WriteNumberOrNull("twice_nll", report.TwiceNll);
        json.WriteNumberOrNull("edm", report.Edm);
        json.WriteString("measurement", report.Measurement);
        json.WriteNumber("free_parameters", report.FreeParameterCount);
        json.WriteStartArray("parameters");
        foreach (FitParameter parameter in report.Parameters) WriteParameter(parameter, json);
        json.WriteEndArray();
        if (report.Correlation is not null) WriteMatrix("correlation", report.Correlation, json);
        if (report.Covariance is not null) WriteMatrix("covariance", report.Covariance, json);
        if (report.RandomStarts is not null) WriteRandomStarts(report.RandomStarts, json);
        json.WriteStartObject("evaluations");
        json.WriteNumber("value", report.Evaluations.Value);
        json.WriteNumber("gradient", report.Evaluations.Gradient);
        json.WriteNumber("hessian", report.Evaluations.Hessian);
        json.WriteEndObject();
        json.WriteNumberOrNull("seconds", report.Seconds);
        json.WriteEndObject();
    }

    private static void WriteParameter(FitParameter parameter, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteNumberOrNull("value", parameter.Value);
        json.WriteNumberOrNull("uncertainty", parameter.Uncertainty);
        if (parameter.Minos is { } minos) json.WriteNumbers("minos", [minos.Lower - minos.Value, minos.Upper - minos.Value]);
        json.WriteNumberOrNull("init", parameter.Init);
        json.WriteNumbers("bounds", [parameter.Lower, parameter.Upper]);
        json.WriteBoolean("fixed", parameter.Fixed);
        json.WriteBoolean("at_bound", parameter.AtLower || parameter.AtUpper);
        json.WriteBoolean("constrained", parameter.Constrained);
        if (parameter.Blinded) json.WriteBoolean("blinded", true);
        if (parameter.Expression is not null) json.WriteString("expression", parameter.Expression);
        if (parameter.Label is not null) json.WriteString("label", parameter.Label);
        if (double.IsFinite(parameter.Pull)) json.WriteNumber("pull", parameter.Pull);
        json.WriteEndObject();
    }

    private static void WriteMatrix(string key, NamedMatrix matrix, Utf8JsonWriter json)
    {
        int size = matrix.Names.Count;
        json.WriteStartObject(key);
        json.WriteStartArray("names");
        foreach (string name in matrix.Names) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("matrix");
        for (int row = 0; row < size; row++) json.WriteNumbers(matrix.Values.AsSpan(row * size, size));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRandomStarts(RandomStartsReport starts, Utf8JsonWriter json)
    {
        json.WriteStartObject("random_starts");
        json.WriteNumber("count", starts.Count);
        json.WriteNumber("converged", starts.ConvergedCount);
        json.WriteNumber("reached_lowest", starts.LowestCount);
        json.WriteNumberOrNull("lowest_twice_nll", starts.LowestTwiceNll);
        json.WriteStartArray("other_minima");
        foreach (OtherMinimum minimum in starts.OtherMinima)
        {
            json.WriteStartObject();
            json.WriteNumberOrNull("twice_nll", minimum.TwiceNll);
            json.WriteStartArray("differences");
            foreach (ParameterDifference difference in minimum.Differences)
            {
                json.WriteStartObject();
                json.WriteString("name", difference.Name);
                json.WriteNumberOrNull("lowest_value", difference.LowestValue);
                json.WriteNumberOrNull("value", difference.Value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
