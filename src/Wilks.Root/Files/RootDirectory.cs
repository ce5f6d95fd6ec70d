namespace Wilks.Root;

/// <summary>A directory of a ROOT file. Thread-safe; its list of keys is read at first use.</summary>
public sealed class RootDirectory
{
    internal const int RecordLength = 42;
    private const int BigForm = 1000;
    private const int ShortestKey = 26;
    private const int DeepestNesting = 100;

    private readonly RootFile _file;
    private readonly int _depth;
    private readonly long _keysSeek;
    private readonly int _keysLength;
    private readonly Lazy<IReadOnlyList<RootKey>> _keys;

    internal RootDirectory(RootFile file, string path, ByteCursor record, int depth)
    {
        if (depth > DeepestNesting) throw record.Fault($"directories within directories, {depth} of them", "the file is damaged");
        _file = file;
        _depth = depth;
        Path = path;
        int version = record.I16();
        record.Skip(8); // times of creation and of the last change
        _keysLength = record.I32();
        record.Skip(4);
        record.Skip(version > BigForm ? 16 : 8); // itself and its parent
        _keysSeek = version > BigForm ? record.I64() : record.I32();
        _keys = new Lazy<IReadOnlyList<RootKey>>(ReadKeys);
    }

    /// <summary>The path below the file, without a slash at the ends; empty for the file's own directory.</summary>
    public string Path { get; }

    /// <summary>The entries, every cycle of them, in the order of the file.</summary>
    /// <exception cref="RootException">The list of keys is broken.</exception>
    public IReadOnlyList<RootKey> Keys => _keys.Value;

    /// <summary>The newest entry of each name, in the order of the file.</summary>
    public IEnumerable<RootKey> NewestKeys => Keys.GroupBy(key => key.Name, StringComparer.Ordinal).Select(cycles => cycles.MaxBy(key => key.Cycle)!);

    /// <summary>An entry by name, the newest cycle unless one is given; null if there is none.</summary>
    public RootKey? Find(string name, int? cycle = null) =>
        Keys.Where(key => key.Name == name && (cycle is null || key.Cycle == cycle)).MaxBy(key => key.Cycle);

    /// <summary>The directory that a key of this directory stands for.</summary>
    /// <exception cref="RootException">The key stands for something else, or is broken.</exception>
    public RootDirectory Open(RootKey key)
    {
        RootPlace place = _file.Records.Place(PathOf(key));
        if (!IsDirectory(key)) throw new RootException(place, key.Seek, $"an object of class {key.ClassName}", "a directory is needed here");
        byte[] payload = _file.Records.Payload(key, place);
        return new RootDirectory(_file, PathOf(key), new ByteCursor(payload, payload.Length, place), _depth + 1);
    }

    /// <summary>Whether a key stands for a directory.</summary>
    public static bool IsDirectory(RootKey key) => key.ClassName is "TDirectory" or "TDirectoryFile";

    /// <summary>The path of an entry below the file, without its cycle.</summary>
    public string PathOf(RootKey key) => Path.Length == 0 ? key.Name : $"{Path}/{key.Name}";

    private RootKey[] ReadKeys()
    {
        if (_keysSeek == 0) return [];
        RootPlace place = _file.Records.Place(Path.Length == 0 ? "list of keys" : $"list of keys of {Path}");
        ByteCursor cursor = _file.Records.Cursor(_keysSeek, _keysLength, place);
        RootKey.Decode(cursor);
        int count = cursor.Count(ShortestKey, "the list of keys");
        var keys = new RootKey[count];
        for (int index = 0; index < count; index++) keys[index] = RootKey.Decode(cursor);
        return keys;
    }
}
