using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Root;

/// <summary>Reads one field of a range of entries, cluster by cluster: ends of lists from the outside in, then the values between them.</summary>
internal sealed class NtupleReader(NtupleField field)
{
    /// <summary>A damaged file may claim any number of entries: memory is taken for no more of them at once.</summary>
    private const int MostLists = 1 << 27;

    private readonly NtuplePageReader _pages = new(field);
    private readonly List<List<long>> _offsets = [];
    private readonly List<string> _text = [];

    public ColumnData Read(long first, long? count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if (count is { } given) ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(count));
        if (field.Refused is { } reason) throw new RootException(field.Place, 0, $"a field of type {field.TypeName}", reason);

        long entries = field.Ntuple.EntryCount;
        first = Math.Min(first, entries);
        long end = first + Math.Min(count ?? long.MaxValue, entries - first);
        for (int level = 0; level < field.Depth; level++) _offsets.Add([0]);

        List<(NtupleCluster Cluster, long From, long To)> ranges = [];
        foreach (NtupleCluster cluster in field.Ntuple.Clusters)
        {
            long from = Math.Max(first, cluster.FirstEntry) - cluster.FirstEntry, to = Math.Min(end, cluster.FirstEntry + cluster.EntryCount) - cluster.FirstEntry;
            if (from < to) ranges.Add((cluster, from, to));
        }

        List<(NtupleCluster Cluster, long From, long To)> leaves = [.. ranges.Select(Descend)];
        return new ColumnData(first, end - first, Values(leaves), [.. Levels()]);
    }

    private IEnumerable<ColumnLevel> Levels()
    {
        List<FieldRecord> steps = [.. field.Steps.Where((_, index) => field.HasLevel(index))];
        for (int level = 0; level < steps.Count; level++) yield return new ColumnLevel([.. _offsets[level]], steps[level].Repetition > 0 ? steps[level].Repetition : null);
    }

    /// <summary>From entries to the elements at the bottom.</summary>
    private (NtupleCluster Cluster, long From, long To) Descend((NtupleCluster Cluster, long From, long To) range)
    {
        (NtupleCluster cluster, long from, long to) = range;
        long total = cluster.EntryCount;
        int level = 0;
        for (int index = 0; index < field.Steps.Count; index++)
        {
            FieldRecord step = field.Steps[index];
            if (step.Repetition > 0)
            {
                AddFixed(_offsets[level++], to - from, step.Repetition);
                if (to > long.MaxValue / step.Repetition) throw new RootException(field.Place, 0, $"arrays of {step.Repetition} elements", "there are too many");
                (from, to, total) = (from * step.Repetition, to * step.Repetition, total * step.Repetition);
            }
            else if (step.Role == FieldRole.Collection)
            {
                (from, to, total) = AddLists(_offsets[level++], cluster, step, (from, to, total));
            }
            else if (step.Role == FieldRole.Variant && index + 1 < field.Steps.Count)
            {
                (from, to, total) = AddAlternative(_offsets[level++], cluster, step, field.Steps[index + 1], (from, to, total));
            }
        }

        _pages.SetTotal(cluster, total);
        return (cluster, from, to);
    }

    private void AddFixed(List<long> offsets, long lists, int length)
    {
        if (lists > MostLists) throw new RootException(field.Place, 0, $"{lists} lists", "read fewer entries at once");
        for (long i = 0; i < lists; i++) offsets.Add(offsets[^1] + length);
    }

    private (long From, long To, long Total) AddLists(List<long> offsets, NtupleCluster cluster, FieldRecord step, (long From, long To, long Total) lists)
    {
        ColumnRecord column = _pages.Choose(step, cluster)[0];
        _pages.SetTotal(cluster, lists.Total);
        long before = lists.From == 0 ? 0 : _pages.Index(column, cluster, lists.From - 1);
        long[] ends = _pages.Indices(column, cluster, lists.From, lists.To);
        long shift = offsets[^1] - before, previous = before;
        foreach (long end in ends)
        {
            if (end < previous) throw new RootException(field.Place, 0, $"a list that ends at element {end}", $"it begins at {previous}");
            offsets.Add(end + shift);
            previous = end;
        }

        return (before, previous, lists.To == lists.Total ? previous : _pages.Index(column, cluster, lists.Total - 1));
    }

    /// <summary>The elements of a variant that are of one alternative, each a list of one; the others are empty lists.</summary>
    private (long From, long To, long Total) AddAlternative(List<long> offsets, NtupleCluster cluster, FieldRecord variant, FieldRecord alternative, (long From, long To, long Total) elements)
    {
        int tag = variant.Children.IndexOf(alternative) + 1;
        long first = 0, next = 0;
        bool isFound = false;
        foreach (long packed in Switches(cluster, variant, elements))
        {
            bool isHere = PageEncoding.SwitchTag(packed) == tag;
            offsets.Add(offsets[^1] + (isHere ? 1 : 0));
            if (!isHere) continue;

            long at = PageEncoding.SwitchIndex(packed);
            if (!isFound) (first, next, isFound) = (at, at, true);
            if (at != next) throw new RootException(field.Place, 0, $"a variant whose value is element {at}", $"element {next} comes next");
            next++;
        }

        return (first, next, next);
    }

    private long[] Switches(NtupleCluster cluster, FieldRecord variant, (long From, long To, long Total) elements)
    {
        ColumnRecord column = _pages.Choose(variant, cluster)[0];
        _pages.SetTotal(cluster, elements.Total);
        long[] switches = _pages.Indices(column, cluster, elements.From, elements.To);
        if (Array.Exists(switches, packed => packed < 0 || PageEncoding.SwitchTag(packed) > variant.Children.Count)) throw new RootException(field.Place, 0, "a variant of another type than it can be", $"it has {variant.Children.Count} types");

        return switches;
    }

    private Array Values(List<(NtupleCluster Cluster, long From, long To)> ranges)
    {
        long count = 0;
        foreach ((_, long from, long to) in ranges) count = checked(count + (to - from));
        if (field.IsTag) return ranges.SelectMany(range => Switches(range.Cluster, field.Leaf, (range.From, range.To, _pages.Total(range.Cluster)))).Select(packed => PageEncoding.SwitchTag(packed) - 1).ToArray();
        if (field.IsText || NtupleField.IsCardinality(field.Leaf)) return Derived(ranges);

        NumberKind kind = field.Kind!.Value;
        if (count > Array.MaxLength / kind.Size()) throw new RootException(field.Place, 0, $"{count} values", "read fewer entries at once");
        _pages.Require([.. ranges.Select(range => (_pages.Choose(field.Leaf, range.Cluster)[0], range.Cluster, range.From, range.To))]);

        Array values = kind.Create(count);
        Span<byte> bytes = kind.Bytes(values);
        foreach ((NtupleCluster cluster, long from, long to) in ranges)
        {
            int length = (int)(to - from) * kind.Size();
            ColumnRecord column = _pages.Choose(field.Leaf, cluster)[0];
            if (column.Encoding.Kind == kind) _pages.Read(column, cluster, from, to, bytes[..length]);
            else Widen(column, cluster, from, to, MemoryMarshal.Cast<byte, double>(bytes[..length]));
            bytes = bytes[length..];
        }

        return values;
    }

    // Where one representation of a column is in double precision, the values of another in single precision become so.
    private void Widen(ColumnRecord column, NtupleCluster cluster, long from, long to, Span<double> values)
    {
        float[] narrow = new float[values.Length];
        _pages.Read(column, cluster, from, to, MemoryMarshal.AsBytes(narrow.AsSpan()));
        for (int i = 0; i < narrow.Length; i++) values[i] = narrow[i];
    }

    /// <summary>Text, and the lengths of lists.</summary>
    private Array Derived(List<(NtupleCluster Cluster, long From, long To)> ranges)
    {
        List<long> lengths = [];
        foreach ((NtupleCluster cluster, long from, long to) in ranges)
        {
            List<ColumnRecord> columns = _pages.Choose(field.Leaf, cluster);
            long start = from == 0 || from == to ? 0 : _pages.Index(columns[0], cluster, from - 1);
            long[] ends = _pages.Indices(columns[0], cluster, from, to);
            long previous = start;
            foreach (long end in ends)
            {
                if (end < previous) throw new RootException(field.Place, 0, $"a list that ends at element {end}", $"it begins at {previous}");
                lengths.Add(end - previous);
                previous = end;
            }

            if (field.IsText) AddText(columns[1], cluster, start, ends);
        }

        return field.IsText ? _text.ToArray() : lengths.ToArray();
    }

    private void AddText(ColumnRecord column, NtupleCluster cluster, long start, long[] ends)
    {
        if (ends.Length == 0) return;

        // Strings from before the column was there are empty: no characters are missing.
        _pages.SetTotal(cluster, 0);
        _pages.Require(column, cluster, start, ends[^1]);
        byte[] bytes = new byte[checked((int)(ends[^1] - start))];
        _pages.Read(column, cluster, start, ends[^1], bytes);
        long previous = start;
        foreach (long end in ends)
        {
            _text.Add(Encoding.UTF8.GetString(bytes, (int)(previous - start), (int)(end - previous)));
            previous = end;
        }
    }
}
