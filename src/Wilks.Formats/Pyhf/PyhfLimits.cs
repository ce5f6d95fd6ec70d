using System.Collections.Immutable;
using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Finds what a workspace says and pyhf's format can't.</summary>
internal static class PyhfLimits
{
    internal static void Check(Workspace workspace, DiagnosticCollector findings)
    {
        RequireSome(workspace.Channels, workspace.Location, "the workspace has no channels", findings);
        RequireSome(workspace.Observations, workspace.Location, "the workspace has no observations", findings);
        RequireSome(workspace.Measurements, workspace.Location, "the workspace has no measurements", findings);
        if (findings.HasErrors) return;

        foreach (Channel channel in workspace.Channels)
        {
            RequireSome(channel.Samples, channel.Location, $"channel '{channel.Name}' has no samples", findings);
            foreach (Sample sample in channel.Samples.IsDefault ? [] : channel.Samples) CheckSample(channel, sample, findings);
        }

        foreach (Observation observation in workspace.Observations)
        {
            CheckNumbers(observation.Data, observation.Location, $"the observation of channel '{observation.Name}'", "data", findings);
        }

        foreach (Measurement measurement in workspace.Measurements) CheckMeasurement(measurement, findings);
    }

    /// <summary>Names what overlays say, since the format has no room for one.</summary>
    internal static void CheckOverlay(Workspace workspace, DiagnosticCollector findings)
    {
        if (workspace.Overlay is { } overlay) CheckOverlay(overlay, "the overlay", findings);
        foreach (Measurement measurement in workspace.Measurements)
        {
            if (measurement.Overlay is { } own) CheckOverlay(own, $"the overlay of measurement '{measurement.Name}'", findings);
        }
    }

    private static void CheckOverlay(Overlay overlay, string what, DiagnosticCollector findings)
    {
        (string What, int Count)[] parts =
        [
            ("changed parameters", overlay.Parameters.Length),
            ("new parameters", overlay.NewParameters.Length),
            ("multivariate constraints", overlay.CorrelatedConstraints.Length),
            ("groups", overlay.Groups.Length),
            ("labels", overlay.Labels.Length),
            ("parameters of interest", overlay.Pois?.Length ?? 0),
        ];
        string lost = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.What} ({part.Count})")));
        if (lost.Length > 0) findings.Warning("WK537", overlay.Location, $"pyhf's format has no room for {what}; not written: {lost}.", "Keep the overlay file beside the workspace, and give both.");
    }

    private static void CheckSample(Channel channel, Sample sample, DiagnosticCollector findings)
    {
        string owner = $"sample '{sample.Name}' of channel '{channel.Name}'";
        CheckNumbers(sample.Data, sample.Location, owner, "data", findings);
        foreach (IModifier modifier in sample.Modifiers)
        {
            string what = $"{modifier.Type} '{modifier.Name}' of {owner}";
            switch (modifier)
            {
                case NormSys m:
                    CheckNumbers([m.Low, m.High], m.Location, what, "data", findings);
                    break;
                case HistoSys m:
                    CheckNumbers(m.LowData, m.Location, what, "data", findings);
                    CheckNumbers(m.HighData, m.Location, what, "data", findings);
                    break;
                case ShapeSys m:
                    CheckNumbers(m.Data, m.Location, what, "data", findings);
                    break;
                case StatError m:
                    CheckNumbers(m.Data, m.Location, what, "data", findings);
                    break;
                case Lumi m when m.Name != Lumi.TypeName:
                    findings.Error("WK504", m.Location, $"{what}: pyhf's format has only one luminosity, named 'lumi'.", "Name it 'lumi', or write a normsys.");
                    break;
                case NormFactor or ShapeFactor or Lumi:
                    break;
                default:
                    findings.Error("WK505", modifier.Location, $"{what}: pyhf's format has no modifier type '{modifier.Type}'.", "Write the workspace as HS3.");
                    break;
            }
        }
    }

    private static void CheckMeasurement(Measurement measurement, DiagnosticCollector findings)
    {
        if (measurement.Pois.Length > 1)
        {
            string message = $"measurement '{measurement.Name}' has {measurement.Pois.Length} parameters of interest ({string.Join(", ", measurement.Pois)}); pyhf's format has room for one.";
            findings.Error("WK501", measurement.Location, message, "Keep one, or write the workspace as HS3.");
        }

        foreach (ParameterSetting setting in measurement.Parameters)
        {
            string owner = $"parameter '{setting.Name}' of measurement '{measurement.Name}'";
            CheckGiven(setting.Inits, setting, owner, "inits", findings);
            CheckGiven(setting.AuxData, setting, owner, "auxdata", findings);
            CheckGiven(setting.Factors, setting, owner, "factors", findings);
            CheckGiven(setting.Sigmas, setting, owner, "sigmas", findings);
            if (setting.Bounds is { } bounds) CheckNumbers([.. bounds.SelectMany(b => new[] { b.Lower, b.Upper })], setting.Location, owner, "bounds", findings);
        }
    }

    private static void CheckGiven(ImmutableArray<double>? values, ParameterSetting setting, string owner, string member, DiagnosticCollector findings)
    {
        if (values is { } given) CheckNumbers(given, setting.Location, owner, member, findings);
    }

    private static void CheckNumbers(ImmutableArray<double> values, SourceLocation location, string owner, string member, DiagnosticCollector findings)
    {
        if (values.IsDefaultOrEmpty)
        {
            findings.Error("WK503", location, $"{owner}: '{member}' is empty; pyhf's format needs at least one number.", "Give a value or leave it out.");
            return;
        }

        int index = 0;
        while (index < values.Length && double.IsFinite(values[index])) index++;
        if (index == values.Length) return;

        string found = values[index].ToString("R", CultureInfo.InvariantCulture);
        findings.Error("WK502", location.Within(member), $"{owner}: '{member}' has the value {found}, which JSON can't hold.", "Give a finite number.");
    }

    private static void RequireSome<T>(ImmutableArray<T> list, SourceLocation location, string message, DiagnosticCollector findings)
    {
        if (list.IsDefaultOrEmpty) findings.Error("WK503", location, $"{message}; pyhf's format needs at least one.", "Add one.");
    }
}
