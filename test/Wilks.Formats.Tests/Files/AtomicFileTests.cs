using Wilks.Formats.Files;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wilks-writing-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_replaced_whole()
    {
        File.WriteAllText(PathOf("a"), "a long old text");

        AtomicFile.Write(PathOf("a"), stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(PathOf("a")));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(PathOf("a"), "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(PathOf("a"), stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(PathOf("a")));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void An_error_of_the_disk_becomes_a_finding() =>
        Assert.Equal("WK510", OnlyFinding(PathOf("a"), _ => throw new IOException("No space left on device")).Code);

    [Fact]
    public void A_missing_folder_is_told()
    {
        Diagnostic found = OnlyFinding(PathOf("none/a"), _ => { });

        Assert.Equal("WK510", found.Code);
        Assert.Contains("Create the folder", found.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_told() => Assert.Equal("WK511", OnlyFinding(_folder.FullName, _ => { }).Code);

    [Fact]
    public void A_link_stays_a_link()
    {
        File.WriteAllText(PathOf("real"), "old");
        File.CreateSymbolicLink(PathOf("link"), PathOf("real"));

        AtomicFile.Write(PathOf("link"), stream => stream.Write("new"u8));

        Assert.NotNull(new FileInfo(PathOf("link")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(PathOf("real")));
    }

    [Fact]
    public void A_device_is_written_and_stays_a_device()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "There is no /dev/null.");

        AtomicFile.Write("/dev/null", stream => stream.Write("x"u8));

        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static Diagnostic OnlyFinding(string path, Action<Stream> write) => Assert.Single(Findings.Of(() =>
    {
        AtomicFile.Write(path, write);
        return [];
    }));
}
