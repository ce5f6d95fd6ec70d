using System.Buffers.Binary;
using System.IO.Compression;

namespace Wilks.Root.Tests;

/// <summary>Our decoder of zlib against the encoder of the library.</summary>
public sealed class InflaterTests
{
    private const int Seed = 7;
    private const int Rounds = 400;
    private const int DamagedStreams = 5000;
    private const int LongestDamaged = 400_000;
    private const int Following = 64;

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public void What_is_deflated_comes_back(CompressionLevel level)
    {
        var random = new Random(Seed);
        var inflater = new Inflater();

        for (int round = 0; round < Rounds; round++)
        {
            byte[] content = Content(random, round);
            byte[] result = new byte[content.Length];

            Assert.Equal(content.Length, inflater.Decode(Deflate(content, level), result));
            Assert.Equal(content, result);
        }
    }

    [Fact]
    public void A_stream_cut_short_anywhere_is_broken()
    {
        byte[] content = Content(new Random(Seed), 5);
        byte[] stored = Deflate(content, CompressionLevel.Optimal);
        var inflater = new Inflater();

        for (int length = 0; length < stored.Length; length++) Assert.Throws<InvalidDataException>(() => inflater.Decode(stored.AsSpan(0, length), new byte[content.Length]));
    }

    [Fact]
    public void A_changed_byte_does_not_go_unnoticed()
    {
        byte[] content = Content(new Random(Seed), 6);
        byte[] stored = Deflate(content, CompressionLevel.Optimal);
        var inflater = new Inflater();

        for (int index = 0; index < stored.Length; index++)
        {
            byte[] damaged = (byte[])stored.Clone();
            damaged[index] ^= 0x11;
            byte[] result = new byte[content.Length];
            Exception? exception = Record.Exception(() => inflater.Decode(damaged, result));
            // The header's level and the padding of the last byte say nothing about the content.
            Assert.True(exception is InvalidDataException || result.AsSpan().SequenceEqual(content), $"byte {index}");
        }
    }

    [Fact]
    public void With_room_behind_the_data_the_result_is_the_same_and_the_length_is_told()
    {
        var random = new Random(Seed);
        var inflater = new Inflater();

        for (int round = 0; round < Rounds; round++)
        {
            byte[] content = Content(random, round);
            byte[] room = new byte[content.Length + random.Next(2 * Inflater.Slack)];

            Assert.Equal(content.Length, inflater.Decode(Deflate(content, CompressionLevel.Fastest), room));
            Assert.Equal(content, room[..content.Length]);
        }
    }

    [Fact]
    public void A_room_that_is_too_small_is_refused_whatever_is_missing()
    {
        byte[] content = Content(new Random(Seed), 3);
        byte[] stored = Deflate(content, CompressionLevel.Optimal);
        var inflater = new Inflater();

        for (int length = 0; length < content.Length; length++) Assert.Throws<InvalidDataException>(() => inflater.Decode(stored, new byte[length]));
    }

    [Fact]
    public void Damaged_streams_are_read_or_refused_as_the_library_does()
    {
        var random = new Random(Seed);
        var inflater = new Inflater();

        for (int round = 0; round < DamagedStreams; round++)
        {
            byte[] content = Content(random, (4 * random.Next(10)) + random.Next(1, 4));
            byte[] stored = Deflate(content, (CompressionLevel)(round % 4));
            for (int change = random.Next(1, 3); change > 0; change--) stored[random.Next(2, Math.Min(stored.Length, 150))] ^= (byte)(1 << random.Next(8));
            Assert.Equal(Outcome(() => Reference(stored)), Outcome(() => Own(inflater, stored)));
        }
    }

    // Noise, text of few letters, long repetitions and a single byte: all kinds of blocks and codes up to the longest.
    private static byte[] Content(Random random, int round)
    {
        byte[] content = new byte[round == 0 ? 1 : random.Next(1, round % 50 == 0 ? 300_000 : 3000)];
        for (int index = 0; index < content.Length; index++)
        {
            content[index] = (round % 4) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(random.Next(256) & random.Next(256) & random.Next(256)),
                2 => (byte)(index / 700),
                _ => (byte)Math.Min(255, -Math.Log(1 - random.NextDouble()) * 20),
            };
        }
        return content;
    }

    private static string Outcome(Func<byte[]?> decode)
    {
        try
        {
            return decode() is { } data ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(data)) : "refused";
        }
        catch (InvalidDataException)
        {
            return "refused";
        }
    }

    private static byte[]? Own(Inflater inflater, byte[] stored)
    {
        byte[] room = new byte[LongestDamaged];
        return room[..inflater.Decode(stored, room)];
    }

    // The library forgives a stream that ends early, without having seen its checksum: what follows here keeps it from that.
    private static byte[]? Reference(byte[] stored)
    {
        using var zlib = new ZLibStream(new MemoryStream([.. stored, .. new byte[Following]]), CompressionMode.Decompress);
        using var data = new MemoryStream();
        zlib.CopyTo(data);
        bool isWhole = data.Length <= LongestDamaged && Adler32.Of(data.ToArray()) == BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(stored.Length - sizeof(uint)));
        return isWhole ? data.ToArray() : null;
    }

    private static byte[] Deflate(byte[] content, CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, level, leaveOpen: true)) zlib.Write(content);
        return stream.ToArray();
    }
}
