namespace Wilks.Analysis.Filling;

/// <summary>Hands out parts of the work in a fixed order and adds up what comes back in the same order, whoever did it when. Thread-safe.</summary>
internal sealed class FillQueue : IDisposable
{
    private readonly IReadOnlyList<FillUnit> _units;
    private readonly FillSums?[] _waiting;
    private readonly Stack<FillSums> _idle = new();
    private readonly Dictionary<FillPlan, FillSums> _totals = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room;
    private readonly Action<FillProgress>? _progress;
    private readonly long _totalEvents;
    private FillPlan? _idlePlan;
    private int _taken;
    private int _added;
    private long _events;
    private volatile bool _isStopped;

    public FillQueue(IReadOnlyList<FillUnit> units, int threads, Action<FillProgress>? progress)
    {
        _units = units;
        // Sums of twice as many parts as threads are held at most.
        _waiting = new FillSums?[2 * threads];
        _room = new SemaphoreSlim(_waiting.Length);
        _progress = progress;
        _totalEvents = units.Sum(unit => unit.Rows.Count);
    }

    /// <summary>The failure of the first part, in the order of the work, that had one.</summary>
    public FillFailure? Failure { get; private set; }

    /// <summary>The sums of a plan after all work.</summary>
    public FillSums Total(FillPlan plan)
    {
        lock (_gate)
        {
            return TotalOf(plan);
        }
    }

    /// <summary>The next part; waits while too many sums are held; −1 when there is nothing more to do.</summary>
    public int Take(CancellationToken cancellationToken)
    {
        _room.Wait(cancellationToken);
        int index = _isStopped ? _units.Count : Interlocked.Increment(ref _taken) - 1;
        if (index < _units.Count) return index;

        // Others that wait are to see it too.
        _room.Release();
        return -1;
    }

    /// <summary>Empty sums for a plan.</summary>
    public FillSums Rent(FillPlan plan)
    {
        lock (_gate)
        {
            if (_idlePlan == plan && _idle.TryPop(out FillSums? sums)) return sums;
        }

        return new FillSums(plan);
    }

    /// <summary>Takes the sums of a part.</summary>
    public void Finish(int index, FillSums sums)
    {
        lock (_gate)
        {
            _waiting[index % _waiting.Length] = sums;
            for (; _added < _units.Count && _waiting[_added % _waiting.Length] is { } next; _added++) AddNext(next);
        }
    }

    /// <summary>Notes that a part failed: no further one is handed out.</summary>
    public void Fail(FillFailure failure)
    {
        lock (_gate)
        {
            if (Failure is null || failure.Unit < Failure.Unit) Failure = failure;
        }

        Stop();
    }

    /// <summary>Hands out nothing more.</summary>
    public void Stop()
    {
        _isStopped = true;
        // The part that failed is never added; whoever waits for room must not.
        _room.Release();
    }

    public void Dispose() => _room.Dispose();

    private void AddNext(FillSums next)
    {
        FillUnit unit = _units[_added];
        _waiting[_added % _waiting.Length] = null;
        TotalOf(unit.Plan).Add(next);
        next.Clear();
        if (_idlePlan != unit.Plan) _idle.Clear();
        _idlePlan = unit.Plan;
        _idle.Push(next);
        _events += unit.Rows.Count;
        _progress?.Invoke(new FillProgress(_events, _totalEvents));
        _room.Release();
    }

    private FillSums TotalOf(FillPlan plan)
    {
        if (!_totals.TryGetValue(plan, out FillSums? total)) _totals[plan] = total = new FillSums(plan);
        return total;
    }
}

/// <summary>Rows of a file that are read by one thread.</summary>
/// <param name="Group">The file.</param>
/// <param name="Plan">What is filled.</param>
/// <param name="Rows">The rows.</param>
internal sealed record FillUnit(FillGroup Group, FillPlan Plan, Formats.Tables.RowRange Rows);

/// <summary>Why a part failed.</summary>
/// <param name="Unit">Its number.</param>
/// <param name="Exception">What happened.</param>
internal sealed record FillFailure(int Unit, Exception Exception);
