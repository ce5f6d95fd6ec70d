using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class PhiloxTests
{
    // The known-answer vectors published with Random123 (Salmon et al. 2011), philox4x32 with 10 rounds.
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void The_published_vectors_are_reproduced(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, uint[] expected)
    {
        uint[] output = new uint[4];

        Philox.Encrypt([c0, c1, c2, c3], key0, key1, output);

        Assert.Equal(expected, output);
    }

    [Fact]
    public void The_sequence_is_the_blocks_of_the_cipher_in_order()
    {
        var random = new Philox(seed: 0x1122334455667788, stream: 0x99);
        uint[] second = new uint[4];
        Philox.Encrypt([1, 0, 0x99, 0], 0x55667788, 0x11223344, second);

        uint[] drawn = [.. Enumerable.Range(0, 8).Select(_ => random.NextUInt32())];

        Assert.Equal(second, drawn[4..]);
    }

    [Fact]
    public void Streams_and_seeds_differ()
    {
        ulong[] firsts = [new Philox(1, 0).NextUInt64(), new Philox(1, 1).NextUInt64(), new Philox(2, 0).NextUInt64()];

        Assert.Equal(3, firsts.Distinct().Count());
    }

    [Fact]
    public void Doubles_fill_the_unit_interval_evenly()
    {
        const int count = 100_000;
        // Five standard deviations of the mean of uniform numbers, whose variance is 1/12.
        double tolerance = 5 / Math.Sqrt(12.0 * count);
        var random = new Philox(7);

        double[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];

        Assert.All(values, value => Assert.InRange(value, 0, 1 - double.Epsilon));
        Assert.InRange(values.Average(), 0.5 - tolerance, 0.5 + tolerance);
    }
}
