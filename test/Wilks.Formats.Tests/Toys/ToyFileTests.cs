using Wilks.Formats.Toys;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Toys;

public sealed class ToyFileTests : IDisposable
{
    private const int Toys = 700;

    private static readonly CompiledModel s_model = new(Model.Compile(new Workspace
    {
        Channels = [new Channel("bin", [new Sample("signal", [5], [new NormFactor("mu")]), new Sample("background", [6], [new ShapeSys("shape", [2])])])],
        Observations = [new Observation("bin", [7])],
        Measurements = [new Measurement("main", ["mu"], [])],
    }));

    private static readonly ToyTestOptions s_options = new() { TestValue = 1, Toys = Toys, BackgroundToys = 500, Seed = 3, Threads = 1 };

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-toys").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private static ToyTestResult Run(ToyTestOptions options) => ToyTest.Run(s_model, options, null, TestContext.Current.CancellationToken);

    private static ToyFileHeader Header(ToyExperiment experiment, ToyShard shard, ulong fingerprint = 77) =>
        new() { Fingerprint = new UInt128(5, fingerprint), Experiment = experiment, Toys = Toys, BackgroundToys = 500, Shard = shard };

    // As the command does: block by block.
    private string Make(string name, ToyShard shard, ulong fingerprint = 77, ToyTestOptions? options = null)
    {
        ToyFileWriter? writer = null;
        Run((options ?? s_options) with
        {
            Shard = shard,
            Prepared = experiment => writer = ToyFileWriter.Begin(At(name), Header(experiment, shard, fingerprint), []),
            BlockDone = block => writer!.Append(block),
        });
        writer!.Dispose();
        return At(name);
    }

    private static byte[] Columns(ToySample sample)
    {
        using var stream = new MemoryStream();
        foreach (ToyBlock block in sample.Tested.Blocks(int.MaxValue).Concat(sample.Alternative.Blocks(int.MaxValue))) stream.Write(ToyFileCodec.Block(block));
        return stream.ToArray();
    }

    private static string CodeOf(Action action) => Assert.Single(Assert.Throws<WorkspaceException>(action).Diagnostics).Code;

    [Fact]
    public void A_file_gives_back_header_and_toys_to_the_bit()
    {
        string path = Make("whole.wtoys", ToyShard.Whole);

        ToyFile file = ToyFile.Read(path);

        ToyTestResult whole = Run(s_options);
        Assert.Equal(0, file.DamagedBytes);
        Assert.Equal(Columns(whole.Sample), Columns(file.ToSample(path)));
        Assert.Equal(whole.CLs, ToyTestResult.Create(file.Header.Experiment, file.ToSample(path)).CLs);
        Assert.Equal(ToyFileCodec.Header(Header(whole.Experiment, ToyShard.Whole)), ToyFileCodec.Header(file.Header));
    }

    [Fact]
    public void Seven_shards_merged_are_one_run_to_the_bit()
    {
        string[] parts = [.. Enumerable.Range(1, 7).Select(i => Make($"part{i}.wtoys", new ToyShard(i, 7)))];

        (ToyFileHeader header, ToySample sample, long damaged) = ToyFileMerge.Merge([.. parts, parts[3]]);

        Assert.Equal(0, damaged);
        Assert.Equal(ToyShard.Whole, header.Shard);
        Assert.Equal(Columns(Run(s_options).Sample), Columns(sample));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(3000)]
    public void A_file_that_was_cut_off_keeps_its_whole_blocks_and_is_completed(int missingBytes)
    {
        string path = Make("cut.wtoys", ToyShard.Whole);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^missingBytes]);

        ToyFile cut = ToyFile.Read(path);
        int made = 0;
        ToyTestResult completed = Run(s_options with { Known = cut.Blocks, BlockDone = block => made += block.Count });

        Assert.InRange(cut.DamagedBytes, missingBytes == 3000 ? 0 : 1, bytes.Length);
        Assert.InRange(made, 1, 3 * 128);
        Assert.Equal(Columns(Run(s_options).Sample), Columns(completed.Sample));
    }

    [Fact]
    public void Every_prefix_of_a_file_is_read_or_refused_without_another_error()
    {
        byte[] bytes = File.ReadAllBytes(Make("prefix.wtoys", ToyShard.Whole));
        string path = At("prefix-cut.wtoys");
        int headerSize = ToyFileCodec.Header(ToyFile.Read(At("prefix.wtoys")).Header).Length;

        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            if (length < headerSize) Assert.Equal("WK602", CodeOf(() => ToyFile.Read(path)));
            else Assert.True(ToyFile.Read(path).Blocks.Count < 10);
        }
    }

    [Fact]
    public void A_changed_byte_costs_its_block_only()
    {
        string path = Make("changed.wtoys", ToyShard.Whole);
        int blocks = ToyFile.Read(path).Blocks.Count;
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        ToyFile file = ToyFile.Read(path);

        Assert.Equal(blocks - 1, file.Blocks.Count);
        Assert.True(file.DamagedBytes > 0);
    }

    [Fact]
    public void A_damaged_header_another_version_and_other_files_are_refused()
    {
        string path = Make("header.wtoys", ToyShard.Whole);
        byte[] bytes = File.ReadAllBytes(path);
        byte[] damaged = [.. bytes], version = [.. bytes];
        damaged[40] ^= 1;
        version[8] = 9;

        foreach (byte[] content in new[] { damaged, version, "{}"u8.ToArray() })
        {
            File.WriteAllBytes(path, content);
            Assert.Equal("WK602", CodeOf(() => ToyFile.Read(path)));
        }

        Assert.Equal("WK601", CodeOf(() => ToyFile.Read(At("absent.wtoys"))));
    }

    [Fact]
    public void Toys_of_other_models_seeds_and_settings_are_refused()
    {
        string path = Make("first.wtoys", ToyShard.Whole);
        string[] others =
        [
            Make("model.wtoys", ToyShard.Whole, fingerprint: 78),
            Make("seed.wtoys", ToyShard.Whole, options: s_options with { Seed = 4 }),
            Make("value.wtoys", ToyShard.Whole, options: s_options with { TestValue = 2 }),
            Make("statistic.wtoys", ToyShard.Whole, options: s_options with { Statistic = TestStatistic.TMu }),
            Make("fixed.wtoys", ToyShard.Whole, options: s_options with { FixedAuxiliaryData = true }),
        ];

        Assert.All(others, other => Assert.Equal("WK603", CodeOf(() => ToyFileMerge.Merge([path, other]))));
    }

    [Fact]
    public void Toys_that_contradict_each_other_are_refused()
    {
        string path = Make("one.wtoys", ToyShard.Whole);
        ToyFile file = ToyFile.Read(path);
        file.Blocks[0].Q[3] = double.BitIncrement(file.Blocks[0].Q[3]);
        using (ToyFileWriter.Begin(At("two.wtoys"), file.Header, file.Blocks))
        {
        }

        Assert.Equal("WK604", CodeOf(() => ToyFileMerge.Merge([path, At("two.wtoys")])));
    }

    [Fact]
    public void Fingerprints_differ_by_any_byte_and_by_the_length()
    {
        byte[] content = [.. Enumerable.Range(0, 29).Select(i => (byte)i)];
        UInt128[] all =
        [
            ToyFingerprint.Of(content),
            ToyFingerprint.Of([.. content, 0]),
            .. Enumerable.Range(0, content.Length).Select(i => ToyFingerprint.Of([.. content[..i], (byte)(content[i] ^ 128), .. content[(i + 1)..]])),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
