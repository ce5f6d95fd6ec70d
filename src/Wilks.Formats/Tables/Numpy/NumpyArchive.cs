using System.IO.Compression;

namespace Wilks.Formats.Tables.Numpy;

/// <summary>Numpy arrays in a zip file, <c>.npz</c>: a column per array.</summary>
internal sealed class NumpyArchiveFormat : ITableFormat
{
    public string Name => "numpy archive";

    public IReadOnlyList<string> Extensions => [".npz"];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    public ITableReader Open(ByteSource source, TableOptions options) => new NumpyArchive(source, NumpyEntries.Read(source));
}

/// <summary>One array of an archive.</summary>
internal sealed record NumpyEntry(string FileName, string Name, NumpyLayout Layout);

/// <summary>The arrays of an archive, with their headers.</summary>
internal static class NumpyEntries
{
    private const int MostEntries = 1 << 16;
    // What deflate can reach at most is 1,032.
    private const long HighestRatio = 1100;

    public static IReadOnlyList<NumpyEntry> Read(ByteSource source)
    {
        using var archive = new ZipArchive(source.OpenStream(), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostEntries) throw source.Damaged($"it has {archive.Entries.Count} arrays; at most {MostEntries} are read");
        var entries = new List<NumpyEntry>();
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
        {
            if (entry.Length > (HighestRatio * (entry.CompressedLength + 1024)) || entry.CompressedLength > source.Length) throw source.Damaged($"'{entry.FullName}' claims {entry.Length} bytes from {entry.CompressedLength}");
            string name = entry.FullName[..^4];
            using Stream stream = entry.Open();
            var layout = NumpyLayout.Read(stream, name);
            if (checked(layout.RowCount * layout.RowSize) > entry.Length - layout.HeaderSize) throw source.Damaged($"'{entry.FullName}' declares {layout.RowCount} rows of {layout.RowSize} bytes and has {entry.Length - layout.HeaderSize} bytes");
            entries.Add(new NumpyEntry(entry.FullName, name, layout));
        }
        if (entries.Count == 0) throw new TableException($"'{source.Name}' is a zip file without numpy arrays. Expected entries that end in '.npy'.");
        return entries;
    }
}

/// <summary>The arrays of an archive as the columns of one table.</summary>
internal sealed class NumpyArchive : ITableReader
{
    private readonly ByteSource _source;
    private readonly List<(NumpyEntry Entry, NumpyField Field, ColumnInfo Info)> _columns = [];
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);

    public NumpyArchive(ByteSource source, IReadOnlyList<NumpyEntry> entries)
    {
        _source = source;
        NumpyEntry[] arrays = [.. entries.Where(entry => !entry.Layout.IsScalar)];
        foreach (NumpyEntry scalar in entries.Except(arrays)) _unreadable[scalar.Name] = "is a single number, not a column";
        foreach (NumpyEntry entry in arrays)
        {
            // Of the only array the fields need no first name.
            string prefix = entry.Layout.IsStructured && arrays.Length > 1 ? $"{entry.Name}." : "";
            foreach (NumpyField field in entry.Layout.Fields) _columns.Add((entry, field, field.Info with { Name = prefix + field.Info.Name }));
            foreach ((string name, string reason) in entry.Layout.Unreadable) _unreadable[prefix + name] = reason;
        }
        Columns = [.. _columns.Select(column => column.Info)];
        RowCount = arrays.Length == 0 ? 0 : arrays[0].Layout.RowCount;
        if (arrays.FirstOrDefault(entry => entry.Layout.RowCount != RowCount) is { } other)
        {
            throw new TableException($"'{source.Name}' is no table: '{arrays[0].Name}' has {RowCount} rows, '{other.Name}' has {other.Layout.RowCount}. Store arrays of one length; a histogram is read by 'wilks convert'.");
        }
    }

    public string Name => _source.Name;

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    public long RowCount { get; }

    // Entries may be deflated, so each is read forward; rows before the first wanted one are passed over.
    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(_source.OpenStream(), ZipArchiveMode.Read);
        NumpyEntry[] entries = [.. columns.Select(index => _columns[index].Entry).Distinct()];
        Stream[] streams = [.. entries.Select(entry => archive.GetEntry(entry.FileName)!.Open())];
        try
        {
            for (int i = 0; i < entries.Length; i++) Skip(streams[i], entries[i].Layout.HeaderSize + (rows.First * entries[i].Layout.RowSize));
            int most = entries.Length == 0 ? 1 << 16 : entries.Min(entry => NumpyRows.ChunkRows(entry.Layout.RowSize));
            for (long row = rows.First; row < rows.First + rows.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = (int)Math.Min(most, rows.First + rows.Count - row);
                byte[][] blocks = [.. entries.Select((entry, index) => ReadRows(streams[index], entry.Layout.RowSize * count))];
                yield return new TableChunk(row, count, [.. columns.Select(index => Column(index, entries, blocks, count))]);
                row += count;
            }
        }
        finally
        {
            foreach (Stream stream in streams) stream.Dispose();
        }
    }

    public void Dispose() => _source.Dispose();

    private ColumnData Column(int index, NumpyEntry[] entries, byte[][] blocks, int count)
    {
        (NumpyEntry entry, NumpyField field, ColumnInfo info) = _columns[index];
        return NumpyRows.Column(field with { Info = info }, entry.Layout, blocks[Array.IndexOf(entries, entry)], count);
    }

    private static byte[] ReadRows(Stream stream, long size)
    {
        byte[] bytes = new byte[size];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void Skip(Stream stream, long count)
    {
        byte[] buffer = new byte[Math.Min(count, 1 << 16)];
        while (count > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0) throw new EndOfStreamException("an array of the archive ends early");
            count -= read;
        }
    }
}
