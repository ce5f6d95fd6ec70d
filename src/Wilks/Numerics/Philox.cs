using System.Runtime.CompilerServices;

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

    private readonly ulong _seed;
    private readonly ulong _stream;
    private ulong _block;
    private Words _words;
    private int _next = WordsPerBlock;

    /// <summary>A generator at the start of a stream.</summary>
    /// <param name="seed">The seed (the key of the cipher).</param>
    /// <param name="stream">The stream, such as the index of a toy (the upper half of the counter).</param>
    public Philox(ulong seed, ulong stream = 0)
    {
        _seed = seed;
        _stream = stream;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next == WordsPerBlock)
        {
            Encrypt([(uint)_block, (uint)(_block >> 32), (uint)_stream, (uint)(_stream >> 32)], (uint)_seed, (uint)(_seed >> 32), _words);
            _block++;
            _next = 0;
        }
        return _words[_next++];
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>The next number in [0, 1), a multiple of 2⁻⁵³.</summary>
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

    [InlineArray(WordsPerBlock)]
    private struct Words
    {
        private uint _word0;
    }
}
