using System.Runtime.CompilerServices;

namespace Wilks.Root;

/// <summary>A table that tells a code's meaning by the next bits; longer codes go through a second table.</summary>
/// <remarks>An entry: bits 0–4 length of the code, 5 literal, 6 end of block, 7 second table, 8–12 number of extra bits (or bits of the second table), 16–31 payload.</remarks>
internal sealed class HuffmanTable
{
    public const int PayloadShift = 16;
    public const uint IsLiteral = 1 << 5;
    public const uint IsEnd = 1 << 6;
    private const uint IsLink = 1 << 7;
    private const uint LengthMask = 31;
    private const int ExtraShift = 8;
    private const int LongestCode = 15;

    private static readonly byte[] s_reversed = [.. Enumerable.Range(0, 256).Select(ReverseByte)];

    private readonly int _primaryBits;
    private readonly int _mask;
    private readonly uint[] _meanings;
    private readonly uint[] _table;
    private readonly int[] _next = new int[LongestCode + 2];
    private readonly ushort[] _codes;

    /// <param name="primaryBits">The bits that the first table is looked up by.</param>
    /// <param name="meanings">Per symbol its entry without the length of the code; 0 for symbols that must not occur.</param>
    public HuffmanTable(int primaryBits, uint[] meanings)
    {
        _primaryBits = primaryBits;
        _mask = (1 << primaryBits) - 1;
        _meanings = meanings;
        _codes = new ushort[meanings.Length];
        // At worst every entry of the first table has a second one for the longest code.
        _table = new uint[(1 << primaryBits) + (1 << LongestCode)];
    }

    public static uint[] LiteralEntries { get; } = CreateLiterals();

    public static uint[] DistanceEntries { get; } = CreateDistances();

    public static uint[] PlainEntries { get; } = [.. Enumerable.Range(0, 19).Select(symbol => (uint)symbol << PayloadShift)];

    /// <summary>The number of bits of an entry's code; 0 if there is no such code.</summary>
    public static int LengthOf(uint entry) => (int)(entry & LengthMask);

    /// <summary>The base of an entry and its extra bits, which are taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Value(uint entry, ref ulong bits, ref int count)
    {
        int extra = (int)(entry >> ExtraShift) & 31;
        int value = (int)(entry >> PayloadShift) + (int)(bits & ((1ul << extra) - 1));
        bits >>= extra;
        count -= extra;
        return value;
    }

    /// <summary>The entry of the code that the bits begin with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(ulong bits)
    {
        uint entry = _table[(int)bits & _mask];
        return (entry & IsLink) == 0 ? entry : Second(entry, bits);
    }

    private uint Second(uint entry, ulong bits)
    {
        int secondBits = (int)(entry >> ExtraShift) & 31;
        return _table[(entry >> PayloadShift) + (int)((bits >> _primaryBits) & ((1u << secondBits) - 1))];
    }

    /// <summary>Fills the table for codes of these lengths; 0 for symbols without a code.</summary>
    public void Build(ReadOnlySpan<byte> lengths)
    {
        Assign(lengths);
        int primary = 1 << _primaryBits;
        _table.AsSpan(0, primary).Clear();
        int used = primary;
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0 || symbol >= _meanings.Length) continue;
            uint entry = _meanings[symbol] | (uint)length;
            int code = _codes[symbol];
            if (length <= _primaryBits)
            {
                for (int index = code; index < primary; index += 1 << length) _table[index] = entry;
                continue;
            }
            int prefix = code & (primary - 1);
            if ((_table[prefix] & IsLink) == 0)
            {
                int bits = LongestOf(lengths, prefix) - _primaryBits;
                _table[prefix] = IsLink | ((uint)bits << ExtraShift) | ((uint)used << PayloadShift) | (uint)_primaryBits;
                _table.AsSpan(used, 1 << bits).Clear();
                used += 1 << bits;
            }
            int secondBits = (int)(_table[prefix] >> ExtraShift) & 31;
            int start = (int)(_table[prefix] >> PayloadShift);
            for (int index = code >> _primaryBits; index < 1 << secondBits; index += 1 << (length - _primaryBits)) _table[start + index] = entry;
        }
    }

    // Codes of one length follow one another, shorter ones first (RFC 1951, 3.2.2); the stream has their bits in reverse.
    private void Assign(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[LongestCode + 1];
        counts.Clear();
        foreach (byte length in lengths) counts[length]++;
        counts[0] = 0;
        int code = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            code = (code + counts[length - 1]) << 1;
            _next[length] = code;
            if (code + counts[length] > 1 << length) throw new InvalidDataException("a table of more codes than there can be");
        }
        for (int symbol = 0; symbol < lengths.Length && symbol < _codes.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length > 0) _codes[symbol] = Reverse(_next[length]++, length);
        }
    }

    private int LongestOf(ReadOnlySpan<byte> lengths, int prefix)
    {
        int longest = 0;
        for (int symbol = 0; symbol < lengths.Length && symbol < _codes.Length; symbol++)
        {
            if (lengths[symbol] > _primaryBits && (_codes[symbol] & ((1 << _primaryBits) - 1)) == prefix) longest = Math.Max(longest, lengths[symbol]);
        }
        return longest;
    }

    private static ushort Reverse(int code, int length) => (ushort)(((s_reversed[code & 255] << 8) | s_reversed[code >> 8]) >> (16 - length));

    private static byte ReverseByte(int value)
    {
        int reversed = 0;
        for (int bit = 0; bit < 8; bit++) reversed |= ((value >> bit) & 1) << (7 - bit);
        return (byte)reversed;
    }

    private static uint[] CreateLiterals()
    {
        var entries = new uint[286];
        for (int symbol = 0; symbol < 256; symbol++) entries[symbol] = IsLiteral | ((uint)symbol << PayloadShift);
        entries[256] = IsEnd;
        int length = 3;
        for (int symbol = 257; symbol < 285; symbol++)
        {
            int extra = symbol < 265 ? 0 : (symbol - 261) / 4;
            entries[symbol] = ((uint)length << PayloadShift) | ((uint)extra << ExtraShift);
            length += 1 << extra;
        }
        entries[285] = 258u << PayloadShift;
        return entries;
    }

    private static uint[] CreateDistances()
    {
        var entries = new uint[30];
        int distance = 1;
        for (int symbol = 0; symbol < entries.Length; symbol++)
        {
            int extra = symbol < 4 ? 0 : (symbol - 2) / 2;
            entries[symbol] = ((uint)distance << PayloadShift) | ((uint)extra << ExtraShift);
            distance += 1 << extra;
        }
        return entries;
    }
}
