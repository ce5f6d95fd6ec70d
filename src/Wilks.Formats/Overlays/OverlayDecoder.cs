using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Turns the tree of an overlay file into its records.</summary>
internal sealed class OverlayDecoder
{
    private static readonly string[] s_members = ["poi", "pois", "parameters", "new", "constraints", "groups", "labels"];
    private static readonly string[] s_labelMembers = ["channels", "samples"];

    private readonly ShapeReader _shape;
    private readonly ParameterDecoder _parameters;
    private readonly CorrelationDecoder _correlations;

    internal OverlayDecoder(DiagnosticCollector findings)
    {
        _shape = new ShapeReader(findings);
        _parameters = new ParameterDecoder(_shape);
        _correlations = new CorrelationDecoder(_shape);
    }

    internal Overlay Decode(IJsonNode root)
    {
        if (_shape.Object(root, "the overlay", [], s_members) is not { } o) return new Overlay { Location = root.Location };

        IJsonNode? pois = o.Find("pois") ?? o.Find("poi");
        if (o.IndexOf("poi") >= 0 && o.IndexOf("pois") >= 0)
        {
            _shape.Findings.Error("WK526", o.Find("poi")!.Location, "both 'poi' and 'pois' are given.", "Keep one.");
        }

        return new Overlay
        {
            Pois = pois is null ? null : Names(pois, "the list of parameters of interest", mayBeEmpty: true),
            PoisLocation = pois?.Location ?? default,
            Parameters = [.. Members(o.Find("parameters"), "'parameters'").Select(member => _parameters.Read(member, isNew: false))],
            NewParameters = [.. Members(o.Find("new"), "'new'").Select(member => _parameters.Read(member, isNew: true))],
            CorrelatedConstraints = [.. _shape.Items(o.Find("constraints"), "'constraints'", mayBeEmpty: true).Select(_correlations.Read).OfType<CorrelatedConstraint>()],
            Groups = [.. Members(o.Find("groups"), "'groups'").Select(Group)],
            Labels = Labels(o.Find("labels")),
            Location = root.Location,
        };
    }

    private ParameterGroup Group(JsonMember member) =>
        new(member.Name, Names(member.Value, $"group '{member.Name}'", mayBeEmpty: false)) { Location = member.NameLocation };

    private ImmutableArray<Label> Labels(IJsonNode? node)
    {
        if (node is null || _shape.Object(node, "'labels'", [], s_labelMembers) is not { } o) return [];

        return
        [
            .. Members(o.Find("channels"), "'channels'").Select(member => ReadLabel(LabelKind.Channel, member)),
            .. Members(o.Find("samples"), "'samples'").Select(member => ReadLabel(LabelKind.Sample, member)),
        ];
    }

    private Label ReadLabel(LabelKind kind, JsonMember member) =>
        new(kind, member.Name, _shape.Text(member.Value, $"the label of '{member.Name}'")) { Location = member.NameLocation };

    /// <summary>One name, or a list of names.</summary>
    private ImmutableArray<string> Names(IJsonNode node, string what, bool mayBeEmpty)
    {
        ImmutableArray<IJsonNode> items = node is JsonString ? [node] : _shape.Items(node, what, mayBeEmpty);
        List<string> names = [];
        foreach (IJsonNode item in items)
        {
            string name = _shape.Text(item, $"an entry of {what}");
            if (item is not JsonString) continue;
            if (names.Contains(name)) _shape.Findings.Error("WK526", item.Location, $"'{name}' stands twice in {what}.", "Keep one.");
            else if (name.Length == 0) _shape.Findings.Error("WK538", item.Location, $"an entry of {what} is empty.", "Give a name, or remove the entry.");
            else names.Add(name);
        }

        return [.. names];
    }

    private ImmutableArray<JsonMember> Members(IJsonNode? node, string what)
    {
        if (node is null) return [];
        if (node is not JsonObject o)
        {
            _shape.WrongKind(node, what, "an object of names");
            return [];
        }

        foreach (JsonMember member in o.Members.Where(m => m.Name.Length == 0))
        {
            _shape.Findings.Error("WK538", member.NameLocation, $"a name in {what} is empty.", "Give a name, or remove the entry.");
        }

        return o.Members;
    }
}
