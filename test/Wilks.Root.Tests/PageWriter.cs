namespace Wilks.Root.Tests;

/// <summary>Writes pages of every column type of the specification.</summary>
internal static class PageWriter
{
    public static byte[] Encode(PageEncoding encoding, object[] values) => encoding.Type switch
    {
        PageType.Bit => Packed([.. values.Select(value => (bool)value ? 1u : 0)], 1),
        PageType.Real32Trunc => Packed([.. values.Select(value => BitConverter.SingleToUInt32Bits((float)value) >> (32 - encoding.Bits))], encoding.Bits),
        PageType.Real32Quant => Packed([.. values.Select(value => (uint)Math.Round(((float)value - encoding.Low) / (encoding.High - encoding.Low) * ((1UL << encoding.Bits) - 1)))], encoding.Bits),
        PageType.Switch => [.. values.Cast<(long Index, int Tag)>().SelectMany(value => (byte[])[.. BitConverter.GetBytes(value.Index), .. BitConverter.GetBytes(value.Tag)])],
        _ => Numbers(encoding, values),
    };

    private static byte[] Numbers(PageEncoding encoding, object[] values)
    {
        long[] numbers = [.. values.Select(value => Bits(encoding.Type, value))];
        int width = encoding.Bits / 8;
        if (encoding.Type is PageType.SplitIndex32 or PageType.SplitIndex64) numbers = [.. numbers.Select((number, i) => i == 0 ? number : number - numbers[i - 1])];
        if (encoding.Type is PageType.SplitInt16 or PageType.SplitInt32 or PageType.SplitInt64) numbers = [.. numbers.Select(number => (number << 1) ^ (number >> 63))];
        byte[][] bytes = [.. numbers.Select(number => BitConverter.GetBytes(number)[..width])];
        bool isSplit = encoding.Type is >= PageType.SplitInt16 and <= PageType.SplitIndex64;
        return isSplit ? [.. Enumerable.Range(0, width).SelectMany(plane => bytes.Select(number => number[plane]))] : [.. bytes.SelectMany(number => number)];
    }

    private static long Bits(PageType type, object value) => value switch
    {
        float half when type is PageType.Real16 or PageType.SplitReal16 => BitConverter.HalfToInt16Bits((Half)half),
        float single => BitConverter.SingleToInt32Bits(single),
        double real => BitConverter.DoubleToInt64Bits(real),
        ulong number => unchecked((long)number),
        _ => ((IConvertible)value).ToInt64(null),
    };

    // The lowest bit of each number first.
    private static byte[] Packed(uint[] numbers, int bits)
    {
        byte[] page = new byte[((numbers.Length * bits) + 7) / 8];
        for (int i = 0; i < numbers.Length * bits; i++)
        {
            if (((numbers[i / bits] >> (i % bits)) & 1) != 0) page[i / 8] |= (byte)(1 << (i % 8));
        }

        return page;
    }
}
