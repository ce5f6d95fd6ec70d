using System.Buffers.Binary;

namespace Wilks.Root;

/// <summary>Decodes zlib streams (RFC 1950, 1951) from memory to memory. Made once and used for many small blocks; one thread at a time.</summary>
/// <remarks>
/// Two loops do the same: a careful one, and a fast one that stays clear of both ends. The tables are filled in order and doubled, an entry holds all bits to take, and bits
/// are refilled without a branch; these ideas are those of E. Biggers' libdeflate. What is refused is what zlib refuses.
/// </remarks>
internal sealed unsafe partial class Inflater
{
    private const int HeaderLength = 2;
    private const int ChecksumLength = 4;

    // The longest codes with their extra bits: 15 and 5 of a length, 15 and 13 of a distance; 7 and 7 of a length of a code.
    private const int BitsOfLength = 20;
    private const int BitsOfDistance = 28;
    private const int BitsOfCodeLength = 14;
    private const int MostLiteralCodes = 286;
    private const int MostDistanceCodes = 30;
    private const int LiteralsPadded = 288;

    private static readonly byte[] s_orderOfCodeLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private static readonly HuffmanTable s_fixedLiterals = BuildFixed(HuffmanEntries.Literals, [.. Enumerable.Repeat((byte)8, 144), .. Enumerable.Repeat((byte)9, 112), .. Enumerable.Repeat((byte)7, 24), .. Enumerable.Repeat((byte)8, 8)]);
    private static readonly HuffmanTable s_fixedDistances = BuildFixed(HuffmanEntries.Distances, [.. Enumerable.Repeat((byte)5, 32)]);

    private readonly HuffmanTable _literals = new(11, HuffmanEntries.Literals);
    private readonly HuffmanTable _distances = new(8, HuffmanEntries.Distances);
    private readonly HuffmanTable _codeLengths = new(7, HuffmanEntries.CodeLengths);
    private readonly byte[] _lengths = new byte[LiteralsPadded + MostDistanceCodes];
    private readonly byte[] _otherLengths = new byte[HuffmanTable.Padding];

    /// <summary>Decodes a whole stream and checks its checksum; returns the number of bytes.</summary>
    /// <param name="stored">The stream.</param>
    /// <param name="room">Where the data go. What lies behind them may be overwritten; with <see cref="Slack"/> bytes more than the data this is faster.</param>
    /// <exception cref="InvalidDataException">The stream is broken, or does not fit.</exception>
    public int Decode(ReadOnlySpan<byte> stored, Span<byte> room)
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
                    written = CopyStored(ref bits, room, written);
                    break;
                case 1:
                    written = DecodeBlock(ref bits, s_fixedLiterals, s_fixedDistances, room, written);
                    break;
                case 2:
                    BuildDynamic(ref bits);
                    written = DecodeBlock(ref bits, _literals, _distances, room, written);
                    break;
                default:
                    throw new InvalidDataException("a block of no known kind");
            }
        }
        while (!isLast);
        ReadOnlySpan<byte> rest = bits.Rest();
        if (rest.Length < ChecksumLength || BinaryPrimitives.ReadUInt32BigEndian(rest) != Adler32.Of(room[..written])) throw new InvalidDataException("the checksum is wrong");
        return written;
    }

    private static int CopyStored(ref BitReader bits, Span<byte> room, int written)
    {
        ReadOnlySpan<byte> rest = bits.Rest();
        if (rest.Length < 4) throw new InvalidDataException("the stream ends early");
        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length != (ushort)~BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) || length > rest.Length - 4 || length > room.Length - written) throw new InvalidDataException("a stored block of a wrong length");
        rest.Slice(4, length).CopyTo(room[written..]);
        bits = new BitReader(rest[(4 + length)..]);
        return written + length;
    }

    private static HuffmanTable BuildFixed(uint[] meanings, byte[] lengths)
    {
        var table = new HuffmanTable(9, meanings);
        table.Build(lengths);
        return table;
    }

    private void BuildDynamic(ref BitReader bits)
    {
        bits.Refill();
        int literals = (int)bits.Take(5) + 257;
        int distances = (int)bits.Take(5) + 1;
        int codes = (int)bits.Take(4) + 4;
        if (literals > MostLiteralCodes || distances > MostDistanceCodes) throw new InvalidDataException("a table of more codes than there are");
        Span<byte> others = _otherLengths;
        others.Clear();
        for (int index = 0; index < codes; index++)
        {
            if (bits.Count < 3) bits.Refill();
            others[s_orderOfCodeLengths[index]] = (byte)bits.Take(3);
        }
        _codeLengths.Build(others);
        Span<byte> lengths = _lengths;
        ReadLengths(ref bits, lengths[..(literals + distances)]);
        if (lengths[256] == 0) throw new InvalidDataException("a block without an end");
        others.Clear();
        lengths.Slice(literals, distances).CopyTo(others);
        lengths[literals..LiteralsPadded].Clear();
        _literals.Build(lengths[..LiteralsPadded]);
        _distances.Build(others);
    }

    private void ReadLengths(ref BitReader reader, Span<byte> lengths)
    {
        ulong bits = reader.Bits;
        int count = reader.Count;
        for (int index = 0; index < lengths.Length;)
        {
            if (count < BitsOfCodeLength) reader.Refill(ref bits, ref count);
            uint entry = _codeLengths.Find(bits);
            if ((entry & HuffmanEntries.IsSpecial) != 0) throw NoSuchCode();
            ulong saved = bits;
            int used = (int)(entry & HuffmanEntries.BitsMask);
            bits >>= used;
            count -= used;
            if ((int)entry < 0)
            {
                lengths[index++] = (byte)(entry >> HuffmanEntries.PayloadShift);
                continue;
            }
            int run = (int)HuffmanEntries.Value(entry, saved);
            bool isRepeated = (entry & HuffmanEntries.IsRepeat) != 0;
            if (run > lengths.Length - index || (isRepeated && index == 0)) throw new InvalidDataException("a table of codes of a wrong length");
            lengths.Slice(index, run).Fill(isRepeated ? lengths[index - 1] : (byte)0);
            index += run;
        }
        reader.Set(bits, count);
    }

    private static int DecodeBlock(ref BitReader reader, HuffmanTable literals, HuffmanTable distances, Span<byte> room, int written)
    {
        while (true)
        {
            DecodeFast(ref reader, literals, distances, room, ref written);
            if (reader.Count < BitsOfLength) reader.Refill();
            uint entry = literals.Find(reader.Bits);
            if ((int)entry < 0)
            {
                if (written >= room.Length) throw new InvalidDataException("the data do not fit");
                room[written++] = (byte)(entry >> HuffmanEntries.PayloadShift);
                reader.Skip((int)(entry & HuffmanEntries.BitsMask));
                continue;
            }
            if ((entry & HuffmanEntries.IsSpecial) != 0)
            {
                if ((entry & HuffmanEntries.IsEnd) == 0) throw NoSuchCode();
                reader.Skip((int)(entry & HuffmanEntries.BitsMask));
                return written;
            }
            int length = TakeValue(ref reader, entry);
            if (reader.Count < BitsOfDistance) reader.Refill();
            entry = distances.Find(reader.Bits);
            if ((entry & HuffmanEntries.IsSpecial) != 0) throw NoSuchCode();
            int distance = TakeValue(ref reader, entry);
            if (distance > written) throw new InvalidDataException("a match from before the data");
            if (length > room.Length - written) throw new InvalidDataException("the data do not fit");
            for (int end = written + length; written < end; written++) room[written] = room[written - distance];
        }
    }

    private static int TakeValue(ref BitReader reader, uint entry)
    {
        int value = (int)HuffmanEntries.Value(entry, reader.Bits);
        reader.Skip((int)(entry & HuffmanEntries.BitsMask));
        return value;
    }

    private static InvalidDataException NoSuchCode() => new("a code that is not in the table");
}
