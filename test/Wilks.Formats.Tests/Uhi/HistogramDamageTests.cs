using System.Diagnostics;
using Wilks.Formats.Tables;
using Wilks.Formats.Uhi;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Uhi;

/// <summary>Damaged histogram files end in a message or in histograms, soon and with little memory.</summary>
public sealed class HistogramDamageTests : IDisposable
{
    private const int TruncationStep = 97;
    // Five fixtures make 20,000; another number can be asked for by WILKS_FLIPS.
    private static readonly int s_flipsPerFixture = int.TryParse(Environment.GetEnvironmentVariable("WILKS_FLIPS"), out int flips) ? flips : 4_000;
    private const int Seed = 98;

    // Far above what a fixture of a few kilobytes needs, far below what a claimed length could take.
    private const long MostMemory = 512L << 20;

    // A read of an undamaged fixture takes about a millisecond; the limit leaves room for a busy machine.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-damage-").FullName;

    public static TheoryData<string> Fixtures => ["uhi.json", "plain.json", "template.npz", "rows.csv", "h.root"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_cut_is_told_or_harmless(string name)
    {
        byte[] bytes = Create(name);

        for (int length = 0; length < bytes.Length; length += TruncationStep) Check(name, bytes[..length], $"cut to {length}");
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_changed_byte_is_told_or_harmless(string name)
    {
        byte[] bytes = Create(name);
        var random = new Random(Seed);

        for (int i = 0; i < s_flipsPerFixture; i++)
        {
            byte[] changed = [.. bytes];
            int place = random.Next(bytes.Length);
            changed[place] = (byte)random.Next(256);
            Check(name, changed, $"byte {place} = {changed[place]}");
        }
    }

    private void Check(string name, byte[] bytes, string damage)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        try
        {
            Assert.All(HistogramFiles.Read(path), histogram => Assert.Equal(histogram.Values.Length, histogram.Variances.Length));
        }
        catch (Exception exception) when (exception is TableException or WorkspaceException)
        {
            Assert.False(string.IsNullOrWhiteSpace(exception.Message));
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{name}, {damage}: {exception}");
        }
        Assert.True(watch.Elapsed < s_longest, $"{name}, {damage}: {watch.Elapsed}");
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < MostMemory, $"{name}, {damage}: {taken} bytes");
    }

    private byte[] Create(string name)
    {
        string path = Path.Combine(_folder, name);
        if (name == "plain.json")
        {
            return """{"a": {"edges": [0, 1, 3.5], "values": [4, 5.25], "variances": [1, 2]}, "b": {"edges": [-1e3, 0, 1e3], "values": [1, 2]}}"""u8.ToArray();
        }
        IAxis[] axes = name == "uhi.json" ? [new RegularAxis(3, 0, 6) { HasUnderflow = true }, new TextCategoryAxis(["a", "b"]), new IntegerCategoryAxis([5, -1]), new BooleanAxis()] : [new VariableAxis([0, 1, 2.5, 4])];
        double[] values = [.. Enumerable.Range(1, axes.Aggregate(1, (cells, axis) => cells * axis.Extent)).Select(cell => cell * 0.5)];
        HistogramFiles.Write([new Histogram("h", axes, values, values)], path);
        return File.ReadAllBytes(path);
    }
}
