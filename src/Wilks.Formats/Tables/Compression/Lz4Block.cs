using System.Buffers.Binary;

namespace Wilks.Formats.Tables.Compression;

/// <summary>Decodes LZ4 blocks (the LZ4 block format description, version 1.6).</summary>
internal static class Lz4Block
{
    private const int ShortestMatch = 4;

    /// <summary>Decodes one block; matches may reach back into what was decoded before.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Where to write.</param>
    /// <param name="start">Where in the target this block begins.</param>
    /// <returns>The position in the target behind the last byte.</returns>
    /// <exception cref="InvalidDataException">The block is damaged or longer than the target.</exception>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target, int start = 0)
    {
        (int from, int to) = (0, start);
        while (from < source.Length)
        {
            int token = source[from++];
            int literals = Length(source, ref from, token >> 4);
            if (literals > source.Length - from || literals > target.Length - to) throw Damaged();
            source.Slice(from, literals).CopyTo(target[to..]);
            from += literals;
            to += literals;
            if (from == source.Length) return to;

            if (source.Length - from < 2) throw Damaged();
            int distance = BinaryPrimitives.ReadUInt16LittleEndian(source[from..]);
            from += 2;
            int match = Length(source, ref from, token & 15) + ShortestMatch;
            if (distance == 0 || distance > to || match > target.Length - to) throw Damaged();
            BackReference.Copy(target, to, distance, match);
            to += match;
        }
        return to;
    }

    private static int Length(ReadOnlySpan<byte> source, ref int from, int nibble)
    {
        if (nibble < 15) return nibble;
        int length = nibble;
        while (true)
        {
            if (from >= source.Length) throw Damaged();
            int more = source[from++];
            length += more;
            if (length < 0) throw Damaged();
            if (more < 255) return length;
        }
    }

    private static InvalidDataException Damaged() => new("LZ4 data is damaged");
}

/// <summary>Repeats bytes that were written before.</summary>
internal static class BackReference
{
    /// <summary>Copies from a distance back; the copy may overlap itself and then repeats.</summary>
    public static void Copy(Span<byte> target, int to, int distance, int length)
    {
        int from = to - distance;
        // Each round doubles what can be copied at once.
        while (length > 0)
        {
            int step = Math.Min(length, to - from);
            target.Slice(from, step).CopyTo(target[to..]);
            to += step;
            length -= step;
        }
    }
}
