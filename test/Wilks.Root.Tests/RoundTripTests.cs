namespace Wilks.Root.Tests;

/// <summary>What the writer writes, the reader reads.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_histogram_comes_back_with_edges_values_and_variances(bool compress)
    {
        using RootFile file = RootFile.Open(Fixtures.Create(compress));

        Histogram mass = file.Histogram("mass");

        Assert.Equal("TH1D", mass.ClassName);
        Assert.Equal("B mass", mass.Title);
        Assert.Equal([5.2, 5.25, 5.3], mass.Axes[0].Edges);
        Assert.Equal(Fixtures.Mass.Values, mass.Values);
        Assert.Equal(Fixtures.Mass.Variances, mass.Variances);
        Assert.Equal([2.0, 3.0], mass.ValuesInRange());
        Assert.Equal(12, mass.Entries);
    }

    [Fact]
    public void Two_dimensions_keep_their_order_and_variable_bins()
    {
        using RootFile file = RootFile.Open(Fixtures.Create());

        Histogram plane = file.Histogram("channel/deep/plane");

        Assert.Equal(Fixtures.Plane.Values, plane.Values);
        Assert.True(plane.Axes[0].IsVariable);
        Assert.False(plane.Axes[1].IsVariable);
        Assert.Equal([6.0, 7, 8, 11, 12, 13], plane.ValuesInRange());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Edges_of_bins_of_one_width_are_written_where_asked_for(bool keeps)
    {
        using var stream = new MemoryStream();
        using (var writer = RootWriter.Create(stream)) writer.Write("h", new HistogramDraft("", [[0.0, 1, 2]], [0, 1, 2, 0]) { KeepsEdges = [keeps] });
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, stream.ToArray());

        using (RootFile file = RootFile.Open(path))
        {
            Assert.Equal(keeps, file.Histogram("h").Axes[0].IsVariable);
            Assert.Equal([0, 1, 2], file.Histogram("h").Axes[0].Edges);
        }

        File.Delete(path);
    }

    [Fact]
    public void The_newest_cycle_is_found_unless_another_is_asked_for()
    {
        using RootFile file = RootFile.Open(Fixtures.Create());

        Assert.Equal("B mass", file.Histogram("mass").Title);
        Assert.Equal("old", file.Histogram("mass;1").Title);
        Assert.Equal([1, 2], file.Root.Keys.Where(key => key.Name == "mass").Select(key => key.Cycle));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_column_of_a_tree_comes_back(bool compress)
    {
        using RootFile file = RootFile.Open(Fixtures.Create(compress));
        Tree tree = file.Tree("channel/events");

        Assert.Equal(Fixtures.Entries, tree.EntryCount);
        foreach (TreeColumn column in Fixtures.Columns)
        {
            ColumnData data = tree[column.Name].Read();
            Assert.Equal(column.Values, data.Values);
            if (column.Offsets is not null) Assert.Equal(column.Offsets, data.Offsets);
        }
    }

    [Fact]
    public void A_range_of_entries_reads_only_its_baskets()
    {
        using var source = new CountingSource(Fixtures.Create(compress: false));
        using RootFile file = RootFile.Open(source);
        Branch mass = file.Tree("channel/events")["mass"];
        source.BytesRead = 0;

        double[] values = mass.Read(first: 310, count: 20).As<double>();

        Assert.Equal(Fixtures.Masses[310..330], values);
        Assert.InRange(source.BytesRead, 1, 2 * Fixtures.EntriesPerBasket * sizeof(double));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(149, 2)]
    [InlineData(151, 600)]
    [InlineData(999, 1)]
    [InlineData(1000, 5)]
    public void A_range_of_jagged_and_text_columns_is_the_same_as_a_part_of_all(int first, int count)
    {
        using RootFile file = RootFile.Open(Fixtures.Create());
        Tree tree = file.Tree("channel/events");
        int end = Math.Min(first + count, Fixtures.Entries);

        IReadOnlyDictionary<string, ColumnData> data = tree.Read(["name", "pt", "index"], first, count, TestContext.Current.CancellationToken);

        Assert.Equal(Fixtures.Names[first..end], data["name"].As<string>());
        Assert.Equal(Fixtures.Momenta[(int)Fixtures.Offsets[first]..(int)Fixtures.Offsets[end]], data["pt"].As<float>());
        Assert.Equal(Enumerable.Range(first, end - first), data["index"].As<int>());
    }

    [Fact]
    public void Files_that_describe_no_class_are_read_by_the_built_in_layouts()
    {
        const int offsetOfInfoSeek = 37;
        byte[] bytes = Fixtures.Create();
        bytes.AsSpan(offsetOfInfoSeek, 8).Clear();
        using RootFile file = RootFile.Open(bytes);

        Assert.Equal(Fixtures.Mass.Values, file.Histogram("mass").Values);
        Assert.Equal(Fixtures.Masses, file.Tree("channel/events")["mass"].Read().As<double>());
    }

    [Fact]
    public void The_same_content_makes_the_same_bytes() => Assert.Equal(Fixtures.Create(), Fixtures.Create());

    [Fact]
    public void Several_threads_read_one_file()
    {
        using RootFile file = RootFile.Open(Fixtures.Create());
        Tree tree = file.Tree("channel/events");

        Parallel.For(0, 64, _ => Assert.Equal(Fixtures.Masses, tree["mass"].Read().As<double>()));
    }

    [Fact]
    public void All_kinds_of_sources_read_the_same()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(All_kinds_of_sources_read_the_same)}-{Environment.ProcessId}.root");
        File.WriteAllBytes(path, Fixtures.Create());
        try
        {
            using RootFile onDisk = RootFile.Open(path);
            using RootFile mapped = RootFile.OpenMapped(path);
            using RootFile stream = RootFile.Open(new MemoryStream(Fixtures.Create()), "stream");

            foreach (RootFile file in new[] { onDisk, mapped, stream }) Assert.Equal(Fixtures.Masses, file.Tree("channel/events")["mass"].Read().As<double>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_name_that_is_not_there_brings_the_nearest()
    {
        using RootFile file = RootFile.Open(Fixtures.Create(), "data.root");

        RootException exception = Assert.Throws<RootException>(() => file.Tree("channel/event"));

        Assert.StartsWith("data.root · channel/event · byte 0: there is no such object; the nearest names are 'channel/events'", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Memory that counts what is read of it.</summary>
    private sealed class CountingSource(byte[] bytes) : IByteSource
    {
        public long BytesRead { get; set; }

        public string Name => "counting";

        public long Length => bytes.Length;

        public void Read(long offset, Span<byte> destination)
        {
            BytesRead += destination.Length;
            bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
        }

        public void Dispose()
        {
        }
    }
}
