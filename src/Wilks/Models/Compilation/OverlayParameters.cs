using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>The parameters of a model while an overlay is laid over them, found by name, per-bin set or pattern.</summary>
internal sealed class OverlayParameters
{
    private readonly List<Parameter> _parameters;
    private readonly Dictionary<string, int> _byName;
    private readonly ILookup<string, int> _bySet;

    public OverlayParameters(IEnumerable<Parameter> existing, IEnumerable<Parameter> added)
    {
        _parameters = [.. existing, .. added];
        _byName = _parameters.ToDictionary(p => p.Name, p => p.Index, StringComparer.Ordinal);
        _bySet = _parameters.ToLookup(p => p.Set, p => p.Index, StringComparer.Ordinal);
    }

    public int Count => _parameters.Count;

    public Parameter this[int index]
    {
        get => _parameters[index];
        set => _parameters[index] = value;
    }

    public Parameter[] ToArray() => [.. _parameters];

    /// <summary>The parameters that a name, a per-bin set or a pattern stands for; empty when there is none.</summary>
    public IReadOnlyList<int> Find(string name)
    {
        if (_byName.TryGetValue(name, out int index)) return [index];
        if (_bySet.Contains(name)) return [.. _bySet[name]];
        return NamePattern.IsPattern(name) ? [.. _parameters.Where(p => NamePattern.Matches(name, p.Name) || NamePattern.Matches(name, p.Set)).Select(p => p.Index)] : [];
    }

    /// <summary>The one parameter that a name stands for, or −1: a scalar, an element, or a per-bin set of one element.</summary>
    public int FindOne(string name)
    {
        if (_byName.TryGetValue(name, out int index)) return index;
        return _bySet[name].Count() == 1 ? _bySet[name].First() : -1;
    }

    /// <summary>The hint for a name that was not found.</summary>
    public string Near(string name)
    {
        int count = _bySet[name].Count();
        return count > 1
            ? string.Create(CultureInfo.InvariantCulture, $"'{name}' has {count} elements; name one, such as '{name}[0]'.")
            : NearestNames.Suggest(name, _parameters.SelectMany(p => new[] { p.Name, p.Set }));
    }
}
