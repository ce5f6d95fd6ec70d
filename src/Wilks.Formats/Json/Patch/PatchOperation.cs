using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>What a patch operation does.</summary>
internal enum PatchKind
{
    Add,
    Remove,
    Replace,
    Move,
    Copy,
    Test,
}

/// <summary>One operation of a patch.</summary>
internal sealed record PatchOperation(PatchKind Kind, JsonPointer Path, SourceLocation PathLocation)
{
    private static readonly string[] s_kinds = ["add", "remove", "replace", "move", "copy", "test"];

    /// <summary>Where a move or copy takes its value.</summary>
    internal JsonPointer? From { get; init; }

    /// <summary>The value of add, replace and test.</summary>
    internal IJsonNode? Value { get; init; }

    /// <summary>Such as <c>operation 3 (replace /channels/1)</c>.</summary>
    internal string Describe(int index)
    {
        string from = From is null ? "" : $"{From.Text} to ";
        return $"operation {index} ({s_kinds[(int)Kind]} {from}{(Path.Text.Length == 0 ? "the whole document" : Path.Text)})";
    }

    /// <summary>Reads one operation; reports what is wrong with it and returns null.</summary>
    internal static PatchOperation? Read(IJsonNode node, int index, DiagnosticCollector findings)
    {
        string what = $"operation {index}";
        if (node is not JsonObject o)
        {
            findings.Error("WK303", node.Location, $"{what} is {node.Kind}; expected an object with 'op' and 'path'.", "Each item of a patch is one operation.");
            return null;
        }

        string? name = ReadText(o, "op", what, findings);
        int kind = Array.IndexOf(s_kinds, name);
        if (name is not null && kind < 0)
        {
            findings.Error("WK304", o.Find("op")!.Location, $"{what}: there is no operation '{name}'.", NearestNames.Suggest(name, s_kinds));
        }

        JsonPointer? path = ReadPointer(o, "path", what, findings);
        if (kind < 0) return null;

        var needed = (PatchKind)kind;
        bool takesFrom = needed is PatchKind.Move or PatchKind.Copy;
        bool takesValue = needed is PatchKind.Add or PatchKind.Replace or PatchKind.Test;
        JsonPointer? from = takesFrom ? ReadPointer(o, "from", what, findings) : null;
        IJsonNode? value = takesValue ? o.Find("value") : null;
        if (takesValue && value is null) findings.Error("WK303", o.Location, $"{what} ({name}) lacks the member 'value'.", "Write the value, or null.");

        WarnOfUnread(o, takesFrom, takesValue, what, findings);
        if (path is null || (takesFrom && from is null) || (takesValue && value is null)) return null;
        if (needed == PatchKind.Move && from!.IsAbove(path))
        {
            findings.Error("WK309", o.Find("from")!.Location, $"{what} moves '{from.Text}' into a part of itself, '{path.Text}'.", "Move it elsewhere, or copy it.");
            return null;
        }

        return new PatchOperation(needed, path, o.Find("path")!.Location) { From = from, Value = value };
    }

    private static void WarnOfUnread(JsonObject o, bool takesFrom, bool takesValue, string what, DiagnosticCollector findings)
    {
        foreach (JsonMember member in o.Members)
        {
            bool isRead = member.Name is "op" or "path" || (takesFrom && member.Name == "from") || (takesValue && member.Name == "value");
            if (!isRead) findings.Warning("WK311", member.NameLocation, $"{what} doesn't use the member '{member.Name}'; it is ignored, as RFC 6902 asks.", "Remove it if it isn't a remark.");
        }
    }

    private static string? ReadText(JsonObject o, string member, string what, DiagnosticCollector findings)
    {
        IJsonNode? node = o.Find(member);
        if (node is JsonString text) return text.Value;

        SourceLocation location = node?.Location ?? o.Location;
        string problem = node is null ? $"{what} lacks the member '{member}'." : $"{what}: '{member}' is {node.Kind}; expected a string.";
        findings.Error("WK303", location, problem, "An operation has 'op', 'path' and, by its kind, 'value' or 'from'.");
        return null;
    }

    private static JsonPointer? ReadPointer(JsonObject o, string member, string what, DiagnosticCollector findings)
    {
        if (ReadText(o, member, what, findings) is not { } text) return null;
        if (JsonPointer.Parse(text, out string problem) is { } pointer) return pointer;

        findings.Error("WK305", o.Find(member)!.Location, $"{what}: the pointer '{text}' {problem}.", "Write it like '/channels/0/samples/1'.");
        return null;
    }
}
