namespace Wilks.Root;

/// <summary>Reads records, and pieces of the file by offset; every length is checked against the file before memory is taken. Thread-safe.</summary>
internal sealed class RecordReader(IByteSource source) : IDisposable
{
    /// <summary>No object is larger than this: ROOT itself can't stream more than 1 GiB.</summary>
    public const int LargestObject = 1 << 30;

    public IByteSource Source => source;

    /// <summary>The place of an object of this file.</summary>
    public RootPlace Place(string name) => new(source.Name, name);

    /// <summary>Bytes of the file as they are.</summary>
    public byte[] Bytes(long offset, long length, RootPlace place)
    {
        Check(offset, length, place);
        byte[] bytes = new byte[length];
        Fill(offset, bytes, place);
        return bytes;
    }

    /// <summary>Bytes of the file as they are, into memory of the caller.</summary>
    public void Fill(long offset, Span<byte> destination, RootPlace place)
    {
        Check(offset, destination.Length, place);
        try
        {
            source.Read(offset, destination);
        }
        catch (EndOfStreamException exception)
        {
            throw new RootException(place, offset, "the file ended", "it was longer when it was opened", exception);
        }
    }

    /// <summary>A cursor over bytes of the file as they are; shorter where the file ends.</summary>
    public ByteCursor Cursor(long offset, long length, RootPlace place)
    {
        if (offset < 0 || offset > source.Length) Check(offset, length, place);
        int within = (int)Math.Min(length, source.Length - offset);
        return new ByteCursor(Bytes(offset, within, place), within, place, offset);
    }

    /// <summary>The decompressed object of a key.</summary>
    public byte[] Payload(RootKey key, RootPlace place)
    {
        if (key.ObjectLength > LargestObject) throw new RootException(place, key.Seek, $"an object of {key.ObjectLength} bytes", $"at most {LargestObject} are read");
        return Payload(key.Seek + key.KeyLength, key.PayloadLength, key.ObjectLength, place);
    }

    /// <summary>A decompressed stretch: compressed if its length in the file differs from its length in memory.</summary>
    public byte[] Payload(long offset, int storedLength, int length, RootPlace place)
    {
        byte[] stored = Bytes(offset, storedLength, place);
        return storedLength == length ? stored : Blocks.Decompress(stored, length, place, offset);
    }

    public void Dispose() => source.Dispose();

    private void Check(long offset, long length, RootPlace place)
    {
        if (offset < 0 || length < 0 || length > LargestObject || offset > source.Length - length)
        {
            throw new RootException(place, offset, $"{length} bytes from here on are asked for", $"the file has {source.Length}");
        }
    }
}
