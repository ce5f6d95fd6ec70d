using Wilks.Models.Modifiers;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>
/// Collects the parameter sets of a workspace and puts them into pyhf's order: blocks by modifier type, within a block by first
/// appearance along sorted channels, samples and modifiers (staterror: by name). A set used by histosys and normsys stands in the
/// block of histosys.
/// </summary>
internal sealed class ParameterCatalogue
{
    private readonly Dictionary<string, ParameterSet> _byName = new(StringComparer.Ordinal);
    private readonly List<ParameterSet>[] _blocks = [.. ModifierRules.InParameterOrder.Select(_ => new List<ParameterSet>())];

    /// <summary>All sets in their final order, after <see cref="Complete"/>.</summary>
    public List<ParameterSet> Sets { get; } = [];

    /// <summary>The number of parameters, after <see cref="Complete"/>.</summary>
    public int ParameterCount { get; private set; }

    public ParameterSet this[string name] => _byName[name];

    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ParameterSet? set) => _byName.TryGetValue(name, out set);

    /// <summary>The sets that stand in the block of a rule.</summary>
    public IReadOnlyList<ParameterSet> SetsOf(IModifierRule rule) => _blocks[ModifierRules.BlockOf(rule.Type)];

    /// <summary>The set of a modifier: made by <paramref name="create"/> when the name is new, shared otherwise.</summary>
    public ParameterSet Declare(int block, IModifier modifier, Func<ParameterSet> create)
    {
        if (!_byName.TryGetValue(modifier.Name, out ParameterSet? set))
        {
            set = create();
            _byName.Add(modifier.Name, set);
            _blocks[block].Add(set);
            return set;
        }

        if (!set.Types.Contains(modifier.Type))
        {
            set.Types.Add(modifier.Type);
            int home = Array.FindIndex(_blocks, b => b.Contains(set));
            if (block < home)
            {
                _blocks[home].Remove(set);
                _blocks[block].Add(set);
            }
        }

        return set;
    }

    /// <summary>Orders the sets, applies the measurement's settings and numbers the parameters.</summary>
    public void Complete(Measurement measurement)
    {
        foreach (IModifierRule rule in ModifierRules.InParameterOrder) rule.Complete(this);
        foreach (ParameterSetting setting in measurement.Parameters)
        {
            if (_byName.TryGetValue(setting.Name, out ParameterSet? set)) Apply(setting, set);
        }

        for (int block = 0; block < _blocks.Length; block++)
        {
            IEnumerable<ParameterSet> sets = _blocks[block];
            if (ModifierRules.InParameterOrder[block].IsSortedByName) sets = sets.OrderBy(s => s.Name, StringComparer.Ordinal);
            Sets.AddRange(sets);
        }

        foreach (ParameterSet set in Sets)
        {
            set.First = ParameterCount;
            ParameterCount += set.Count;
        }
    }

    private static void Apply(ParameterSetting setting, ParameterSet set)
    {
        if (setting.Inits is { } inits) set.Inits = [.. inits];
        if (setting.AuxData is { } auxData) set.AuxData = [.. auxData];
        if (setting.Bounds is { } bounds)
        {
            set.Lowers = [.. bounds.Select(b => b.Lower)];
            set.Uppers = [.. bounds.Select(b => b.Upper)];
        }

        if (set.Constraint == ConstraintKind.Gaussian && setting.Sigmas is { } sigmas) set.Scales = [.. sigmas];
        if (set.Constraint == ConstraintKind.Poisson && setting.Factors is { } factors) set.Scales = [.. factors];
        if (setting.Fixed is { } isFixed) Array.Fill(set.Fixed, isFixed);
    }
}
