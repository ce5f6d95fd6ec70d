namespace Wilks.Inference;

/// <summary>The toys of one ensemble in a range of indices, by index; some may be missing.</summary>
public sealed class ToyColumns
{
    private readonly ToyBlock _all;

    /// <summary>Columns without toys.</summary>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="first">The first index of the range.</param>
    /// <param name="count">The number of indices.</param>
    public ToyColumns(ToyEnsemble ensemble, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _all = new ToyBlock(ensemble, first, count);
    }

    /// <summary>The ensemble.</summary>
    public ToyEnsemble Ensemble => _all.Ensemble;

    /// <summary>The first index of the range.</summary>
    public int First => _all.First;

    /// <summary>The number of indices in the range.</summary>
    public int Count => _all.Count;

    /// <summary>The test statistics, from the first index on.</summary>
    public ReadOnlySpan<double> Q => _all.Q;

    /// <summary>The fitted parameter of interest.</summary>
    public ReadOnlySpan<double> PoiHat => _all.PoiHat;

    /// <summary>How the toys ended.</summary>
    public ReadOnlySpan<ToyStatus> Status => _all.Status;

    /// <summary>Puts toys into their places; those outside the range are left out.</summary>
    /// <param name="block">Toys of the same ensemble.</param>
    /// <returns>False where a toy that is there already has another value, to the bit; the old one then stays.</returns>
    public bool Put(ToyBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Ensemble != Ensemble) throw new ArgumentException($"toys of the ensemble '{block.Ensemble}' can't go to the columns of '{Ensemble}'.", nameof(block));

        bool agrees = true;
        for (int i = 0; i < block.Count; i++)
        {
            long place = (long)block.First + i - First;
            if (place < 0 || place >= Count || block.Status[i] == ToyStatus.NotRun) continue;

            int p = (int)place;
            if (_all.Status[p] == ToyStatus.NotRun)
            {
                _all.Q[p] = block.Q[i];
                _all.PoiHat[p] = block.PoiHat[i];
                _all.Status[p] = block.Status[i];
            }
            else if (_all.Status[p] != block.Status[i] || !IsSame(_all.Q[p], block.Q[i]) || !IsSame(_all.PoiHat[p], block.PoiHat[i]))
            {
                agrees = false;
            }
        }

        return agrees;
    }

    /// <summary>The toys that are there, in blocks of at most a number of toys.</summary>
    /// <param name="most">The largest number of toys in a block.</param>
    public IEnumerable<ToyBlock> Blocks(int most)
    {
        foreach ((int first, int count) in Runs(isRun: true, most))
        {
            var block = new ToyBlock(Ensemble, first, count);
            int start = first - First;
            _all.Q.AsSpan(start, count).CopyTo(block.Q);
            _all.PoiHat.AsSpan(start, count).CopyTo(block.PoiHat);
            _all.Status.AsSpan(start, count).CopyTo(block.Status);
            yield return block;
        }
    }

    /// <summary>The ranges of indices whose toys are missing, in pieces of at most a number of toys.</summary>
    /// <param name="most">The largest number of toys in a piece.</param>
    public IEnumerable<(int First, int Count)> Missing(int most) => Runs(isRun: false, most);

    /// <summary>The number of toys that ended in one of the ways that a predicate accepts.</summary>
    internal int CountOf(Func<ToyStatus, bool> accepts)
    {
        int count = 0;
        foreach (ToyStatus status in _all.Status) count += accepts(status) ? 1 : 0;
        return count;
    }

    /// <summary>The test statistics of the toys that did not fail, in rising order.</summary>
    internal double[] Sorted()
    {
        double[] values = new double[CountOf(HasValue)];
        int next = 0;
        for (int i = 0; i < Count; i++)
        {
            if (HasValue(_all.Status[i])) values[next++] = _all.Q[i];
        }

        Array.Sort(values);
        return values;
    }

    internal static bool HasValue(ToyStatus status) => status is ToyStatus.Done or ToyStatus.Retried;

    internal static bool IsFailure(ToyStatus status) => status is not (ToyStatus.NotRun or ToyStatus.Done or ToyStatus.Retried);

    private IEnumerable<(int First, int Count)> Runs(bool isRun, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        int start = 0;
        while (start < Count)
        {
            if ((_all.Status[start] != ToyStatus.NotRun) != isRun)
            {
                start++;
                continue;
            }

            int end = start + 1;
            while (end < Count && end - start < most && (_all.Status[end] != ToyStatus.NotRun) == isRun) end++;
            yield return (First + start, end - start);
            start = end;
        }
    }

    private static bool IsSame(double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);
}

/// <summary>The toys of both ensembles.</summary>
/// <param name="Tested">Those of the tested hypothesis.</param>
/// <param name="Alternative">Those of the alternative.</param>
public sealed record ToySample(ToyColumns Tested, ToyColumns Alternative)
{
    /// <summary>The columns of an ensemble.</summary>
    /// <param name="ensemble">The ensemble.</param>
    public ToyColumns this[ToyEnsemble ensemble] => ensemble == ToyEnsemble.Tested ? Tested : Alternative;

    /// <summary>Empty columns for the part of an experiment that a shard makes.</summary>
    /// <param name="toys">All toys of the tested hypothesis.</param>
    /// <param name="backgroundToys">All toys of the alternative.</param>
    /// <param name="shard">The shard.</param>
    public static ToySample Empty(int toys, int backgroundToys, ToyShard shard)
    {
        (int first, int count) = shard.Of(toys);
        (int backgroundFirst, int backgroundCount) = shard.Of(backgroundToys);
        return new ToySample(new ToyColumns(ToyEnsemble.Tested, first, count), new ToyColumns(ToyEnsemble.Alternative, backgroundFirst, backgroundCount));
    }
}
