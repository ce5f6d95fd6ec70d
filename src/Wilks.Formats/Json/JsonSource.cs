using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>The bytes of a JSON document, kept so that places and spellings can be worked out when a message needs them. Thread-safe.</summary>
public sealed class JsonSource : INavigableText
{
    private static readonly SearchValues<byte> s_numberBytes = SearchValues.Create("0123456789+-.eE"u8);
    private readonly ReadOnlyMemory<byte> _bytes;
    private JsonLocator? _locator;

    /// <summary>A document.</summary>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="bytes">Its bytes in UTF-8; a byte order mark is allowed. They must not change afterwards.</param>
    public JsonSource(string name, ReadOnlyMemory<byte> bytes)
    {
        Name = name;
        _bytes = bytes;
        Start = bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The whole document; offsets count from its first byte.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>The offset of the first byte after a byte order mark.</summary>
    internal int Start { get; }

    /// <inheritdoc/>
    public (int Line, string Path) Locate(int offset)
    {
        JsonLocator locator = _locator ??= new JsonLocator(_bytes, Start);
        return locator.Locate(offset);
    }

    /// <inheritdoc/>
    public SourceLocation Find(int offset, ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(Bytes[offset..], new JsonReaderOptions { MaxDepth = JsonParser.MaxDepth + 1 });
        int found = offset;
        reader.Read();
        foreach (string step in path)
        {
            if (!Descend(ref reader, step)) break;
            found = offset + (int)reader.TokenStartIndex;
        }

        return new SourceLocation(this, found);
    }

    /// <summary>The number that starts at an offset, as written.</summary>
    internal string NumberAt(int offset) => Encoding.ASCII.GetString(Bytes.Slice(offset, NumberLength(offset)));

    /// <summary>How many bytes the number at an offset takes.</summary>
    internal int NumberLength(int offset)
    {
        int length = Bytes[offset..].IndexOfAnyExcept(s_numberBytes);
        return length < 0 ? Bytes.Length - offset : length;
    }

    /// <summary>The offset of the next number at or after an offset inside a list of numbers.</summary>
    internal int SkipToNumber(int offset) => offset + Bytes[offset..].IndexOfAny(s_numberBytes);

    private static bool Descend(ref Utf8JsonReader reader, string step)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        if (!isArray && reader.TokenType != JsonTokenType.StartObject) return false;

        int wanted = isArray ? int.Parse(step, CultureInfo.InvariantCulture) : 0;
        for (int index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); index++)
        {
            bool isHere = isArray ? index == wanted : reader.ValueTextEquals(step);
            if (!isArray) reader.Read();
            if (isHere) return true;

            reader.Skip();
        }

        return false;
    }
}
