using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>A value of a JSON document that remembers where it was written. Immutable: an edit makes new nodes and shares the rest.</summary>
/// <remarks>The implementations are <see cref="JsonObject"/>, <see cref="JsonArray"/>, <see cref="JsonNumbers"/>, <see cref="JsonNumber"/>,
/// <see cref="JsonString"/>, <see cref="JsonBoolean"/> and <see cref="JsonNull"/>.</remarks>
public interface IJsonNode
{
    /// <summary>Where the value was written.</summary>
    SourceLocation Location { get; }

    /// <summary>What it is, in words, such as <c>a list</c>.</summary>
    string Kind { get; }
}

/// <summary>The value <c>null</c>.</summary>
public sealed class JsonNull(SourceLocation location) : IJsonNode
{
    /// <inheritdoc/>
    public SourceLocation Location { get; } = location;

    /// <inheritdoc/>
    public string Kind => "null";
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class JsonBoolean(SourceLocation location, bool value) : IJsonNode
{
    /// <inheritdoc/>
    public SourceLocation Location { get; } = location;

    /// <summary>The value.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public string Kind => Value ? "true" : "false";
}

/// <summary>A string.</summary>
public sealed class JsonString(SourceLocation location, string value) : IJsonNode
{
    /// <inheritdoc/>
    public SourceLocation Location { get; } = location;

    /// <summary>The text with escapes resolved.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public string Kind => "a string";
}

/// <summary>A number.</summary>
public sealed class JsonNumber(SourceLocation location, double value) : IJsonNode
{
    /// <inheritdoc/>
    public SourceLocation Location { get; } = location;

    /// <summary>The nearest double; always finite.</summary>
    public double Value { get; } = value;

    /// <summary>The number as written, so that <c>5</c> and <c>5.0</c> can be told apart; empty for a node made in code.</summary>
    public string Text => Location.Text is JsonSource source ? source.NumberAt(Location.Offset) : "";

    /// <inheritdoc/>
    public string Kind => "a number";
}

/// <summary>A list that holds only numbers, at least one, packed into one array.</summary>
public sealed class JsonNumbers : IJsonNode
{
    private readonly double[] _values;
    private readonly JsonSource _source;

    internal JsonNumbers(JsonSource source, int offset, double[] values)
    {
        _source = source;
        _values = values;
        Location = new SourceLocation(source, offset);
    }

    /// <inheritdoc/>
    public SourceLocation Location { get; }

    /// <summary>The numbers; all finite. Shares memory with the node.</summary>
    public ImmutableArray<double> Values => ImmutableCollectionsMarshal.AsImmutableArray(_values);

    /// <inheritdoc/>
    public string Kind => "a list of numbers";

    /// <summary>The numbers as written; re-reads the document.</summary>
    internal string[] Texts()
    {
        string[] texts = new string[_values.Length];
        int offset = Location.Offset + 1;
        for (int i = 0; i < texts.Length; i++)
        {
            offset = _source.SkipToNumber(offset);
            texts[i] = _source.NumberAt(offset);
            offset += texts[i].Length;
        }

        return texts;
    }

    /// <summary>The same list with one node per number; re-reads the document for the places.</summary>
    public JsonArray Expand()
    {
        IJsonNode[] items = new IJsonNode[_values.Length];
        int offset = Location.Offset + 1;
        for (int i = 0; i < items.Length; i++)
        {
            offset = _source.SkipToNumber(offset);
            items[i] = new JsonNumber(new SourceLocation(_source, offset), _values[i]);
            offset += _source.NumberLength(offset);
        }

        return new JsonArray(Location, items);
    }
}

/// <summary>A list; an empty one and any that holds something else than numbers.</summary>
public sealed class JsonArray : IJsonNode
{
    private readonly IJsonNode[] _items;

    internal JsonArray(SourceLocation location, IJsonNode[] items)
    {
        Location = location;
        _items = items;
    }

    /// <inheritdoc/>
    public SourceLocation Location { get; }

    /// <summary>The items in the order written.</summary>
    public ImmutableArray<IJsonNode> Items => ImmutableCollectionsMarshal.AsImmutableArray(_items);

    /// <inheritdoc/>
    public string Kind => _items.Length == 0 ? "an empty list" : "a list";
}

/// <summary>A member of an object.</summary>
/// <param name="Name">The name with escapes resolved.</param>
/// <param name="NameLocation">Where the name was written.</param>
/// <param name="Value">The value.</param>
public readonly record struct JsonMember(string Name, SourceLocation NameLocation, IJsonNode Value);

/// <summary>An object; its members keep the order written and have different names.</summary>
public sealed class JsonObject : IJsonNode
{
    private readonly JsonMember[] _members;

    internal JsonObject(SourceLocation location, JsonMember[] members)
    {
        Location = location;
        _members = members;
    }

    /// <inheritdoc/>
    public SourceLocation Location { get; }

    /// <summary>The members in the order written.</summary>
    public ImmutableArray<JsonMember> Members => ImmutableCollectionsMarshal.AsImmutableArray(_members);

    /// <inheritdoc/>
    public string Kind => "an object";

    /// <summary>The value of a member, or null when there is none of that name.</summary>
    /// <param name="name">The member's name.</param>
    public IJsonNode? Find(string name)
    {
        int index = IndexOf(name);
        return index < 0 ? null : _members[index].Value;
    }

    /// <summary>The position of a member, or −1 when there is none of that name.</summary>
    /// <param name="name">The member's name.</param>
    public int IndexOf(string name)
    {
        for (int i = 0; i < _members.Length; i++)
        {
            if (_members[i].Name == name) return i;
        }

        return -1;
    }
}
