using System.Buffers.Binary;

namespace Wilks.Root;

/// <summary>Decodes zlib streams (RFC 1950, 1951) from memory to memory. Made once and used for many small blocks; one thread at a time.</summary>
/// <remarks>The library's stream makes and frees its state for every block; trees of small baskets have a hundred thousand of them.</remarks>
internal sealed class Inflater
{
    private const int HeaderLength = 2;
    private const int ChecksumLength = 4;

    // The longest codes with their extra bits: 15 and 5 of a length, 15 and 13 of a distance.
    private const int BitsOfLength = 20;
    private const int BitsOfDistance = 28;
    private const int LiteralCodes = 288;
    private const int DistanceCodes = 30;

    private static readonly byte[] s_orderOfCodeLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly HuffmanTable _literals = new(10, HuffmanTable.LiteralEntries);
    private readonly HuffmanTable _distances = new(9, HuffmanTable.DistanceEntries);
    private readonly HuffmanTable _codeLengths = new(7, HuffmanTable.PlainEntries);
    private readonly byte[] _lengths = new byte[LiteralCodes + 32];

    /// <summary>Decodes a whole stream and checks its checksum; returns the number of bytes.</summary>
    /// <exception cref="InvalidDataException">The stream is broken, or does not fit.</exception>
    public int Decode(ReadOnlySpan<byte> stored, Span<byte> destination)
    {
        if (stored.Length < HeaderLength + ChecksumLength || (stored[0] & 15) != 8 || (stored[1] & 32) != 0 || BinaryPrimitives.ReadUInt16BigEndian(stored) % 31 != 0)
        {
            throw new InvalidDataException("no zlib stream");
        }
        var bits = new BitReader(stored[HeaderLength..]);
        int written = 0;
        bool isLast;
        do
        {
            bits.Refill();
            isLast = bits.Take(1) != 0;
            switch (bits.Take(2))
            {
                case 0:
                    written = CopyStored(ref bits, destination, written);
                    break;
                case 1:
                    BuildFixed();
                    written = DecodeBlock(ref bits, destination, written);
                    break;
                case 2:
                    BuildDynamic(ref bits);
                    written = DecodeBlock(ref bits, destination, written);
                    break;
                default:
                    throw new InvalidDataException("a block of no known kind");
            }
        }
        while (!isLast);
        ReadOnlySpan<byte> rest = bits.Rest();
        if (rest.Length < ChecksumLength || BinaryPrimitives.ReadUInt32BigEndian(rest) != Adler32(destination[..written])) throw new InvalidDataException("the checksum is wrong");
        return written;
    }

    private static int CopyStored(ref BitReader bits, Span<byte> destination, int written)
    {
        ReadOnlySpan<byte> rest = bits.Rest();
        if (rest.Length < 4) throw new InvalidDataException("the stream ends early");
        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length != (ushort)~BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) || length > rest.Length - 4 || length > destination.Length - written) throw new InvalidDataException("a stored block of a wrong length");
        rest.Slice(4, length).CopyTo(destination[written..]);
        bits = new BitReader(rest[(4 + length)..]);
        return written + length;
    }

    private void BuildFixed()
    {
        Span<byte> lengths = _lengths.AsSpan(0, LiteralCodes);
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        _literals.Build(lengths);
        lengths[..DistanceCodes].Fill(5);
        _distances.Build(lengths[..DistanceCodes]);
    }

    private void BuildDynamic(ref BitReader bits)
    {
        bits.Refill();
        int literals = (int)bits.Take(5) + 257;
        int distances = (int)bits.Take(5) + 1;
        int codes = (int)bits.Take(4) + 4;
        Span<byte> lengths = _lengths;
        lengths.Clear();
        for (int index = 0; index < codes; index++)
        {
            bits.Refill();
            lengths[s_orderOfCodeLengths[index]] = (byte)bits.Take(3);
        }
        _codeLengths.Build(lengths[..s_orderOfCodeLengths.Length]);
        lengths.Clear();
        for (int index = 0; index < literals + distances;)
        {
            bits.Refill();
            uint entry = _codeLengths.Find(bits.Bits);
            int used = HuffmanTable.LengthOf(entry);
            if (used == 0) throw new InvalidDataException("a code that is not in the table");
            bits.Skip(used);
            int symbol = (int)(entry >> HuffmanTable.PayloadShift);
            if (symbol < 16)
            {
                lengths[index++] = (byte)symbol;
                continue;
            }
            int count = symbol switch { 16 => 3 + (int)bits.Take(2), 17 => 3 + (int)bits.Take(3), _ => 11 + (int)bits.Take(7) };
            if (index + count > literals + distances || (symbol == 16 && index == 0)) throw new InvalidDataException("a table of codes of a wrong length");
            if (symbol == 16) lengths.Slice(index, count).Fill(lengths[index - 1]);
            index += count;
        }
        if (lengths[256] == 0) throw new InvalidDataException("a block without an end");
        _literals.Build(lengths[..literals]);
        _distances.Build(lengths.Slice(literals, distances));
    }

    // The bits live in two locals, which stay in registers; the reader is asked only for more of them.
    private int DecodeBlock(ref BitReader reader, Span<byte> destination, int written)
    {
        ulong bits = reader.Bits;
        int count = reader.Count;
        while (true)
        {
            if (count < BitsOfLength) reader.Refill(ref bits, ref count);
            uint entry = _literals.Find(bits);
            int used = HuffmanTable.LengthOf(entry);
            if (used == 0) throw new InvalidDataException("a code that is not in the table");
            bits >>= used;
            count -= used;
            if ((entry & HuffmanTable.IsLiteral) != 0)
            {
                if ((uint)written >= (uint)destination.Length) throw new InvalidDataException("the data do not fit");
                destination[written++] = (byte)(entry >> HuffmanTable.PayloadShift);
                continue;
            }
            if ((entry & HuffmanTable.IsEnd) != 0)
            {
                reader.Set(bits, count);
                return written;
            }
            int length = HuffmanTable.Value(entry, ref bits, ref count);
            if (count < BitsOfDistance) reader.Refill(ref bits, ref count);
            entry = _distances.Find(bits);
            used = HuffmanTable.LengthOf(entry);
            if (used == 0) throw new InvalidDataException("a code that is not in the table");
            bits >>= used;
            count -= used;
            int distance = HuffmanTable.Value(entry, ref bits, ref count);
            if (distance > written || length > destination.Length - written) throw new InvalidDataException("a match outside the data");
            CopyMatch(destination, written, distance, length);
            written += length;
        }
    }

    private static void CopyMatch(Span<byte> destination, int written, int distance, int length)
    {
        if (distance >= length)
        {
            destination.Slice(written - distance, length).CopyTo(destination[written..]);
            return;
        }
        for (int index = written; index < written + length; index++) destination[index] = destination[index - distance];
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        const uint modulus = 65521;
        const int beforeOverflow = 5552;
        uint a = 1;
        uint b = 0;
        for (int start = 0; start < data.Length; start += beforeOverflow)
        {
            foreach (byte value in data[start..Math.Min(start + beforeOverflow, data.Length)])
            {
                a += value;
                b += a;
            }
            a %= modulus;
            b %= modulus;
        }
        return (b << 16) | a;
    }
}
