using System.Buffers.Binary;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Makes a value from its bytes.</summary>
internal delegate T FromBytes<T>(ReadOnlySpan<byte> bytes);

/// <summary>Byte strings, each behind its length or all of one length.</summary>
internal sealed class PlainBytesReader<T>(ReadOnlyMemory<byte> bytes, FromBytes<T> convert, int fixedLength) : IValueReader<T>
{
    private int _position;

    public void Read(Span<T> target)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        for (int i = 0; i < target.Length; i++)
        {
            int length = fixedLength;
            if (length < 0)
            {
                if (all.Length - _position < 4) throw new InvalidDataException("the texts of a page end early");
                length = BinaryPrimitives.ReadInt32LittleEndian(all[_position..]);
                _position += 4;
            }
            if (length < 0 || length > all.Length - _position) throw new InvalidDataException("the texts of a page end early");
            target[i] = convert(all.Slice(_position, length));
            _position += length;
        }
    }
}

/// <summary>Byte strings behind their lengths, with or without a part shared with the one before (DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY).</summary>
internal sealed class DeltaBytesReader<T> : IValueReader<T>
{
    private readonly FromBytes<T> _convert;
    private readonly ReadOnlyMemory<byte> _texts;
    private readonly int[]? _prefixes;
    private readonly int[] _lengths;
    private byte[] _last = [];
    private int _index;
    private int _position;

    public DeltaBytesReader(ReadOnlyMemory<byte> bytes, FromBytes<T> convert, bool hasPrefixes, int most)
    {
        _convert = convert;
        if (hasPrefixes) _prefixes = Lengths(ref bytes, most);
        _lengths = Lengths(ref bytes, most);
        _texts = bytes;
    }

    public void Read(Span<T> target)
    {
        for (int i = 0; i < target.Length; i++, _index++)
        {
            if (_index >= _lengths.Length) throw Damaged();
            int length = _lengths[_index];
            if (length < 0 || length > _texts.Length - _position) throw Damaged();
            ReadOnlySpan<byte> rest = _texts.Span.Slice(_position, length);
            _position += length;
            target[i] = _convert(_prefixes is null ? rest : Joined(_prefixes[_index], rest));
        }
    }

    private ReadOnlySpan<byte> Joined(int prefix, ReadOnlySpan<byte> rest)
    {
        if (prefix < 0 || prefix > _last.Length) throw Damaged();
        byte[] joined = new byte[prefix + rest.Length];
        _last.AsSpan(0, prefix).CopyTo(joined);
        rest.CopyTo(joined.AsSpan(prefix));
        return _last = joined;
    }

    // Differences of width 0 take no bytes, so the number of values of the page bounds the array.
    private static int[] Lengths(ref ReadOnlyMemory<byte> bytes, int most)
    {
        var deltas = new DeltaReader<int>(bytes);
        if (deltas.Count < 0 || deltas.Count > most) throw Damaged();
        int[] lengths = new int[deltas.Count];
        deltas.Read(lengths);
        bytes = bytes[deltas.Position..];
        return lengths;
    }

    private static InvalidDataException Damaged() => new("the texts of a page make no sense");
}
