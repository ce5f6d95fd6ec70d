using System.Text.Json;
using System.Text.Unicode;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>Reads a JSON document into nodes. Strict: no comments, no trailing commas, no NaN, no repeated members, at most 64 levels, valid UTF-8.</summary>
internal ref struct JsonParser
{
    /// <summary>The deepest nesting that is read.</summary>
    internal const int MaxDepth = 64;

    private const int ManyMembers = 16;

    private readonly JsonSource _source;
    private readonly DiagnosticCollector _findings;
    private readonly JsonStrings _strings = new();
    private readonly List<double> _numbers = [];
    private readonly List<IJsonNode> _items = [];
    private readonly List<JsonMember> _members = [];
    private Utf8JsonReader _reader;

    private JsonParser(JsonSource source, DiagnosticCollector findings)
    {
        _source = source;
        _findings = findings;

        // One level more than allowed, so that the limit is reported in our words.
        var options = new JsonReaderOptions { MaxDepth = MaxDepth + 1 };
        _reader = new Utf8JsonReader(source.Bytes[source.Start..], options);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="source">The document.</param>
    /// <exception cref="WorkspaceException">It is not strict JSON.</exception>
    internal static IJsonNode Parse(JsonSource source)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? root = Parse(source, findings);
        findings.ThrowIfErrors();
        return root!;
    }

    /// <summary>Reads a document; null when its syntax is broken. Repeated members are reported and kept, so that reading can go on.</summary>
    internal static IJsonNode? Parse(JsonSource source, DiagnosticCollector findings)
    {
        if (source.Bytes[source.Start..].Trim(" \t\r\n"u8).IsEmpty)
        {
            findings.Error("WK004", new SourceLocation(source, 0), "the document is empty; expected JSON.", "Check that the file was written completely.");
            return null;
        }

        var parser = new JsonParser(source, findings);
        bool isComplete = false;
        try
        {
            parser._reader.Read();
            IJsonNode root = parser.ReadValue();
            isComplete = true;
            parser._reader.Read();
            return CheckEncoding(source, findings) ? root : null;
        }
        catch (JsonException exception)
        {
            JsonSyntax.Explain(source, exception, isComplete, findings);
            return null;
        }
        catch (UnreadableJsonException)
        {
            // Already reported where it was found.
            return null;
        }
    }

    private static bool CheckEncoding(JsonSource source, DiagnosticCollector findings)
    {
        if (Utf8.IsValid(source.Bytes)) return true;

        int offset = JsonSyntax.FirstInvalidByte(source.Bytes);
        string message = $"byte 0x{source.Bytes[offset]:X2} at offset {offset} is not valid UTF-8.";
        findings.Error("WK017", new SourceLocation(source, offset), message, "Save the file as UTF-8.");
        return false;
    }

    private SourceLocation Here() => new(_source, _source.Start + (int)_reader.TokenStartIndex);

    private IJsonNode ReadValue() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(),
        JsonTokenType.StartArray => ReadArray(),
        JsonTokenType.String => new JsonString(Here(), ReadText()),
        JsonTokenType.Number => new JsonNumber(Here(), ReadNumber()),
        JsonTokenType.True => new JsonBoolean(Here(), true),
        JsonTokenType.False => new JsonBoolean(Here(), false),
        _ => new JsonNull(Here()),
    };

    private string ReadText()
    {
        if (_strings.Read(ref _reader) is { } text) return text;

        _findings.Error("WK017", Here(), "an escape names half of a surrogate pair.", "Write the character itself, or both halves.");
        throw new UnreadableJsonException();
    }

    private double ReadNumber()
    {
        double value = _reader.GetDouble();
        if (double.IsFinite(value)) return value;

        _findings.Error("WK019", Here(), $"the number {_source.NumberAt(Here().Offset)} is beyond the range of a double (about 1.8e308).", "Check the number.");
        return value;
    }

    private void CheckDepth()
    {
        if (_reader.CurrentDepth < MaxDepth) return;

        _findings.Error("WK016", Here(), $"values are nested more than {MaxDepth} levels deep.", "A workspace needs fewer than 12 levels: check that this is the right file.");
        throw new UnreadableJsonException();
    }

    private JsonObject ReadObject()
    {
        CheckDepth();
        SourceLocation location = Here();
        int first = _members.Count;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            SourceLocation nameLocation = Here();
            string name = ReadText();
            _reader.Read();
            _members.Add(new JsonMember(name, nameLocation, ReadValue()));
        }

        JsonMember[] members = Take(_members, first);
        CheckMembersDiffer(members);
        return new JsonObject(location, members);
    }

    private readonly void CheckMembersDiffer(JsonMember[] members)
    {
        if (members.Length <= ManyMembers)
        {
            for (int i = 1; i < members.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (members[i].Name == members[j].Name) ReportRepeated(members[i], members[j]);
                }
            }

            return;
        }

        var seen = new Dictionary<string, JsonMember>(members.Length, StringComparer.Ordinal);
        foreach (JsonMember member in members)
        {
            if (!seen.TryAdd(member.Name, member)) ReportRepeated(member, seen[member.Name]);
        }
    }

    private readonly void ReportRepeated(JsonMember repeated, JsonMember first)
    {
        int line = _source.Locate(first.NameLocation.Offset).Line;
        string message = $"the member '{repeated.Name}' is repeated; it is first on line {line}.";
        _findings.Error("WK018", repeated.NameLocation, message, "Keep one of them.");
    }

    /// <summary>A list of numbers stays packed until something else turns up in it.</summary>
    private IJsonNode ReadArray()
    {
        CheckDepth();
        SourceLocation location = Here();
        int first = _numbers.Count;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.Number) _numbers.Add(ReadNumber());
        double[] numbers = Take(_numbers, first);
        if (_reader.TokenType == JsonTokenType.EndArray && numbers.Length > 0) return new JsonNumbers(_source, location.Offset, numbers);

        int firstItem = _items.Count;
        if (numbers.Length > 0) _items.AddRange(new JsonNumbers(_source, location.Offset, numbers).Expand().Items);
        while (_reader.TokenType != JsonTokenType.EndArray)
        {
            _items.Add(ReadValue());
            _reader.Read();
        }

        return new JsonArray(location, Take(_items, firstItem));
    }

    private static T[] Take<T>(List<T> stack, int first)
    {
        int count = stack.Count - first;
        if (count == 0) return [];

        T[] taken = new T[count];
        stack.CopyTo(first, taken, 0, count);
        stack.RemoveRange(first, count);
        return taken;
    }
}

/// <summary>Ends the reading of a document after its problem was reported.</summary>
internal sealed class UnreadableJsonException : Exception;
