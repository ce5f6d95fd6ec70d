using System.Globalization;

namespace Wilks.Formats.Json;

/// <summary>A JSON Pointer (RFC 6901): the steps that lead from a document's root to a value.</summary>
internal sealed class JsonPointer
{
    private readonly string[] _steps;

    private JsonPointer(string text, string[] steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The pointer as written.</summary>
    internal string Text { get; }

    /// <summary>Member names and indices with escapes resolved.</summary>
    internal ReadOnlySpan<string> Steps => _steps;

    /// <summary>Reads a pointer; null with the problem in words when it is malformed.</summary>
    internal static JsonPointer? Parse(string text, out string problem)
    {
        problem = "";
        if (text.Length == 0) return new JsonPointer(text, []);
        if (text[0] != '/')
        {
            problem = "doesn't start with '/'";
            return null;
        }

        string[] steps = text[1..].Split('/');
        if (steps.Length > JsonParser.MaxDepth)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"has {steps.Length} steps, and no document is nested deeper than {JsonParser.MaxDepth} levels");
            return null;
        }

        for (int i = 0; i < steps.Length; i++)
        {
            for (int at = steps[i].IndexOf('~', StringComparison.Ordinal); at >= 0; at = steps[i].IndexOf('~', at + 1))
            {
                if (at + 1 < steps[i].Length && steps[i][at + 1] is '0' or '1') continue;

                problem = "has a '~' that is followed neither by 0 (for '~') nor by 1 (for '/')";
                return null;
            }

            // '~1' first: '~01' stands for '~1', not for '/'.
            steps[i] = steps[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return new JsonPointer(text, steps);
    }

    /// <summary>The pointer's first steps as written.</summary>
    internal string Prefix(int count)
    {
        string[] written = Text.Split('/');
        return string.Join('/', written.Take(count + 1));
    }

    /// <summary>Whether this pointer leads to a place that encloses the other's.</summary>
    internal bool IsAbove(JsonPointer other) =>
        _steps.Length < other._steps.Length && other.Steps[.._steps.Length].SequenceEqual(_steps);

    /// <summary>The value that the pointer leads to.</summary>
    /// <exception cref="PointerException">There is none.</exception>
    internal IJsonNode Resolve(IJsonNode root)
    {
        IJsonNode node = root;
        for (int depth = 0; depth < _steps.Length; depth++)
        {
            node = node is JsonNumbers numbers ? numbers.Expand() : node;
            node = node switch
            {
                JsonObject o when o.Find(_steps[depth]) is { } value => value,
                JsonArray a => a.Items[IndexIn(a, depth, a.Items.Length - 1)],
                _ => throw PointerException.Missing(this, node, depth),
            };
        }

        return node;
    }

    /// <summary>The list index that a step names.</summary>
    /// <exception cref="PointerException">It is not an index, or beyond <paramref name="last"/>.</exception>
    internal int IndexIn(JsonArray list, int depth, int last)
    {
        string step = _steps[depth];
        bool isNumber = step.Length > 0 && step.All(char.IsAsciiDigit);
        if (!isNumber || (step.Length > 1 && step[0] == '0')) throw PointerException.NotAnIndex(this, list, depth);

        bool fits = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return fits && index <= last ? index : throw PointerException.OutOfRange(this, list, depth);
    }
}
