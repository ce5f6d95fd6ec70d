namespace Wilks.Root.Tests;

/// <summary>Streams of deflate that no encoder writes, made bit by bit.</summary>
public sealed class DeflateStreamTests
{
    // Long enough that the fast loop comes to what is wrong, and short enough that it does not.
    public static TheoryData<int> LiteralsBefore => [0, 3, 5000];

    [Theory]
    [MemberData(nameof(LiteralsBefore))]
    public void A_match_from_before_the_data_is_refused(int literals)
    {
        byte[] stored = Fixed(literals, bits =>
        {
            Match3(bits);
            Distance(bits, literals + 1);
        });

        Assert.Throws<InvalidDataException>(() => new Inflater().Decode(stored, new byte[literals + 1000]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(300)]
    public void A_match_repeats_what_lies_that_far_back(int distance)
    {
        const int literals = 5000;
        const int padding = 2000;
        byte[] expected = [.. Letters(literals)];
        Array.Resize(ref expected, literals + 258 + padding); // The padding is the letter zero.
        for (int index = literals; index < literals + 258; index++) expected[index] = expected[index - distance];
        byte[] stored = Fixed(literals, bits =>
        {
            bits.Code(0b11000101, 8); // 258 bytes
            Distance(bits, distance);
            for (int index = 0; index < padding; index++) bits.Code(0x30, 8);
        }, expected);
        byte[] fast = new byte[expected.Length + Inflater.Slack];
        byte[] careful = new byte[expected.Length];

        int length = new Inflater().Decode(stored, fast);
        new Inflater().Decode(stored, careful);

        Assert.Equal(expected.Length, length);
        Assert.Equal(expected, fast[..length]);
        Assert.Equal(expected, careful);
    }

    [Theory]
    [MemberData(nameof(LiteralsBefore))]
    public void Symbols_that_must_not_occur_are_refused(int literals)
    {
        byte[] length286 = Fixed(literals, bits => bits.Code(0b11000110, 8));
        byte[] distance30 = Fixed(literals, bits =>
        {
            Match3(bits);
            bits.Code(30, 5);
        });

        Assert.Throws<InvalidDataException>(() => new Inflater().Decode(length286, new byte[literals + 1000]));
        Assert.Throws<InvalidDataException>(() => new Inflater().Decode(distance30, new byte[literals + 1000]));
    }

    [Theory]
    [InlineData(287, 1)]
    [InlineData(288, 1)]
    [InlineData(257, 31)]
    [InlineData(257, 32)]
    public void Tables_of_more_codes_than_there_are_are_refused(int literals, int distances)
    {
        var bits = new Bits();
        bits.Put(1, 1);
        bits.Put(2, 2);
        bits.Put(literals - 257, 5);
        bits.Put(distances - 1, 5);
        bits.Put(0, 4 + 1000);

        Assert.Throws<InvalidDataException>(() => new Inflater().Decode(bits.ToStream([]), new byte[1000]));
    }

    [Fact]
    public void A_block_of_the_kind_that_does_not_exist_is_refused()
    {
        var bits = new Bits();
        bits.Put(1, 1);
        bits.Put(3, 2);
        bits.Put(0, 200);

        Assert.Throws<InvalidDataException>(() => new Inflater().Decode(bits.ToStream([]), new byte[1000]));
    }

    private static byte[] Letters(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index * index % 97))];

    private static void Match3(Bits bits) => bits.Code(1, 7);

    // The codes of distances (RFC 1951, 3.2.5).
    private static void Distance(Bits bits, int distance)
    {
        int symbol = 0;
        int smallest = 1;
        int extra = 0;
        while (distance >= smallest + (1 << extra))
        {
            smallest += 1 << extra;
            symbol++;
            extra = symbol < 4 ? 0 : (symbol - 2) / 2;
        }
        bits.Code(symbol, 5);
        bits.Put(distance - smallest, extra);
    }

    // A block of fixed codes: some letters, then what is to be tried, then the end.
    private static byte[] Fixed(int literals, Action<Bits> then, byte[]? content = null)
    {
        var bits = new Bits();
        bits.Put(1, 1);
        bits.Put(1, 2);
        foreach (byte letter in Letters(literals)) bits.Code(0x30 + letter, 8);
        then(bits);
        bits.Code(0, 7);
        return bits.ToStream(content ?? []);
    }

    /// <summary>Bits in the order of deflate: numbers lowest first, codes highest first.</summary>
    private sealed class Bits
    {
        private readonly List<bool> _bits = [];

        public void Put(int value, int count)
        {
            for (int bit = 0; bit < count; bit++) _bits.Add(bit < 31 && ((value >> bit) & 1) != 0);
        }

        public void Code(int code, int count)
        {
            for (int bit = count - 1; bit >= 0; bit--) _bits.Add(((code >> bit) & 1) != 0);
        }

        public byte[] ToStream(byte[] content)
        {
            byte[] bytes = new byte[(_bits.Count + 7) / 8];
            for (int index = 0; index < _bits.Count; index++) bytes[index / 8] |= (byte)(_bits[index] ? 1 << (index % 8) : 0);
            uint checksum = Adler32.Of(content);
            return [0x78, 0x01, .. bytes, (byte)(checksum >> 24), (byte)(checksum >> 16), (byte)(checksum >> 8), (byte)checksum];
        }
    }
}
