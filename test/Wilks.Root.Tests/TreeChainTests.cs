namespace Wilks.Root.Tests;

public sealed class TreeChainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-chain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Trees_of_two_files_are_read_as_one()
    {
        string[] paths = [Path.Combine(_folder, "a.root"), Path.Combine(_folder, "b.root")];
        foreach (string path in paths) File.WriteAllBytes(path, Fixtures.Create());
        using var chain = new TreeChain(paths, "channel/events");

        IReadOnlyDictionary<string, ColumnData> data = chain.Read(["mass", "pt", "name"], first: 990, count: 20, TestContext.Current.CancellationToken);

        Assert.Equal(2 * Fixtures.Entries, chain.EntryCount);
        Assert.Equal([.. Fixtures.Masses[990..], .. Fixtures.Masses[..10]], data["mass"].As<double>());
        Assert.Equal([.. Fixtures.Names[990..], .. Fixtures.Names[..10]], data["name"].As<string>());
        Assert.Equal([.. Fixtures.Momenta[(int)Fixtures.Offsets[990]..], .. Fixtures.Momenta[..(int)Fixtures.Offsets[10]]], data["pt"].As<float>());
        Assert.Equal(21, data["pt"].Offsets.Length);
    }
}
