using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Reports;

namespace Wilks.Cli.Bench;

/// <summary>What <c>wilks bench</c> measured.</summary>
internal sealed record BenchReport(IReadOnlyList<Agreement> Checks, IReadOnlyList<StageTime> Stages, int FailedToyFits, Machine Machine)
{
    public bool Agrees => Checks.All(check => check.Holds);

    public string ToText(bool markdown, int width)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Cpu}, {Machine.ProcessorCount} processors, {Machine.OperatingSystem}\n");
        text.Append(CultureInfo.InvariantCulture, $"wilks {Machine.WilksVersion}, {Machine.Runtime}, {Machine.KernelMode} kernels\n\n");
        foreach (Agreement check in Checks) text.Append(check.Holds ? "agrees   " : "DISAGREES").Append(' ').Append(check).Append('\n');
        IReadOnlyList<string>[] rows =
        [
            .. Stages.Select(stage => new[] { stage.Name.Replace('_', ' '), Duration.Text(stage.MedianSeconds), stage.Repeats.ToString(CultureInfo.InvariantCulture) }),
        ];
        var table = new Table([new("stage"), new("median", Alignment.Right), new("repeats", Alignment.Right)], rows);
        text.Append('\n').Append(markdown ? table.ToMarkdown() : table.ToText(width));
        if (FailedToyFits > 0) text.Append(CultureInfo.InvariantCulture, $"{FailedToyFits} toy fits did not converge\n");
        return text.ToString();
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (StageTime stage in Stages)
        {
            json.WriteStartObject(stage.Name);
            json.WriteNumberOrNull("median_seconds", stage.MedianSeconds);
            json.WriteNumber("repeats", stage.Repeats);
            json.WriteEndObject();
        }
        json.WriteNumber("failed_toy_fits", FailedToyFits);
        json.WriteStartArray("checks");
        foreach (Agreement check in Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteNumberOrNull("difference", check.Difference);
            json.WriteNumber("tolerance", check.Tolerance);
            json.WriteBoolean("agrees", check.Holds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("machine");
        json.WriteString("cpu", Machine.Cpu);
        json.WriteNumber("processors", Machine.ProcessorCount);
        json.WriteString("os", Machine.OperatingSystem);
        json.WriteString("runtime", Machine.Runtime);
        json.WriteString("kernel", Machine.KernelMode);
        json.WriteString("wilks", Machine.WilksVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
