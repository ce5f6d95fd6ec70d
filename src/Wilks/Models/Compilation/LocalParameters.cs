namespace Wilks.Models.Compilation;

/// <summary>
/// Chooses the parameters that leave the problem: those that touch a single bin and enter its rate linearly, so that their
/// conditional optimum is known in closed form. In a channel no sample may carry two of them (the rate would be bilinear), and at most
/// one of them may be without a constraint term (two would hide a flat direction).
/// </summary>
internal sealed class LocalParameters
{
    private readonly Parameter[] _parameters;
    private readonly int[] _useCount;
    private readonly bool[] _isBarred;

    /// <param name="parameters">All parameters.</param>
    /// <param name="derived">Derived ones; neither they nor what they follow from can leave the problem.</param>
    /// <param name="blinded">Blinded ones, which stay too.</param>
    /// <param name="channels">The samples that can be non-zero, by channel.</param>
    public LocalParameters(Parameter[] parameters, IReadOnlyList<DerivedParameter> derived, IEnumerable<int> blinded, IReadOnlyList<(int BinCount, SampleBuilder[] Samples)> channels)
    {
        _parameters = parameters;
        _useCount = new int[parameters.Length];
        _isBarred = [.. parameters.Select(p => p.Constraint is not (ConstraintKind.None or ConstraintKind.Gaussian or ConstraintKind.Poisson))];
        foreach (int parameter in blinded) _isBarred[parameter] = true;
        foreach ((int binCount, SampleBuilder[] samples) in channels) CountUses(binCount, samples);
        foreach (DerivedParameter parameter in derived.Reverse())
        {
            _isBarred[parameter.Index] = true;
            bool isUsed = _useCount[parameter.Index] > 0 || parameters[parameter.Index].Constraint != ConstraintKind.None;
            foreach (int input in parameter.Inputs)
            {
                _isBarred[input] = true;
                if (isUsed) _useCount[input]++;
            }
        }
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
            if (Enumerable.Range(start, binCount).All(p => IsEligible(p, start)) && IsCompatible(start, samples, chosen, s => s.PerBin)) chosen.Add(start);
        }

        if (binCount != 1) return chosen;

        foreach (int factor in samples.SelectMany(s => s.Factors).Distinct().Order().ToArray())
        {
            if (!IsEligible(factor, factor) || !IsCompatible(factor, samples, chosen, s => s.Factors)) continue;

            chosen.Add(factor);
            foreach (SampleBuilder sample in samples.Where(s => s.Factors.Remove(factor))) sample.PerBin.Add(factor);
        }

        return chosen;
    }

    // All elements of a set of per-bin factors have one kind of constraint, or none leaves.
    private bool IsEligible(int parameter, int first) => _useCount[parameter] <= 1 && !_isBarred[parameter] && _parameters[parameter].Constraint == _parameters[first].Constraint;

    private bool IsCompatible(int parameter, SampleBuilder[] samples, List<int> chosen, Func<SampleBuilder, List<int>> list)
    {
        bool isFree = _parameters[parameter].Constraint == ConstraintKind.None;
        if (isFree && chosen.Any(p => _parameters[p].Constraint == ConstraintKind.None)) return false;

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

    /// <summary>Parameters that neither an active sample nor a used expression needs and no constraint term holds.</summary>
    public IEnumerable<int> Inert() => _parameters.Where(p => _useCount[p.Index] == 0 && p.Constraint == ConstraintKind.None && !p.IsDerived).Select(p => p.Index);
}
