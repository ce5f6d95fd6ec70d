using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>A pointer that leads nowhere; becomes the diagnostic of the patch operation that holds it.</summary>
internal sealed class PointerException : Exception
{
    private PointerException(string code, string message, string hint)
        : base(message)
    {
        Code = code;
        Hint = hint;
    }

    internal string Code { get; }

    internal string Hint { get; }

    /// <summary>An object lacks the member, or a value without parts is asked for one.</summary>
    internal static PointerException Missing(JsonPointer pointer, IJsonNode parent, int depth)
    {
        string step = pointer.Steps[depth];
        string where = Where(pointer, depth);
        if (parent is not JsonObject o) return new PointerException("WK306", $"{where} is {parent.Kind}, which has no part '{step}'.", "Shorten the pointer.");

        string hint = NearestNames.Suggest(step, o.Members.Select(member => member.Name));
        return new PointerException("WK306", $"{where} has no member '{step}'.", hint.Length == 0 ? "It has no members at all." : hint);
    }

    /// <summary>A list is asked for something that is not an index.</summary>
    internal static PointerException NotAnIndex(JsonPointer pointer, JsonArray list, int depth)
    {
        string step = pointer.Steps[depth];
        string message = $"{Where(pointer, depth)} is a list, and '{step}' is not an index: expected digits without a leading zero.";
        if (step == "-") message = $"{Where(pointer, depth)} is a list, and '-' (the place after its last item) holds no value.";

        int named = NamesIn(list).ToList().IndexOf(step);
        string hint = named < 0 ? Items(list) : $"The item named '{step}' is {pointer.Prefix(depth)}/{named}.";
        return new PointerException("WK307", message, hint);
    }

    /// <summary>A list is asked for an item that it doesn't have.</summary>
    internal static PointerException OutOfRange(JsonPointer pointer, JsonArray list, int depth) =>
        new("WK307", $"{Where(pointer, depth)} has no item {pointer.Steps[depth]}.", Items(list));

    /// <summary>The whole document can't be removed.</summary>
    internal static PointerException RootRemoved() =>
        new("WK310", "the whole document can't be removed.", "Give the path of a part of it.");

    private static string Where(JsonPointer pointer, int depth) => depth == 0 ? "the document" : $"'{pointer.Prefix(depth)}'";

    private static IEnumerable<string> NamesIn(JsonArray list) =>
        list.Items.Select(item => item is JsonObject o && o.Find("name") is JsonString name ? name.Value : "");

    private static string Items(JsonArray list)
    {
        const int Shown = 8;
        int count = list.Items.Length;
        if (count == 0) return "The list is empty.";

        string range = count == 1 ? "It has one item, 0" : string.Create(CultureInfo.InvariantCulture, $"It has the items 0 to {count - 1}");
        string[] names = [.. NamesIn(list).Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{i} '{name}'")).Take(Shown)];
        bool areNamed = NamesIn(list).All(name => name.Length > 0);
        return areNamed ? $"{range}: {string.Join(", ", names)}{(count > Shown ? ", …" : "")}." : $"{range}.";
    }
}
