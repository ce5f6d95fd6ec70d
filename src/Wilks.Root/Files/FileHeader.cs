namespace Wilks.Root;

/// <summary>The first bytes of a file.</summary>
internal sealed record FileHeader
{
    public const int LongestLength = 75;
    private const int BigForm = 1_000_000;

    public int Version { get; private init; }

    public int Begin { get; private init; }

    public long End { get; private init; }

    public int NameLength { get; private init; }

    public int Compression { get; private init; }

    public long InfoSeek { get; private init; }

    public int InfoLength { get; private init; }

    /// <summary>The version of ROOT that wrote it, such as <c>6.30/04</c>.</summary>
    public string RootVersion => $"{Version % BigForm / 10000}.{Version / 100 % 100:D2}/{Version % 100:D2}";

    public static FileHeader Decode(ByteCursor cursor)
    {
        if (cursor.Remaining < 4 || !cursor.Take(4).SequenceEqual("root"u8))
        {
            cursor.Position = 0;
            throw cursor.Fault("the file does not begin with 'root'", "this is no ROOT file");
        }
        int version = cursor.I32();
        int begin = cursor.I32();
        bool isBig = version >= BigForm;
        long Seek() => isBig ? cursor.I64() : cursor.I32();
        long end = Seek();
        Seek(); // the list of free segments is of use to writers only
        cursor.Skip(8);
        int nameLength = cursor.I32();
        cursor.Skip(1);
        int compression = cursor.I32();
        return new FileHeader
        {
            Version = version,
            Begin = begin,
            End = end,
            NameLength = nameLength,
            Compression = compression,
            InfoSeek = Seek(),
            InfoLength = cursor.I32(),
        };
    }
}
