namespace Wilks.Root.Tests;

/// <summary>Pages written by hand after the specification of RNTuple.</summary>
public sealed class PageEncodingTests
{
    [Fact]
    public void Bits_come_lowest_first() => Check<bool>([true, false, true, false, false, false, false, false, true], Decode(PageType.Bit, 1, [0b101, 1], 9));

    [Fact]
    public void Plain_numbers_are_little_endian() => Check<int>([258, -1], Decode(PageType.Int32, 32, [2, 1, 0, 0, 255, 255, 255, 255], 2));

    [Fact]
    public void Split_numbers_have_their_first_bytes_first() => Check<ushort>([0x0201, 0x0403], Decode(PageType.SplitUInt16, 16, [1, 3, 2, 4], 2));

    [Fact]
    public void Signed_split_numbers_are_folded() => Check<short>([0, -1, 1, -2, short.MinValue], Decode(PageType.SplitInt16, 16, [0, 1, 2, 3, 255, 0, 0, 0, 0, 255], 5));

    [Fact]
    public void Split_indices_are_differences() => Check<long>([2, 2, 258], Decode(PageType.SplitIndex32, 32, [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 3));

    [Fact]
    public void Plain_indices_are_ends() => Check<long>([2, 5], Decode(PageType.Index32, 32, [2, 0, 0, 0, 5, 0, 0, 0], 2));

    [Fact]
    public void Switches_are_an_index_and_an_alternative()
    {
        long[] found = Assert.IsType<long[]>(Decode(PageType.Switch, 96, [5, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 1, 0, 0, 0], 2));

        Assert.Equal((2, 5L, -1L), (PageEncoding.SwitchTag(found[0]), PageEncoding.SwitchIndex(found[0]), found[1]));
    }

    [Fact]
    public void Half_precision_becomes_single() => Check<float>([1, -2], Decode(PageType.Real16, 16, [0x00, 0x3C, 0x00, 0xC0], 2));

    [Fact]
    public void Truncated_numbers_are_the_upper_bits() => Check<float>([1, -2], Decode(PageType.Real32Trunc, 16, [0x80, 0x3F, 0x00, 0xC0], 2));

    // 3 bits over [-1, 6]: steps of 1; 0, 1, 7 and 2 are 010 111 001 000 with the lowest bits last.
    [Fact]
    public void Quantized_numbers_are_steps_of_a_range() => Check<float>([-1, 0, 6, 1], Decode(PageType.Real32Quant, 3, [0b11001000, 0b0101], 4, -1, 6));

    [Theory]
    [InlineData((int)PageType.Switch, 64)]
    [InlineData((int)PageType.Int32, 31)]
    [InlineData((int)PageType.Real32Trunc, 9)]
    [InlineData((int)PageType.Real32Quant, 33)]
    [InlineData(0x1E, 8)]
    public void Other_widths_and_types_are_refused(int type, int bits) => Assert.NotNull(new PageEncoding((PageType)type, bits, 0, 1).Refused);

    private static void Check<T>(T[] expected, Array found) => Assert.Equal(expected, Assert.IsType<T[]>(found));

    private static Array Decode(PageType type, int bits, byte[] page, int count, double low = 0, double high = 0)
    {
        PageEncoding encoding = new(type, bits, low, high);
        Assert.Null(encoding.Refused);
        Assert.Equal(page.Length, encoding.StoredLength(count));
        Array values = encoding.Kind.Create(count);
        encoding.Decode(page, count, encoding.Kind.Bytes(values));
        return values;
    }
}
