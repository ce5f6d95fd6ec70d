using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>A mapping whose keys are known, read key by key.</summary>
internal sealed class SettingsBlock
{
    private readonly JsonObject _source;
    private readonly KeyTable _keys;

    private SettingsBlock(JsonObject source, string what, KeyTable keys, ValueReader values)
    {
        _source = source;
        _keys = keys;
        What = what;
        Values = values;
    }

    /// <summary>What messages call it.</summary>
    internal string What { get; }

    /// <summary>Reads its values.</summary>
    internal ValueReader Values { get; }

    /// <summary>Where the problems go.</summary>
    internal DiagnosticCollector Findings => Values.Findings;

    /// <summary>Where it was written.</summary>
    internal SourceLocation Location => _source.Location;

    /// <summary>The keys that were written, in today's spelling.</summary>
    internal IEnumerable<string> Written => _keys.Keys.Where(Has);

    /// <summary>Opens a mapping: reports unknown and missing keys; null when it is missing or something else.</summary>
    internal static SettingsBlock? Open(IJsonNode? node, string what, KeyTable keys, ValueReader values)
    {
        if (node is null) return null;
        if (node is not JsonObject source)
        {
            values.WrongKind(node, what, "a mapping of keys");
            return null;
        }

        string called = source.Find("Name") is JsonString { Value.Length: > 0 } name && keys.Keys.Contains("Name") ? $"{what} '{name.Value}'" : what;
        var block = new SettingsBlock(source, called, keys, values);
        foreach (string key in keys.Required)
        {
            if (!block.Has(key)) values.Findings.Error("WK802", source.Location, $"{called} lacks '{key}'.", block.MissingHint(key));
        }

        foreach (JsonMember member in source.Members) block.CheckKey(member);
        return block;
    }

    /// <summary>The value of a key; null when it wasn't written.</summary>
    internal IJsonNode? Find(string key) => _source.Find(key) ?? (_keys.OldSpelling(key) is { } old ? _source.Find(old) : null);

    /// <summary>Whether a key was written.</summary>
    internal bool Has(string key) => Find(key) is not null;

    /// <summary>Where the value of a key is, or the block where it has none.</summary>
    internal SourceLocation PlaceOf(string key) => Find(key)?.Location ?? Location;

    /// <summary>What messages call the value of a key.</summary>
    internal string Label(string key) => $"'{key}' of {What}";

    internal string? Text(string key) => Values.Text(Find(key), Label(key));

    internal string? Name(string key) => Values.Name(Find(key), Label(key));

    internal string? Expression(string key) => Values.Expression(Find(key), Label(key));

    internal ImmutableArray<string> Names(string key) => Values.Several(Find(key), Label(key), Values.Name);

    internal ImmutableArray<string> Expressions(string key) => Values.Several(Find(key), Label(key), Values.Expression);

    internal ImmutableArray<string> Texts(string key) => Values.Several(Find(key), Label(key), Values.Text);

    internal bool? Flag(string key) => Values.Flag(Find(key), Label(key));

    internal double? Number(string key) => Values.Number(Find(key), Label(key));

    internal double? Number(string key, double least, double most = double.PositiveInfinity) => Values.Number(Find(key), Label(key), new Interval(least, most));

    internal int? Count(string key, int least, int most = int.MaxValue) => Values.Count(Find(key), Label(key), least, most);

    internal Interval? Range(string key, bool mayBeOpen) => Values.Range(Find(key), Label(key), mayBeOpen);

    internal T? Word<T>(string key, WordTable<T> table)
        where T : struct, Enum => Values.Word(Find(key), Label(key), table);

    internal ImmutableArray<IJsonNode> Items(string key, bool mayBeEmpty = false) => Values.Items(Find(key), Label(key), mayBeEmpty);

    internal SettingsBlock? Block(string key, KeyTable keys) => Open(Find(key), Label(key), keys, Values);

    /// <summary>The mappings of a list.</summary>
    internal IEnumerable<SettingsBlock> Blocks(string key, string what, KeyTable keys, bool mayBeEmpty = false) =>
        Items(key, mayBeEmpty).Select(item => Open(item, what, keys, Values)).OfType<SettingsBlock>();

    /// <summary>A name or names with patterns; everything when it wasn't written.</summary>
    internal NameSelection Selection(string key)
    {
        if (Find(key) is not { } node) return NameSelection.All;

        return new NameSelection(Names(key)) { Location = node.Location };
    }

    /// <summary>Reports keys that exclude each other, when several of them were written.</summary>
    /// <returns>Whether at most one was.</returns>
    internal bool AtMostOne(params ReadOnlySpan<string> keys)
    {
        List<string> found = [];
        foreach (string key in keys)
        {
            if (Has(key)) found.Add(key);
        }

        if (found.Count < 2) return true;

        Findings.Error("WK806", PlaceOf(found[1]), $"{What} has '{found[0]}' and '{found[1]}', which exclude each other.", "Keep one.");
        return false;
    }

    private void CheckKey(JsonMember member)
    {
        if (_keys.Keys.Contains(member.Name) || _keys.FreePrefixes.Any(prefix => member.Name.StartsWith(prefix, StringComparison.Ordinal))) return;

        string? today = _keys.Old.FirstOrDefault(pair => pair.Key == member.Name).Value;
        if (today is null)
        {
            string hint = NearestNames.Suggest(member.Name, _keys.Keys.Where(key => !Has(key)));
            Findings.Error("WK801", member.NameLocation, $"{What} has the unknown key '{member.Name}'.", hint.StartsWith("Did", StringComparison.Ordinal) ? hint : "Nothing reads it: remove it, or correct the key or its indentation.");
        }
        else if (_source.IndexOf(today) >= 0)
        {
            Findings.Error("WK806", member.NameLocation, $"{What} has '{today}' and '{member.Name}', which are one key.", $"Keep '{today}'.");
        }
        else
        {
            Findings.Note("WK808", member.NameLocation, $"'{member.Name}' is an earlier spelling of '{today}' and read as that.", $"Write '{today}'.");
        }
    }

    private string MissingHint(string key)
    {
        string[] strangers = [.. _source.Members.Select(member => member.Name).Where(name => !_keys.Keys.Contains(name))];
        string? meant = strangers.FirstOrDefault(name => NearestNames.Distance(name, key) <= 2);
        return meant is null ? $"Add '{key}'." : $"Correct '{meant}' to '{key}'.";
    }
}
