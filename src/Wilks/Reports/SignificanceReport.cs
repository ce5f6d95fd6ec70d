using System.Globalization;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes a discovery significance as text, Markdown or JSON.</summary>
public static class SignificanceReport
{
    private const int Digits = 4;

    /// <summary>The significance as text.</summary>
    /// <param name="result">The significance.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(DiscoverySignificance result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        string expected = $"expected for {result.PoiName} = {ValueWithUncertainty.Short(result.AsimovPoi, 6)}";
        IReadOnlyList<string>[] rows =
        [
            ["observed", Number(result.Observed), Number(result.ObservedPValue)],
            [expected, Number(result.Expected), Number(result.ExpectedPValue)],
        ];
        var table = new Table([new(""), new("significance", Alignment.Decimal), new("p-value", Alignment.Decimal)], rows);
        string ending = string.Create(CultureInfo.InvariantCulture, $"\n{result.PoiName} fitted {ValueWithUncertainty.Short(result.PoiHat, 6)}; {result.FitCount} fits\n");
        string failure = result.Status == InferenceStatus.Done ? "" : $"{TestWords.Status(result.Status).Replace('_', ' ')}: {result.StatusMessage}\n";
        return $"discovery of {result.PoiName}: test of {result.PoiName} = 0, asymptotic\n\n{(markdown ? table.ToMarkdown() : table.ToText())}{ending}{failure}";
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The significance.</param>
    /// <param name="json">The writer.</param>
    public static void Write(DiscoverySignificance result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(result.Status));
        json.WriteString("status_message", result.StatusMessage);
        json.WriteString("poi", result.PoiName);
        json.WriteNumberOrNull("poi_hat", result.PoiHat);
        json.WriteNumberOrNull("asimov_poi", result.AsimovPoi);
        WritePair("observed", result.ObservedPValue, result.Observed, json);
        WritePair("expected", result.ExpectedPValue, result.Expected, json);
        json.WriteNumber("fits", result.FitCount);
        json.WriteEndObject();
    }

    private static void WritePair(string key, double pValue, double significance, Utf8JsonWriter json)
    {
        json.WriteStartObject(key);
        json.WriteNumberOrNull("p_value", pValue);
        json.WriteNumberOrNull("significance", significance);
        json.WriteEndObject();
    }

    private static string Number(double value) => double.IsNaN(value) ? "not found" : ValueWithUncertainty.Significant(value, Digits);
}
