using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes a study with toys as text, Markdown or JSON.</summary>
public static class StudyReport
{
    /// <summary>The study as text: a table for each parameter, and the verdict in words.</summary>
    /// <param name="result">The study.</param>
    /// <param name="markdown">Whether tables are Markdown.</param>
    public static string Text(ToyStudyResult result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"study with {result.Options.Toys} toys at each point, seed {result.Options.Seed}, intervals of {100 * result.Options.Level:G4} %\n");
        foreach (ParameterStudy study in result.Parameters)
        {
            text.Append('\n');
            Alignment right = Alignment.Decimal;
            var table = new Table(
                [new(study.Parameter.Name, right), new("mean", right), new("bias", right), new("spread", right), new("pull mean", right), new("pull width", right), new("profile covers", right), new("hesse covers", right), new("toys", Alignment.Right), new("at bound", Alignment.Right), new("failed", Alignment.Right)],
                [.. study.Points.Select(Row)]);
            text.Append(markdown ? table.ToMarkdown() : table.ToText());
            if (study.Linearity is { } line) text.Append(CultureInfo.InvariantCulture, $"linearity: slope {Shown(line.Slope)}, intercept {Shown(line.Intercept)}, chi-squared {line.ChiSquared:F1} for {line.DegreesOfFreedom} degrees of freedom\n");
            foreach (string reason in study.Reasons) text.Append(CultureInfo.InvariantCulture, $"no closure: {reason}\n");
        }

        if (result.Status != ToyTestStatus.Done) text.Append(CultureInfo.InvariantCulture, $"\n{result.StatusMessage}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nclosure: {(result.Closes ? "yes" : "no")}; {Criterion(result.Options.Closure)}\n");
        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The study.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ToyStudyResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", result.Status == ToyTestStatus.Done ? "done" : "too_many_failures");
        json.WriteString("status_message", result.StatusMessage);
        json.WriteBoolean("closure", result.Closes);
        json.WriteString("criterion", Criterion(result.Options.Closure));
        json.WriteNumber("toys", result.Options.Toys);
        json.WriteNumber("seed", result.Options.Seed);
        json.WriteNumber("level", result.Options.Level);
        json.WriteStartArray("parameters");
        foreach (ParameterStudy study in result.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", study.Parameter.Name);
            json.WriteBoolean("closure", study.Closes);
            json.WriteStartArray("reasons");
            foreach (string reason in study.Reasons) json.WriteStringValue(reason);
            json.WriteEndArray();
            WriteLine(study.Linearity, json);
            json.WriteStartArray("points");
            foreach (StudyPoint point in study.Points) WritePoint(point, json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Criterion(ClosureCriterion criterion) => string.Create(CultureInfo.InvariantCulture,
        $"every number is within {criterion.Sigmas:G3} of its uncertainties of what it should be, or bias, mean and width of pulls within {100 * criterion.Bias:G3} % of a standard deviation, coverage within {100 * criterion.Coverage:G3} % and slope within {100 * criterion.Slope:G3} %");

    private static string[] Row(StudyPoint point) =>
    [
        ValueWithUncertainty.Short(point.Truth, 6), Shown(point.Mean), Shown(point.Bias), Shown(point.Spread), Shown(point.ProfilePullMean), Shown(point.ProfilePullWidth),
        Covers(point.ProfileCoverage), Covers(point.HesseCoverage), Count(point.ToyCount), Count(point.AtBoundCount), Count(point.FailedCount),
    ];

    private static string Covers(ToyPValue fraction) => fraction.Count == 0 ? "" : new ValueWithUncertainty(fraction.Value, fraction.Uncertainty).ToString();

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Shown(ToyEstimate estimate) => double.IsNaN(estimate.Value) ? "" : new ValueWithUncertainty(estimate.Value, estimate.Uncertainty).ToString();

    private static void WriteLine(LinearityFit? line, Utf8JsonWriter json)
    {
        if (line is null)
        {
            json.WriteNull("linearity");
            return;
        }

        json.WriteStartObject("linearity");
        Write("slope", line.Slope, json);
        Write("intercept", line.Intercept, json);
        json.WriteNumberOrNull("chi_squared", line.ChiSquared);
        json.WriteNumber("degrees_of_freedom", line.DegreesOfFreedom);
        json.WriteEndObject();
    }

    private static void WritePoint(StudyPoint point, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumberOrNull("truth", point.Truth);
        Write("mean", point.Mean, json);
        Write("bias", point.Bias, json);
        Write("spread", point.Spread, json);
        Write("profile_pull_mean", point.ProfilePullMean, json);
        Write("profile_pull_width", point.ProfilePullWidth, json);
        Write("hesse_pull_mean", point.HessePullMean, json);
        Write("hesse_pull_width", point.HessePullWidth, json);
        Write("profile_coverage", new ToyEstimate(point.ProfileCoverage.Value, point.ProfileCoverage.Uncertainty), json);
        Write("hesse_coverage", new ToyEstimate(point.HesseCoverage.Value, point.HesseCoverage.Uncertainty), json);
        json.WriteNumber("toys", point.ToyCount);
        json.WriteNumber("at_bound", point.AtBoundCount);
        json.WriteNumber("failed", point.FailedCount);
        json.WriteNumber("retried", point.RetriedCount);
        json.WriteEndObject();
    }

    private static void Write(string key, ToyEstimate estimate, Utf8JsonWriter json)
    {
        json.WriteStartObject(key);
        json.WriteNumberOrNull("value", estimate.Value);
        json.WriteNumberOrNull("uncertainty", estimate.Uncertainty);
        json.WriteEndObject();
    }
}
