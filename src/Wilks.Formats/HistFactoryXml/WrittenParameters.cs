using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>The parameters of a workspace and the names that HistFactory gives them.</summary>
internal sealed class WrittenParameters
{
    private readonly Dictionary<string, IModifier> _modifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Channel, int First, int Count)>> _statErrors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _added;
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly DiagnosticCollector _findings;

    public WrittenParameters(Workspace workspace, DiagnosticCollector findings)
    {
        _findings = findings;
        _added = [.. workspace.Overlay?.NewParameters.Select(change => change.Name) ?? []];

        // The elements of a staterror of several channels stand in the order of the channels' names.
        foreach (Channel channel in workspace.Channels.OrderBy(channel => channel.Name, StringComparer.Ordinal))
        {
            foreach (IModifier modifier in channel.Samples.SelectMany(sample => sample.Modifiers)) Add(channel, modifier);
        }
    }

    /// <summary>The names of scalar parameters, and those of all elements of per-bin sets.</summary>
    public IEnumerable<string> All => _modifiers.Keys.SelectMany(name => IsPerBin(name) ? Elements(name) : [name]);

    /// <summary>The modifier that a parameter, or the set of an element, belongs to; null for none.</summary>
    public IModifier? Of(string name) => _modifiers.GetValueOrDefault(name) ?? _modifiers.GetValueOrDefault(Split(name).Set);

    /// <summary>Whether a name stands for a set of parameters, one per bin.</summary>
    public bool IsPerBin(string name) => _modifiers.GetValueOrDefault(name) is StatError or ShapeSys or ShapeFactor;

    /// <summary>The elements of a set.</summary>
    public IEnumerable<string> Elements(string set) => Enumerable.Range(0, _counts[set]).Select(i => Element(set, i));

    /// <summary>The name of an element.</summary>
    public static string Element(string set, int index) => string.Create(CultureInfo.InvariantCulture, $"{set}[{index}]");

    /// <summary>The first element of a staterror in a channel.</summary>
    public int FirstIn(string set, string channel) => _statErrors[set].First(part => part.Channel == channel).First;

    /// <summary>The name in ROOT of a scalar or an element; null for one that XML can't hold, which is reported once.</summary>
    /// <param name="name">The name.</param>
    /// <param name="location">Where it was written.</param>
    public string? RootName(string name, SourceLocation location)
    {
        // A set of one element may be called by its name alone.
        (string here, string root) = Names(IsPerBin(name) && _counts[name] == 1 ? Element(name, 0) : name);
        bool isWord = !root.Any(char.IsWhiteSpace) && !root.AsSpan().ContainsAny(",=;");
        if (isWord && RootNames.Parameter(root, IsKnownWhenRead) == here) return root;

        if (_reported.Add(name)) _findings.Error("WK748", location, $"parameter '{name}' would be '{root}' in a list of names of XML, where it is not understood.", "Rename it: without blanks, commas and equal signs, and unlike ROOT's names alpha_… and gamma_….");
        return null;
    }

    private bool IsKnownWhenRead(string name) => _modifiers.TryGetValue(name, out IModifier? modifier) ? modifier is not StatError : _added.Contains(name);

    private (string Here, string Root) Names(string name)
    {
        (string set, int index) = Split(name);
        switch (Of(name))
        {
            case Lumi:
                return ("lumi", "Lumi");
            case NormSys or HistoSys:
                return (name, RootNames.Alpha(name));
            case StatError when index >= 0:
                (string channel, int first, _) = _statErrors[set].Last(part => part.First <= index);
                return (Element(RootNames.StatErrorOf(channel), index - first), RootNames.GammaOf(set, index - first, channel));
            case ShapeSys or ShapeFactor when index >= 0:
                return (name, RootNames.GammaOf(set, index, null));
            case null when RootNames.Parameter(name, IsKnownWhenRead) != name:
                return (name, name == "lumi" ? "Lumi" : RootNames.Alpha(name));
            default:
                return (name, name);
        }
    }

    private void Add(Channel channel, IModifier modifier)
    {
        _modifiers.TryAdd(modifier.Name, modifier);
        switch (modifier)
        {
            case StatError:
                List<(string Channel, int First, int Count)> parts = _statErrors.TryGetValue(modifier.Name, out var found) ? found : _statErrors[modifier.Name] = [];
                if (parts.Any(part => part.Channel == channel.Name)) return;
                parts.Add((channel.Name, _counts.GetValueOrDefault(modifier.Name), channel.BinCount));
                _counts[modifier.Name] = _counts.GetValueOrDefault(modifier.Name) + channel.BinCount;
                break;
            case ShapeSys or ShapeFactor:
                _counts[modifier.Name] = Math.Max(_counts.GetValueOrDefault(modifier.Name), channel.BinCount);
                break;
        }
    }

    private static (string Set, int Index) Split(string name)
    {
        int bracket = name.LastIndexOf('[');
        return bracket > 0 && name.EndsWith(']') && int.TryParse(name.AsSpan(bracket + 1, name.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? (name[..bracket], index) : (name, -1);
    }
}
