using System.Diagnostics;

namespace Wilks.Root.Tests;

/// <summary>Damaged files: a clear refusal or a read, never anything else, in bounded time and memory.</summary>
public sealed class DamageTests
{
    private const int TruncationStep = 97;
    // Another number can be asked for: a long search is WILKS_FLIPS=20000.
    private static readonly int? s_asked = int.TryParse(Environment.GetEnvironmentVariable("WILKS_FLIPS"), out int flips) ? flips : null;
    private static readonly int s_flips = s_asked ?? 10_000;
    private static readonly int s_flipsOfNtuples = s_asked ?? 3000;
    private const int FlipsOfRealFiles = 5000;
    private const int LongestRealFile = 40_000;
    private const int Seed = 20261124;

    // A read of the fixture takes under a millisecond; this is for a machine that is busy with other things.
    private static readonly TimeSpan s_longestRead = TimeSpan.FromSeconds(5);

    // Columns are made at once only as far as 64 MB and what the bytes of the file can hold; a dozen of them may live at a time.
    private const long MostMemory = 1L << 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_cut_short_anywhere_is_refused_or_read(bool isNtuple)
    {
        byte[] whole = isNtuple ? NtupleKinds.Bytes : Fixtures.Create();

        for (int length = 0; length < whole.Length; length += TruncationStep) ReadAll(whole[..length]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_with_a_changed_byte_is_refused_or_read(bool compress)
    {
        byte[] whole = Fixtures.Create(compress);
        var random = new Random(Seed);

        for (int flip = 0; flip < s_flips; flip++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            ReadAll(damaged);
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, MostMemory);
    }

    // Checksums tell nearly all changes of an RNTuple: those of its key and anchor, and of what no checksum covers, are the rest.
    [Fact]
    public void An_ntuple_with_a_changed_byte_is_refused_or_read()
    {
        var random = new Random(Seed);

        for (int flip = 0; flip < s_flipsOfNtuples; flip++)
        {
            byte[] damaged = (byte[])NtupleKinds.Bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            ReadAll(damaged);
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, MostMemory);
    }

    // Behind the checksums is the parser of envelopes: it is tried with page lists whose checksum is made anew.
    [Fact]
    public void An_ntuple_with_changed_envelopes_of_the_right_checksum_is_refused_or_read()
    {
        var random = new Random(Seed);
        (int Start, int Length)[] envelopes = [.. NtupleKinds.Envelopes()];
        Assert.Equal(4, envelopes.Length);

        for (int flip = 0; flip < s_flipsOfNtuples; flip++)
        {
            byte[] damaged = (byte[])NtupleKinds.Bytes.Clone();
            (int start, int length) = envelopes[random.Next(envelopes.Length)];
            Span<byte> envelope = damaged.AsSpan(start, length);
            envelope[random.Next(8, length - 8)] ^= (byte)random.Next(1, 256);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(envelope[^8..], XxHash3.Of(envelope[..^8]));
            ReadAll(damaged);
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, MostMemory);
    }

    [Fact]
    public void Real_files_with_changed_bytes_are_refused_or_read()
    {
        Assert.SkipWhen(Corpus.Folder is null, Corpus.Missing);
        string[] small = [.. Corpus.Files.Where(path => new FileInfo(path).Length < LongestRealFile)];
        var random = new Random(Seed);

        for (int flip = 0; flip < FlipsOfRealFiles; flip++)
        {
            byte[] damaged = File.ReadAllBytes(small[random.Next(small.Length)]);
            for (int change = random.Next(1, 4); change > 0; change--) damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            ReadAll(damaged);
        }
    }

    [Fact]
    public void Something_else_is_no_root_file()
    {
        RootException exception = Assert.Throws<RootException>(() => RootFile.Open(new byte[200], "zeros"));

        Assert.Equal("zeros · file header · byte 0: the file does not begin with 'root'; this is no ROOT file.", exception.Message);
    }

    [Theory]
    [InlineData("vector<", "vector<>")]
    [InlineData("map<int,vector<", "map<int,vector<>>")]
    [InlineData(">", "")]
    [InlineData("vector<vector<double> >", "vector<vector<double>>")]
    public void A_name_of_a_type_that_ends_early_is_taken_as_far_as_it_goes(string text, string expected) => Assert.Equal(expected, CppType.Parse(text).FullName);

    private static void ReadAll(byte[] bytes)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using RootFile file = RootFile.Open(bytes);
            foreach (RootEntry entry in file.Entries()) ReadOne(file, entry);
        }
        catch (RootException)
        {
            // Refused: what is wanted.
        }
        Assert.True(Stopwatch.GetElapsedTime(start) < s_longestRead);
    }

    private static void ReadOne(RootFile file, RootEntry entry)
    {
        try
        {
            if (file[entry.PathAndCycle] is Histogram histogram) Assert.NotNull(histogram.Values);
            else if (file[entry.PathAndCycle] is Tree tree) ReadColumns(tree);
            else if (file[entry.PathAndCycle] is Ntuple ntuple) ReadFields(ntuple);
        }
        catch (RootException)
        {
            // Refused: what is wanted.
        }
    }

    private static void ReadColumns(Tree tree)
    {
        foreach (Branch branch in tree.Branches)
        {
            try
            {
                if (branch.Refused is null) Assert.NotNull(branch.Read());
            }
            catch (RootException)
            {
                // Refused: what is wanted.
            }
        }
    }

    private static void ReadFields(Ntuple ntuple)
    {
        foreach (NtupleField field in ntuple.Fields.Where(field => field.Refused is null))
        {
            try
            {
                Assert.NotNull(field.Read());
            }
            catch (RootException)
            {
                // Refused: what is wanted.
            }
        }
    }
}
