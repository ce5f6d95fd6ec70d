using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wilks.Formats.Tables.Csv;

/// <summary>Finds separators, quotes and line feeds, 32 bytes at a time. Needs <see cref="Padding"/> readable bytes behind the text.</summary>
internal ref struct CsvScanner(ReadOnlySpan<byte> padded, int start, int end, byte separator)
{
    public const int Padding = 32;

    private readonly ref byte _bytes = ref MemoryMarshal.GetReference(padded);
    private readonly Vector256<byte> _separators = Vector256.Create(separator);
    private readonly Vector256<byte> _quotes = Vector256.Create((byte)'"');
    private readonly Vector256<byte> _feeds = Vector256.Create((byte)'\n');
    private int _block = start - Padding;
    private uint _found;

    /// <summary>The place of the next special byte; the end when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        while (_found == 0)
        {
            _block += Padding;
            if (_block >= end) return end;
            var bytes = Vector256.LoadUnsafe(ref _bytes, (nuint)_block);
            _found = (Vector256.Equals(bytes, _separators) | Vector256.Equals(bytes, _quotes) | Vector256.Equals(bytes, _feeds)).ExtractMostSignificantBits();
        }
        int at = _block + BitOperations.TrailingZeroCount(_found);
        _found &= _found - 1;
        if (at < end) return at;
        _found = 0;
        _block = end;
        return end;
    }
}
