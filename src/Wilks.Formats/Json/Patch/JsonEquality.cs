using System.Runtime.CompilerServices;

namespace Wilks.Formats.Json;

/// <summary>Equality of JSON values as RFC 6902 defines it for <c>test</c>: numbers by value, lists in order, objects in any order.</summary>
/// <remarks>A parser reads 64 levels, but a patch that copies a document into itself can nest deeper than the stack goes; such values equal nothing.</remarks>
public static class JsonEquality
{
    /// <summary>Whether two values are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool AreEqual(IJsonNode left, IJsonNode right) => (left, right) switch
    {
        (JsonNull, JsonNull) => true,
        (JsonBoolean a, JsonBoolean b) => a.Value == b.Value,
        (JsonNumber a, JsonNumber b) => a.Value == b.Value,
        (JsonString a, JsonString b) => a.Value == b.Value,
        (JsonNumbers a, JsonNumbers b) => a.Values.AsSpan().SequenceEqual(b.Values.AsSpan()),
        (JsonNumbers a, JsonArray b) => AreEqualLists(a.Expand(), b),
        (JsonArray a, JsonNumbers b) => AreEqualLists(a, b.Expand()),
        (JsonArray a, JsonArray b) => AreEqualLists(a, b),
        (JsonObject a, JsonObject b) => AreEqualObjects(a, b),
        _ => false,
    };

    private static bool AreEqualLists(JsonArray left, JsonArray right) =>
        left.Items.Length == right.Items.Length
        && RuntimeHelpers.TryEnsureSufficientExecutionStack()
        && left.Items.Zip(right.Items).All(pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqualObjects(JsonObject left, JsonObject right) =>
        left.Members.Length == right.Members.Length
        && RuntimeHelpers.TryEnsureSufficientExecutionStack()
        && left.Members.All(member => right.Find(member.Name) is { } other && AreEqual(member.Value, other));
}
