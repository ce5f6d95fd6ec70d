using System.Text;
using System.Text.Unicode;
using Wilks.Formats.Json;
using Wilks.Workspaces;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wilks.Formats.Yaml;

/// <summary>Reads one YAML document into the nodes of a JSON document, from the parser's events: no object of the user's choice is ever made.</summary>
/// <remarks>Strict: no repeated keys, no tags but <c>!!str</c>, no merge keys, at most 64 levels. An alias shares the node of its anchor.</remarks>
internal sealed class YamlParser
{
    /// <summary>The deepest nesting that is read.</summary>
    internal const int MaxDepth = 64;

    /// <summary>The most values a document may have once its aliases are followed.</summary>
    internal const int MaxValues = 100_000;

    private readonly YamlSource _source;
    private readonly DiagnosticCollector _findings;
    private readonly YamlEvents _parser = new();
    private readonly Dictionary<string, (IJsonNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _values;

    private YamlParser(YamlSource source, DiagnosticCollector findings)
    {
        _source = source;
        _findings = findings;
    }

    /// <summary>Reads a document; reports why not and returns null.</summary>
    internal static IJsonNode? Parse(ReadOnlyMemory<byte> bytes, string name, DiagnosticCollector findings)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            int offset = JsonSyntax.FirstInvalidByte(bytes.Span);
            findings.Error("WK017", new YamlSource(name, Encoding.UTF8.GetString(bytes.Span[..offset])).At(offset), $"byte 0x{bytes.Span[offset]:X2} is not valid UTF-8.", "Save the file as UTF-8.");
            return null;
        }

        var source = new YamlSource(name, Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF'));
        try
        {
            return new YamlParser(source, findings).Document();
        }
        catch (YamlException exception)
        {
            findings.Error("WK530", source.At(exception.Start.Index), $"the YAML can't be read: {exception.Message.TrimEnd('.')}.", "Check indentation, quotes and brackets there; quote text that has ': ' or '#' in it, or starts with a special character.");
            return null;
        }
        catch (UnreadableYamlException)
        {
            // Already reported where it was found.
            return null;
        }
    }

    private IJsonNode Document()
    {
        long tooDeep = _parser.Fill(_source.Text, MaxDepth);
        if (tooDeep >= 0) Refuse("WK534", _source.At(tooDeep), $"the document is nested more than {MaxDepth} levels deep.", "Flatten it.");

        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) return new JsonNull(_source.NoteValue(_source.At(0), "$"));

        _parser.Consume<DocumentStart>();
        IJsonNode root = Value("$");
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _)) Refuse("WK531", Here("$"), "the file has a second document.", "Write one document per file; --overlay is repeatable.");

        return root;
    }

    private IJsonNode Value(string path)
    {
        SourceLocation place = Here(path);
        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias)) return Aliased(alias, place);

        Count(1, place);
        int before = _values;
        var properties = _parser.Current as NodeEvent;
        CheckTag(properties, place);
        IJsonNode node = _parser.Current switch
        {
            MappingStart => Mapping(path, place),
            SequenceStart => Sequence(path, place),
            _ => ScalarAt(place),
        };
        if (properties is { Anchor.IsEmpty: false }) _anchors[properties.Anchor.Value] = (node, _values - before + 1);

        return node;
    }

    private IJsonNode Aliased(AnchorAlias alias, SourceLocation place)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out (IJsonNode Node, int Size) anchored))
        {
            Refuse("WK531", place, $"the alias '*{alias.Value}' stands for nothing written before it.", "Write '&name' at the value first; a text that starts with * is quoted.");
        }

        Count(anchored.Size, place);
        return anchored.Node;
    }

    private void Count(int values, SourceLocation place)
    {
        _values += values;
        if (_values > MaxValues) Refuse("WK531", place, $"the document has more than {MaxValues} values once its aliases are followed.", "Use fewer aliases, or several files.");
    }

    private void CheckTag(NodeEvent? node, SourceLocation place)
    {
        if (node is null || node.Tag.IsEmpty || node.Tag.IsNonSpecific) return;
        if (node is Scalar && node.Tag.Value == "tag:yaml.org,2002:str") return;

        _findings.Error("WK531", place, $"the tag '{node.Tag.Value}' is not read.", "Remove it.");
    }

    private JsonObject Mapping(string path, SourceLocation place)
    {
        _parser.Consume<MappingStart>();
        var members = new List<JsonMember>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            SourceLocation namePlace = Here(path: null);
            if (!_parser.TryConsume<Scalar>(out Scalar? key)) Refuse("WK531", namePlace, "a key is not a plain text.", "Write keys as names; quote one that starts with * or &.");

            string name = key.Value;
            string memberPath = YamlSource.Member(path, name);
            namePlace = _source.NoteName(namePlace, memberPath);
            IJsonNode value = Value(memberPath);
            if (known.Add(name)) members.Add(new JsonMember(name, namePlace, value));
            else _findings.Error("WK533", namePlace, $"the key '{name}' stands twice in one mapping.", "Keep one.");
        }

        return new JsonObject(place, [.. members]);
    }

    private JsonArray Sequence(string path, SourceLocation place)
    {
        _parser.Consume<SequenceStart>();
        var items = new List<IJsonNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(YamlSource.Item(path, items.Count)));
        return new JsonArray(place, [.. items]);
    }

    private IJsonNode ScalarAt(SourceLocation place)
    {
        Scalar scalar = _parser.Consume<Scalar>();
        string word = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty) return new JsonString(place, word);
        if (YamlScalars.IsNull(word)) return new JsonNull(place);
        if (YamlScalars.Boolean(word) is { } flag) return new JsonBoolean(place, flag);
        if (YamlScalars.Number(word) is not { } number) return new JsonString(place, word);
        if (double.IsFinite(number)) return new JsonNumber(place, number);

        _findings.Error("WK532", place, $"'{word}' is larger than a double can hold.", "Give a finite number.");
        return new JsonNumber(place, 0);
    }

    /// <summary>Where the next event starts; with a path, notes it.</summary>
    private SourceLocation Here(string? path)
    {
        _parser.Accept<ParsingEvent>(out ParsingEvent? next);
        SourceLocation place = _source.At(next?.Start.Index ?? 0);
        return path is null ? place : _source.NoteValue(place, path);
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Refuse(string code, SourceLocation place, string message, string hint)
    {
        _findings.Add([new Diagnostic(code, Severity.Error, place, message, hint)]);
        throw new UnreadableYamlException();
    }

    /// <summary>Ends the reading of a document whose problem is already reported.</summary>
    private sealed class UnreadableYamlException : Exception;
}
