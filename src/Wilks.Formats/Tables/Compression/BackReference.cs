namespace Wilks.Formats.Tables.Compression;

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
