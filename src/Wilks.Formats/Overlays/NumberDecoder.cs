using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Reads the numbers, flags and ranges of an overlay file.</summary>
internal sealed class NumberDecoder(ShapeReader shape)
{
    private static readonly string[] s_truthWords = ["yes", "no", "on", "off", "y", "n"];

    /// <summary>A number; null when it is missing or something else.</summary>
    internal double? Finite(IJsonNode? node, string what)
    {
        if (node is JsonNumber number) return number.Value;
        if (node is not null) WrongNumber(node, what);
        return null;
    }

    /// <summary>A number above a limit; null when it is missing or something else.</summary>
    internal double? Above(double limit, IJsonNode? node, string what)
    {
        if (Finite(node, what) is not { } value) return null;
        if (value > limit) return value;

        shape.Findings.Error("WK521", node!.Location, FormattableString.Invariant($"{what} is {value}; expected more than {limit}."), "Correct the number.");
        return null;
    }

    /// <summary>A number not below a limit; null when it is missing or something else.</summary>
    internal double? AtLeast(double limit, IJsonNode? node, string what)
    {
        if (Finite(node, what) is not { } value) return null;
        if (value >= limit) return value;

        shape.Findings.Error("WK521", node!.Location, FormattableString.Invariant($"{what} is {value}; expected at least {limit}."), "Correct the number.");
        return null;
    }

    /// <summary>True or false; null when it is missing or something else.</summary>
    internal bool? Flag(IJsonNode? node, string what)
    {
        if (node is JsonBoolean flag) return flag.Value;
        if (node is JsonString text && s_truthWords.Contains(text.Value, StringComparer.OrdinalIgnoreCase))
        {
            shape.Findings.Error("WK101", node.Location, $"{what} is the text '{text.Value}'; expected true or false.", "YAML 1.2 spells them true and false.");
        }
        else if (node is not null)
        {
            shape.WrongKind(node, what, "true or false");
        }

        return null;
    }

    /// <summary>A lower and an upper end, where null stands for no end; null when it is missing or something else.</summary>
    internal Interval? Bounds(IJsonNode? node, string what)
    {
        if (node is null) return null;

        ImmutableArray<IJsonNode> ends = shape.Items(node, what);
        if (ends.Length != 2)
        {
            if (ends.Length > 0) shape.Findings.Error("WK522", node.Location, FormattableString.Invariant($"{what} has {ends.Length} numbers; expected a lower and an upper one."), "Write bounds like [0, 10]; null stands for no bound.");
            return null;
        }

        double? lower = ends[0] is JsonNull ? double.NegativeInfinity : Finite(ends[0], $"the lower end of {what}");
        double? upper = ends[1] is JsonNull ? double.PositiveInfinity : Finite(ends[1], $"the upper end of {what}");
        if (lower is null || upper is null) return null;
        if (lower <= upper) return new Interval(lower.Value, upper.Value);

        shape.Findings.Error("WK522", node.Location, FormattableString.Invariant($"the lower end {lower} of {what} is above the upper end {upper}."), "Write the lower end first.");
        return null;
    }

    /// <summary>A list of so many numbers; null when it is missing or something else.</summary>
    internal ImmutableArray<double>? List(IJsonNode? node, int count, string what, double above = double.NegativeInfinity)
    {
        if (node is null) return null;

        ImmutableArray<IJsonNode> items = shape.Items(node, what);
        if (items.Length != count)
        {
            if (items.Length > 0) shape.Findings.Error("WK527", node.Location, FormattableString.Invariant($"{what} has {items.Length} entries; expected {count}, one per parameter."), "Give one per parameter.");
            return null;
        }

        double?[] values = [.. items.Select((item, i) => Above(above, item, FormattableString.Invariant($"entry {i} of {what}")))];
        return values.Contains(null) ? null : [.. values.Select(v => v!.Value)];
    }

    private void WrongNumber(IJsonNode node, string what)
    {
        if (node is JsonString text) shape.Findings.Error("WK101", node.Location, $"{what} is the text '{text.Value}'; expected a number.", "Write numbers without quotes, underscores, leading zeros or prefixes, as 1000, 0.5 or 1e-3.");
        else shape.WrongKind(node, what, "a number");
    }
}
