using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>The named objects of a document, found by list and name; names that stand twice are reported.</summary>
internal sealed class Hs3Objects
{
    private static readonly string[] s_members = ["distributions", "functions", "data", "likelihoods", "domains", "parameter_points", "analyses"];
    private static readonly string[] s_others = ["metadata", "misc"];

    private readonly ShapeReader _shape;
    private readonly List<NamedObject>[] _lists;
    private readonly Dictionary<string, NamedObject>[] _byName;

    internal Hs3Objects(JsonObject root, ShapeReader shape)
    {
        _shape = shape;
        Root = root;
        _lists = [.. s_members.Select((member, i) => Read(root.Find(member), member, (Section)i))];
        _byName = [.. _lists.Select(Index)];
        foreach (JsonMember member in root.Members.Where(m => !s_members.Contains(m.Name) && !s_others.Contains(m.Name))) ReportUnknown(member, "the document");
        FindShared();
    }

    /// <summary>The whole document.</summary>
    internal JsonObject Root { get; }

    /// <summary>Where the problems go.</summary>
    internal ShapeReader Shape => _shape;

    /// <summary>The objects of a list, in the order written.</summary>
    internal IReadOnlyList<NamedObject> this[Section section] => _lists[(int)section];

    /// <summary>The name of a list in the file.</summary>
    internal static string MemberOf(Section section) => s_members[(int)section];

    /// <summary>An object by its name; null when there is none.</summary>
    internal NamedObject? Find(Section section, string name) => _byName[(int)section].GetValueOrDefault(name);

    /// <summary>An object that must be there; null after a report.</summary>
    internal NamedObject? Require(Section section, string name, IJsonNode at, string what)
    {
        if (Find(section, name) is { } found) return found;

        ReportDangling(name, at, what, $"'{MemberOf(section)}'", _byName[(int)section].Keys);
        return null;
    }

    /// <summary>Reports a name that nothing has.</summary>
    internal void ReportDangling(string name, IJsonNode at, string what, string place, IEnumerable<string> known) =>
        _shape.Findings.Error("WK621", at.Location, $"{what} names '{name}', but there is no such entry in {place}.", NearestNames.Suggest(name, known));

    /// <summary>Notes a member that is not read.</summary>
    internal void ReportUnknown(JsonMember member, string what) =>
        _shape.Findings.Note("WK630", member.NameLocation, $"{what} has the member '{member.Name}', which is not read.", "It is kept when the document is written again as HS3.");

    /// <summary>Notes the members of an object that are not among those known.</summary>
    internal void NoteUnknown(JsonObject o, string what, params ReadOnlySpan<string> known)
    {
        foreach (JsonMember member in o.Members)
        {
            if (!known.Contains(member.Name)) ReportUnknown(member, what);
        }
    }

    /// <summary>The names in a list of strings, or of one string.</summary>
    internal List<(string Name, IJsonNode Node)> Names(IJsonNode? node, string what)
    {
        if (node is JsonString one) return [(one.Value, one)];

        List<(string, IJsonNode)> names = [];
        foreach (IJsonNode item in _shape.Items(node, what, mayBeEmpty: true))
        {
            if (item is JsonString text) names.Add((text.Value, text));
            else _shape.WrongKind(item, $"an entry of {what}", "a name");
        }

        return names;
    }

    private List<NamedObject> Read(IJsonNode? node, string member, Section section)
    {
        List<NamedObject> found = [];
        foreach (IJsonNode item in _shape.Items(node, $"'{member}'", mayBeEmpty: true))
        {
            if (item is not JsonObject o)
            {
                _shape.WrongKind(item, $"an entry of '{member}'", "an object with a name");
                continue;
            }

            _shape.RequireMembers(o, $"the entry of '{member}'", ["name"]);
            string name = _shape.Text(o.Find("name"), "the name");
            bool isTyped = section is Section.Distributions or Section.Functions or Section.Data;
            if (isTyped) _shape.RequireMembers(o, $"'{name}' in '{member}'", ["type"]);
            string type = isTyped ? _shape.Text(o.Find("type"), $"the type of '{name}'") : "";
            found.Add(new NamedObject(name, type, o));
        }

        return found;
    }

    private Dictionary<string, NamedObject> Index(List<NamedObject> list)
    {
        Dictionary<string, NamedObject> index = new(StringComparer.Ordinal);
        foreach (NamedObject item in list)
        {
            if (item.Name.Length == 0 || index.TryAdd(item.Name, item)) continue;

            _shape.Findings.Error("WK620", item.Location, $"'{item.Name}' is defined twice{First(index[item.Name])}.", "Remove one, or give it another name.");
        }

        return index;
    }

    /// <summary>Distributions and functions are both values, so that a name that stands for both has no meaning.</summary>
    private void FindShared()
    {
        foreach (NamedObject item in this[Section.Functions])
        {
            if (Find(Section.Distributions, item.Name) is not { } other) continue;

            _shape.Findings.Error("WK620", item.Location, $"'{item.Name}' is a function and a distribution{First(other)}.", "Give one of them another name.");
        }
    }

    private static string First(NamedObject first) =>
        first.Location.Text is { } text ? FormattableString.Invariant($"; the first is at {text.Name}:{text.Locate(first.Location.Offset).Line}") : "";
}
