using System.Runtime.InteropServices;
using System.Text;
using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Parquet;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Encodings of Parquet that few writers use, from bytes put together here after the format's description.</summary>
public sealed class EncodingTests
{
    private const int Plain = 0;

    [Fact]
    public void Differences_are_summed_over_blocks()
    {
        long[] values = [.. Enumerable.Range(0, 300).Select(i => (i * 37L % 101) - 50)];

        long[] read = new long[values.Length];
        var reader = new DeltaReader<long>(Deltas(values));
        reader.Read(read.AsSpan(0, 7));
        reader.Read(read.AsSpan(7));

        Assert.Equal(values, read);
    }

    [Fact]
    public void Texts_share_the_beginning_of_the_one_before()
    {
        byte[] bytes = [.. Deltas([0, 5, 5]), .. Deltas([5, 1, 0]), .. "hello!"u8];

        string[] read = new string[3];
        new DeltaBytesReader<string>(bytes, text => Encoding.UTF8.GetString(text), hasPrefixes: true, most: 3).Read(read);

        Assert.Equal(["hello", "hello!", "hello"], read);
    }

    [Fact]
    public void Split_bytes_are_put_together()
    {
        float[] values = [1.5f, -2.25f, 3e10f];
        byte[] plain = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        byte[] split = [.. Enumerable.Range(0, 12).Select(i => plain[(i % 3 * 4) + (i / 3)])];

        float[] read = new float[3];
        new NumberValues<float>().Open(Encodings.ByteStreamSplit, split, 3).Read(read);

        Assert.Equal(values, read);
    }

    [Fact]
    public void Runs_and_packed_groups_follow_each_other()
    {
        // A run of five 3s, then a group of eight numbers of three bits: 0 to 7.
        byte[] bytes = [10, 3, 3, 0b10001000, 0b11000110, 0b11111010];

        int[] read = new int[13];
        new RleDecoder(bytes, 3).Fill(read);

        Assert.Equal([3, 3, 3, 3, 3, 0, 1, 2, 3, 4, 5, 6, 7], read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_of_the_second_version_are_read(bool claimsMore)
    {
        double[] values = [1.5, 2.5];
        byte[] levels = [2, 1, 2, 0, 2, 1]; // Present, missing, present.
        byte[] body = [.. levels, .. MemoryMarshal.AsBytes(values.AsSpan())];
        var header = new ThriftWriter();
        header.Begin().Int32(1, 3).Int32(2, body.Length).Int32(3, body.Length)
            .Begin(8).Int32(1, claimsMore ? 4 : 3).Int32(2, 1).Int32(3, 3).Int32(4, Plain).Int32(5, levels.Length).Int32(6, 0).End().End();
        byte[] file = [.. "PAR1"u8, .. header.ToArray(), .. body];
        var column = new ParquetColumn(0, new ColumnInfo("x", ColumnType.Double), new SchemaElement(), HighestDefinition: 1, ListDefinitions: []);
        using var source = new ByteSource("t.parquet", file);
        var pages = new ParquetPages(source, new ColumnChunk(0, 3, file.Length - 4, 4, 0, null), column);
        var cursor = new ParquetCursor<double>(column, pages, new NumberValues<double>());

        if (claimsMore)
        {
            Assert.Throws<InvalidDataException>(() => cursor.Next(3));
            return;
        }
        ColumnData read = cursor.Next(3);
        Assert.Equal([1.5, double.NaN, 2.5], (double[])read.Values);
        Assert.Equal([false, true, false], read.IsNull!);
    }

    // Blocks of 128 in four miniblocks, all of eight bits.
    private static byte[] Deltas(long[] values)
    {
        var bytes = new List<byte>();
        Unsigned(bytes, 128);
        Unsigned(bytes, 4);
        Unsigned(bytes, (ulong)values.Length);
        Signed(bytes, values[0]);
        for (int start = 1; start < values.Length; start += 128)
        {
            long[] deltas = [.. Enumerable.Range(start, Math.Min(128, values.Length - start)).Select(i => values[i] - values[i - 1])];
            long least = deltas.Min();
            Signed(bytes, least);
            int miniblocks = (deltas.Length + 31) / 32;
            for (int i = 0; i < 4; i++) bytes.Add((byte)(i < miniblocks ? 8 : 0));
            for (int i = 0; i < 32 * miniblocks; i++) bytes.Add(i < deltas.Length ? (byte)(deltas[i] - least) : (byte)0);
        }
        return [.. bytes];
    }

    private static void Signed(List<byte> bytes, long value) => Unsigned(bytes, (ulong)((value << 1) ^ (value >> 63)));

    private static void Unsigned(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }
}
