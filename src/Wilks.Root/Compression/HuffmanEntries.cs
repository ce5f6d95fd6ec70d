using System.Runtime.CompilerServices;

namespace Wilks.Root;

/// <summary>What the entries of a <see cref="HuffmanTable"/> say, and what the symbols of deflate mean (RFC 1951, 3.2.5 and 3.2.7).</summary>
/// <remarks>
/// An entry: bits 0–5 number of bits to take, extra bits included; 7 run of the length before; 8–11 bits of the code alone, or those of the second table; 13 end of block; 14 link to a second table;
/// 15 neither literal nor value: end, link or no code at all; 16–30 literal, smallest value, or where the second table begins; 31 literal.
/// </remarks>
internal static class HuffmanEntries
{
    public const int PayloadShift = 16;
    public const int CodeShift = 8;
    public const uint BitsMask = 63;
    public const uint CodeMask = 15;
    public const uint IsRepeat = 1 << 7;
    public const uint IsEnd = 1 << 13;
    public const uint IsLink = 1 << 14;
    public const uint IsSpecial = 1 << 15;
    public const uint IsLiteral = 1u << 31;

    /// <summary>What every bit of a code adds to an entry.</summary>
    public const uint PerBit = 1 + (1 << CodeShift);

    // Tables of meanings are as long as the lengths of codes are padded to.
    private const int LiteralsPadded = 288;
    private const int OthersPadded = 32;

    /// <summary>Literals and lengths of matches.</summary>
    public static uint[] Literals { get; } = CreateLiterals();

    /// <summary>Distances of matches.</summary>
    public static uint[] Distances { get; } = CreateDistances();

    /// <summary>Lengths of codes; the runs 16 to 18 have the smallest count as payload and are not literals.</summary>
    public static uint[] CodeLengths { get; } = CreateCodeLengths();

    /// <summary>The smallest value of an entry plus the extra bits, which follow the code.</summary>
    /// <param name="entry">The entry, neither literal nor special: as shifts look at six bits only, nothing needs masking.</param>
    /// <param name="bits">The bits from the code on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Value(uint entry, ulong bits) =>
        (entry >> PayloadShift) + (uint)((bits & ~(ulong.MaxValue << (int)entry)) >> (int)(entry >> CodeShift));

    private static uint[] CreateLiterals()
    {
        uint[] entries = Padded(LiteralsPadded);
        for (int symbol = 0; symbol < 256; symbol++) entries[symbol] = IsLiteral | ((uint)symbol << PayloadShift);
        entries[256] = IsSpecial | IsEnd;
        uint length = 3;
        for (int symbol = 257; symbol < 285; symbol++)
        {
            int extra = symbol < 265 ? 0 : (symbol - 261) / 4;
            entries[symbol] = (length << PayloadShift) | (uint)extra;
            length += 1u << extra;
        }
        entries[285] = 258u << PayloadShift;
        return entries;
    }

    private static uint[] CreateDistances()
    {
        uint[] entries = Padded(OthersPadded);
        uint distance = 1;
        for (int symbol = 0; symbol < 30; symbol++)
        {
            int extra = symbol < 4 ? 0 : (symbol - 2) / 2;
            entries[symbol] = (distance << PayloadShift) | (uint)extra;
            distance += 1u << extra;
        }
        return entries;
    }

    private static uint[] CreateCodeLengths()
    {
        uint[] entries = Padded(OthersPadded);
        for (int symbol = 0; symbol < 16; symbol++) entries[symbol] = IsLiteral | ((uint)symbol << PayloadShift);
        entries[16] = (3 << PayloadShift) | 2 | IsRepeat;
        entries[17] = (3 << PayloadShift) | 3;
        entries[18] = (11 << PayloadShift) | 7;
        return entries;
    }

    private static uint[] Padded(int length)
    {
        uint[] entries = new uint[length];
        Array.Fill(entries, IsSpecial);
        return entries;
    }
}
