namespace Wilks.Workspaces;

/// <summary>One place where a modifier stands.</summary>
internal readonly record struct ModifierUse(Channel Channel, Sample Sample, IModifier Modifier);

/// <summary>The parameters behind one modifier name, and everywhere the name is used.</summary>
internal sealed class ParameterSet(string name)
{
    internal string Name { get; } = name;

    /// <summary>Every modifier of the name, in document order.</summary>
    internal List<ModifierUse> Uses { get; } = [];

    /// <summary>What the parameters are like; taken from the first use.</summary>
    internal ParameterKind Kind => ParameterKind.Of(Uses[0].Modifier);

    /// <summary>Whether modifiers share the name that can't share parameters.</summary>
    internal bool IsMixed { get; private set; }

    /// <summary>The number of parameters.</summary>
    internal int ElementCount => Uses[0].Modifier switch
    {
        ShapeSys => Uses[0].Channel.BinCount,
        ShapeFactor => Uses.Max(use => use.Channel.BinCount),
        StatError => Uses.Select(use => use.Channel).Distinct(ReferenceEqualityComparer.Instance).Cast<Channel>().Sum(channel => channel.BinCount),
        _ => 1,
    };

    internal void Add(ModifierUse use)
    {
        Uses.Add(use);
        IsMixed |= ParameterKind.Of(use.Modifier) != Kind;
    }
}

/// <summary>All modifier names of a workspace with their parameters.</summary>
internal sealed class ParameterTable
{
    private readonly Dictionary<string, ParameterSet> _sets = new(StringComparer.Ordinal);

    /// <summary>The parameter sets in the order of their first use.</summary>
    internal IReadOnlyCollection<ParameterSet> Sets => _sets.Values;

    internal IEnumerable<string> Names => _sets.Keys;

    internal static ParameterTable Of(Workspace workspace)
    {
        var table = new ParameterTable();
        foreach (Channel channel in workspace.Channels)
        {
            foreach (Sample sample in channel.Samples)
            {
                foreach (IModifier modifier in sample.Modifiers) table.Add(new ModifierUse(channel, sample, modifier));
            }
        }

        return table;
    }

    internal ParameterSet? Find(string name) => _sets.GetValueOrDefault(name);

    /// <summary>The set and index meant by a name such as <c>gamma[2]</c>; null when it has another form or there is no such set.</summary>
    internal (ParameterSet Set, string Index)? FindElement(string name)
    {
        int bracket = name.LastIndexOf('[');
        if (bracket <= 0 || name[^1] != ']') return null;

        return Find(name[..bracket]) is { } set ? (set, name[(bracket + 1)..^1]) : null;
    }

    private void Add(ModifierUse use)
    {
        if (!_sets.TryGetValue(use.Modifier.Name, out ParameterSet? set))
        {
            set = new ParameterSet(use.Modifier.Name);
            _sets.Add(set.Name, set);
        }

        set.Add(use);
    }
}
