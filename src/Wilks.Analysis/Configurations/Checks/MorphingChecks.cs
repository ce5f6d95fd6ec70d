using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that the samples of a morphing exist, are ghosts, and form a complete grid.</summary>
internal static class MorphingChecks
{
    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        foreach (MorphingSettings morphing in c.Morphing)
        {
            foreach (MorphingPoint point in morphing.Points) CheckPoint(point, morphing.Name, c, findings);
            CheckGrid(morphing, findings);
        }

        foreach (IGrouping<string, MorphingPoint> same in c.Morphing.SelectMany(morphing => morphing.Points).GroupBy(point => point.Sample, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            findings.Error("WK807", same.ElementAt(1).Location, $"sample '{same.Key}' is a point of a morphing twice.", "A template stands in the model once: make a second sample of the same files.");
        }
    }

    private static void CheckPoint(MorphingPoint point, string morphing, AnalysisConfiguration c, DiagnosticCollector findings)
    {
        SampleSettings? sample = c.Samples.FirstOrDefault(sample => sample.Name == point.Sample);
        if (sample is null)
        {
            findings.Error("WK821", point.Location, $"a point of morphing '{morphing}' names '{point.Sample}', which is no sample.", NearestNames.Suggest(point.Sample, c.Samples.Select(other => other.Name)));
        }
        else if (sample.Role != SampleRole.Ghost)
        {
            findings.Error("WK845", sample.Location, $"sample '{sample.Name}' is a point of morphing '{morphing}', so that it can't be in the model by itself.", "Remove 'Role' and 'Data', or write 'Role: ghost'.");
        }
    }

    private static void CheckGrid(MorphingSettings morphing, DiagnosticCollector findings)
    {
        string what = $"morphing '{morphing.Name}'";
        foreach (IGrouping<string, MorphingPoint> same in morphing.Points.GroupBy(point => string.Join(' ', point.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))).Where(group => group.Count() > 1))
        {
            findings.Error("WK807", same.ElementAt(1).Location, $"two points of {what} have the same values: '{same.First().Sample}' and '{same.ElementAt(1).Sample}'.", "Keep one.");
            return;
        }

        long cells = 1;
        for (int i = 0; i < morphing.Parameters.Length; i++)
        {
            double[] values = [.. morphing.Points.Select(point => point.Values[i]).Distinct().Order()];
            cells *= Math.Max(values.Length, 1);
            CheckParameter(morphing.Parameters[i], values, what, findings);
        }

        if (cells == morphing.Points.Length) return;

        findings.Error("WK838", morphing.Location, string.Create(CultureInfo.InvariantCulture, $"the {morphing.Points.Length} points of {what} are no complete grid: all combinations of their values are {cells}."), "Add the points that are missing, or remove some.");
    }

    private static void CheckParameter(MorphingParameter parameter, double[] values, string what, DiagnosticCollector findings)
    {
        if (values.Length < 2)
        {
            findings.Error("WK838", parameter.Location, $"parameter '{parameter.Name}' of {what} has one value at all points; expected two or more.", "Add points, or remove the parameter.");
        }
        else if (parameter.Bounds is null && !(parameter.Init >= values[0] && parameter.Init <= values[^1]))
        {
            findings.Error("WK805", parameter.Location, FormattableString.Invariant($"parameter '{parameter.Name}' of {what} starts at {parameter.Init}, outside of its points, which go from {values[0]} to {values[^1]}."), "Correct 'Init', or give 'Bounds'.");
        }
    }
}
