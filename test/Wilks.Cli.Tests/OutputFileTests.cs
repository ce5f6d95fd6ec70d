using System.Text;

namespace Wilks.Cli.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("wilks-output-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_file_is_replaced_as_a_whole()
    {
        string path = Path.Combine(_directory, "fit.json");
        File.WriteAllText(path, "something longer that was there before");

        OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes("new")));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_old_file_and_nothing_else()
    {
        string path = Path.Combine(_directory, "fit.json");
        File.WriteAllText(path, "old");

        Assert.Throws<FormatException>(() => OutputFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new FormatException("In the middle.");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_missing_directory_is_named()
    {
        string path = Path.Combine(_directory, "none", "fit.json");

        UsageException exception = Assert.Throws<UsageException>(() => OutputFile.Write(path, _ => { }));

        Assert.Equal($"cannot write '{path}': its directory does not exist", exception.Message);
    }

    [Fact]
    public void A_directory_in_the_place_of_the_file_is_named_and_nothing_is_left()
    {
        string path = Path.Combine(_directory, "fit.json");
        Directory.CreateDirectory(path);

        UsageException exception = Assert.Throws<UsageException>(() => OutputFile.Write(path, _ => { }));

        Assert.Equal($"cannot write '{path}': it is a directory", exception.Message);
        Assert.Empty(Directory.GetFiles(_directory));
    }
}
