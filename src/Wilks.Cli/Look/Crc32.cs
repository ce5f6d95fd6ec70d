using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Wilks.Cli.Look;

/// <summary>The CRC-32 of zip and PNG (polynomial 0x04C11DB7, reflected).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;
    private static readonly uint[][] s_tables = CreateTables();

    private const int Lane = 16;
    private const int Lanes = 4;
    private static readonly Vector128<ulong> s_overOneLane = Folding(8 * Lane);
    private static readonly Vector128<ulong> s_overAllLanes = Folding(8 * Lane * Lanes);

    public static uint Of(ReadOnlySpan<byte> data)
    {
        if (!Pclmulqdq.IsSupported || data.Length < Lane * Lanes) return ~Continue(uint.MaxValue, data);
        Span<byte> folded = stackalloc byte[Lane];
        ReadOnlySpan<byte> rest = Fold(data, folded);
        return ~Continue(Continue(0, folded), rest);
    }

    // Sixteen bytes that leave the same remainder as all the data they stand for (V. Gopal et al., Fast CRC computation using PCLMULQDQ, Intel 2009).
    private static ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> data, Span<byte> folded)
    {
        Vector128<ulong> a = Load(data, 0) ^ Vector128.CreateScalar((ulong)uint.MaxValue), b = Load(data, 1), c = Load(data, 2), d = Load(data, 3);
        for (data = data[(Lane * Lanes)..]; data.Length >= Lane * Lanes; data = data[(Lane * Lanes)..])
        {
            a = Move(a, s_overAllLanes) ^ Load(data, 0);
            b = Move(b, s_overAllLanes) ^ Load(data, 1);
            c = Move(c, s_overAllLanes) ^ Load(data, 2);
            d = Move(d, s_overAllLanes) ^ Load(data, 3);
        }
        b ^= Move(a, s_overOneLane);
        c ^= Move(b, s_overOneLane);
        d ^= Move(c, s_overOneLane);
        for (; data.Length >= Lane; data = data[Lane..]) d = Move(d, s_overOneLane) ^ Load(data, 0);
        d.AsByte().CopyTo(folded);
        return data;
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> data, int lane) => Vector128.Create(data[(Lane * lane)..]).AsUInt64();

    private static Vector128<ulong> Move(Vector128<ulong> value, Vector128<ulong> folding) =>
        Pclmulqdq.CarrylessMultiply(value, folding, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, folding, 0x11);

    // The factors that move a lane's two halves by so many bits: the remainders of these powers of x, reflected and one bit up.
    private static Vector128<ulong> Folding(int bits) => Vector128.Create((ulong)PowerOfX(bits + 32) << 1, (ulong)PowerOfX(bits - 32) << 1);

    private static uint PowerOfX(int exponent)
    {
        uint power = 1u << 31;
        for (int i = 0; i < exponent; i++) power = (power & 1) != 0 ? (power >> 1) ^ Polynomial : power >> 1;
        return power;
    }

    private static uint Continue(uint crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= Slices)
        {
            crc ^= BitConverter.ToUInt32(data);
            uint next = 0;
            for (int index = 0; index < 4; index++) next ^= s_tables[Slices - 1 - index][(crc >> (8 * index)) & 0xFF] ^ s_tables[3 - index][data[4 + index]];
            crc = next;
            data = data[Slices..];
        }
        foreach (byte value in data) crc = s_tables[0][(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint[][] CreateTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, Slices).Select(_ => new uint[256])];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            tables[0][value] = crc;
        }
        for (int slice = 1; slice < Slices; slice++)
        {
            for (int value = 0; value < 256; value++) tables[slice][value] = tables[0][tables[slice - 1][value] & 0xFF] ^ (tables[slice - 1][value] >> 8);
        }
        return tables;
    }
}
