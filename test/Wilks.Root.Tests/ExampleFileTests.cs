namespace Wilks.Root.Tests;

/// <summary>The file of the examples is made by our own writer, and by nothing else.</summary>
public sealed class ExampleFileTests
{
    private const string UpdateVariable = "WILKS_UPDATE_SNAPSHOTS";
    private const int Entries = 300;

    [Fact]
    public void The_example_file_is_what_the_writer_makes()
    {
        string path = Path.Combine(RepositoryRoot(), "examples", "events.root");
        byte[] made = Create();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") File.WriteAllBytes(path, made);

        Assert.Equal(made, File.ReadAllBytes(path));
    }

    [Fact]
    public void The_example_of_the_reference_runs()
    {
        string document = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "reference", "root-files.md"));
        string path = Path.Combine(RepositoryRoot(), "examples", "events.root");

        // The lines between the markers are those of the document.
        // begin
        using RootFile file = RootFile.Open(path);
        Tree tree = file.Tree("analysis/events");
        double[] mass = tree["mass"].Read().As<double>();
        ColumnData pt = tree["pt"].Read(first: 100, count: 50);
        Histogram histogram = file.Histogram("analysis/mass");
        double[] values = histogram.ValuesInRange();
        double[] variances = histogram.VariancesInRange();
        IReadOnlyList<double> edges = histogram.Axes[0].Edges;
        // end
        string source = File.ReadAllText(Path.Combine(RepositoryRoot(), "test", "Wilks.Root.Tests", "ExampleFileTests.cs"));
        string[] lines = source.Split("// begin\n")[1].Split("        // end")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Contains(line.Trim(), document, StringComparison.Ordinal));
        Assert.Equal(Entries, mass.Length);
        Assert.Equal(51, pt.Offsets.Length);
        Assert.Equal(values.Length + 1, edges.Count);
        Assert.Equal(mass.Count(value => value >= edges[0] && value < edges[^1]), values.Sum());
        Assert.Equal(values, variances);
    }

    private static byte[] Create()
    {
        double[] edges = [5.20, 5.22, 5.24, 5.26, 5.28, 5.30];
        double[] mass = [.. Enumerable.Range(0, Entries).Select(entry => 5.2 + (0.11 * ((entry * 37 % 101) / 101.0)) - (entry % 3 == 0 ? 0.02 * (entry * 11 % 13) / 13.0 : 0))];
        long[] offsets = [.. Enumerable.Range(0, Entries + 1).Select(entry => (long)entry * 2)];
        double[] cells = new double[edges.Length + 1];
        foreach (double value in mass) cells[edges.Count(edge => value >= edge)]++;
        using var stream = new MemoryStream();
        using (var writer = RootWriter.Create(stream, compress: false, name: "events.root"))
        {
            // Uncompressed: the bytes shall not depend on the version of a library.
            writer.Write("analysis/mass", new HistogramDraft("B mass [GeV]", [edges], cells) { AxisTitles = ["mass [GeV]"] });
            writer.Write("analysis/events",
            [
                new TreeColumn("mass", mass), new TreeColumn("run", Enumerable.Range(0, Entries).Select(entry => entry / 100).ToArray()),
                new TreeColumn("mode", Enumerable.Range(0, Entries).Select(entry => entry % 2 == 0 ? "Kpi" : "K3pi").ToArray()),
                new TreeColumn("pt", Enumerable.Range(0, 2 * Entries).Select(index => index * 0.01f).ToArray(), offsets),
            ]);
        }
        return stream.ToArray();
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Wilks.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests must run below the repository.");
    }
}
