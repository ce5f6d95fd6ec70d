using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>Applies JSON Patch documents (RFC 6902). What a patch brings in keeps its place in the patch, so that later errors point there.</summary>
public static class JsonPatch
{
    /// <summary>Applies all operations of a patch in order; when one fails none is applied.</summary>
    /// <param name="document">The document; not changed.</param>
    /// <param name="patch">The patch: a list of operations.</param>
    /// <returns>The patched document.</returns>
    /// <exception cref="WorkspaceException">The patch is malformed, or an operation fails.</exception>
    public static IJsonNode Apply(IJsonNode document, IJsonNode patch)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? patched = Apply(document, patch, findings);
        findings.ThrowIfErrors();
        return patched!;
    }

    /// <summary>As the public one, but reports instead of throwing; null when the patch fails.</summary>
    internal static IJsonNode? Apply(IJsonNode document, IJsonNode patch, DiagnosticCollector findings)
    {
        if (ReadOperations(patch, findings) is not { } operations) return null;

        IJsonNode patched = document;
        for (int i = 0; i < operations.Length; i++)
        {
            PatchOperation operation = operations[i];
            try
            {
                patched = Apply(patched, operation);
            }
            catch (PointerException failure)
            {
                findings.Error(failure.Code, operation.PathLocation, $"{operation.Describe(i)}: {failure.Message}", failure.Hint);
                return null;
            }

            if (operation.Kind == PatchKind.Test && Mismatch(patched, operation) is { } mismatch)
            {
                findings.Error("WK308", operation.PathLocation, $"{operation.Describe(i)}: {mismatch}", "The patch was made for another document: check that the two belong together.");
                return null;
            }
        }

        return patched;
    }

    private static ImmutableArray<PatchOperation>? ReadOperations(IJsonNode patch, DiagnosticCollector findings)
    {
        if (patch is JsonObject o && o.Find("patches") is not null)
        {
            findings.Error("WK301", patch.Location, "this is a patch set, a collection of named patches; expected one patch, a list of operations.", SetAdvice(o));
            return null;
        }

        if (patch is not JsonArray list)
        {
            findings.Error("WK302", patch.Location, $"a patch is a list of operations; found {patch.Kind}.", "Check that this is a JSON Patch file.");
            return null;
        }

        PatchOperation?[] operations = [.. list.Items.Select((item, index) => PatchOperation.Read(item, index, findings))];
        return operations.Any(operation => operation is null) ? null : [.. operations.Select(operation => operation!)];
    }

    private static string SetAdvice(JsonObject set)
    {
        const int Shown = 3;
        const string Advice = "Copy the list under 'patch' of the one you want into a file of its own and give that";
        if (set.Find("patches") is not JsonArray patches) return $"{Advice}.";

        string[] names = [.. patches.Items
            .Select(item => ((item as JsonObject)?.Find("metadata") as JsonObject)?.Find("name") as JsonString)
            .Where(name => name is not null)
            .Select(name => $"'{name!.Value}'")];
        if (names.Length == 0) return $"{Advice}.";

        string listed = string.Join(", ", names.Take(Shown));
        return $"{Advice}; the set has {names.Length}: {listed}{(names.Length > Shown ? ", …" : "")}.";
    }

    private static IJsonNode Apply(IJsonNode document, PatchOperation operation)
    {
        var added = new JsonMember("", operation.PathLocation, operation.Value ?? document);
        switch (operation.Kind)
        {
            case PatchKind.Add:
                return JsonEdit.Add(document, operation.Path, added);
            case PatchKind.Remove:
                return JsonEdit.Remove(document, operation.Path);
            case PatchKind.Replace:
                return JsonEdit.Replace(document, operation.Path, added);
            case PatchKind.Copy:
                return JsonEdit.Add(document, operation.Path, added with { Value = operation.From!.Resolve(document) });
            case PatchKind.Move:
                IJsonNode moved = operation.From!.Resolve(document);
                bool staysThere = operation.From.Text == operation.Path.Text;
                return staysThere ? document : JsonEdit.Add(JsonEdit.Remove(document, operation.From), operation.Path, added with { Value = moved });
            default:
                operation.Path.Resolve(document);
                return document;
        }
    }

    private static string? Mismatch(IJsonNode document, PatchOperation operation)
    {
        IJsonNode found = operation.Path.Resolve(document);
        if (JsonEquality.AreEqual(found, operation.Value!)) return null;

        string where = found.Location.ToString();
        string place = where.Length == 0 ? "" : $" ({where})";
        return $"the document has {Summary(found)}{place}, the test expects {Summary(operation.Value!)}.";
    }

    private static string Summary(IJsonNode node) => node switch
    {
        JsonString text => $"'{text.Value}'",
        JsonNumber number => number.Text,
        _ => $"{node.Kind}{(node is JsonObject or JsonArray or JsonNumbers ? " of other content" : "")}",
    };
}
