using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes the goodness of a fit as text and JSON.</summary>
public static class GoodnessOfFitReport
{
    /// <summary>The statistic with its p-values, and a table of channels.</summary>
    /// <param name="result">The goodness of fit.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    /// <param name="width">The width to keep to; the default is no limit.</param>
    public static string Text(GoodnessOfFitResult result, bool markdown = false, int width = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(Summary(result));
        if (result.Toys is { } toys)
        {
            var p = new ValueWithUncertainty(toys.PValue.Value, toys.PValue.Uncertainty);
            string failed = toys.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {toys.Failed} failed");
            text.Append(CultureInfo.InvariantCulture, $"p-value {p} from {toys.Count} toys{failed}\n");
        }

        TableColumn[] columns = [new("channel"), new("bins", Alignment.Right), new("data", Alignment.Decimal), new("expected", Alignment.Decimal), new("Baker-Cousins", Alignment.Decimal), new("Pearson", Alignment.Decimal), new("largest residual"), new("remark")];
        var table = new Table(columns, [.. result.Channels.Select(Cells), Totals(result)]);
        text.Append('\n').Append(markdown ? table.ToMarkdown() : table.ToText(width));
        return text.ToString();
    }

    /// <summary>The statistic and its asymptotic p-value, or why there is none.</summary>
    /// <param name="result">The goodness of fit.</param>
    public static string Summary(GoodnessOfFitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string end = result.Remark.Length > 0 ? $"no asymptotic p-value\n{result.Remark}" : $"p-value {ValueWithUncertainty.Significant(result.PValue, 4)}";
        return string.Create(CultureInfo.InvariantCulture, $"goodness of fit: 2NLL {ValueWithUncertainty.Significant(result.Statistic, 5)} above the saturated model, {result.DegreesOfFreedom} degrees of freedom, {end}\n");
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The goodness of fit.</param>
    /// <param name="json">The writer.</param>
    public static void Write(GoodnessOfFitResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", FitReport.StatusWord(result.Fit.Status));
        json.WriteString("status_message", result.Fit.StatusMessage);
        WriteMembers(result, json);
        json.WriteEndObject();
    }

    /// <summary>Writes everything but the status of the fit into an object that is open.</summary>
    internal static void WriteMembers(GoodnessOfFitResult result, Utf8JsonWriter json)
    {
        json.WriteNumberOrNull("statistic", result.Statistic);
        json.WriteNumber("degrees_of_freedom", result.DegreesOfFreedom);
        json.WriteNumberOrNull("p_value", result.PValue);
        json.WriteString("remark", result.Remark);
        json.WriteNumber("bins", result.BinCount);
        json.WriteNumber("unconstrained_parameters", result.UnconstrainedCount);
        json.WriteNumberOrNull("twice_nll", result.Fit.TwiceNll);
        json.WriteNumberOrNull("saturated_twice_nll", result.SaturatedTwiceNll);
        json.WriteNumberOrNull("baker_cousins", result.BakerCousins);
        json.WriteNumberOrNull("constraint_part", result.ConstraintPart);
        json.WriteNumberOrNull("pearson", result.Pearson);
        json.WriteStartArray("channels");
        foreach (ChannelGoodnessOfFit channel in result.Channels) WriteChannel(channel, json);
        json.WriteEndArray();
        if (result.Toys is { } toys) WriteToys(toys, json);
    }

    private static void WriteChannel(ChannelGoodnessOfFit channel, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", channel.Name);
        json.WriteBoolean("masked", channel.IsMasked);
        json.WriteNumberOrNull("baker_cousins", channel.BakerCousins);
        json.WriteNumberOrNull("pearson", channel.Pearson);
        json.WriteNumbers("data", channel.Data);
        json.WriteNumbers("expected", channel.Expected);
        json.WriteNumbers("deviance_residuals", channel.DevianceResiduals);
        json.WriteNumbers("pearson_residuals", channel.PearsonResiduals);
        json.WriteEndObject();
    }

    private static void WriteToys(GoodnessOfFitToys toys, Utf8JsonWriter json)
    {
        json.WriteStartObject("toys");
        json.WriteNumber("count", toys.Count);
        json.WriteNumber("failed", toys.Failed);
        json.WriteNumberOrNull("p_value", toys.PValue.Value);
        json.WriteNumberOrNull("uncertainty", toys.PValue.Uncertainty);
        json.WriteNumbers("interval", [toys.PValue.Lower, toys.PValue.Upper]);
        json.WriteEndObject();
    }

    private static IReadOnlyList<string> Cells(ChannelGoodnessOfFit channel)
    {
        int worst = Enumerable.Range(0, channel.Data.Length).MaxBy(bin => Math.Abs(channel.DevianceResiduals[bin]));
        string largest = string.Create(CultureInfo.InvariantCulture, $"{channel.DevianceResiduals[worst]:+0.00;-0.00;0.00} in bin {worst}");
        return
        [
            channel.Name, channel.Data.Length.ToString(CultureInfo.InvariantCulture), ValueWithUncertainty.Short(channel.Data.Sum(), 6), Number(channel.Expected.Sum()),
            Number(channel.BakerCousins), Number(channel.Pearson), largest, channel.IsMasked ? "masked" : "",
        ];
    }

    private static IReadOnlyList<string> Totals(GoodnessOfFitResult result)
        => ["constraint terms", "", "", "", Number(result.ConstraintPart), "", "", ""];

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : ValueWithUncertainty.Short(value, 3);
}
