using System.Text.RegularExpressions;
using Wilks.Formats.Overlays;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>The constraint terms that a <c>ConstraintTerm</c> element can ask for, as changes of a parameter α: it becomes a function of a new parameter β with a term of its own, or gets another term.</summary>
internal static partial class ConstraintForms
{
    /// <summary>The types that need a relative uncertainty.</summary>
    public static bool IsRelative(string type) => type is "Gamma" or "LogNormal";

    /// <summary>The change of α, and β where there is one; null for an unknown type. The Gaussian changes nothing.</summary>
    /// <param name="type">The type as XML spells it.</param>
    /// <param name="relative">The relative uncertainty r, for the types that have one.</param>
    /// <param name="name">The name of α.</param>
    /// <param name="location">Where it was written.</param>
    public static (ParameterChange? Change, ParameterChange? Input)? Of(string type, double relative, string name, SourceLocation location)
    {
        string source = $"beta_{name}";
        var change = new ParameterChange(name) { Location = location, ExpressionLocation = location };
        var input = new ParameterChange(source) { Location = location };
        string r = XmlPart.Number(relative);
        return type switch
        {
            "Gaussian" or "" => (null, null),

            // β has a gamma density with shape τ + 1 and rate τ = 1/r², and α = (β − 1)/r.
            "Gamma" => (change with { Expression = $"({ExpressionNames.Quoted(source)} - 1)/{r}", Constraint = new NoConstraintSetting() },
                input with { Init = 1, Bounds = new Interval(0, 10), Constraint = new GammaSetting(1 / (relative * relative), 1 / (relative * relative)) }),

            // α = ((1 + r)^β − 1)/r with a unit Gaussian β.
            "LogNormal" => (change with { Expression = $"(pow({XmlPart.Number(1 + relative)}, {ExpressionNames.Quoted(source)}) - 1)/{r}", Constraint = new NoConstraintSetting() },
                input with { Init = 0, Bounds = new Interval(-5, 5), Constraint = new GaussianSetting(1, 0) }),
            "Uniform" => (change with { Constraint = new GaussianSetting(100, 0) }, null),

            // ROOT leaves the systematic out.
            "NoConstraint" or "NoSyst" => (change with { Init = 0, Fixed = true }, null),
            _ => null,
        };
    }

    /// <summary>The type and the relative uncertainty that make a change; null when no element makes it.</summary>
    /// <param name="change">What is said of α.</param>
    /// <param name="added">The new parameters.</param>
    public static (string Type, double? Relative)? Match(ParameterChange change, IEnumerable<ParameterChange> added)
    {
        ParameterChange? input = added.LastOrDefault(other => other.Name == $"beta_{change.Name}");
        double? relative = change.Expression is { } expression && Divisor().Match(expression) is { Success: true } match && double.TryParse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture, out double value) ? value : null;
        foreach (string type in (string[])["Gamma", "LogNormal", "Uniform", "NoConstraint"])
        {
            if (IsRelative(type) != relative is not null || Of(type, relative ?? 0, change.Name, default) is not { } form) continue;
            if (form.Change == Plain(change) && (form.Input is null || (input is not null && form.Input == Plain(input)))) return (type, relative);
        }

        return null;
    }

    private static ParameterChange Plain(ParameterChange change) => change with { Location = default, ExpressionLocation = default };

    [GeneratedRegex(@"/([-+.0-9eE]+)\z")]
    private static partial Regex Divisor();
}
