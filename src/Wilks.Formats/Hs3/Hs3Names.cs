using System.Globalization;
using Wilks.Models;

namespace Wilks.Formats.Hs3;

/// <summary>The flat names that a workspace gets in HS3, where parameters, distributions, functions, data and likelihoods share one namespace.</summary>
internal sealed class Hs3Names
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts;

    /// <param name="parameters">The parameters of the model, with those of an overlay.</param>
    internal Hs3Names(IReadOnlyList<Parameter> parameters)
    {
        _counts = parameters.GroupBy(p => p.Set, StringComparer.Ordinal).ToDictionary(set => set.Key, set => set.Count(), StringComparer.Ordinal);
        foreach (Parameter parameter in parameters.Where(p => p.Name == p.Set)) _parameters.Add(parameter.Name, Take(parameter.Name));
        // A set is named by its modifiers; an element of another set must not look like it.
        _taken.UnionWith(_counts.Keys);
        foreach (Parameter parameter in parameters.Where(p => p.Name != p.Set)) _parameters.Add(parameter.Name, Take($"{parameter.Set}_{parameter.Name[(parameter.Set.Length + 1)..^1]}"));
    }

    /// <summary>The name of a parameter. A set of one element may be named without its index.</summary>
    internal string Parameter(string engineName)
    {
        if (_parameters.TryGetValue(engineName, out string? name)) return name;
        return _counts.GetValueOrDefault(engineName) == 1 ? _parameters[$"{engineName}[0]"] : engineName;
    }

    /// <summary>The names of elements of a set.</summary>
    internal IEnumerable<string> Elements(string set, int first, int count) =>
        Enumerable.Range(first, count).Select(i => Parameter(string.Create(CultureInfo.InvariantCulture, $"{set}[{i}]")));

    /// <summary>A name that nothing has yet: the wanted one, or the wanted one with something added.</summary>
    internal string Take(string wanted)
    {
        // HS3 has no objects without a name.
        string stem = wanted.Length == 0 ? "unnamed" : wanted, name = stem;
        for (int i = 2; !_taken.Add(name); i++) name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{i}");
        return name;
    }
}
