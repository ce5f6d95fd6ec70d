using static Wilks.Root.Tests.NtupleBytes;

namespace Wilks.Root.Tests;

/// <summary>Writes a file with one RNTuple from fields and the values of their columns in each cluster; the first two clusters are one group, each other cluster is its own.</summary>
internal sealed class NtupleFile : IDisposable
{
    private const int ClustersOfFirstGroup = 2;

    private readonly MemoryStream _stream = new();
    private readonly RootWriter _writer;
    private readonly List<byte[]> _fields = [], _lateFields = [], _columns = [], _lateColumns = [], _aliases = [];
    private readonly List<ColumnDraft> _contents = [];
    private bool _isLate;

    public NtupleFile() => _writer = RootWriter.Create(_stream, compress: false);

    /// <summary>The number of elements that every page claims to have; the true one unless given.</summary>
    public int? ClaimedElements { get; init; }

    /// <summary>A field; its number.</summary>
    public int Field(string name, string type, FieldRole role = FieldRole.Leaf, int? parent = null, int repetition = 0, int? projected = null)
    {
        int id = _fields.Count + _lateFields.Count;
        (_isLate ? _lateFields : _fields).Add(NtupleBytes.Field(parent ?? id, (short)role, repetition, name, type, projected));
        return id;
    }

    /// <summary>A column; its number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="encoding">How values are stored.</param>
    /// <param name="clusters">The values of each cluster; null where another representation is used.</param>
    /// <param name="representation">The number of the representation.</param>
    /// <param name="firstElement">The first element that is stored, of a column that came later.</param>
    public int Column(int field, PageEncoding encoding, Array?[] clusters, int representation = 0, long firstElement = 0)
    {
        bool hasRange = encoding.Type == PageType.Real32Quant;
        byte[] first = _isLate ? I64(firstElement) : [], range = hasRange ? Join(F64(encoding.Low), F64(encoding.High)) : [];
        short flags = (short)((_isLate ? 1 : 0) | (hasRange ? 2 : 0));
        (_isLate ? _lateColumns : _columns).Add(Record(Join(I16((short)encoding.Type), I16((short)encoding.Bits), I32(field), I16(flags), I16((short)representation), first, range)));
        _contents.Add(new ColumnDraft(encoding, clusters));
        return _contents.Count - 1;
    }

    /// <summary>Another field for a column that is there.</summary>
    public void Alias(int column, int field) => _aliases.Add(Record(Join(I32(column), I32(field))));

    /// <summary>What follows came after the first cluster was written.</summary>
    public void Extend() => _isLate = true;

    /// <summary>The file.</summary>
    public byte[] Finish(string path, int[] entries)
    {
        byte[] header = Envelope(EnvelopeKind.Header, Join(I64(0), Text(path), Text("of every kind"), Text("test"), List([.. _fields]), List([.. _columns]), List([.. _aliases]), List([])));
        ulong checksum = BitConverter.ToUInt64(header, header.Length - 8);
        long headerSeek = Put(header);
        int[][] groups = [[.. Enumerable.Range(0, ClustersOfFirstGroup)], .. Enumerable.Range(ClustersOfFirstGroup, entries.Length - ClustersOfFirstGroup).Select(cluster => new[] { cluster })];
        byte[] written = List([.. groups.Select(group => WriteGroup(group, entries, checksum))]);
        byte[] extension = Record(Join(List([.. _lateFields]), List([.. _lateColumns]), List([]), List([])));
        byte[] footer = Envelope(EnvelopeKind.Footer, Join(I64(0), I64((long)checksum), extension, written, List([])));
        long footerSeek = Put(footer);
        _writer.WriteStreamed(path, NtupleAnchor.ClassName, Anchor(headerSeek, header.Length, footerSeek, footer.Length));
        _writer.Dispose();
        return _stream.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private byte[] WriteGroup(int[] clusters, int[] entries, ulong checksum)
    {
        long first = entries.Take(clusters[0]).Sum();
        byte[][] summaries = [.. clusters.Select(cluster => Summary(entries.Take(cluster).Sum(), entries[cluster]))];
        byte[] pages = PageList(checksum, summaries, [.. clusters.Select(cluster => List([.. _contents.Select(column => Pages(column, cluster))]))]);
        return Group(first, clusters.Sum(cluster => entries[cluster]), clusters.Length, pages, Put(pages));
    }

    // Two pages where there are two values or more.
    private byte[] Pages(ColumnDraft column, int cluster)
    {
        if (column.Clusters[cluster] is not { } values) return Framed(Join(I32(0), I64(-1)), isList: true);

        int half = values.Length / 2;
        (int From, int To)[] ranges = [.. new[] { (0, half), (half, values.Length) }.Where(range => range.Item1 < range.Item2)];
        byte[][] pages = [.. ranges.Select(range => Page(column.Encoding, values, range.From, range.To))];
        return Framed(Join(I32(pages.Length), Join(pages), I64(0), I32(0)), isList: true);
    }

    private byte[] Page(PageEncoding encoding, Array values, int from, int to)
    {
        byte[] page = PageWriter.Encode(encoding, [.. values.Cast<object>().Skip(from).Take(to - from)]);
        return Join(I32(-(ClaimedElements ?? (to - from))), I32(page.Length), I64(Put(Join(page, I64((long)XxHash3.Of(page))))));
    }

    private long Put(byte[] bytes)
    {
        RootKey key = _writer.WriteRecord(new KeyDraft("RBlob", "", ""), bytes, RootWriter.Begin, mayCompress: false);
        return key.Seek + key.KeyLength;
    }

    private sealed record ColumnDraft(PageEncoding Encoding, Array?[] Clusters);
}
