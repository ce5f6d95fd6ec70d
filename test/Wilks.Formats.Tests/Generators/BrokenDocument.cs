using System.Text;
using System.Text.Json.Nodes;
using Wilks.Formats.Pyhf;

namespace Wilks.Formats.Tests.Generators;

/// <summary>A valid workspace with one thing broken at random.</summary>
/// <param name="Bytes">The document.</param>
/// <param name="Mutation">What was done to it.</param>
/// <param name="MustFail">Whether no reading of it can be right; false where the change may happen to keep it valid.</param>
public sealed record BrokenDocument(byte[] Bytes, string Mutation, bool MustFail)
{
    private const string Marker = "@@marker";
    private static readonly string[] s_badLiterals = ["NaN", "Infinity", "-Infinity", "1e999", "01", "+1", ".5", "1.", "0x10", "nul", "True"];

    /// <summary>The broken document of a seed.</summary>
    public static BrokenDocument Create(int seed)
    {
        var random = new Random(seed);
        using var stream = new MemoryStream();
        PyhfWriter.Write(RandomWorkspace.Create(seed), stream);
        byte[] valid = stream.ToArray();
        JsonNode root = JsonNode.Parse(valid)!;
        return random.Next(10) switch
        {
            0 => Truncate(valid, random),
            1 => FlipByte(valid, random),
            2 => InsertByte(valid, random),
            3 => ChangeMember(root, random, "drop a member", DropMember),
            4 => ChangeMember(root, random, "rename a member", RenameMember),
            5 => ChangeMember(root, random, "repeat a member", RepeatMember),
            6 => ChangeMember(root, random, "change a type", ChangeType),
            7 => ChangeLength(root, random),
            8 => ChangeNumber(root, random),
            _ => RepeatItem(root, random),
        };
    }

    private static BrokenDocument Truncate(byte[] valid, Random random)
    {
        // The last two bytes are the closing brace and a line end.
        int length = random.Next(valid.Length - 2);
        return new BrokenDocument(valid[..length], $"truncate to {length}", true);
    }

    private static BrokenDocument FlipByte(byte[] valid, Random random)
    {
        int at = random.Next(valid.Length);
        byte mask = (byte)(1 << random.Next(8));
        valid[at] ^= mask;
        return new BrokenDocument(valid, $"flip {mask:X2} of byte {at}", false);
    }

    private static BrokenDocument InsertByte(byte[] valid, Random random)
    {
        int at = random.Next(valid.Length);
        byte added = (byte)random.Next(256);
        return new BrokenDocument([.. valid[..at], added, .. valid[at..]], $"insert {added:X2} at {at}", false);
    }

    private static BrokenDocument ChangeMember(JsonNode root, Random random, string mutation, Func<JsonObject, string, bool> change)
    {
        JsonObject[] objects = [.. All(root).OfType<JsonObject>().Where(o => o.Count > 0)];
        JsonObject owner = objects[random.Next(objects.Length)];
        string name = owner.ElementAt(random.Next(owner.Count)).Key;
        string path = owner.GetPath();
        bool mustFail = change(owner, name);
        string text = root.ToJsonString().Replace(Marker, name, StringComparison.Ordinal);
        return new BrokenDocument(Encoding.UTF8.GetBytes(text), $"{mutation}: {path} {name}", mustFail);
    }

    private static bool DropMember(JsonObject owner, string name)
    {
        // All but the name is optional in a parameter setting, unless it is the luminosity's.
        bool isSetting = owner.Parent?.Parent is JsonObject config && config.ContainsKey("poi");
        owner.Remove(name);
        return !isSetting || name == "name";
    }

    private static bool RenameMember(JsonObject owner, string name)
    {
        JsonNode? value = owner[name]?.DeepClone();
        owner.Remove(name);
        owner[$"{name}_"] = value;
        return true;
    }

    private static bool RepeatMember(JsonObject owner, string name)
    {
        owner[Marker] = owner[name]?.DeepClone();
        return true;
    }

    private static bool ChangeType(JsonObject owner, string name)
    {
        owner[name] = owner[name] switch
        {
            null => 0,
            JsonArray => new JsonObject(),
            JsonObject => new JsonArray(),
            JsonValue value when value.TryGetValue(out string? _) => 1.5,
            _ => "text",
        };
        return true;
    }

    private static BrokenDocument ChangeLength(JsonNode root, Random random)
    {
        JsonArray[] lists = [.. All(root).OfType<JsonArray>().Where(a => a.Count > 0 && a[0] is JsonValue)];
        JsonArray list = lists[random.Next(lists.Length)];
        if (random.Next(2) == 0) list.RemoveAt(random.Next(list.Count));
        else list.Add(1.0);
        return new BrokenDocument(Encoding.UTF8.GetBytes(root.ToJsonString()), $"change the length of {list.GetPath()}", true);
    }

    private static BrokenDocument ChangeNumber(JsonNode root, Random random)
    {
        JsonArray[] lists = [.. All(root).OfType<JsonArray>().Where(a => a.Count > 0 && a[0] is JsonValue)];
        JsonArray list = lists[random.Next(lists.Length)];
        string path = list.GetPath();
        string literal = s_badLiterals[random.Next(s_badLiterals.Length)];
        list[random.Next(list.Count)] = Marker;
        string text = root.ToJsonString().Replace($"\"{Marker}\"", literal, StringComparison.Ordinal);
        return new BrokenDocument(Encoding.UTF8.GetBytes(text), $"write {literal} in {path}", true);
    }

    /// <summary>Repeats a channel, sample, modifier, observation, measurement or setting: all have names that must differ.</summary>
    private static BrokenDocument RepeatItem(JsonNode root, Random random)
    {
        JsonArray[] lists = [.. All(root).OfType<JsonArray>().Where(a => a.Count > 0 && a[0] is JsonObject)];
        JsonArray list = lists[random.Next(lists.Length)];
        list.Add(list[random.Next(list.Count)]!.DeepClone());
        return new BrokenDocument(Encoding.UTF8.GetBytes(root.ToJsonString()), $"repeat an item of {list.GetPath()}", true);
    }

    private static IEnumerable<JsonNode> All(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject o => o.Select(member => member.Value),
            JsonArray a => a,
            _ => [],
        };
        return children.Where(child => child is not null).SelectMany(child => All(child!)).Prepend(node);
    }
}
