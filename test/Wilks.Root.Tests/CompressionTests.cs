using System.IO.Compression;

namespace Wilks.Root.Tests;

public sealed class CompressionTests
{
    private static readonly RootPlace s_place = new("test.root", "object");

    [Fact]
    public void Several_blocks_become_one_object()
    {
        byte[] content = [.. Enumerable.Range(0, 5000).Select(index => (byte)(index * index))];
        byte[] stored = [.. ZlibBlock(content[..2000]), .. ZlibBlock(content[2000..])];

        Assert.Equal(content, Blocks.Decompress(stored, content.Length, s_place, 0));
    }

    [Fact]
    public void The_compression_of_before_2006_is_refused_with_a_reason()
    {
        byte[] stored = [(byte)'C', (byte)'S', 8, 4, 0, 0, 8, 0, 0, 1, 2, 3, 4];

        RootException exception = Assert.Throws<RootException>(() => Blocks.Decompress(stored, 8, s_place, 100));

        Assert.Equal("test.root · object · byte 100: a block of the compression 'CS', which ROOT gave up in 2006; copy the file with a newer ROOT (hadd) and read the copy.", exception.Message);
    }

    [Fact]
    public void A_sum_of_blocks_that_is_not_the_object_is_refused()
    {
        byte[] stored = ZlibBlock(new byte[1000]);

        Assert.Throws<RootException>(() => Blocks.Decompress(stored, 999, s_place, 0));
        Assert.Throws<RootException>(() => Blocks.Decompress(stored, 1001, s_place, 0));
    }

    [Fact]
    public void A_bomb_is_refused_by_its_header()
    {
        byte[] stored = [(byte)'Z', (byte)'L', 8, 2, 0, 0, 255, 255, 255, 1, 2];

        Assert.Contains("that can't be", Assert.Throws<RootException>(() => Blocks.Decompress(stored, 0xffffff, s_place, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    public void The_checksum_of_lz4_is_the_published_one(string text, ulong expected) =>
        Assert.Equal(expected, XxHash64.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    private static byte[] ZlibBlock(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        byte[] data = stream.ToArray();
        return [(byte)'Z', (byte)'L', 8, .. Size(data.Length), .. Size(content.Length), .. data];
    }

    private static byte[] Size(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
