using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Wilks.Root;

/// <summary>Reads ranges of elements of the columns of a cluster; only the pages that hold them.</summary>
internal sealed class NtuplePageReader(NtupleField field)
{
    private const int ChecksumLength = 8;

    private readonly Dictionary<NtupleCluster, long> _totals = [];

    // Columns may share a page; they need not read it alike.
    private (NtuplePage Page, PageEncoding Encoding, byte[] Bytes)? _last;

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
    public void SetTotal(NtupleCluster cluster, long total) => _totals[cluster] = total;

    public long Index(ColumnRecord column, NtupleCluster cluster, long at) => Indices(column, cluster, at, at + 1)[0];

    public long[] Indices(ColumnRecord column, NtupleCluster cluster, long from, long to)
    {
        if (!column.Encoding.IsIndex) throw new RootException(field.Place, 0, $"a column of type {column.Encoding.Type}", "an index is expected");

        Require(column, cluster, from, to);
        long[] result = new long[to - from];
        Read(column, cluster, from, to, MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    /// <summary>Refuses elements that are not there, before memory is taken for them.</summary>
    public void Require(ColumnRecord column, NtupleCluster cluster, long from, long to)
    {
        long stored = cluster.Column(column).Count;
        if (to > stored && !column.IsDeferred) throw new RootException(field.Place, 0, $"elements {from} to {to} of a column", $"it has {stored} in the cluster from entry {cluster.FirstEntry} on");
        if (to - from > Array.MaxLength / 8) throw new RootException(field.Place, 0, $"{to - from} elements", "read fewer entries at once");
    }

    /// <summary>Elements as numbers of memory; those from before a column was there are 0.</summary>
    public void Read(ColumnRecord column, NtupleCluster cluster, long from, long to, Span<byte> result)
    {
        int size = column.Encoding.Kind.Size();
        ClusterColumn pages = cluster.Column(column);
        long first = column.IsDeferred ? Math.Max(0, _totals.GetValueOrDefault(cluster) - pages.Count) : 0;
        if (first > 0) result.Clear();
        foreach (NtuplePage page in pages.Pages)
        {
            long end = first + page.Count;
            long start = Math.Max(from, first), stop = Math.Min(to, end);
            if (start < stop)
            {
                byte[] bytes = Decoded(page, column.Encoding, size);
                bytes.AsSpan((int)(start - first) * size, (int)(stop - start) * size).CopyTo(result[((int)(start - from) * size)..]);
            }

            first = end;
        }
    }

    private byte[] Decoded(NtuplePage page, PageEncoding encoding, int size)
    {
        if (_last is { } last && last.Page == page && last.Encoding == encoding) return last.Bytes;

        byte[] bytes = Decode(page, encoding, size);
        _last = (page, encoding, bytes);
        return bytes;
    }

    private byte[] Decode(NtuplePage page, PageEncoding encoding, int size)
    {
        RecordReader records = field.Ntuple.File.Records;
        long length = encoding.StoredLength(page.Count);
        if (length > RecordReader.LargestObject || (long)page.Count * size > Array.MaxLength) throw new RootException(field.Place, page.Seek, $"a page of {page.Count} elements", "no page is that large");

        byte[] stored = records.Bytes(page.Seek, page.StoredLength + (page.HasChecksum ? ChecksumLength : 0), field.Place);
        ReadOnlySpan<byte> content = stored.AsSpan(0, (int)page.StoredLength);
        if (page.HasChecksum)
        {
            ulong expected = BinaryPrimitives.ReadUInt64LittleEndian(stored.AsSpan((int)page.StoredLength)), found = XxHash3.Of(content);
            if (found != expected) throw new RootException(field.Place, page.Seek, $"a page with the checksum {found:x16}", $"it was {expected:x16} when the page was written: the file is damaged");
        }

        byte[] decoded = page.StoredLength == length ? stored : Blocks.Decompress(content, (int)length, field.Place, page.Seek);
        byte[] numbers = new byte[page.Count * size];
        encoding.Decode(decoded.AsSpan(0, (int)length), page.Count, numbers);
        return numbers;
    }
}
