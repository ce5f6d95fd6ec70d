using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Wilks.Numerics;

/// <summary>The counter-based generator Philox4x32-10 (J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).</summary>
/// <remarks>
/// The sequence is a pure function of (seed, stream): a toy drawn from stream i is the same whichever thread or machine draws it.
/// Streams of one seed are disjoint for 2⁶⁴ blocks of four numbers. Not thread-safe: make one per thread and stream.
/// </remarks>
public sealed class Philox
{
    private const int Rounds = 10;
    private const uint FirstMultiplier = 0xD2511F53;
    private const uint SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9;
    private const uint SecondWeyl = 0xBB67AE85;
    private const int WordsPerBlock = 4;
    private const int BlocksAhead = 8;
    private const int LanesPerVector = 4;
    private const int WordsAhead = WordsPerBlock * BlocksAhead;

    private readonly uint[] _words = new uint[WordsAhead];
    private ulong _seed;
    private ulong _stream;
    private ulong _block;
    private int _next;

    /// <summary>A generator at the start of a stream.</summary>
    /// <param name="seed">The seed (the key of the cipher).</param>
    /// <param name="stream">The stream, such as the index of a toy (the upper half of the counter).</param>
    public Philox(ulong seed, ulong stream = 0) => Restart(seed, stream);

    /// <summary>Goes to the start of a stream.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream.</param>
    public void Restart(ulong seed, ulong stream)
    {
        _seed = seed;
        _stream = stream;
        _block = 0;
        _next = WordsAhead;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next == WordsAhead) Refill();
        return _words[_next++];
    }

    /// <summary>The next 64 random bits, the lower half first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        int next = _next;
        if ((uint)next > WordsAhead - 2) return NextUInt64AtEnd();

        _next = next + 2;
        ref uint first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), next);
        return first | ((ulong)Unsafe.Add(ref first, 1) << 32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong NextUInt64AtEnd() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>The next number in [0, 1), a multiple of 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>One block of the cipher: four words from a four-word counter and a two-word key.</summary>
    /// <param name="counter">The counter, four words.</param>
    /// <param name="key0">The first word of the key.</param>
    /// <param name="key1">The second word of the key.</param>
    /// <param name="output">Receives four words.</param>
    public static void Encrypt(ReadOnlySpan<uint> counter, uint key0, uint key1, Span<uint> output)
    {
        uint c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)FirstMultiplier * c0;
            ulong second = (ulong)SecondMultiplier * c2;
            c0 = (uint)(second >> 32) ^ c1 ^ key0;
            c2 = (uint)(first >> 32) ^ c3 ^ key1;
            c1 = (uint)second;
            c3 = (uint)first;
            key0 += FirstWeyl;
            key1 += SecondWeyl;
        }
        output[0] = c0;
        output[1] = c1;
        output[2] = c2;
        output[3] = c3;
    }

    private void Refill()
    {
        if (KernelMode.IsVector && Avx2.IsSupported)
        {
            for (int block = 0; block < BlocksAhead; block += LanesPerVector) EncryptLanes(_block + (ulong)block, _words.AsSpan(block * WordsPerBlock));
        }
        else
        {
            for (int block = 0; block < BlocksAhead; block++)
            {
                ulong counter = _block + (ulong)block;
                Encrypt([(uint)counter, (uint)(counter >> 32), (uint)_stream, (uint)(_stream >> 32)], (uint)_seed, (uint)(_seed >> 32), _words.AsSpan(block * WordsPerBlock));
            }
        }

        _block += BlocksAhead;
        _next = 0;
    }

    // Four blocks at once, a block per lane of 64 bits. A word is the lower half of its lane; the upper half is rubbish that no multiplication reads.
    private void EncryptLanes(ulong block, Span<uint> output)
    {
        Vector256<uint> first = Vector256.Create(FirstMultiplier), second = Vector256.Create(SecondMultiplier);
        Vector256<ulong> c0 = Vector256.Create(block, block + 1, block + 2, block + 3), c1 = c0 >> 32;
        Vector256<ulong> c2 = Vector256.Create(_stream), c3 = c2 >> 32;
        uint key0 = (uint)_seed, key1 = (uint)(_seed >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(c0.AsUInt32(), first), product2 = Avx2.Multiply(c2.AsUInt32(), second);
            c0 = (product2 >> 32) ^ c1 ^ Vector256.Create((ulong)key0);
            c2 = (product0 >> 32) ^ c3 ^ Vector256.Create((ulong)key1);
            c1 = product2;
            c3 = product0;
            key0 += FirstWeyl;
            key1 += SecondWeyl;
        }

        Vector256<ulong> lower = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> front = (c0 & lower) | (c1 << 32), back = (c2 & lower) | (c3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(front, back), odd = Avx2.UnpackHigh(front, back);
        Span<ulong> pairs = MemoryMarshal.Cast<uint, ulong>(output);
        even.GetLower().CopyTo(pairs);
        odd.GetLower().CopyTo(pairs[2..]);
        even.GetUpper().CopyTo(pairs[4..]);
        odd.GetUpper().CopyTo(pairs[6..]);
    }
}
