namespace Wilks.Root;

/// <summary>One entry of a directory: what an object is called, of which class it is and where its bytes are.</summary>
public sealed record RootKey
{
    private const int BigForm = 1000;

    /// <summary>The name in its directory.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The class, such as <c>TH1F</c>.</summary>
    public required string ClassName { get; init; }

    /// <summary>The cycle: of several objects of one name the highest is the newest.</summary>
    public required int Cycle { get; init; }

    /// <summary>The number of bytes of the record in the file, key included.</summary>
    public required int RecordLength { get; init; }

    /// <summary>The number of bytes of the key in front of the payload.</summary>
    public required int KeyLength { get; init; }

    /// <summary>The number of bytes of the object once it is decompressed.</summary>
    public required int ObjectLength { get; init; }

    /// <summary>Where the record begins in the file.</summary>
    public required long Seek { get; init; }

    /// <summary>The number of bytes of the payload in the file.</summary>
    public int PayloadLength => RecordLength - KeyLength;

    /// <summary>Whether the payload is compressed.</summary>
    public bool IsCompressed => ObjectLength != PayloadLength;

    /// <summary>The name and cycle as ROOT writes them: <c>name;2</c>.</summary>
    public string NameAndCycle => $"{Name};{Cycle}";

    /// <summary>Whether it holds a tree or an RNTuple. An RNTuple from before version 1 is one too, though it is refused when it is opened.</summary>
    public bool IsTable => ClassName is "TTree" or "TNtuple" or "TNtupleD" or NtupleAnchor.ClassName or NtupleAnchor.EarlyClassName;

    internal static RootKey Decode(ByteCursor cursor)
    {
        RootKey key = DecodeUnfinished(cursor);
        if (key.RecordLength < key.KeyLength || key.ObjectLength < 0)
        {
            throw cursor.Fault($"the key '{key.Name}' says {key.RecordLength} bytes with {key.KeyLength} of key for an object of {key.ObjectLength}", "these lengths contradict each other");
        }
        return key;
    }

    /// <summary>A key whose lengths need not be right yet: that of a basket within its tree.</summary>
    internal static RootKey DecodeUnfinished(ByteCursor cursor)
    {
        int recordLength = cursor.I32();
        int version = cursor.I16();
        int objectLength = cursor.I32();
        cursor.Skip(4); // the date and time
        int keyLength = cursor.U16();
        int cycle = cursor.I16();
        long seek = version > BigForm ? cursor.I64() : cursor.I32();
        cursor.Skip(version > BigForm ? 8 : 4); // the directory's offset
        string className = cursor.String();
        string name = cursor.String();
        string title = cursor.String();
        return new RootKey
        {
            RecordLength = recordLength,
            ObjectLength = objectLength,
            KeyLength = keyLength,
            Cycle = cycle,
            Seek = seek,
            ClassName = className,
            Name = name,
            Title = title,
        };
    }
}
