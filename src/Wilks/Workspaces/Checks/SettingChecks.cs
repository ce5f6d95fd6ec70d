using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>Holds a measurement's parameter settings against the parameters that the modifiers define.</summary>
internal static class SettingChecks
{
    private const string LumiExample = "{\"name\": \"lumi\", \"auxdata\": [1.0], \"sigmas\": [0.02], \"inits\": [1.0], \"bounds\": [[0.9, 1.1]]}";
    private static readonly string[] s_lumiNeeds = ["auxdata", "sigmas", "inits", "bounds"];

    internal static void Run(Measurement measurement, ParameterTable parameters, DiagnosticCollector findings)
    {
        foreach (ParameterSetting setting in measurement.Parameters)
        {
            CheckNumbers(setting, findings);
            if (parameters.Find(setting.Name) is not { } set)
            {
                string message = $"measurement '{measurement.Name}' sets parameter '{setting.Name}', which no modifier uses; the setting has no effect.";
                findings.Warning("WK240", setting.Location.Within("name"), message, NearestNames.Suggest(setting.Name, parameters.Names));
            }
            else if (!set.IsMixed)
            {
                CheckMembers(setting, set, findings);
                CheckStart(setting, set, findings);
                if (set.Kind.Settable.Contains("factors")) CheckPoissonCounts(setting, findings);
            }
        }

        RequireLumi(measurement, parameters, findings);
    }

    private static IEnumerable<(string Member, int Count)> Given(ParameterSetting setting)
    {
        if (setting.Inits is { } inits) yield return ("inits", inits.Length);
        if (setting.Bounds is { } bounds) yield return ("bounds", bounds.Length);
        if (setting.AuxData is { } auxData) yield return ("auxdata", auxData.Length);
        if (setting.Factors is { } factors) yield return ("factors", factors.Length);
        if (setting.Sigmas is { } sigmas) yield return ("sigmas", sigmas.Length);
    }

    private static void CheckMembers(ParameterSetting setting, ParameterSet set, DiagnosticCollector findings)
    {
        int expected = set.ElementCount;
        foreach ((string member, int count) in Given(setting))
        {
            if (!set.Kind.Settable.Contains(member))
            {
                string message = $"parameter '{setting.Name}' belongs to {set.Kind.Types}, which has no '{member}'; it has {string.Join(", ", set.Kind.Settable)}.";
                findings.Error("WK242", setting.Location.Within(member), message, $"Remove '{member}'.");
            }
            else if (count != expected)
            {
                string message = $"'{member}' has {Wording.Count(count, "value")}, but {set.Uses[0].Modifier.Type} '{setting.Name}' has {Wording.Count(expected, "parameter")}.";
                findings.Error("WK241", setting.Location.Within(member), message, "Give one value per parameter.");
            }
        }
    }

    private static void CheckNumbers(ParameterSetting setting, DiagnosticCollector findings)
    {
        string owner = $"parameter '{setting.Name}'";
        ValueChecks.RequireFinite(setting.Inits ?? [], $"'inits' of {owner}", setting.Location, ["inits"], findings);
        ValueChecks.RequireFinite(setting.AuxData ?? [], $"'auxdata' of {owner}", setting.Location, ["auxdata"], findings);
        RequirePositive(setting.Sigmas ?? [], "sigmas", setting, findings);
        RequirePositive(setting.Factors ?? [], "factors", setting, findings);

        ImmutableArray<Interval> bounds = setting.Bounds ?? [];
        for (int i = 0; i < bounds.Length; i++)
        {
            if (bounds[i].Lower <= bounds[i].Upper) continue;

            string message = $"the bounds of {owner} run from {Wording.Number(bounds[i].Lower)} to {Wording.Number(bounds[i].Upper)}; expected the lower end first.";
            findings.Error("WK243", setting.Location.Within("bounds", Wording.Step(i)), message, "Swap or correct the two.");
        }
    }

    private static void RequirePositive(ImmutableArray<double> values, string member, ParameterSetting setting, DiagnosticCollector findings)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] > 0 && double.IsFinite(values[i])) continue;

            string message = $"'{member}' of parameter '{setting.Name}' has the value {Wording.Number(values[i])}; expected a finite number above 0.";
            findings.Error("WK245", setting.Location.Within(member, Wording.Step(i)), message, "To hold the parameter write \"fixed\": true.");
        }
    }

    private static void CheckStart(ParameterSetting setting, ParameterSet set, DiagnosticCollector findings)
    {
        int count = Math.Max(setting.Inits?.Length ?? 0, setting.Bounds?.Length ?? 0);
        for (int i = 0; i < count; i++)
        {
            double? init = setting.Inits is { } inits ? At(inits, i) : set.Kind.Init;
            Interval? bounds = setting.Bounds is { } intervals ? At(intervals, i) : set.Kind.Bounds;
            if (init is not { } start || bounds is not { } range || !(range.Lower <= range.Upper)) continue;
            if (!double.IsFinite(start) || (start >= range.Lower && start <= range.Upper)) continue;

            bool isOwn = setting.Inits is not null;
            string message = $"parameter '{setting.Name}' starts at {Wording.Number(start)}{(isOwn ? "" : " (its default)")}, outside its {(setting.Bounds is null ? "default " : "")}bounds {Wording.Number(range.Lower)} to {Wording.Number(range.Upper)}.";
            findings.Error("WK244", setting.Location.Within(isOwn ? "inits" : "bounds", Wording.Step(i)), message, "Give 'inits' inside 'bounds'.");
        }
    }

    private static void CheckPoissonCounts(ParameterSetting setting, DiagnosticCollector findings)
    {
        ImmutableArray<double> auxData = setting.AuxData ?? [];
        for (int i = 0; i < auxData.Length; i++)
        {
            if (!(auxData[i] < 0)) continue;

            string message = $"'auxdata' of parameter '{setting.Name}' has the value {Wording.Number(auxData[i])}; its constraint terms are Poisson, which needs zero or more.";
            findings.Error("WK246", setting.Location.Within("auxdata", Wording.Step(i)), message, "Correct the auxiliary data.");
        }
    }

    private static T? At<T>(ImmutableArray<T> values, int index)
        where T : struct => index < values.Length ? values[index] : null;

    private static void RequireLumi(Measurement measurement, ParameterTable parameters, DiagnosticCollector findings)
    {
        if (parameters.Find(Lumi.TypeName) is not { IsMixed: false } set || set.Uses[0].Modifier is not Lumi modifier) return;

        ParameterSetting? setting = measurement.Parameters.FirstOrDefault(p => p.Name == Lumi.TypeName);
        string[] given = setting is null ? [] : [.. Given(setting).Select(pair => pair.Member)];
        string[] missing = [.. s_lumiNeeds.Except(given)];
        if (missing.Length == 0) return;

        SourceLocation location = setting is null ? measurement.Location.Within("config", "parameters") : setting.Location;
        string message = $"measurement '{measurement.Name}' doesn't set {string.Join(", ", missing)} of 'lumi', which has no defaults{Wording.FirstAt(modifier.Location)}.";
        findings.Error("WK233", location, message, $"Add to 'parameters', with your numbers: {LumiExample}");
    }
}
