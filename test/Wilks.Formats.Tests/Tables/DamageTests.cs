using System.Diagnostics;
using System.IO.Compression;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Parquet;
using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Arrow;
using Wilks.Formats.Tables.Root;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Damaged files end in a <see cref="TableException"/> or in columns, soon and with little memory.</summary>
public sealed class DamageTests
{
    private const int TruncationStep = 97;
    // Another number can be asked for: a long search is WILKS_FLIPS=20000.
    private static readonly int s_flipsPerFixture = int.TryParse(Environment.GetEnvironmentVariable("WILKS_FLIPS"), out int flips) ? flips : 1_500;
    private const int Seed = 97;
    private const int Rows = 60;

    // A read of an undamaged fixture takes about a millisecond; the limit leaves room for a busy machine.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    // Far above what a fixture of a few kilobytes needs, far below what a claimed length could take.
    private const long MostMemory = 256L << 20;

    public static TheoryData<string> Fixtures => [.. Create().Keys];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_fixture_is_read_whole(string name)
    {
        using IEventTable table = Columns.Open(name, Create()[name]);

        Assert.True(table.RowCount > 0);
        Assert.NotEmpty(Columns.Chunks(table, [.. table.Columns.Select(column => column.Name)]));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_cut_is_told_or_harmless(string name)
    {
        byte[] bytes = Create()[name];

        for (int length = 0; length < bytes.Length; length += TruncationStep) Check(name, bytes[..length], $"cut to {length}");
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_changed_byte_is_told_or_harmless(string name)
    {
        byte[] bytes = Create()[name];
        var random = new Random(Seed);

        for (int i = 0; i < s_flipsPerFixture; i++)
        {
            byte[] changed = [.. bytes];
            int place = random.Next(bytes.Length);
            changed[place] = (byte)random.Next(256);
            Check(name, changed, $"byte {place} = {changed[place]}");
        }
    }

    private static void Check(string name, byte[] bytes, string damage)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        try
        {
            using IEventTable table = Columns.Open(name, bytes);
            foreach (TableChunk chunk in table.Read([.. table.Columns.Select(column => column.Name)], new RowRange(0, 2 * Rows)))
            {
                Assert.All(chunk.Columns, column => Assert.True(column.Info.Depth > 0 || column.Values.Length == chunk.RowCount));
            }
        }
        catch (TableException)
        {
            // What a damaged file is allowed to end in.
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{name}, {damage}: {exception}");
        }
        Assert.True(watch.Elapsed < s_longest, $"{name}, {damage}: {watch.Elapsed}");
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < MostMemory, $"{name}, {damage}: {taken} bytes");
    }

    private static byte[] Zipped(byte[] plain)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(plain);
        return stream.ToArray();
    }

    private static byte[] Tree(IEventTable table)
    {
        using var stream = new MemoryStream();
        RootTableWriter.Write(table, stream, CancellationToken.None);
        return stream.ToArray();
    }

    private static readonly Lazy<Dictionary<string, byte[]>> s_fixtures = new(Make);

    private static Dictionary<string, byte[]> Create() => s_fixtures.Value;

    private static Dictionary<string, byte[]> Make()
    {
        using RecordBatch batch = ArrowTests.Batch();
        string?[] words = [.. Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? null : $"w{row}")];
        double[] numbers = [.. Enumerable.Range(0, Rows).Select(row => row * 0.1)];
        return new Dictionary<string, byte[]>
        {
            ["flat.parquet"] = Written.Parquet(SampleTable.Flat(Rows)),
            ["lists.parquet"] = Written.Parquet(SampleTable.Lists(Rows)),
            ["flat.npz"] = Written.Npz(SampleTable.Flat(Rows, withNulls: false)),
            ["flat.csv"] = Written.Csv(SampleTable.Flat(Rows)),
            ["flat.npy"] = NumpyTests.Array("[('i', '>i4'), ('x', '<f8'), ('s', '<U3')]", $"({Rows},)", new byte[24 * Rows]),
            ["file.arrow"] = ArrowTests.Write(batch, isFile: true, codec: CompressionCodecType.Lz4Frame),
            ["stream.arrows"] = ArrowTests.Write(batch, isFile: false, codec: null),
            ["ours.arrow"] = Written.Arrow(SampleTable.Lists(Rows), ArrowLayout.File),
            ["ours.feather"] = Written.Arrow(SampleTable.Flat(Rows), ArrowLayout.Feather),
            ["flat.csv.gz"] = Zipped(Written.Csv(SampleTable.Flat(Rows))),
            ["tree.root"] = Tree(SampleTable.Flat(Rows, withNulls: false)),
            ["ntuple.root"] = Wilks.Root.Tests.NtupleKinds.Bytes,
            ["none.parquet"] = ParquetTests.WithCodec(CompressionMethod.None, Rows),
            ["snappy.parquet"] = ParquetTests.WithCodec(CompressionMethod.Snappy, Rows),
            ["gzip.parquet"] = ParquetTests.WithCodec(CompressionMethod.Gzip, Rows),
            ["brotli.parquet"] = ParquetTests.WithCodec(CompressionMethod.Brotli, Rows),
            ["zstd.parquet"] = ParquetTests.WithCodec(CompressionMethod.Zstd, Rows),
            ["lz4.parquet"] = ParquetTests.WithCodec(CompressionMethod.LZ4, Rows),
            ["frame.pkl"] = PickleText.Frame(5, numbers, numbers, words),
        };
    }
}
