using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Wilks.Root;

/// <summary>The types of columns, numbered as in the specification.</summary>
internal enum PageType
{
    Bit, Byte, Char, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Real16, Real32, Real64, Index32, Index64, Switch,
    SplitInt16, SplitUInt16, SplitInt32, SplitUInt32, SplitInt64, SplitUInt64, SplitReal16, SplitReal32, SplitReal64, SplitIndex32, SplitIndex64,
    Real32Trunc, Real32Quant,
}

/// <summary>How the elements of a column are stored, and how they become numbers of memory.</summary>
internal sealed record PageEncoding(PageType Type, int Bits, double Low, double High)
{
    // A switch of 96 bits is kept in 64: no cluster has so many elements, no type so many alternatives.
    private const int SwitchIndexBits = 47;
    private const int SwitchLength = 12;

    /// <summary>Why columns of this kind can't be read; null if they can.</summary>
    public string? Refused => HasKnownWidth ? null : $"columns of type {(int)Type} with {Bits} bits are not known";

    private bool HasKnownWidth => Type switch
    {
        PageType.Bit => Bits == 1,
        PageType.Byte or PageType.Char or PageType.Int8 or PageType.UInt8 => Bits == 8,
        PageType.Int16 or PageType.UInt16 or PageType.SplitInt16 or PageType.SplitUInt16 or PageType.Real16 or PageType.SplitReal16 => Bits == 16,
        PageType.Int32 or PageType.UInt32 or PageType.SplitInt32 or PageType.SplitUInt32 or PageType.Real32 or PageType.SplitReal32 or PageType.Index32 or PageType.SplitIndex32 => Bits == 32,
        PageType.Int64 or PageType.UInt64 or PageType.SplitInt64 or PageType.SplitUInt64 or PageType.Real64 or PageType.SplitReal64 or PageType.Index64 or PageType.SplitIndex64 => Bits == 64,
        PageType.Switch => Bits == 96,
        PageType.Real32Trunc => Bits is >= 10 and <= 31,
        PageType.Real32Quant => Bits is >= 1 and <= 32,
        _ => false,
    };

    /// <summary>The numbers in memory: indices are 64 bits, half precision is single.</summary>
    public NumberKind Kind => Type switch
    {
        PageType.Bit => NumberKind.Bool,
        PageType.Int8 => NumberKind.Int8,
        PageType.Byte or PageType.Char or PageType.UInt8 => NumberKind.UInt8,
        PageType.Int16 or PageType.SplitInt16 => NumberKind.Int16,
        PageType.UInt16 or PageType.SplitUInt16 => NumberKind.UInt16,
        PageType.Int32 or PageType.SplitInt32 => NumberKind.Int32,
        PageType.UInt32 or PageType.SplitUInt32 => NumberKind.UInt32,
        PageType.UInt64 or PageType.SplitUInt64 => NumberKind.UInt64,
        PageType.Real64 or PageType.SplitReal64 => NumberKind.Float64,
        PageType.Real16 or PageType.SplitReal16 or PageType.Real32 or PageType.SplitReal32 or PageType.Real32Trunc or PageType.Real32Quant => NumberKind.Float32,
        _ => NumberKind.Int64,
    };

    /// <summary>The alternative of a switch, counted from 1, and 0 for none; negative if the page holds what no variant has.</summary>
    public static int SwitchTag(long packed) => (int)(packed >> SwitchIndexBits);

    /// <summary>The place of a switch among the elements of its alternative.</summary>
    public static long SwitchIndex(long packed) => packed & ((1L << SwitchIndexBits) - 1);

    public bool IsIndex => Type is PageType.Index32 or PageType.Index64 or PageType.SplitIndex32 or PageType.SplitIndex64;

    private bool IsSplit => Type is >= PageType.SplitInt16 and <= PageType.SplitIndex64;

    public long StoredLength(int count) => (((long)count * Bits) + 7) / 8;

    /// <summary>Turns a page, decompressed, into numbers.</summary>
    public void Decode(ReadOnlySpan<byte> page, int count, Span<byte> result)
    {
        switch (Type)
        {
            case PageType.Bit:
                for (int i = 0; i < count; i++) result[i] = (byte)((page[i >> 3] >> (i & 7)) & 1);
                return;
            case PageType.Switch:
                Switches(page, MemoryMarshal.Cast<byte, long>(result)[..count]);
                return;
            case PageType.Real32Trunc or PageType.Real32Quant:
                Unpack(page, MemoryMarshal.Cast<byte, float>(result)[..count]);
                return;
        }

        int width = Bits / 8;
        bool isWidened = IsIndex || Type is PageType.Real16 or PageType.SplitReal16;
        byte[]? scratch = isWidened ? ArrayPool<byte>.Shared.Rent(count * width) : null;
        Span<byte> numbers = scratch is null ? result[..(count * width)] : scratch.AsSpan(0, count * width);
        if (IsSplit) Join(page, count, width, numbers);
        else page[..(count * width)].CopyTo(numbers);
        if (Type is PageType.SplitInt16 or PageType.SplitInt32 or PageType.SplitInt64) Unfold(width, numbers);
        if (IsIndex) Indices(numbers, width, MemoryMarshal.Cast<byte, long>(result)[..count]);
        else if (isWidened) Halves(numbers, MemoryMarshal.Cast<byte, float>(result)[..count]);
        if (scratch is not null) ArrayPool<byte>.Shared.Return(scratch);
    }

    // All first bytes of the numbers, then all second ones, and so on.
    private static void Join(ReadOnlySpan<byte> page, int count, int width, Span<byte> numbers)
    {
        for (int b = 0; b < width; b++)
        {
            ReadOnlySpan<byte> plane = page.Slice(b * count, count);
            for (int i = 0; i < count; i++) numbers[(i * width) + b] = plane[i];
        }
    }

    /// <summary>0, −1, 1, −2, … are stored as 0, 1, 2, 3, ….</summary>
    private static void Unfold(int width, Span<byte> numbers)
    {
        switch (width)
        {
            case 2:
                foreach (ref ushort value in MemoryMarshal.Cast<byte, ushort>(numbers)) value = (ushort)((value >> 1) ^ -(value & 1));
                break;
            case 4:
                foreach (ref uint value in MemoryMarshal.Cast<byte, uint>(numbers)) value = (value >> 1) ^ (0 - (value & 1));
                break;
            default:
                foreach (ref ulong value in MemoryMarshal.Cast<byte, ulong>(numbers)) value = (value >> 1) ^ (0 - (value & 1));
                break;
        }
    }

    private void Indices(ReadOnlySpan<byte> numbers, int width, Span<long> result)
    {
        bool isDelta = Type is PageType.SplitIndex32 or PageType.SplitIndex64;
        long previous = 0;
        for (int i = 0; i < result.Length; i++)
        {
            long value = width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(numbers[(4 * i)..]) : BinaryPrimitives.ReadInt64LittleEndian(numbers[(8 * i)..]);
            result[i] = isDelta ? previous + value : value;
            previous = result[i];
        }
    }

    private static void Switches(ReadOnlySpan<byte> page, Span<long> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            ulong index = BinaryPrimitives.ReadUInt64LittleEndian(page[(SwitchLength * i)..]);
            uint tag = BinaryPrimitives.ReadUInt32LittleEndian(page[((SwitchLength * i) + sizeof(ulong))..]);
            result[i] = index >> SwitchIndexBits != 0 || tag > ushort.MaxValue ? -1 : ((long)tag << SwitchIndexBits) | (long)index;
        }
    }

    private static void Halves(ReadOnlySpan<byte> numbers, Span<float> result)
    {
        for (int i = 0; i < result.Length; i++) result[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(numbers[(2 * i)..]);
    }

    /// <summary>Numbers of any width, lowest bit first: the upper bits of a float, or steps from the lower end of a range.</summary>
    private void Unpack(ReadOnlySpan<byte> page, Span<float> result)
    {
        double step = (High - Low) / ((1UL << Bits) - 1);
        ulong held = 0;
        int heldBits = 0, at = 0;
        for (int i = 0; i < result.Length; i++)
        {
            while (heldBits < Bits)
            {
                held |= (ulong)page[at++] << heldBits;
                heldBits += 8;
            }

            uint value = (uint)(held & ((1UL << Bits) - 1));
            held >>= Bits;
            heldBits -= Bits;
            result[i] = Type == PageType.Real32Trunc ? BitConverter.UInt32BitsToSingle(value << (32 - Bits)) : (float)((value * step) + Low);
        }
    }
}
