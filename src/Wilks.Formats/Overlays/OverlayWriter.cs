using System.Collections.Immutable;
using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Writes overlays as the JSON that <see cref="OverlayReader"/> reads.</summary>
public static class OverlayWriter
{
    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="path">The file; its name must end in <c>.json</c> for it to be read again.</param>
    /// <exception cref="WorkspaceException">The file can't be written (<c>WK51x</c>).</exception>
    public static void Write(Overlay overlay, string path) => AtomicFile.Write(path, stream => Write(overlay, stream));

    /// <summary>Writes to a stream; leaves it open.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="stream">The stream.</param>
    public static void Write(Overlay overlay, Stream stream) => JsonText.Write(Tree(overlay), stream);

    /// <summary>The overlay as a tree.</summary>
    internal static JsonObject Tree(Overlay overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        return JsonText.Object(
            ("pois", overlay.Pois is { } pois ? JsonText.Texts(pois) : null),
            ("parameters", Changes(overlay.Parameters)),
            ("new", Changes(overlay.NewParameters)),
            ("constraints", overlay.CorrelatedConstraints.IsEmpty ? null : JsonText.List(overlay.CorrelatedConstraints.Select(Correlated))),
            ("groups", overlay.Groups.IsEmpty ? null : JsonText.Object(overlay.Groups.Select(g => (g.Name, (IJsonNode?)JsonText.Texts(g.Patterns))))),
            ("labels", overlay.Labels.IsEmpty ? null : JsonText.Object(("channels", Labels(overlay, LabelKind.Channel)), ("samples", Labels(overlay, LabelKind.Sample)))));
    }

    /// <summary>A pair of ends; null stands for none.</summary>
    internal static JsonArray Range(double lower, double upper) => JsonText.List([End(lower), End(upper)]);

    private static IJsonNode End(double value) => double.IsFinite(value) ? JsonText.Number(value) : JsonText.Null();

    /// <summary>Changes by name: several of one name, of overlays laid over each other, become the one that they amount to.</summary>
    private static JsonObject? Changes(ImmutableArray<ParameterChange> changes)
    {
        if (changes.IsEmpty) return null;

        List<ParameterChange> merged = [];
        foreach (ParameterChange change in changes)
        {
            int index = merged.FindIndex(earlier => earlier.Name == change.Name);
            if (index < 0) merged.Add(change);
            else merged[index] = Merge(merged[index], change);
        }

        return JsonText.Object(merged.Select(change => (change.Name, (IJsonNode?)Change(change))));
    }

    private static ParameterChange Merge(ParameterChange earlier, ParameterChange later) => earlier with
    {
        Expression = later.Expression ?? earlier.Expression,
        Init = later.Init ?? earlier.Init,
        Bounds = later.Bounds ?? earlier.Bounds,
        Fixed = later.Fixed ?? earlier.Fixed,
        Constraint = later.Constraint ?? earlier.Constraint,
        Label = later.Label ?? earlier.Label,
    };

    private static JsonObject Change(ParameterChange change) => JsonText.Object(
        ("expression", change.Expression is { } expression ? JsonText.Text(expression) : null),
        ("init", change.Init is { } init ? JsonText.Number(init) : null),
        ("bounds", change.Bounds is { } bounds ? Range(bounds.Lower, bounds.Upper) : null),
        ("fixed", change.Fixed is { } isFixed ? JsonText.Flag(isFixed) : null),
        ("label", change.Label is { } label ? JsonText.Text(label) : null),
        ("constraint", change.Constraint is { } constraint ? Constraint(constraint) : null));

    private static IJsonNode Constraint(IConstraintSetting setting) => setting switch
    {
        GaussianSetting g => Term(setting, ("sigma", g.Sigma), ("mean", g.Mean)),
        LogNormalSetting l => Term(setting, ("sigma", l.LogSigma), ("median", l.Median)),
        PoissonSetting p => Term(setting, ("tau", p.Tau), ("observed", p.Observed)),
        GammaSetting g => Term(setting, ("tau", g.Tau), ("observed", g.Observed)),
        UniformSetting u => JsonText.Object(("type", JsonText.Text(setting.Kind)), ("bounds", Range(u.Lower, u.Upper))),
        _ => JsonText.Text(setting.Kind),
    };

    private static JsonObject Term(IConstraintSetting setting, params IEnumerable<(string Name, double? Value)> members) =>
        JsonText.Object([("type", JsonText.Text(setting.Kind)), .. members.Select(m => (m.Name, m.Value is { } value ? (IJsonNode?)JsonText.Number(value) : null))]);

    private static JsonObject Correlated(CorrelatedConstraint constraint) => JsonText.Object(
        ("parameters", JsonText.Texts(constraint.Parameters)),
        ("covariance", Matrix(constraint.Covariance, constraint.Parameters.Length)),
        ("correlation", Matrix(constraint.Correlation, constraint.Parameters.Length)),
        ("sigmas", constraint.Sigmas is { } sigmas ? JsonText.Numbers(sigmas) : null),
        ("means", constraint.Means is { } means ? JsonText.Numbers(means) : null));

    private static JsonArray? Matrix(ImmutableArray<double>? values, int n) =>
        values is { } matrix ? JsonText.List(Enumerable.Range(0, n).Select(row => JsonText.Numbers(matrix.Skip(row * n).Take(n)))) : null;

    private static JsonObject? Labels(Overlay overlay, LabelKind kind)
    {
        Label[] labels = [.. overlay.Labels.Where(label => label.Kind == kind)];
        return labels.Length == 0 ? null : JsonText.Object(labels.GroupBy(label => label.Name, StringComparer.Ordinal).Select(group => (group.Key, (IJsonNode?)JsonText.Text(group.Last().Text))));
    }
}
