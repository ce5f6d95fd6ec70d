namespace Wilks.Formats.Tables.Compression;

/// <summary>Decodes raw Snappy data (the format description of google/snappy, without framing).</summary>
internal static class Snappy
{
    /// <summary>Decodes data that fills the target exactly.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int from = 0;
        if (Preamble(source, ref from) != (ulong)target.Length) throw Damaged();
        int to = 0;
        while (from < source.Length)
        {
            int tag = source[from++];
            if ((tag & 3) == 0)
            {
                int literals = LiteralLength(source, ref from, tag >> 2);
                if (literals <= 0 || literals > source.Length - from || literals > target.Length - to) throw Damaged();
                source.Slice(from, literals).CopyTo(target[to..]);
                from += literals;
                to += literals;
                continue;
            }
            (int length, int distance) = Match(source, ref from, tag);
            if (distance <= 0 || distance > to || length > target.Length - to) throw Damaged();
            BackReference.Copy(target, to, distance, length);
            to += length;
        }
        if (to != target.Length) throw Damaged();
    }

    private static (int Length, int Distance) Match(ReadOnlySpan<byte> source, ref int from, int tag)
    {
        if ((tag & 3) == 1) return (((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | (int)Little(source, ref from, 1));
        return ((tag >> 2) + 1, (int)Little(source, ref from, (tag & 3) == 2 ? 2 : 4));
    }

    private static int LiteralLength(ReadOnlySpan<byte> source, ref int from, int code) => code < 60 ? code + 1 : (int)Little(source, ref from, code - 59) + 1;

    private static uint Little(ReadOnlySpan<byte> source, ref int from, int count)
    {
        if (count > source.Length - from) throw Damaged();
        uint value = 0;
        for (int i = 0; i < count; i++) value |= (uint)source[from++] << (8 * i);
        return value;
    }

    private static ulong Preamble(ReadOnlySpan<byte> source, ref int from)
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (from >= source.Length) throw Damaged();
            byte next = source[from++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("Snappy data is damaged");
}
