using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wilks.Root;

/// <summary>A table that tells a code's meaning by the next bits; longer codes go through a second table.</summary>
/// <remarks>Filled length by length: codes of one length are put where their bits in reverse say, and the table is doubled for the next length.</remarks>
internal sealed class HuffmanTable
{
    /// <summary>The number of bits that the first table may be looked up by at most.</summary>
    public const int MostPrimaryBits = 11;

    /// <summary>Lengths of codes are handed over in as many bytes as a multiple of this.</summary>
    public const int Padding = 32;

    private const int LongestCode = 15;

    private static readonly ushort[] s_reversed = [.. Enumerable.Range(0, 1 << MostPrimaryBits).Select(ReverseAll)];

    private readonly int _mostBits;
    private readonly uint[] _meanings;
    private readonly uint[] _entries;

    /// <param name="mostBits">The bits that the first table is looked up by, if codes are that long.</param>
    /// <param name="meanings">Per symbol its entry without the length of the code.</param>
    public HuffmanTable(int mostBits, uint[] meanings)
    {
        _mostBits = mostBits;
        _meanings = meanings;
        // A second table of k bits holds k + 1 codes at least, as no bits are left over.
        int secondBits = LongestCode - mostBits;
        _entries = new uint[(1 << mostBits) + ((meanings.Length / (secondBits + 1)) << secondBits)];
    }

    /// <summary>The number of bits that the first table is looked up by.</summary>
    public int PrimaryBits { get; private set; }

    /// <summary>The first table and the second ones behind it.</summary>
    public ReadOnlySpan<uint> Entries => _entries;

    /// <summary>The entry of the code that the bits begin with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(ulong bits)
    {
        uint entry = _entries[(int)bits & ((1 << PrimaryBits) - 1)];
        return (entry & HuffmanEntries.IsLink) == 0 ? entry : Follow(entry, bits);
    }

    /// <summary>The entry that a link and the bits point to.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public uint Follow(uint link, ulong bits)
    {
        int secondBits = (int)((link >> HuffmanEntries.CodeShift) & HuffmanEntries.CodeMask);
        return _entries[(int)(link >> HuffmanEntries.PayloadShift) + ((int)(bits >> PrimaryBits) & ((1 << secondBits) - 1))];
    }

    /// <summary>Fills the table for codes of these lengths; 0 for symbols without a code.</summary>
    /// <exception cref="InvalidDataException">The codes are too many, or leave bits over that mean nothing (a single code of one bit may, or none at all).</exception>
    public void Build(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[LongestCode + 1];
        int longest = Count(lengths, counts);
        PrimaryBits = Math.Clamp(longest, 1, _mostBits);
        if (longest <= 1) _entries.AsSpan(0, 2).Fill(HuffmanEntries.IsSpecial);
        int code = 0;
        int filled = 0;
        for (int length = 1; length <= PrimaryBits; length++)
        {
            code <<= 1;
            if (filled > 0)
            {
                _entries.AsSpan(0, filled).CopyTo(_entries.AsSpan(filled));
                filled <<= 1;
            }
            if (counts[length] == 0) continue;
            filled = 1 << length;
            code = FillPrimary(lengths, length, code);
        }
        if (longest > PrimaryBits) FillSecond(lengths, counts, longest, code);
    }

    // Codes of one length follow one another, shorter ones first (RFC 1951, 3.2.2); the stream has their bits in reverse.
    private int FillPrimary(ReadOnlySpan<byte> lengths, int length, int code)
    {
        ref uint entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        ref uint meanings = ref MemoryMarshal.GetArrayDataReference(_meanings);
        ref ushort reversed = ref MemoryMarshal.GetArrayDataReference(s_reversed);
        uint bits = (uint)length * HuffmanEntries.PerBit;
        int shift = MostPrimaryBits - length;
        for (int start = 0; start < lengths.Length; start += Padding)
        {
            uint mask = SymbolsOf(lengths[start..], length);
            while (mask != 0)
            {
                // The counts were checked: no code has more bits than its length.
                int symbol = start + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
                Unsafe.Add(ref entries, (nint)Unsafe.Add(ref reversed, (nint)(code++ << shift))) = Unsafe.Add(ref meanings, (nint)symbol) + bits;
            }
        }
        return code;
    }

    private void FillSecond(ReadOnlySpan<byte> lengths, ReadOnlySpan<int> counts, int longest, int code)
    {
        int primary = 1 << PrimaryBits;
        int used = primary;
        int prefix = -1;
        int start = 0;
        int secondBits = 0;
        for (int length = PrimaryBits + 1; length <= longest; length++)
        {
            code <<= 1;
            int left = counts[length];
            for (int symbol = 0; left > 0; symbol++)
            {
                if (lengths[symbol] != length) continue;
                int reversed = Reverse(code, length);
                if ((reversed & (primary - 1)) != prefix)
                {
                    prefix = reversed & (primary - 1);
                    secondBits = SecondBits(counts, length, left, longest);
                    start = used;
                    used += 1 << secondBits;
                    _entries[prefix] = HuffmanEntries.IsSpecial | HuffmanEntries.IsLink | ((uint)secondBits << HuffmanEntries.CodeShift) | ((uint)start << HuffmanEntries.PayloadShift);
                }
                uint entry = _meanings[symbol] + ((uint)length * HuffmanEntries.PerBit);
                for (int index = reversed >> PrimaryBits; index < 1 << secondBits; index += 1 << (length - PrimaryBits)) _entries[start + index] = entry;
                code++;
                left--;
            }
        }
    }

    // A second table is as deep as it takes until the codes of its prefix leave nothing over.
    private int SecondBits(ReadOnlySpan<int> counts, int length, int left, int longest)
    {
        int bits = length - PrimaryBits;
        for (int codes = left; codes < 1 << bits && length < longest; bits++) codes = (2 * codes) + counts[++length];
        return bits;
    }

    private static int Count(ReadOnlySpan<byte> lengths, Span<int> counts)
    {
        counts.Clear();
        int longest = 0;
        int free = 1;
        for (int length = 1; length <= LongestCode; length++)
        {
            int count = 0;
            for (int start = 0; start < lengths.Length; start += Padding) count += BitOperations.PopCount(SymbolsOf(lengths[start..], length));
            counts[length] = count;
            if (count > 0) longest = length;
            free = (2 * free) - count;
            if (free < 0) throw new InvalidDataException("a table of more codes than there can be");
        }
        if (free > 0 && longest > 1) throw new InvalidDataException("a table of codes that leaves bits without a meaning");
        return longest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SymbolsOf(ReadOnlySpan<byte> lengths, int length) => Vector256.Equals(Vector256.Create(lengths), Vector256.Create((byte)length)).ExtractMostSignificantBits();

    private static int Reverse(int code, int length) =>
        ((s_reversed[code & ((1 << MostPrimaryBits) - 1)] << MostPrimaryBits) | s_reversed[code >> MostPrimaryBits]) >> ((2 * MostPrimaryBits) - length);

    private static ushort ReverseAll(int value)
    {
        int reversed = 0;
        for (int bit = 0; bit < MostPrimaryBits; bit++) reversed |= ((value >> bit) & 1) << (MostPrimaryBits - 1 - bit);
        return (ushort)reversed;
    }
}
