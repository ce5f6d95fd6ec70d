using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Wilks.Root;

/// <summary>Reads ranges of elements of the columns of a cluster; only the pages that hold them.</summary>
internal sealed class NtuplePageReader(NtupleField field)
{
    private const int ChecksumLength = 8;

    // Memory is taken at once as far as this, and as far as the bytes of the file can well become; beyond that the pages are looked at first.
    private const long AlwaysPlausible = 64 << 20;
    private const long MostExpansion = 1040;

    private readonly long _fileLength = field.Ntuple.File.Records.Source.Length;
    private readonly Dictionary<NtupleCluster, long> _totals = [];

    // Columns may share a page; they need not read it alike.
    private (NtuplePage Page, PageEncoding Encoding)? _last;
    private byte[] _numbers = [];
    private byte[] _stored = [];
    private byte[] _decompressed = [];

    /// <summary>The columns of a field in the representation that a cluster uses.</summary>
    public List<ColumnRecord> Choose(FieldRecord record, NtupleCluster cluster)
    {
        foreach (List<ColumnRecord> columns in record.Columns.Values)
        {
            if (columns.Count > 0 && !cluster.Column(columns[0]).IsSuppressed) return columns;
        }

        throw new RootException(field.Place, 0, "a cluster without the field's columns", "one representation is there in each");
    }

    /// <summary>How many elements the column has in the cluster; a column that came later has fewer of them stored.</summary>
    public long Total(NtupleCluster cluster) => _totals.GetValueOrDefault(cluster);

    public void SetTotal(NtupleCluster cluster, long total) => _totals[cluster] = total;

    /// <summary>One index: where a list ends.</summary>
    public long Index(ColumnRecord column, NtupleCluster cluster, long at) => Indices(column, cluster, at, at + 1)[0];

    public long[] Indices(ColumnRecord column, NtupleCluster cluster, long from, long to)
    {
        if (!column.Encoding.IsIndex && column.Encoding.Type != PageType.Switch) throw new RootException(field.Place, 0, $"a column of type {column.Encoding.Type}", "an index is expected");

        Require(column, cluster, from, to);
        long[] result = new long[to - from];
        Read(column, cluster, from, to, MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    /// <summary>Refuses elements that are not there, before memory is taken for them.</summary>
    public void Require(ColumnRecord column, NtupleCluster cluster, long from, long to) => Require([(column, cluster, from, to)]);

    /// <summary>Refuses elements that are not there, of several clusters whose elements become one array.</summary>
    public void Require(IReadOnlyList<(ColumnRecord Column, NtupleCluster Cluster, long From, long To)> ranges)
    {
        double claimed = 0, missing = 0, stored = 0, possible = AlwaysPlausible + ((double)MostExpansion * _fileLength);
        foreach ((ColumnRecord column, NtupleCluster cluster, long from, long to) in ranges)
        {
            long count = cluster.Column(column).Count;
            if (to > count && !column.IsDeferred) throw new RootException(field.Place, 0, $"elements {from} to {to} of a column", $"it has {count} in the cluster from entry {cluster.FirstEntry} on");
            if (to - from > Array.MaxLength / 8) throw new RootException(field.Place, 0, $"{to - from} elements", "read fewer entries at once");

            claimed += (double)(to - from) * column.Encoding.Kind.Size();
            if (column.IsDeferred) missing += (double)Math.Max(0, to - from - count) * column.Encoding.Kind.Size();
            stored += Within(column, cluster, from, to).Sum(page => (double)page.StoredLength);
        }

        if (missing > possible) throw new RootException(field.Place, 0, $"{missing:F0} bytes of values from before the column was there", $"the file has {_fileLength} bytes in all");
        if (claimed <= AlwaysPlausible + (MostExpansion * Math.Min(stored, _fileLength))) return;

        foreach ((ColumnRecord column, NtupleCluster cluster, long from, long to) in ranges)
        {
            foreach (NtuplePage page in Within(column, cluster, from, to)) Checked(page, column.Encoding);
        }
    }

    /// <summary>Elements as numbers of memory; those from before a column was there are 0.</summary>
    public void Read(ColumnRecord column, NtupleCluster cluster, long from, long to, Span<byte> result)
    {
        int size = column.Encoding.Kind.Size();
        ClusterColumn pages = cluster.Column(column);
        long first = FirstStored(column, cluster, pages);
        if (first > 0) result.Clear();
        foreach (NtuplePage page in pages.Pages)
        {
            long end = first + page.Count;
            long start = Math.Max(from, first), stop = Math.Min(to, end);
            if (start < stop)
            {
                Span<byte> target = result.Slice((int)(start - from) * size, (int)(stop - start) * size);
                if (stop - start == page.Count) column.Encoding.Decode(Load(page, column.Encoding), page.Count, target);
                else Cached(page, column.Encoding, size).Slice((int)(start - first) * size, target.Length).CopyTo(target);
            }

            first = end;
        }
    }

    // Of a page in part, a neighbouring part is often asked for next.
    private ReadOnlySpan<byte> Cached(NtuplePage page, PageEncoding encoding, int size)
    {
        if (_last != (page, encoding))
        {
            _last = null;
            ReadOnlySpan<byte> content = Load(page, encoding);
            if (_numbers.Length < page.Count * size) _numbers = new byte[page.Count * size];
            encoding.Decode(content, page.Count, _numbers.AsSpan(0, page.Count * size));
            _last = (page, encoding);
        }

        return _numbers.AsSpan(0, page.Count * size);
    }

    private IEnumerable<NtuplePage> Within(ColumnRecord column, NtupleCluster cluster, long from, long to)
    {
        ClusterColumn pages = cluster.Column(column);
        long first = FirstStored(column, cluster, pages);
        foreach (NtuplePage page in pages.Pages)
        {
            if (first < to && first + page.Count > from) yield return page;
            first += page.Count;
        }
    }

    private long FirstStored(ColumnRecord column, NtupleCluster cluster, ClusterColumn pages) => column.IsDeferred ? Math.Max(0, _totals.GetValueOrDefault(cluster) - pages.Count) : 0;

    /// <summary>The bytes of a page as they are stored. What it says must be possible for the bytes that it has, before memory is taken.</summary>
    private ReadOnlySpan<byte> Checked(NtuplePage page, PageEncoding encoding)
    {
        long length = encoding.StoredLength(page.Count);
        if (length > RecordReader.LargestObject || (long)page.Count * encoding.Kind.Size() > Array.MaxLength) throw new RootException(field.Place, page.Seek, $"a page of {page.Count} elements", "no page is that large");
        if (page.StoredLength > Math.Min(_fileLength, RecordReader.LargestObject)) throw new RootException(field.Place, page.Seek, $"a page of {page.StoredLength} bytes", $"the file has {_fileLength}");

        ReadOnlySpan<byte> content = Stored(page);
        if (content.Length != length) Blocks.Check(content, (int)length, field.Place, page.Seek);
        return content;
    }

    private ReadOnlySpan<byte> Load(NtuplePage page, PageEncoding encoding)
    {
        ReadOnlySpan<byte> content = Checked(page, encoding);
        long length = encoding.StoredLength(page.Count);
        if (content.Length == length) return content;

        if (_decompressed.Length < length + Blocks.Slack) _decompressed = new byte[length + Blocks.Slack];
        Blocks.Decompress(content, _decompressed, (int)length, field.Place, page.Seek);
        return _decompressed.AsSpan(0, (int)length);
    }

    private ReadOnlySpan<byte> Stored(NtuplePage page)
    {
        int length = (int)page.StoredLength + (page.HasChecksum ? ChecksumLength : 0);
        if (_stored.Length < length) _stored = new byte[length];
        Span<byte> stored = _stored.AsSpan(0, length);
        field.Ntuple.File.Records.Fill(page.Seek, stored, field.Place);
        ReadOnlySpan<byte> content = stored[..(int)page.StoredLength];
        if (!page.HasChecksum) return content;

        ulong expected = BinaryPrimitives.ReadUInt64LittleEndian(stored[content.Length..]), found = XxHash3.Of(content);
        return found == expected ? content : throw new RootException(field.Place, page.Seek, $"a page with the checksum {found:x16}", $"it was {expected:x16} when the page was written: the file is damaged");
    }
}
