namespace Wilks.Root.Tests;

/// <summary>Tables of codes against codes worked out one by one (RFC 1951, 3.2.2).</summary>
public sealed class HuffmanTableTests
{
    private const int Seed = 11;
    private const int Rounds = 300;
    private const int Longest = 15;

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(11)]
    public void Every_code_is_found_whatever_follows_it(int mostBits)
    {
        var random = new Random(Seed);
        var table = new HuffmanTable(mostBits, HuffmanEntries.Literals);

        for (int round = 0; round < Rounds; round++)
        {
            byte[] lengths = CompleteLengths(random, random.Next(2, 257));
            table.Build(lengths);

            foreach ((int symbol, int length, ulong code) in Codes(lengths))
            {
                uint entry = table.Find(code | ((ulong)random.NextInt64() << length));
                Assert.Equal((uint)symbol, (entry & ~HuffmanEntries.IsLiteral) >> HuffmanEntries.PayloadShift);
                Assert.Equal((uint)length, entry & HuffmanEntries.BitsMask);
            }
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(11)]
    public void Codes_of_every_length_from_the_shortest_to_the_longest_are_found(int mostBits)
    {
        byte[] lengths = new byte[288];
        for (int symbol = 0; symbol < Longest; symbol++) lengths[symbol * 17] = (byte)(symbol + 1);
        lengths[3] = Longest;
        var table = new HuffmanTable(mostBits, HuffmanEntries.Literals);

        table.Build(lengths);

        Assert.All(Codes(lengths), code => Assert.Equal((uint)code.Length, table.Find(code.Code) & HuffmanEntries.BitsMask));
    }

    [Theory]
    [InlineData("1 1 1")]
    [InlineData("2 2 2 2 2")]
    [InlineData("1 2 3 3 15")]
    [InlineData("1 15 15 15 2 3 4 5 6 7 8 9 10 11 12 13 14")]
    public void More_codes_than_there_can_be_are_refused(string lengths) => Assert.Throws<InvalidDataException>(() => Build(lengths));

    [Theory]
    [InlineData("2")]
    [InlineData("15")]
    [InlineData("1 2")]
    [InlineData("2 2 2")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15")]
    public void Codes_that_leave_bits_over_are_refused(string lengths) => Assert.Throws<InvalidDataException>(() => Build(lengths));

    [Fact]
    public void A_single_code_of_one_bit_leaves_the_other_without_a_meaning()
    {
        HuffmanTable table = Build("0 1");

        Assert.Equal(1u << HuffmanEntries.PayloadShift, table.Find(0) & (255u << HuffmanEntries.PayloadShift));
        Assert.Equal(HuffmanEntries.IsSpecial, table.Find(1));
    }

    [Fact]
    public void Without_codes_nothing_has_a_meaning() => Assert.Equal(HuffmanEntries.IsSpecial, Build("0").Find(0));

    private static HuffmanTable Build(string lengths)
    {
        byte[] padded = new byte[288];
        string[] numbers = lengths.Split(' ');
        for (int symbol = 0; symbol < numbers.Length; symbol++) padded[symbol] = byte.Parse(numbers[symbol], System.Globalization.CultureInfo.InvariantCulture);
        var table = new HuffmanTable(10, HuffmanEntries.Literals);
        table.Build(padded);
        return table;
    }

    // Leaves of a tree that is split at random until there are enough of them.
    private static byte[] CompleteLengths(Random random, int symbols)
    {
        var leaves = new List<byte> { 1, 1 };
        while (leaves.Count < symbols)
        {
            int split = random.Next(2) == 0 ? leaves.IndexOf(leaves.Where(leaf => leaf < Longest).Max()) : random.Next(leaves.Count);
            if (leaves[split] == Longest) continue;
            leaves[split]++;
            leaves.Add(leaves[split]);
        }
        byte[] lengths = new byte[288];
        int[] order = [.. Enumerable.Range(0, 256)];
        random.Shuffle(order);
        for (int leaf = 0; leaf < leaves.Count; leaf++) lengths[order[leaf]] = leaves[leaf];
        return lengths;
    }

    private static IEnumerable<(int Symbol, int Length, ulong Code)> Codes(byte[] lengths)
    {
        uint code = 0;
        for (int length = 1; length <= Longest; length++)
        {
            code <<= 1;
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length) continue;
                ulong reversed = 0;
                for (int bit = 0; bit < length; bit++) reversed |= (ulong)((code >> bit) & 1) << (length - 1 - bit);
                yield return (symbol, length, reversed);
                code++;
            }
        }
    }
}
