namespace Wilks.Root.Tests;

/// <summary>Small files made by our own writer, so that no file of others is needed.</summary>
internal static class Fixtures
{
    public const int Entries = 1000;
    public const int EntriesPerBasket = 150;

    public static double[] Masses { get; } = [.. Enumerable.Range(0, Entries).Select(entry => 5.2 + (0.1 * Math.Sin(entry)))];

    public static string[] Names { get; } = [.. Enumerable.Range(0, Entries).Select(entry => entry % 97 == 0 ? new string('x', 300) : $"event {entry}")];

    public static long[] Offsets { get; } = [.. Enumerable.Range(0, Entries + 1).Select(entry => (long)entry * (entry - 1) / 2 % 7).Aggregate(new List<long> { 0 }, (sums, length) => { sums.Add(sums[^1] + length); return sums; }).Take(Entries + 1)];

    public static float[] Momenta { get; } = [.. Enumerable.Range(0, (int)Offsets[^1]).Select(index => index * 0.25f)];

    public static HistogramDraft Mass { get; } = new("B mass", [[5.2, 5.25, 5.3]], [1, 2, 3, 4], [0.5, 2.5, 3.5, 0]) { Entries = 12 };

    public static HistogramDraft Plane { get; } = new("plane", [[0, 1, 3], [0, 10, 20, 30]], [.. Enumerable.Range(0, 20).Select(cell => (double)cell)]);

    public static IReadOnlyList<TreeColumn> Columns { get; } =
    [
        new("mass", Masses), new("index", Enumerable.Range(0, Entries).ToArray()), new("good", Enumerable.Range(0, Entries).Select(entry => entry % 3 == 0).ToArray()),
        new("byte", Enumerable.Range(0, Entries).Select(entry => (byte)entry).ToArray()), new("short", Enumerable.Range(0, Entries).Select(entry => (short)(-entry)).ToArray()),
        new("long", Enumerable.Range(0, Entries).Select(entry => (ulong)entry << 40).ToArray()), new("name", Names), new("pt", Momenta, Offsets),
    ];

    /// <summary>Histograms, directories, two cycles of a name and a tree.</summary>
    public static byte[] Create(bool compress = true)
    {
        using var stream = new MemoryStream();
        using (var writer = RootWriter.Create(stream, compress))
        {
            writer.Write("mass", new HistogramDraft("old", [[0, 1]], [0, 1, 0]));
            writer.Write("mass", Mass);
            writer.Write("channel/deep/plane", Plane);
            writer.Write("channel/events", Columns, "events of a test", EntriesPerBasket);
        }
        return stream.ToArray();
    }
}
