using System.Buffers.Binary;

namespace Wilks.Formats.Tables.Compression;

/// <summary>Decodes LZ4 frames (the LZ4 frame format description, version 1.6.2). Checksums are not verified.</summary>
internal static class Lz4Frame
{
    private const uint Magic = 0x184D2204;
    private const int LinkedBlocks = 0x20;

    /// <summary>Decodes a frame that fills the target exactly.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length < 7 || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic) throw new InvalidDataException("an LZ4 frame is expected");
        int flags = source[4];
        bool hasBlockSums = (flags & 0x10) != 0;
        bool isLinked = (flags & LinkedBlocks) == 0;
        // Magic, two bytes of flags, the optional size and dictionary, one byte of checksum.
        int from = 6 + ((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0) + 1;
        int to = 0;
        while (true)
        {
            if (source.Length - from < 4) throw new InvalidDataException("an LZ4 frame ends early");
            uint header = BinaryPrimitives.ReadUInt32LittleEndian(source[from..]);
            from += 4;
            if (header == 0) break;

            int size = (int)(header & 0x7FFFFFFF);
            if (size > source.Length - from) throw new InvalidDataException("an LZ4 frame ends early");
            ReadOnlySpan<byte> block = source.Slice(from, size);
            if ((header & 0x80000000) != 0)
            {
                if (size > target.Length - to) throw new InvalidDataException("an LZ4 frame is longer than declared");
                block.CopyTo(target[to..]);
                to += size;
            }
            else
            {
                to = isLinked ? Lz4Block.Decode(block, target, to) : to + Lz4Block.Decode(block, target[to..]);
            }
            from += size + (hasBlockSums ? 4 : 0);
        }
        if (to != target.Length) throw new InvalidDataException($"an LZ4 frame has {to} bytes; {target.Length} are declared");
    }
}
