namespace Wilks.Root;

/// <summary>The object that a key of class ROOT::RNTuple holds: the version of the format, and where header and footer are.</summary>
internal sealed record NtupleAnchor
{
    public const string ClassName = "ROOT::RNTuple";

    public const string EarlyClassName = "ROOT::Experimental::RNTuple";

    private const int MembersLength = 64;
    private const int KnownEpoch = 1;

    public required string Version { get; init; }

    public required NtupleStretch Header { get; init; }

    public required NtupleStretch Footer { get; init; }

    public static NtupleAnchor Decode(byte[] payload, RootPlace place)
    {
        ByteCursor cursor = new(payload, payload.Length, place);
        ObjectHeader.Decode(cursor);
        int start = cursor.Position;
        int epoch = cursor.U16();
        string version = $"{epoch}.{cursor.U16()}.{cursor.U16()}.{cursor.U16()}";
        if (epoch != KnownEpoch) throw cursor.Fault($"version {version} of RNTuple", "version 1 is read; earlier ones were trials of the format, to be rewritten with the ROOT of their time");

        NtupleStretch header = Stretch(cursor), footer = Stretch(cursor);
        cursor.I64(); // the largest key
        ulong found = XxHash3.Of(payload.AsSpan(start, MembersLength)), stored = cursor.U64();
        if (found != stored) throw cursor.Fault($"the checksum {found:x16}", $"it was {stored:x16} when the anchor was written: the file is damaged");

        return new NtupleAnchor { Version = version, Header = header, Footer = footer };
    }

    private static NtupleStretch Stretch(ByteCursor cursor)
    {
        (long seek, long stored, long length) = (cursor.I64(), cursor.I64(), cursor.I64());
        return new NtupleStretch(seek, stored, length);
    }
}

/// <summary>Bytes of the file that are an envelope once they are decompressed.</summary>
internal readonly record struct NtupleStretch(long Seek, long StoredLength, long Length)
{
    public EnvelopeCursor Open(RecordReader records, EnvelopeKind kind, RootPlace place)
    {
        bool fits = Seek >= 0 && StoredLength is >= 0 and <= RecordReader.LargestObject && Length is >= 0 and <= RecordReader.LargestObject;
        if (!fits) throw new RootException(place, Seek, $"an envelope of {StoredLength} bytes that becomes {Length}", "no envelope has that");

        return EnvelopeCursor.Open(records.Payload(Seek, (int)StoredLength, (int)Length, place), kind, place);
    }

    /// <summary>A link: the length in memory, and a locator.</summary>
    public static NtupleStretch Link(EnvelopeCursor cursor)
    {
        long length = cursor.Size("an envelope");
        (long size, long seek) = Locator(cursor);
        return new NtupleStretch(seek, size, length);
    }

    /// <summary>Where bytes are: 32 bits of size and 64 of offset, or in the extended form 64 and 64.</summary>
    public static (long Size, long Seek) Locator(EnvelopeCursor cursor)
    {
        int size = cursor.I32();
        if (size >= 0) return (size, cursor.Size("an offset"));

        int type = (size >> 24) & 0x7F;
        return type == 1 ? (cursor.Size("a size"), cursor.Size("an offset")) : throw cursor.Fault($"a locator of type {type}", "data outside the file is not read");
    }
}
