using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Wilks.Root;

/// <summary>The checksum at the end of a zlib stream (RFC 1950, 9).</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    // As many bytes as the second sum takes before 32 bits overflow, in whole vectors.
    private const int BeforeOverflow = 5552 / Lanes * Lanes;
    private const int Lanes = 32;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint a = 1;
        uint b = 0;
        while (!data.IsEmpty)
        {
            ReadOnlySpan<byte> part = data[..Math.Min(BeforeOverflow, data.Length)];
            data = data[part.Length..];
            if (Avx2.IsSupported) part = AddVectors(part, ref a, ref b);
            foreach (byte value in part)
            {
                a += value;
                b += a;
            }
            a %= Modulus;
            b %= Modulus;
        }
        return (b << 16) | a;
    }

    // The second sum counts each byte once for itself and once for every byte after it: 32 times what was summed before a vector, and 32 to 1 times the vector's own bytes.
    private static ReadOnlySpan<byte> AddVectors(ReadOnlySpan<byte> data, scoped ref uint a, scoped ref uint b)
    {
        Vector256<sbyte> weights = Vector256.Create(32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        Vector256<uint> sum = Vector256.CreateScalar(a);
        Vector256<uint> before = Vector256<uint>.Zero;
        Vector256<int> weighted = Vector256<int>.Zero;
        int whole = data.Length / Lanes * Lanes;
        for (int start = 0; start < whole; start += Lanes)
        {
            Vector256<byte> bytes = Vector256.Create(data[start..]);
            before += sum;
            sum += Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsUInt32();
            weighted += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(bytes, weights), Vector256<short>.One);
        }
        a = Vector256.Sum(sum);
        b += ((uint)Lanes * Vector256.Sum(before)) + (uint)Vector256.Sum(weighted);
        return data[whole..];
    }
}
