using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Wilks.Root;

// The loop far from the ends of the data, where only what the stream says needs checking.
internal sealed unsafe partial class Inflater
{
    /// <summary>The room beyond the data with which the fast loop comes to their end.</summary>
    public const int Slack = 320;

    // A turn reads eight bytes twice, the second time up to seven further on.
    private const int InputMargin = 16;

    // A turn writes up to four literals and a match of 258 bytes, whose copy goes on for up to seven.
    private const int OutputMargin = 4 + 258 + sizeof(ulong);

    /// <summary>Decodes as far as it is easy: up to the end of the block, a code that is longer than the first table, an error, or close to either end of the data.</summary>
    /// <remarks>
    /// A turn is four literals, or fewer and a match. After a refill 56 bits are enough for four codes of the first table (11 bits), or for a length (20) and a distance (28).
    /// There is no call in the loop, so that all it needs stays in registers.
    /// </remarks>
    private static void DecodeFast(ref BitReader reader, HuffmanTable literals, HuffmanTable distances, Span<byte> room, ref int written)
    {
        if (reader.Data.Length - reader.Position < InputMargin || room.Length - written < OutputMargin) return;
        fixed (byte* source = reader.Data, destination = room)
        fixed (uint* literalEntries = literals.Entries, distanceEntries = distances.Entries)
        {
            var bits = new FastBits(reader.Bits, (uint)reader.Count, source + reader.Position);
            byte* lastNext = source + reader.Data.Length - InputMargin;
            byte* to = destination + written;
            byte* lastTo = destination + room.Length - OutputMargin;
            ulong literalMask = (1ul << literals.PrimaryBits) - 1;
            ulong distanceMask = (1ul << distances.PrimaryBits) - 1;
            while (bits.Next <= lastNext && to <= lastTo)
            {
                bits.Refill();
                uint entry = literalEntries[bits.Value & literalMask];
                if ((int)entry < 0)
                {
                    *to++ = bits.TakeLiteral(entry);
                    entry = literalEntries[bits.Value & literalMask];
                    if ((int)entry < 0)
                    {
                        *to++ = bits.TakeLiteral(entry);
                        entry = literalEntries[bits.Value & literalMask];
                        if ((int)entry < 0)
                        {
                            *to++ = bits.TakeLiteral(entry);
                            entry = literalEntries[bits.Value & literalMask];
                            if ((int)entry < 0)
                            {
                                *to++ = bits.TakeLiteral(entry);
                                continue;
                            }
                        }
                    }
                }
                if ((entry & HuffmanEntries.IsSpecial) != 0) break;
                bits.Refill();
                FastBits start = bits;
                uint length = bits.TakeValue(entry);
                entry = distanceEntries[bits.Value & distanceMask];
                uint distance = bits.TakeValue(entry);
                if ((entry & HuffmanEntries.IsSpecial) != 0 || distance > to - destination)
                {
                    bits = start;
                    break;
                }
                CopyMatch(to, distance, length);
                to += length;
            }
            reader.Set(bits.Value, (int)(bits.Count & HuffmanEntries.BitsMask), (int)(bits.Next - source));
            written = (int)(to - destination);
        }
    }

    // Most matches are short and one word is enough. Words overlap where the distance is short of one; then each makes as many bytes right as the distance.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyMatch(byte* to, uint distance, uint length)
    {
        byte* from = to - distance;
        // Not a pair of branches, as each alone is hard to foretell.
        if (length <= sizeof(ulong) & length <= distance)
        {
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(from));
            return;
        }
        byte* end = to + length;
        if (distance == 1)
        {
            ulong repeated = *from * 0x0101010101010101ul;
            for (; to < end; to += sizeof(ulong)) Unsafe.WriteUnaligned(to, repeated);
            return;
        }
        uint step = Math.Min(distance, sizeof(ulong));
        for (; to < end; to += step)
        {
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(from));
            from += step;
        }
    }

    /// <summary>The bits at hand. Of the count only the lowest six bits mean anything: a whole entry is subtracted from it.</summary>
    private struct FastBits(ulong value, uint count, byte* next)
    {
        public ulong Value = value;
        public uint Count = count;
        public byte* Next = next;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Refill()
        {
            Value |= BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(Next, sizeof(ulong))) << (int)Count;
            Next += 7 - ((Count >> 3) & 7);
            Count |= 56;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte TakeLiteral(uint entry)
        {
            Value >>= (int)entry;
            Count -= entry;
            return (byte)(entry >> HuffmanEntries.PayloadShift);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint TakeValue(uint entry)
        {
            ulong value = Value;
            Value >>= (int)entry;
            Count -= entry;
            return HuffmanEntries.Value(entry, value);
        }
    }
}
