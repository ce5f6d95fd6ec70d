using System.Collections.Immutable;

namespace Wilks.Formats.Json;

/// <summary>Makes a changed copy of a tree; shares every node that is not above the change.</summary>
internal static class JsonEdit
{
    private enum Action
    {
        Add,
        Remove,
        Replace,
    }

    /// <summary>Inserts a list item, or sets a member of an object whether it exists or not.</summary>
    internal static IJsonNode Add(IJsonNode root, JsonPointer pointer, JsonMember added) => Rewrite(root, pointer, 0, Action.Add, added);

    /// <summary>Removes a value that exists.</summary>
    internal static IJsonNode Remove(IJsonNode root, JsonPointer pointer) =>
        pointer.Steps.IsEmpty ? throw PointerException.RootRemoved() : Rewrite(root, pointer, 0, Action.Remove, default);

    /// <summary>Replaces a value that exists.</summary>
    internal static IJsonNode Replace(IJsonNode root, JsonPointer pointer, JsonMember added) => Rewrite(root, pointer, 0, Action.Replace, added);

    private static IJsonNode Rewrite(IJsonNode node, JsonPointer pointer, int depth, Action action, JsonMember added)
    {
        if (depth == pointer.Steps.Length) return added.Value;

        return node switch
        {
            JsonObject o => RewriteObject(o, pointer, depth, action, added),
            JsonArray a => RewriteList(a, pointer, depth, action, added),
            JsonNumbers n => RewriteList(n.Expand(), pointer, depth, action, added),
            _ => throw PointerException.Missing(pointer, node, depth),
        };
    }

    private static JsonObject RewriteObject(JsonObject parent, JsonPointer pointer, int depth, Action action, JsonMember added)
    {
        string name = pointer.Steps[depth];
        bool isLast = depth == pointer.Steps.Length - 1;
        int index = parent.IndexOf(name);
        ImmutableArray<JsonMember> members = parent.Members;
        if (index < 0)
        {
            if (!isLast || action != Action.Add) throw PointerException.Missing(pointer, parent, depth);

            return RevisedText.Replace(parent, [.. members, added with { Name = name }]);
        }

        if (isLast && action == Action.Remove) return RevisedText.Replace(parent, [.. members.RemoveAt(index)]);

        IJsonNode value = isLast ? added.Value : Rewrite(members[index].Value, pointer, depth + 1, action, added);
        return RevisedText.Replace(parent, [.. members.SetItem(index, members[index] with { Value = value })]);
    }

    private static JsonArray RewriteList(JsonArray parent, JsonPointer pointer, int depth, Action action, JsonMember added)
    {
        ImmutableArray<IJsonNode> items = parent.Items;
        bool isLast = depth == pointer.Steps.Length - 1;
        if (isLast && action == Action.Add)
        {
            int place = pointer.Steps[depth] == "-" ? items.Length : pointer.IndexIn(parent, depth, items.Length);
            return RevisedText.Replace(parent, [.. items.Insert(place, added.Value)]);
        }

        int index = pointer.IndexIn(parent, depth, items.Length - 1);
        if (isLast && action == Action.Remove) return RevisedText.Replace(parent, [.. items.RemoveAt(index)]);

        IJsonNode item = isLast ? added.Value : Rewrite(items[index], pointer, depth + 1, action, added);
        return RevisedText.Replace(parent, [.. items.SetItem(index, item)]);
    }
}
