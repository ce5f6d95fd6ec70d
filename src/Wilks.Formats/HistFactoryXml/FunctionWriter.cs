using System.Globalization;
using System.Text.RegularExpressions;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns parameters that follow from others into <c>Function</c> elements, in an order in which each finds what it depends on.</summary>
internal sealed partial class FunctionWriter(WrittenParameters parameters, DiagnosticCollector findings)
{
    private readonly List<XmlPart> _written = [];
    private readonly HashSet<ParameterChange> _done = new(ReferenceEqualityComparer.Instance);
    private readonly List<ParameterChange> _waiting = [];

    /// <summary>New parameters that no function declares, since they have constraint terms or there is none.</summary>
    public IReadOnlyList<ParameterChange> Left { get; private set; } = [];

    /// <summary>The elements.</summary>
    /// <param name="laidOver">What the workspace lays over its parameters; what is written is taken out.</param>
    /// <param name="added">The new parameters of the workspace.</param>
    public IReadOnlyList<XmlPart> Write(LaidOver laidOver, IReadOnlyList<ParameterChange> added)
    {
        ParameterChange[] derived = [.. laidOver.Rest.Where(change => change.Expression is not null && change.Constraint is null or NoConstraintSetting && parameters.Of(change.Name) is NormFactor)];
        foreach (ParameterChange change in added)
        {
            if (change.Expression is null)
            {
                _waiting.Add(change);
                continue;
            }

            // What it depends on comes first.
            string[] names = [.. ParameterExpression.Parse(change.Expression).Names];
            int last = Array.FindLastIndex(derived, other => names.Contains(other.Name));
            foreach (ParameterChange before in derived[..(last + 1)]) Write(before);
            Write(change);
        }

        foreach (ParameterChange change in derived)
        {
            Write(change);
            laidOver.Take(change.Name, taken => taken with { Expression = null, Constraint = taken.Constraint is NoConstraintSetting ? null : taken.Constraint });
        }

        Left = [.. _waiting];
        return _written;
    }

    private void Write(ParameterChange change)
    {
        if (!_done.Add(change)) return;

        List<(string Name, string Text)> dependents = [];
        foreach (ParameterChange input in _waiting.Where(input => input.Constraint is null).ToArray())
        {
            dependents.Add((input.Name, Declare(input)));
            _waiting.Remove(input);
        }

        foreach (string name in ParameterExpression.Parse(change.Expression!).Names)
        {
            if (dependents.Any(dependent => dependent.Name == name)) continue;
            if (parameters.RootName(name, change.Location) is { } root) dependents.Add((name, root));
        }

        // A quoted name is no name of RooFit; its place in the list stands for it.
        string expression = Quoted().Replace(change.Expression!, match => string.Create(CultureInfo.InvariantCulture, $"@{dependents.FindIndex(dependent => dependent.Name == match.Groups[1].Value)}"));
        for (int i = 0; i < dependents.Count; i++)
        {
            (string name, string text) = dependents[i];
            if (text.Split('[')[0] != name) expression = Regex.Replace(expression, $@"(?<![\w.@]){Regex.Escape(name)}(?![\w.(\[])", string.Create(CultureInfo.InvariantCulture, $"@{i}"));
        }

        _written.Add(new XmlPart("Function", ("Name", change.Name), ("Expression", expression), ("Dependents", string.Join(',', dependents.Select(dependent => dependent.Text)))));
    }

    private string Declare(ParameterChange input)
    {
        if (parameters.RootName(input.Name, input.Location) is not { } root) return "";
        if (input.Label is not null) findings.Warning("WK743", input.Location, $"the label of '{input.Name}' is not written; XML has none.", "Keep the overlay file.");
        double start = input.Init ?? 0;
        if (input.Bounds is null && input.Fixed == true) return $"{root}[{XmlPart.Number(start)}]";

        Interval range = input.Bounds ?? new Interval(-RootNames.Infinity, RootNames.Infinity);
        if (input.Fixed is not null) findings.Warning("WK745", input.Location, $"that '{input.Name}' is {(input.Fixed == true ? "held" : "free")} is not written beside its bounds.", "Leave out its bounds.");
        return $"{root}[{XmlPart.Number(start)},{XmlPart.Number(Math.Max(range.Lower, -RootNames.Infinity))},{XmlPart.Number(Math.Min(range.Upper, RootNames.Infinity))}]";
    }

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Quoted();
}
