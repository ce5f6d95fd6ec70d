using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Reads JSON values of an expected form; reports what has another form and goes on with a stand-in value.</summary>
internal sealed class ShapeReader(DiagnosticCollector findings)
{
    /// <summary>Where the problems go.</summary>
    internal DiagnosticCollector Findings { get; } = findings;

    /// <summary>An object with all required members and none that is unknown; null when it is no object.</summary>
    internal JsonObject? Object(IJsonNode node, string what, ReadOnlySpan<string> required, ReadOnlySpan<string> optional = default)
    {
        if (node is not JsonObject o)
        {
            WrongKind(node, what, "an object");
            return null;
        }

        RequireMembers(o, what, required);
        foreach (JsonMember member in o.Members)
        {
            if (!required.Contains(member.Name) && !optional.Contains(member.Name)) ReportUnknown(member, what, o, required, optional);
        }

        return o;
    }

    /// <summary>Reports the members that an object lacks.</summary>
    internal void RequireMembers(JsonObject o, string what, ReadOnlySpan<string> required)
    {
        foreach (string name in required)
        {
            if (o.IndexOf(name) < 0) Findings.Error("WK103", o.Location, $"{what} lacks the member '{name}'.", $"Add '{name}'.");
        }
    }

    /// <summary>A string; empty when it is missing or something else.</summary>
    internal string Text(IJsonNode? node, string what)
    {
        if (node is JsonString text) return text.Value;
        if (node is not null) WrongKind(node, what, "a string");
        return "";
    }

    /// <summary>A number; 0 when it is missing or something else.</summary>
    internal double Number(IJsonNode? node, string what)
    {
        if (node is JsonNumber number) return number.Value;
        if (node is not null) WrongKind(node, what, "a number");
        return 0;
    }

    /// <summary>A list of items; empty when it is missing or something else.</summary>
    internal ImmutableArray<IJsonNode> Items(IJsonNode? node, string what, bool mayBeEmpty = false)
    {
        switch (node)
        {
            case JsonNumbers numbers:
                return numbers.Expand().Items;
            case JsonArray list:
                if (list.Items.IsEmpty && !mayBeEmpty) ReportEmpty(node, what);
                return list.Items;
            case null:
                return [];
            default:
                WrongKind(node, what, "a list");
                return [];
        }
    }

    /// <summary>At least one number; empty when it is missing or something else.</summary>
    internal ImmutableArray<double> Numbers(IJsonNode? node, string what)
    {
        switch (node)
        {
            case JsonNumbers numbers:
                return numbers.Values;
            case JsonArray { Items.IsEmpty: true }:
                ReportEmpty(node, what);
                return [];
            case JsonArray list:
                return [.. list.Items.Select((item, i) => Number(item, string.Create(CultureInfo.InvariantCulture, $"item {i} of {what}")))];
            case null:
                return [];
            default:
                WrongKind(node, what, "a list of numbers");
                return [];
        }
    }

    /// <summary>Reports a value of another type than expected.</summary>
    internal void WrongKind(IJsonNode node, string what, string expected)
    {
        string hint = node is JsonString ? "Remove the quotes if it is meant as that." : "Check the brackets around it.";
        Findings.Error("WK101", node.Location, $"{what} is {node.Kind}; expected {expected}.", hint);
    }

    private void ReportEmpty(IJsonNode node, string what) =>
        Findings.Error("WK104", node.Location, $"{what} is an empty list; expected at least one item.", "Give at least one, or remove what it belongs to.");

    private void ReportUnknown(JsonMember member, string what, JsonObject owner, ReadOnlySpan<string> required, ReadOnlySpan<string> optional)
    {
        List<string> free = [];
        foreach (string name in required) free.Add(name);
        foreach (string name in optional) free.Add(name);
        free.RemoveAll(name => owner.IndexOf(name) >= 0);

        string hint = NearestNames.Suggest(member.Name, free);
        string remedy = hint.StartsWith("Did", StringComparison.Ordinal) ? hint : "The format has no place for it: remove it.";
        Findings.Error("WK102", member.NameLocation, $"{what} has the unknown member '{member.Name}'.", remedy);
    }
}
