namespace Wilks.Root;

/// <summary>The values of one basket while they are gathered: numbers as bytes, or text, and the lengths of the lists of each level.</summary>
internal sealed class ColumnPart(NumberCodec codec, int depth)
{
    private readonly int _size = codec.Kind.Size();
    private byte[] _numbers = [];
    private int _numberBytes;

    public List<string> Text { get; } = [];

    /// <summary>The lengths of lists per level, from the outside in.</summary>
    public List<int>[] Lengths { get; } = [.. Enumerable.Range(0, depth).Select(_ => new List<int>())];

    public ReadOnlySpan<byte> Numbers => _numbers.AsSpan(0, _numberBytes);

    /// <summary>Numbers as they are stored.</summary>
    public void Add(ReadOnlySpan<byte> stored)
    {
        int count = stored.Length / codec.StoredSize;
        int needed = checked(_numberBytes + (count * _size));
        if (needed > _numbers.Length) Array.Resize(ref _numbers, Math.Max(needed, 2 * _numbers.Length));
        codec.Convert(stored, _numbers.AsSpan(_numberBytes, count * _size));
        _numberBytes = needed;
    }

    /// <summary>One column of the parts of all baskets.</summary>
    public static ColumnData Join(IReadOnlyList<ColumnPart> parts, ColumnLayout layout, long first, long entryCount)
    {
        var levels = new ColumnLevel[layout.Depth];
        for (int level = 0; level < levels.Length; level++)
        {
            long[] offsets = new long[parts.Sum(part => (long)part.Lengths[level].Count) + 1];
            long index = 0;
            foreach (int length in parts.SelectMany(part => part.Lengths[level]))
            {
                offsets[index + 1] = offsets[index] + length;
                index++;
            }
            levels[level] = new ColumnLevel(offsets, null);
        }
        if (layout.IsText) return new ColumnData(first, entryCount, parts.SelectMany(part => part.Text).ToArray(), levels);

        NumberKind kind = layout.Codec.Kind;
        Array values = kind.Create(parts.Sum(part => (long)part.Numbers.Length) / kind.Size());
        Span<byte> destination = kind.Bytes(values);
        foreach (ColumnPart part in parts)
        {
            part.Numbers.CopyTo(destination);
            destination = destination[part.Numbers.Length..];
        }
        return new ColumnData(first, entryCount, values, levels);
    }
}
