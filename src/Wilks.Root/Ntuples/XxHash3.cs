using System.Buffers.Binary;
using System.Numerics;

namespace Wilks.Root;

/// <summary>The 64-bit XXH3 (Y. Collet's specification, seed 0, default secret): the checksum of envelopes and pages.</summary>
internal static class XxHash3
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const ulong Small1 = 0x9E3779B1;
    private const ulong Small2 = 0x85EBCA77;
    private const ulong Small3 = 0xC2B2AE3D;
    private const ulong Mixer = 0x9FB21C651E98DF25;
    private const int Stripe = 64;
    private const int StripesOfBlock = 16;

    private static ReadOnlySpan<byte> Secret =>
    [
        0xb8, 0xfe, 0x6c, 0x39, 0x23, 0xa4, 0x4b, 0xbe, 0x7c, 0x01, 0x81, 0x2c, 0xf7, 0x21, 0xad, 0x1c, 0xde, 0xd4, 0x6d, 0xe9, 0x83, 0x90, 0x97, 0xdb,
        0x72, 0x40, 0xa4, 0xa4, 0xb7, 0xb3, 0x67, 0x1f, 0xcb, 0x79, 0xe6, 0x4e, 0xcc, 0xc0, 0xe5, 0x78, 0x82, 0x5a, 0xd0, 0x7d, 0xcc, 0xff, 0x72, 0x21,
        0xb8, 0x08, 0x46, 0x74, 0xf7, 0x43, 0x24, 0x8e, 0xe0, 0x35, 0x90, 0xe6, 0x81, 0x3a, 0x26, 0x4c, 0x3c, 0x28, 0x52, 0xbb, 0x91, 0xc3, 0x00, 0xcb,
        0x88, 0xd0, 0x65, 0x8b, 0x1b, 0x53, 0x2e, 0xa3, 0x71, 0x64, 0x48, 0x97, 0xa2, 0x0d, 0xf9, 0x4e, 0x38, 0x19, 0xef, 0x46, 0xa9, 0xde, 0xac, 0xd8, 0xa8,
        0xfa, 0x76, 0x3f, 0xe3, 0x9c, 0x34, 0x3f, 0xf9, 0xdc, 0xbb, 0xc7, 0xc7, 0x0b, 0x4f, 0x1d, 0x8a, 0x51, 0xe0, 0x4b, 0xcd, 0xb4, 0x59, 0x31, 0xc8,
        0x9f, 0x7e, 0xc9, 0xd9, 0x78, 0x73, 0x64, 0xea, 0xc5, 0xac, 0x83, 0x34, 0xd3, 0xeb, 0xc3, 0xc5, 0x81, 0xa0, 0xff, 0xfa, 0x13, 0x63, 0xeb, 0x17,
        0x0d, 0xdd, 0x51, 0xb7, 0xf0, 0xda, 0x49, 0xd3, 0x16, 0x55, 0x26, 0x29, 0xd4, 0x68, 0x9e, 0x2b, 0x16, 0xbe, 0x58, 0x7d, 0x47, 0xa1, 0xfc, 0x8f,
        0xf8, 0xb8, 0xd1, 0x7a, 0xd0, 0x31, 0xce, 0x45, 0xcb, 0x3a, 0x8f, 0x95, 0x16, 0x04, 0x28, 0xaf, 0xd7, 0xfb, 0xca, 0xbb, 0x4b, 0x40, 0x7e,
    ];

    public static ulong Of(ReadOnlySpan<byte> data) => data.Length switch
    {
        0 => OldAvalanche(Key(56) ^ Key(64)),
        <= 3 => OldAvalanche((((ulong)data[0] << 16) | ((ulong)data[data.Length >> 1] << 24) | data[^1] | ((ulong)data.Length << 8)) ^ (SmallKey(0) ^ SmallKey(4))),
        <= 8 => Of8(data),
        <= 16 => Of16(data),
        <= 128 => Of128(data),
        <= 240 => Of240(data),
        _ => OfLong(data),
    };

    private static ulong Of8(ReadOnlySpan<byte> data)
    {
        ulong first = BinaryPrimitives.ReadUInt32LittleEndian(data), last = BinaryPrimitives.ReadUInt32LittleEndian(data[^4..]);
        ulong hash = (last + (first << 32)) ^ (Key(8) ^ Key(16));
        hash ^= BitOperations.RotateLeft(hash, 49) ^ BitOperations.RotateLeft(hash, 24);
        hash *= Mixer;
        hash ^= (hash >> 35) + (ulong)data.Length;
        hash *= Mixer;
        return hash ^ (hash >> 28);
    }

    private static ulong Of16(ReadOnlySpan<byte> data)
    {
        ulong low = Word(data) ^ (Key(24) ^ Key(32)), high = Word(data[^8..]) ^ (Key(40) ^ Key(48));
        return Avalanche((ulong)data.Length + BinaryPrimitives.ReverseEndianness(low) + high + Fold(low, high));
    }

    private static ulong Of128(ReadOnlySpan<byte> data)
    {
        ulong sum = (ulong)data.Length * Prime1;
        int pairs = (data.Length - 1) / 32;
        for (int i = pairs; i >= 0; i--) sum += Mix(data[(16 * i)..], 32 * i) + Mix(data[^(16 * (i + 1))..], (32 * i) + 16);
        return Avalanche(sum);
    }

    private static ulong Of240(ReadOnlySpan<byte> data)
    {
        ulong sum = (ulong)data.Length * Prime1;
        for (int i = 0; i < 8; i++) sum += Mix(data[(16 * i)..], 16 * i);
        sum = Avalanche(sum);
        for (int i = 8; i < data.Length / 16; i++) sum += Mix(data[(16 * i)..], (16 * (i - 8)) + 3);
        return Avalanche(sum + Mix(data[^16..], 119));
    }

    private static ulong OfLong(ReadOnlySpan<byte> data)
    {
        Span<ulong> lanes = [Small3, Prime1, Prime2, Prime3, Prime4, Small2, Prime5, Small1];
        int stripes = (data.Length - 1) / Stripe;
        for (int i = 0; i < stripes; i++)
        {
            int inBlock = i % StripesOfBlock;
            Accumulate(lanes, data[(i * Stripe)..], 8 * inBlock);
            if (inBlock == StripesOfBlock - 1) Scramble(lanes);
        }

        Accumulate(lanes, data[^Stripe..], 121);
        ulong hash = (ulong)data.Length * Prime1;
        for (int i = 0; i < 4; i++) hash += Fold(lanes[2 * i] ^ Key(11 + (16 * i)), lanes[(2 * i) + 1] ^ Key(19 + (16 * i)));
        return Avalanche(hash);
    }

    private static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> stripe, int key)
    {
        for (int i = 0; i < 8; i++)
        {
            ulong value = Word(stripe[(8 * i)..]), keyed = value ^ Key(key + (8 * i));
            lanes[i ^ 1] += value;
            lanes[i] += (uint)keyed * (keyed >> 32);
        }
    }

    private static void Scramble(Span<ulong> lanes)
    {
        for (int i = 0; i < 8; i++) lanes[i] = (lanes[i] ^ (lanes[i] >> 47) ^ Key(128 + (8 * i))) * Small1;
    }

    private static ulong Word(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt64LittleEndian(data);

    private static ulong Key(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Secret[at..]);

    private static uint SmallKey(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Secret[at..]);

    private static ulong Mix(ReadOnlySpan<byte> data, int key) => Fold(Word(data) ^ Key(key), Word(data[8..]) ^ Key(key + 8));

    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 37)) * 0x165667919E3779F9;
        return hash ^ (hash >> 32);
    }

    private static ulong OldAvalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
