namespace Wilks.Models.Compilation;

/// <summary>
/// Chooses the parameters that leave the problem: those that touch a single bin and enter its rate linearly, so that their
/// conditional optimum is known in closed form. In a channel no sample may carry two of them (the rate would be bilinear), and at most
/// one of them may be without a constraint term (two would hide a flat direction).
/// </summary>
internal sealed class LocalParameters
{
    private readonly IReadOnlyList<ParameterSet> _sets;
    private readonly int[] _useCount;
    private readonly int[] _constraintOf;

    public LocalParameters(IReadOnlyList<ParameterSet> sets, int parameterCount, IReadOnlyList<(int BinCount, SampleBuilder[] Samples)> channels)
    {
        _sets = sets;
        _useCount = new int[parameterCount];
        _constraintOf = new int[parameterCount];
        foreach (ParameterSet set in sets) Array.Fill(_constraintOf, (int)set.Constraint, set.First, set.Count);
        foreach ((int binCount, SampleBuilder[] samples) in channels) CountUses(binCount, samples);
    }

    /// <summary>
    /// The first parameters of the channel's per-bin factors to be eliminated. Plain factors of a single bin that qualify are
    /// turned into per-bin factors of their samples.
    /// </summary>
    public List<int> Choose(int binCount, SampleBuilder[] samples)
    {
        List<int> chosen = [];
        IEnumerable<int> perBin = samples.SelectMany(s => s.PerBin).GroupBy(p => p).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key);
        foreach (int start in perBin)
        {
            if (Enumerable.Range(start, binCount).All(p => _useCount[p] <= 1) && IsCompatible(start, samples, chosen, s => s.PerBin)) chosen.Add(start);
        }

        if (binCount != 1) return chosen;

        foreach (int factor in samples.SelectMany(s => s.Factors).Distinct().Order().ToArray())
        {
            if (_useCount[factor] > 1 || !IsCompatible(factor, samples, chosen, s => s.Factors)) continue;

            chosen.Add(factor);
            foreach (SampleBuilder sample in samples.Where(s => s.Factors.Remove(factor))) sample.PerBin.Add(factor);
        }

        return chosen;
    }

    private bool IsCompatible(int parameter, SampleBuilder[] samples, List<int> chosen, Func<SampleBuilder, List<int>> list)
    {
        bool isFree = _constraintOf[parameter] == (int)ConstraintKind.None;
        if (isFree && chosen.Any(p => _constraintOf[p] == (int)ConstraintKind.None)) return false;

        return samples.Where(s => list(s).Contains(parameter)).All(s => !s.PerBin.Any(p => p != parameter && chosen.Contains(p)));
    }

    // A use is a bin whose rate the parameter can change. An interpolated factor or row is not linear in its parameter, so it counts
    // twice and can never be the only use.
    private void CountUses(int binCount, SampleBuilder[] samples)
    {
        foreach (SampleBuilder sample in samples)
        {
            foreach (int p in sample.Norms.Select(n => n.Parameter).Concat(sample.Rows.Select(r => r.Parameter))) _useCount[p] += 2;
        }

        HashSet<int> used = [];
        for (int bin = 0; bin < binCount; bin++)
        {
            used.Clear();
            foreach (SampleBuilder sample in samples.Where(s => HasContent(s, bin)))
            {
                used.UnionWith(sample.Factors);
                foreach (int start in sample.PerBin) used.Add(start + bin);
            }

            foreach (int p in used) _useCount[p]++;
        }
    }

    private static bool HasContent(SampleBuilder sample, int bin) => sample.Nominal[bin] != 0 || sample.Rows.Any(r => r.S[bin] != 0 || r.D[bin] != 0);

    /// <summary>Parameters that no active sample uses and no constraint term holds.</summary>
    public IEnumerable<int> Inert()
        => _sets.SelectMany(s => Enumerable.Range(s.First, s.Count)).Where(p => _useCount[p] == 0 && _constraintOf[p] == (int)ConstraintKind.None);
}
