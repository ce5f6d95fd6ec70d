using Wilks.Formats.Grids;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Grids;

public sealed class GridFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-grid-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_of_another_grid_is_refused_and_kept()
    {
        string path = Path.Combine(_folder, "grid.jsonl");
        GridFile.Open(path, "one", resumes: false).Dispose();
        string text = File.ReadAllText(path);

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => GridFile.Open(path, "another", resumes: true));

        Assert.Equal("WK340", Assert.Single(exception.Diagnostics).Code);
        Assert.Equal(text, File.ReadAllText(path));
    }
}
