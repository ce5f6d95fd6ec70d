using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads values of an expected form; reports what has another form and goes on without it.</summary>
internal sealed class ValueReader(DiagnosticCollector findings)
{
    private static readonly string[] s_true = ["yes", "on", "true"];
    private static readonly string[] s_false = ["no", "off", "false"];
    private static readonly string[] s_infinity = ["inf", "+inf", ".inf", "+.inf"];
    private static readonly string[] s_minusInfinity = ["-inf", "-.inf"];

    /// <summary>Where the problems go.</summary>
    internal DiagnosticCollector Findings { get; } = findings;

    /// <summary>A text; null when it is missing or something else.</summary>
    internal string? Text(IJsonNode? node, string what)
    {
        if (node is JsonString text) return text.Value;
        if (node is not null) WrongKind(node, what, "a text");
        return null;
    }

    /// <summary>A text that has something in it; null when it is missing or something else.</summary>
    internal string? Name(IJsonNode? node, string what)
    {
        if (Text(node, what) is not { } text) return null;
        if (!string.IsNullOrWhiteSpace(text)) return text;

        Findings.Error("WK803", node!.Location, $"{what} is empty.", "Give a text, or remove it.");
        return null;
    }

    /// <summary>An expression, which may be written as a number; null when it is missing or something else.</summary>
    internal string? Expression(IJsonNode? node, string what) =>
        node is JsonNumber number ? number.Value.ToString("R", CultureInfo.InvariantCulture) : Name(node, what);

    /// <summary>One value or a list of them, each read by itself; empty when it is missing or something else.</summary>
    internal ImmutableArray<string> Several(IJsonNode? node, string what, Func<IJsonNode?, string, string?> read)
    {
        if (node is null) return [];
        if (node is not (JsonArray or JsonNumbers)) return read(node, what) is { } one ? [one] : [];

        return [.. Items(node, what).Select((item, i) => read(item, string.Create(CultureInfo.InvariantCulture, $"entry {i + 1} of {what}"))).OfType<string>()];
    }

    /// <summary>True or false, also in the words of YAML 1.1; null when it is missing or something else.</summary>
    internal bool? Flag(IJsonNode? node, string what)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonBoolean flag:
                return flag.Value;
            case JsonString text when s_true.Contains(text.Value, StringComparer.OrdinalIgnoreCase):
                return true;
            case JsonString text when s_false.Contains(text.Value, StringComparer.OrdinalIgnoreCase):
                return false;
            default:
                WrongKind(node, what, "true or false");
                return null;
        }
    }

    /// <summary>A finite number; null when it is missing or something else.</summary>
    internal double? Number(IJsonNode? node, string what)
    {
        if (node is JsonNumber number) return number.Value;
        if (node is not null) WrongKind(node, what, "a number");
        return null;
    }

    /// <summary>A number in a range, ends included; null when it is missing or something else.</summary>
    internal double? Number(IJsonNode? node, string what, Interval range)
    {
        if (Number(node, what) is not { } value) return null;
        if (value >= range.Lower && value <= range.Upper) return value;

        string expected = double.IsPositiveInfinity(range.Upper) ? $"at least {Written(range.Lower)}" : $"{Written(range.Lower)} to {Written(range.Upper)}";
        Findings.Error("WK805", node!.Location, $"{what} is {Written(value)}; expected {expected}.", "Correct the number.");
        return null;
    }

    /// <summary>A whole number in a range; null when it is missing or something else.</summary>
    internal int? Count(IJsonNode? node, string what, int least, int most)
    {
        if (Number(node, what) is not { } value) return null;
        if (double.IsInteger(value) && value >= least && value <= most) return (int)value;

        Findings.Error("WK805", node!.Location, string.Create(CultureInfo.InvariantCulture, $"{what} is {value:R}; expected a whole number from {least} to {most}."), "Correct the number.");
        return null;
    }

    /// <summary>An end of a range: a number, or a word or null for no end.</summary>
    internal double? End(IJsonNode node, string what, double missing)
    {
        if (node is JsonNull) return missing;
        if (node is not JsonString text) return Number(node, what);
        if (s_infinity.Contains(text.Value, StringComparer.OrdinalIgnoreCase)) return double.PositiveInfinity;
        if (s_minusInfinity.Contains(text.Value, StringComparer.OrdinalIgnoreCase)) return double.NegativeInfinity;

        return Number(node, what);
    }

    /// <summary>A lower and an upper end; null when it is missing or something else.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What to call it.</param>
    /// <param name="mayBeOpen">Whether null, inf and -inf stand for no end.</param>
    internal Interval? Range(IJsonNode? node, string what, bool mayBeOpen)
    {
        if (node is null) return null;

        ImmutableArray<IJsonNode> ends = Items(node, what);
        if (ends.Length != 2)
        {
            if (ends.Length > 0) Findings.Error("WK805", node.Location, string.Create(CultureInfo.InvariantCulture, $"{what} has {ends.Length} numbers; expected a lower and an upper one."), "Write it like [0, 10].");
            return null;
        }

        double? lower = mayBeOpen ? End(ends[0], $"the lower end of {what}", double.NegativeInfinity) : Number(ends[0], $"the lower end of {what}");
        double? upper = mayBeOpen ? End(ends[1], $"the upper end of {what}", double.PositiveInfinity) : Number(ends[1], $"the upper end of {what}");
        if (lower is null || upper is null) return null;
        if (lower < upper) return new Interval(lower.Value, upper.Value);

        Findings.Error("WK805", node.Location, $"the lower end {Written(lower.Value)} of {what} is not below the upper end {Written(upper.Value)}.", "Write the lower end first.");
        return null;
    }

    /// <summary>The meaning of a word; null when it is missing or has none.</summary>
    internal T? Word<T>(IJsonNode? node, string what, WordTable<T> table)
        where T : struct, Enum
    {
        if (Name(node, what) is not { } word) return null;
        if (table.Find(word) is { } value) return value;

        Findings.Error("WK804", node!.Location, $"{what} is '{word}'; expected {Choices(table.Known)}.", NearestNames.Suggest(word, table.Known));
        return null;
    }

    /// <summary>The items of a list; empty when it is missing or something else.</summary>
    internal ImmutableArray<IJsonNode> Items(IJsonNode? node, string what, bool mayBeEmpty = false)
    {
        ImmutableArray<IJsonNode> items = node switch
        {
            JsonNumbers numbers => numbers.Expand().Items,
            JsonArray list => list.Items,
            _ => [],
        };
        if (node is not (null or JsonArray or JsonNumbers)) WrongKind(node, what, "a list");
        else if (node is not null && items.IsEmpty && !mayBeEmpty) Findings.Error("WK803", node.Location, $"{what} is an empty list.", "Give at least one entry, or remove it.");

        return items;
    }

    /// <summary>Reports a value of another kind than expected.</summary>
    internal void WrongKind(IJsonNode node, string what, string expected)
    {
        string found = node switch
        {
            JsonString text => $"the text '{text.Value}'",
            JsonNull => "empty",
            JsonObject => "a mapping",
            _ => node.Kind,
        };
        string hint = node switch
        {
            JsonNull => "Give a value, or remove the key.",
            JsonNumber or JsonBoolean when expected == "a text" => "Put it in quotes if it is meant as a text.",
            JsonString when expected == "a number" => "Write numbers without quotes, underscores or leading zeros, as 1000, 0.5 or 1e-3.",
            _ => "Check the indentation and the brackets around it.",
        };
        Findings.Error("WK800", node.Location, $"{what} is {found}; expected {expected}.", hint);
    }

    /// <summary>Words as they are told: <c>a, b or c</c>.</summary>
    internal static string Choices(ImmutableArray<string> words) =>
        words.Length == 1 ? $"'{words[0]}'" : $"{string.Join(", ", words[..^1].Select(word => $"'{word}'"))} or '{words[^1]}'";

    /// <summary>A number as it is told.</summary>
    internal static string Written(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
