using System.Globalization;

namespace Wilks.Formats.Hs3;

/// <summary>How a modifier uses its parameter: uses of different kinds can't share one name in the engine.</summary>
internal enum UseKind
{
    /// <summary>A plain factor.</summary>
    Factor,

    /// <summary>The α of histosys and normsys.</summary>
    Alpha,

    /// <summary>The γ of a shapefactor.</summary>
    ShapeFactor,

    /// <summary>The γ of a shapesys.</summary>
    ShapeSys,

    /// <summary>The γ of a staterror.</summary>
    StatError,
}

/// <summary>A parameter of the engine that stands for another one, because the two are used in ways that can't share a name.</summary>
/// <param name="EngineName">The engine's name, made when all sets are known.</param>
/// <param name="Hs3Name">The parameter it is equal to.</param>
internal sealed record ParameterAlias(Func<string> EngineName, string Hs3Name);

/// <summary>A set of per-bin parameters as one modifier name of the engine.</summary>
internal sealed class BinSet(UseKind kind, string name)
{
    /// <summary>What the set is used for.</summary>
    internal UseKind Kind { get; } = kind;

    /// <summary>The engine's name.</summary>
    internal string Name { get; } = name;

    /// <summary>The parameters; those of a staterror by channel.</summary>
    internal SortedDictionary<string, List<string>> Blocks { get; } = new(StringComparer.Ordinal);

    /// <summary>How many modifiers use it.</summary>
    internal int UseCount { get; set; }

    /// <summary>The place of an element in the engine, where channels go by name.</summary>
    internal string ElementName(string channel, int index)
    {
        int offset = Blocks.TakeWhile(block => string.CompareOrdinal(block.Key, channel) < 0).Sum(block => block.Value.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{Name}[{offset + index}]");
    }
}

/// <summary>Gives the parameters of a document their names in the engine, which knows sets <c>name[i]</c> where HS3 knows flat names.</summary>
internal sealed class ParameterBook
{
    private readonly Dictionary<string, Func<string>> _engineName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UseKind> _scalars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (BinSet Set, string Channel, int Index)> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, UseKind), string> _scalarAliases = [];
    private readonly List<ParameterAlias> _aliases = [];
    private readonly List<BinSet> _sets = [];
    private readonly HashSet<string> _reserved;
    private readonly HashSet<string> _taken;

    /// <param name="reserved">Names that only their own parameter may have.</param>
    internal ParameterBook(IEnumerable<string> reserved)
    {
        _reserved = new HashSet<string>(reserved, StringComparer.Ordinal);
        _taken = new HashSet<string>(_reserved, StringComparer.Ordinal);
    }

    /// <summary>The parameters that stand for others.</summary>
    internal IReadOnlyList<ParameterAlias> Aliases => _aliases;

    /// <summary>The per-bin sets.</summary>
    internal IReadOnlyList<BinSet> Sets => _sets;

    /// <summary>The HS3 names that modifiers use.</summary>
    internal IReadOnlyCollection<string> Used => _engineName.Keys;

    /// <summary>Whether a modifier uses the parameter.</summary>
    internal bool IsUsed(string hs3Name) => _engineName.ContainsKey(hs3Name);

    /// <summary>The engine's name of a parameter; valid once all channels are read.</summary>
    internal string EngineName(string hs3Name) => _engineName.TryGetValue(hs3Name, out Func<string>? name) ? name() : Plain(hs3Name);

    /// <summary>The name of a modifier of one parameter.</summary>
    internal string Scalar(string hs3Name, UseKind kind)
    {
        if (!_engineName.ContainsKey(hs3Name))
        {
            string name = _reserved.Contains(hs3Name) ? Plain(hs3Name) : Unique(Plain(hs3Name));
            _scalars.Add(hs3Name, kind);
            _engineName.Add(hs3Name, () => name);
            return name;
        }

        if (_scalars.TryGetValue(hs3Name, out UseKind owner) && owner == kind) return EngineName(hs3Name);
        if (_scalarAliases.TryGetValue((hs3Name, kind), out string? known)) return known;

        string alias = Unique($"{Plain(hs3Name)}_{(kind == UseKind.Alpha ? "alpha" : "factor")}");
        _scalarAliases.Add((hs3Name, kind), alias);
        _aliases.Add(new ParameterAlias(() => alias, hs3Name));
        return alias;
    }

    /// <summary>The set of a modifier of one parameter per bin.</summary>
    internal BinSet PerBin(UseKind kind, string name, IReadOnlyList<string> hs3Names, string channel)
    {
        string block = kind == UseKind.StatError ? channel : "";
        BinSet set = Matching(kind, hs3Names, block) ?? Extended(kind, name, hs3Names, block) ?? Added(kind, name, hs3Names, block);
        set.UseCount++;
        return set;
    }

    /// <summary>A name that nothing has yet.</summary>
    internal string Unique(string wanted)
    {
        string name = wanted;
        for (int i = 2; !_taken.Add(name); i++) name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{i}");
        return name;
    }

    // Brackets are the engine's own, for elements of sets.
    private static string Plain(string hs3Name) => hs3Name.Replace('[', '_').Replace(']', '_');

    /// <summary>The set that these very parameters are; a shapefactor may use the first few, or add to them.</summary>
    private BinSet? Matching(UseKind kind, IReadOnlyList<string> names, string block)
    {
        if (!_elements.TryGetValue(names[0], out (BinSet Set, string Channel, int Index) first) || first.Set.Kind != kind || first.Channel != block || first.Index != 0) return null;

        List<string> known = first.Set.Blocks[block];
        int common = Math.Min(known.Count, names.Count);
        if (!known.Take(common).SequenceEqual(names.Take(common), StringComparer.Ordinal)) return null;
        if (known.Count == names.Count) return first.Set;
        if (kind != UseKind.ShapeFactor || !AreFree(names.Skip(common))) return null;

        for (int i = common; i < names.Count; i++) Own(first.Set, block, names[i]);
        return first.Set;
    }

    /// <summary>The staterror of this name in other channels.</summary>
    private BinSet? Extended(UseKind kind, string name, IReadOnlyList<string> names, string block)
    {
        if (kind != UseKind.StatError || !AreFree(names)) return null;
        if (_sets.Find(s => s.Kind == kind && s.Name == name && !s.Blocks.ContainsKey(block)) is not { } set) return null;

        set.Blocks.Add(block, []);
        foreach (string parameter in names) Own(set, block, parameter);
        return set;
    }

    private BinSet Added(UseKind kind, string name, IReadOnlyList<string> names, string block)
    {
        BinSet set = new(kind, Unique(Plain(name)));
        set.Blocks.Add(block, []);
        _sets.Add(set);
        for (int i = 0; i < names.Count; i++)
        {
            if (!_engineName.ContainsKey(names[i]))
            {
                Own(set, block, names[i]);
                continue;
            }

            int index = i;
            set.Blocks[block].Add("");
            _aliases.Add(new ParameterAlias(() => set.ElementName(block, index), names[i]));
        }

        return set;
    }

    private void Own(BinSet set, string block, string parameter)
    {
        int index = set.Blocks[block].Count;
        set.Blocks[block].Add(parameter);
        _elements.Add(parameter, (set, block, index));
        _engineName.Add(parameter, () => set.ElementName(block, index));
    }

    private bool AreFree(IEnumerable<string> names)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return names.All(name => seen.Add(name) && !_engineName.ContainsKey(name));
    }
}
