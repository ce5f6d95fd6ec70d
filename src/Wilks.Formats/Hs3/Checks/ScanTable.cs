using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;

namespace Wilks.Formats.Hs3;

/// <summary>The points, expected values and tolerances of a check that scans.</summary>
/// <param name="Target">What is scanned.</param>
/// <param name="Reference">The point that the scanned names are changed in.</param>
/// <param name="Parameters">The scanned names.</param>
/// <param name="Points">Their values, one list per point.</param>
/// <param name="Expected">The expected values, one per point.</param>
/// <param name="Absolute">The absolute tolerance.</param>
/// <param name="Relative">The relative tolerance.</param>
internal sealed record ScanTable(
    JsonObject Target, IReadOnlyList<KeyValuePair<string, double>> Reference, ImmutableArray<string> Parameters, IReadOnlyList<ImmutableArray<double>> Points, ImmutableArray<double> Expected, double Absolute, double Relative)
{
    // Those of the test suite where a check gives none.
    private const double UsualAbsolute = 1e-7;
    private const double UsualRelative = 1e-8;

    /// <summary>The table of a check; one with a wrong form only after a report.</summary>
    internal static ScanTable Read(JsonObject check, ShapeReader shape)
    {
        shape.RequireMembers(check, "a check that scans", ["target", "reference_point", "scan_parameters", "scan_points", "expected"]);
        JsonObject? tolerance = check.Find("tolerance") as JsonObject;
        KeyValuePair<string, double>[] reference = [.. ((check.Find("reference_point") as JsonObject)?.Members ?? []).Select(m => KeyValuePair.Create(m.Name, shape.Number(m.Value, $"'{m.Name}'")))];
        ImmutableArray<string> names = [.. shape.Items(check.Find("scan_parameters"), "'scan_parameters'").Select(item => shape.Text(item, "a scanned name"))];
        ImmutableArray<double>[] points = [.. shape.Items(check.Find("scan_points"), "'scan_points'").Select(item => shape.Numbers(item, "a point"))];
        ImmutableArray<double> expected = shape.Numbers(check.Find("expected"), "'expected'");
        if (points.Length != expected.Length || points.Any(point => point.Length != names.Length))
        {
            shape.Findings.Error("WK623", check.Location, FormattableString.Invariant($"the check has {points.Length} points and {expected.Length} expected values, for {names.Length} names."), "Give a value per point, and a number per name at every point.");
        }

        JsonObject target = check.Find("target") as JsonObject ?? JsonText.Object();
        return new ScanTable(target, reference, names, points, expected, Tolerance("atol", UsualAbsolute), Tolerance("rtol", UsualRelative));

        double Tolerance(string member, double usual) => tolerance?.Find(member) is { } node ? shape.Number(node, $"'{member}'") : usual;
    }

    /// <summary>Holds a function against the expected values: <c>|found − expected| ≤ atol + rtol |expected|</c> at every point.</summary>
    internal (Hs3CheckOutcome Outcome, string Message) Compare(Func<IEnumerable<KeyValuePair<string, double>>, double> value)
    {
        for (int i = 0; i < Points.Count; i++)
        {
            KeyValuePair<string, double>[] scanned = [.. Parameters.Select((name, k) => KeyValuePair.Create(name, Points[i][k]))];
            double found = value(Reference.Concat(scanned));
            if (Math.Abs(found - Expected[i]) <= Absolute + (Relative * Math.Abs(Expected[i]))) continue;

            string at = string.Join(", ", scanned.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} = {s.Value:R}")));
            return (Hs3CheckOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"at {at} found {found:R}, expected {Expected[i]:R}"));
        }

        return (Hs3CheckOutcome.Passed, "");
    }
}
