using System.Text;

namespace Wilks.Root;

/// <summary>A key to be written.</summary>
internal sealed record KeyDraft(string ClassName, string Name, string Title)
{
    private const int FixedLength = 26;
    private const int KeyVersion = 4;

    public int Cycle { get; init; } = 1;

    /// <summary>Bytes after the key proper that count as part of it: those of a basket.</summary>
    public ReadOnlyMemory<byte> Tail { get; init; }

    public int Length => FixedLength + LengthOf(ClassName) + LengthOf(Name) + LengthOf(Title) + Tail.Length;

    public static int LengthOf(string text) => Encoding.UTF8.GetByteCount(text) is var count && count < 255 ? count + 1 : count + 5;

    public void Write(ByteWriter bytes, int storedLength, int objectLength, long seek, long directorySeek)
    {
        bytes.I32(Length + storedLength);
        bytes.I16(KeyVersion);
        bytes.I32(objectLength);
        bytes.U32(RootWriter.Date);
        bytes.I16(Length);
        bytes.I16(Cycle);
        bytes.I32((int)seek);
        bytes.I32((int)directorySeek);
        bytes.String(ClassName);
        bytes.String(Name);
        bytes.String(Title);
        bytes.Bytes(Tail.Span);
    }

    /// <summary>The copy of a key in the list of its directory.</summary>
    public void WriteEntry(ByteWriter bytes, RootKey key, long directorySeek) => Write(bytes, key.PayloadLength, key.ObjectLength, key.Seek, directorySeek);

    public RootKey ToKey(int storedLength, int objectLength, long seek) => new()
    {
        Name = Name,
        Title = Title,
        ClassName = ClassName,
        Cycle = Cycle,
        RecordLength = Length + storedLength,
        KeyLength = Length,
        ObjectLength = objectLength,
        Seek = seek,
    };
}
