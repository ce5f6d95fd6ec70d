using K4os.Compression.LZ4.Streams;
using Wilks.Formats.Tables.Compression;

namespace Wilks.Formats.Tests.Tables;

public sealed class DecompressorTests
{
    // A refusal makes a message and little more.
    private const long MostMemory = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_length_that_can_t_be_true_is_refused_before_memory_is_taken(int codec)
    {
        byte[] few = new byte[20];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => Decompressor.Decode((Codec)codec, few, Decompressor.Largest));
        Assert.Throws<InvalidDataException>(() => Decompressor.Decode((Codec)codec, few, long.MaxValue));
        Assert.Throws<InvalidDataException>(() => Decompressor.Decode((Codec)codec, few, -1));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
    }

    [Fact]
    public void Overlapping_matches_repeat()
    {
        // One literal 'a', then eight more from one byte back; then literals, of which LZ4 wants twelve at the end.
        byte[] lz4 = [0x14, (byte)'a', 1, 0, 0xC0, .. "bbbbbbbbbbbb"u8];
        byte[] snappy = [10, 0, (byte)'a', (8 - 4) << 2 | 1, 1, 0, (byte)'b'];

        Assert.Equal("aaaaaaaaabbbbbbbbbbbb"u8.ToArray(), Decompressor.Decode(Codec.Lz4Block, lz4, 21));
        Assert.Equal("aaaaaaaaab"u8.ToArray(), Decompressor.Decode(Codec.Snappy, snappy, 10));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Frames_of_linked_and_of_separate_blocks_are_decoded(bool isLinked)
    {
        const int length = 400_000;
        var random = new Random(4);
        byte[] plain = [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(4))];
        using var frame = new MemoryStream();
        using (Stream encoder = LZ4Stream.Encode(frame, new LZ4EncoderSettings { ChainBlocks = isLinked, BlockSize = 1 << 16 }, leaveOpen: true)) encoder.Write(plain);

        Assert.Equal(plain, Decompressor.Decode(Codec.Lz4Frame, frame.ToArray(), length));
    }

    [Theory]
    [InlineData(new byte[] { 0x14, (byte)'a', 2, 0, 0x10, (byte)'b' })]
    [InlineData(new byte[] { 0x14, (byte)'a', 0, 0, 0x10, (byte)'b' })]
    [InlineData(new byte[] { 0xF0, 255, 255, 255 })]
    public void A_match_from_before_the_beginning_is_damage(byte[] lz4) => Assert.Throws<InvalidDataException>(() => Decompressor.Decode(Codec.Lz4Block, lz4, 10));
}
