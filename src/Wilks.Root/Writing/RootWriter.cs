using System.IO.Compression;

namespace Wilks.Root;

/// <summary>Writes a ROOT file: histograms of one and two dimensions (TH1D, TH2D) and trees of flat, jagged and text columns, in directories.</summary>
/// <remarks>One thread at a time. The file is complete once <see cref="Dispose"/> has run; it is smaller than 2 GiB. The same content makes the same bytes.</remarks>
public sealed class RootWriter : IDisposable
{
    internal const int Begin = 100;
    private const int FileVersion = 62400;
    private const int ZlibSetting = 101;
    private const int LargestBlock = 0xFFFFFF;

    // 2000-01-01 00:00 in ROOT's packing: the content decides the bytes, not the clock.
    internal const uint Date = (5u << 26) | (1u << 22) | (1u << 17);

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly bool _compress;
    private readonly long _origin;
    private readonly DirectoryDraft _root;
    private readonly HashSet<(string Name, int Version)> _classes = [];
    private long _end = Begin;
    private bool _isDone;

    private RootWriter(Stream stream, bool leaveOpen, bool compress, string name)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _compress = compress;
        _origin = stream.Position;
        stream.Write(new byte[Begin]);
        _root = DirectoryDraft.CreateTop(this, name);
    }

    /// <summary>Creates a file, or writes over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compress">Whether objects are compressed (zlib).</param>
    public static RootWriter Create(string path, bool compress = true) => new(File.Create(path), false, compress, Path.GetFileName(path));

    /// <summary>Writes to a stream that can seek.</summary>
    public static RootWriter Create(Stream stream, bool compress = true, string name = "file.root") => new(stream, true, compress, name);

    /// <summary>Writes a histogram: TH1D for one axis, TH2D for two.</summary>
    /// <param name="path">The name, with its directories before it: <c>dir/name</c>.</param>
    /// <param name="histogram">The histogram.</param>
    public void Write(string path, HistogramDraft histogram)
    {
        (DirectoryDraft directory, string name) = Locate(path);
        ObjectDraft draft = histogram.ToObject(name);
        WriteObject(directory, draft, name, histogram.Title);
    }

    /// <summary>Writes a tree.</summary>
    /// <param name="path">The name, with its directories before it.</param>
    /// <param name="columns">The columns, all with the same number of entries.</param>
    /// <param name="title">The title.</param>
    /// <param name="entriesPerBasket">How many entries a basket holds.</param>
    public void Write(string path, IReadOnlyList<TreeColumn> columns, string title = "", int entriesPerBasket = 4000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entriesPerBasket);
        (DirectoryDraft directory, string name) = Locate(path);
        ObjectDraft draft = new TreeDraft(this, directory, name, title, entriesPerBasket).Write(columns);
        WriteObject(directory, draft, name, title);
    }

    /// <summary>Finishes the file.</summary>
    public void Dispose()
    {
        if (!_isDone) Finish();
        _isDone = true;
        if (!_leaveOpen) _stream.Dispose();
    }

    /// <summary>Writes a record with its payload, compressed if that makes it smaller; returns its key.</summary>
    internal RootKey WriteRecord(KeyDraft key, ReadOnlySpan<byte> payload, long directorySeek, bool mayCompress = true)
    {
        byte[]? compressed = _compress && mayCompress ? Compress(payload) : null;
        ReadOnlySpan<byte> stored = compressed ?? payload;
        long seek = _end;
        var bytes = new ByteWriter();
        key.Write(bytes, stored.Length, payload.Length, seek, directorySeek);
        _stream.Write(bytes.Written);
        _stream.Write(stored);
        _end += bytes.Length + stored.Length;
        if (_end > int.MaxValue) throw new InvalidOperationException("The file would be larger than 2 GiB.");
        return key.ToKey(stored.Length, payload.Length, seek);
    }

    /// <summary>Writes an object that is streamed already.</summary>
    internal void WriteStreamed(string path, string className, ReadOnlySpan<byte> payload)
    {
        (DirectoryDraft directory, string name) = Locate(path);
        directory.Keys.Add(WriteRecord(new KeyDraft(className, name, "") { Cycle = directory.NextCycle(name) }, payload, directory.Seek));
    }

    /// <summary>Writes over bytes at an offset of the file.</summary>
    internal void Patch(long offset, ReadOnlySpan<byte> bytes)
    {
        _stream.Position = _origin + offset;
        _stream.Write(bytes);
        _stream.Position = _origin + _end;
    }

    private (DirectoryDraft Directory, string Name) Locate(string path)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) throw new ArgumentException("A name is needed.", nameof(path));
        DirectoryDraft directory = _root;
        foreach (string part in parts[..^1]) directory = directory.Child(part);
        return (directory, parts[^1]);
    }

    private void WriteObject(DirectoryDraft directory, ObjectDraft draft, string name, string title)
    {
        var key = new KeyDraft(draft.ClassName, name, title) { Cycle = directory.NextCycle(name) };
        var bytes = new ByteWriter();
        var writer = new ObjectWriter(bytes, key.Length);
        writer.Write(draft);
        _classes.UnionWith(writer.Used);
        directory.Keys.Add(WriteRecord(key, bytes.Written, directory.Seek));
    }

    private void Finish()
    {
        _root.Finish();
        var key = new KeyDraft("TList", "StreamerInfo", "Doubly linked list");
        var bytes = new ByteWriter();
        LayoutWriter.Write(bytes, new ObjectWriter(bytes, key.Length), _classes);
        RootKey info = WriteRecord(key, bytes.Written, Begin);

        var header = new ByteWriter();
        header.Bytes("root"u8);
        header.I32(FileVersion);
        header.I32(Begin);
        header.I32((int)_end);
        header.I32((int)_end); // no list of free segments
        header.I32(0);
        header.I32(0);
        header.I32(_root.NameLength);
        header.U8(4);
        header.I32(_compress ? ZlibSetting : 0);
        header.I32((int)info.Seek);
        header.I32(info.RecordLength);
        header.I16(1);
        Patch(0, header.Written);
        _stream.Flush();
    }

    private static byte[]? Compress(ReadOnlySpan<byte> payload)
    {
        using var result = new MemoryStream();
        Span<byte> head = stackalloc byte[Blocks.HeaderLength];
        for (int start = 0; start < payload.Length; start += LargestBlock)
        {
            ReadOnlySpan<byte> block = payload[start..Math.Min(payload.Length, start + LargestBlock)];
            using var stream = new MemoryStream();
            using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(block);
            if (stream.Length >= block.Length) return null;
            int stored = (int)stream.Length;
            ReadOnlySpan<byte> values = [(byte)'Z', (byte)'L', 8, (byte)stored, (byte)(stored >> 8), (byte)(stored >> 16), (byte)block.Length, (byte)(block.Length >> 8), (byte)(block.Length >> 16)];
            values.CopyTo(head);
            result.Write(head);
            result.Write(stream.GetBuffer().AsSpan(0, stored));
        }
        return result.Length < payload.Length ? result.ToArray() : null;
    }
}
