namespace Wilks.Root;

/// <summary>A ROOT file, opened for reading.</summary>
/// <remarks>Thread-safe. Only the header and what is asked for are read; the file stays open until it is disposed of.</remarks>
/// <example><code>using RootFile file = RootFile.Open("data.root");
/// double[] mass = file.Tree("events")["mass"].Read().As&lt;double&gt;();</code></example>
public sealed partial class RootFile : IDisposable
{
    private readonly FileHeader _header;

    private RootFile(IByteSource source)
    {
        Records = new RecordReader(source);
        RootPlace place = Records.Place("file header");
        _header = FileHeader.Decode(Records.Cursor(0, FileHeader.LongestLength, place));
        place = place.With("top directory");
        if (_header.NameLength < 0) throw new RootException(place, 0, $"a file name of {_header.NameLength} bytes", "the header is damaged");
        _streamers = new Lazy<StreamerCatalog>(ReadStreamers);
        Root = new RootDirectory(this, "", Records.Cursor((long)_header.Begin + _header.NameLength, RootDirectory.RecordLength, place), 0);
    }

    /// <summary>The file's name in messages.</summary>
    public string Name => Records.Source.Name;

    /// <summary>The version of ROOT that wrote the file, such as <c>6.30/04</c>.</summary>
    public string RootVersion => _header.RootVersion;

    /// <summary>The setting of compression: a hundred times the method plus the level; single records may differ.</summary>
    public int CompressionSetting => _header.Compression;

    /// <summary>The directory at the top.</summary>
    public RootDirectory Root { get; }

    /// <summary>Positioned reading with decompression, for what is not reached through keys.</summary>
    internal RecordReader Records { get; }

    /// <summary>Opens a file on disk.</summary>
    /// <exception cref="RootException">It is no ROOT file, or its header is broken.</exception>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static RootFile Open(string path) => Open(new FileByteSource(path));

    /// <summary>Opens a file on disk by mapping it into memory: best for many reads of a file that is in the cache.</summary>
    public static RootFile OpenMapped(string path) => Open(new MappedByteSource(path));

    /// <summary>Opens a file that is in memory.</summary>
    public static RootFile Open(ReadOnlyMemory<byte> bytes, string name = "memory") => Open(new MemoryByteSource(bytes, name));

    /// <summary>Opens a stream that can seek.</summary>
    public static RootFile Open(Stream stream, string name = "stream", bool leaveOpen = false) => Open(new StreamByteSource(stream, name, leaveOpen));

    /// <summary>Opens anything that gives bytes by offset; the source is disposed of with the file.</summary>
    public static RootFile Open(IByteSource source)
    {
        try
        {
            return new RootFile(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Finds an entry by its path, such as <c>dir/sub/name</c> or <c>dir/name;2</c>.</summary>
    /// <exception cref="RootException">There is none; the message names the nearest.</exception>
    public RootEntry Find(string path) => PathSearch.Find(this, path);

    /// <summary>All entries below the file, directories included, parents before their content.</summary>
    public IEnumerable<RootEntry> Entries() => Entries(Root, []);

    /// <summary>The decompressed bytes of an entry's object.</summary>
    public byte[] Payload(RootEntry entry) => Records.Payload(entry.Key, Records.Place(entry.PathAndCycle));

    /// <inheritdoc/>
    public void Dispose() => Records.Dispose();

    private static IEnumerable<RootEntry> Entries(RootDirectory directory, HashSet<long> seen)
    {
        foreach (RootKey key in directory.Keys)
        {
            yield return new RootEntry(directory, key);
            // A damaged file may have a directory within itself.
            if (!RootDirectory.IsDirectory(key) || !seen.Add(key.Seek)) continue;
            foreach (RootEntry entry in Entries(directory.Open(key), seen)) yield return entry;
        }
    }
}

/// <summary>A key and the directory it is in.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="Key">The key.</param>
public sealed record RootEntry(RootDirectory Directory, RootKey Key)
{
    /// <summary>The path below the file, without the cycle.</summary>
    public string Path => Directory.PathOf(Key);

    /// <summary>The path below the file with the cycle: <c>dir/name;1</c>.</summary>
    public string PathAndCycle => $"{Path};{Key.Cycle}";
}
