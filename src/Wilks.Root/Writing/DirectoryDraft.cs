namespace Wilks.Root;

/// <summary>A directory to be written.</summary>
internal sealed class DirectoryDraft
{
    private const int RecordVersion = 5;
    private const int UniqueIdLength = 18;
    private const int Padding = 12;

    private readonly RootWriter _writer;
    private readonly DirectoryDraft? _parent;
    private readonly string _className;
    private readonly string _name;
    private readonly long _recordOffset;
    private readonly Dictionary<string, DirectoryDraft> _children = new(StringComparer.Ordinal);

    private DirectoryDraft(RootWriter writer, DirectoryDraft? parent, string name)
    {
        _writer = writer;
        _parent = parent;
        _name = name;
        _className = parent is null ? "TFile" : "TDirectory";
        var key = new KeyDraft(_className, name, "") { Cycle = parent?.NextCycle(name) ?? 1 };
        var payload = new ByteWriter();
        if (parent is null)
        {
            payload.String(name);
            payload.String("");
        }
        int before = payload.Length;
        payload.Bytes(new byte[RootDirectory.RecordLength - Padding + UniqueIdLength + Padding]);
        RootKey written = writer.WriteRecord(key, payload.Written, parent?.Seek ?? 0, mayCompress: false);
        Seek = written.Seek;
        NameLength = key.Length + before;
        _recordOffset = written.Seek + key.Length + before;
        parent?.Keys.Add(written);
    }

    public long Seek { get; }

    public int NameLength { get; }

    public List<RootKey> Keys { get; } = [];

    public static DirectoryDraft CreateTop(RootWriter writer, string name) => new(writer, null, name);

    public DirectoryDraft Child(string name)
    {
        if (!_children.TryGetValue(name, out DirectoryDraft? child)) _children[name] = child = new DirectoryDraft(_writer, this, name);
        return child;
    }

    public int NextCycle(string name) => Keys.Where(key => key.Name == name).Select(key => key.Cycle).DefaultIfEmpty(0).Max() + 1;

    /// <summary>Writes the list of keys, those of the directories within first, and the record that points to it.</summary>
    public void Finish()
    {
        foreach (DirectoryDraft child in _children.Values) child.Finish();
        var list = new ByteWriter();
        list.I32(Keys.Count);
        foreach (RootKey key in Keys)
        {
            new KeyDraft(key.ClassName, key.Name, key.Title) { Cycle = key.Cycle }.WriteEntry(list, key, Seek);
        }
        RootKey keys = _writer.WriteRecord(new KeyDraft(_className, _name, ""), list.Written, Seek, mayCompress: false);

        var record = new ByteWriter();
        record.I16(RecordVersion);
        record.U32(RootWriter.Date);
        record.U32(RootWriter.Date);
        record.I32(keys.RecordLength);
        record.I32(NameLength);
        record.I32((int)Seek);
        record.I32((int)(_parent?.Seek ?? 0));
        record.I32((int)keys.Seek);
        record.I16(1);
        _writer.Patch(_recordOffset, record.Written);
    }
}
