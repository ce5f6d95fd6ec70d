using System.Collections.Immutable;
using System.Text;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Planning;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Filling;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Planning;

public sealed class TemplateArchiveFileTests : IDisposable
{
    private const int Seed = 7;

    private static readonly TemplateArchive s_archive = new(
        [
            Stored(new TemplateKey("SR", "a \"quoted\" / τ\n"), [0.1, -1e-300, 3], [new VariableAxis([double.NegativeInfinity, 0, 1.5, double.PositiveInfinity]) { Name = "x" }]) with
            {
                Filled = new FilledTemplate(new Template([0.1, -1e-300, 3], [0, 1.0 / 3, 1e300]))
                {
                    SelectedCount = 1_000_000_007,
                    NotFiniteCount = 2,
                    OutsideCount = 3,
                    NegativeWeightCount = 4,
                    Cells = ImmutableSortedDictionary<string, CellSums>.Empty.Add("id of `K`", new CellSums(2, [1, 2, 3, 4, 5, 0.1])),
                },
            },
            Stored(new TemplateKey("SR", "b", "s", "Up"), [1, 2, 3, 4], [new RegularAxis(2, 0, 1) { Name = "x" }, new RegularAxis(2, -1, 0.7) { IsCircular = true }]),
            Stored(new TemplateKey("SR, edges of variable 0", "b"), [5], [new RegularAxis(1, 0, 1)]) with { IsFine = true },
            Stored(new TemplateKey("CR", "made"), [5], []) with { Fingerprint = "" },
        ],
        [new InputFile("../in/a.root", 1L << 40, 638_000_000_000_000_001, "ab12"), new InputFile("b.csv", 0, 1, "cd")]);

    private readonly EventFolder _folder = new();

    private string File1 => _folder["templates.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        TemplateArchiveFile.Write(s_archive, File1);

        TemplateArchive read = TemplateArchiveFile.ReadOrEmpty(File1);

        Assert.Equal(s_archive.Inputs, read.Inputs);
        Assert.Equal(s_archive.Templates.Select(stored => (stored.Key, stored.Fingerprint, stored.IsFine)), read.Templates.Select(stored => (stored.Key, stored.Fingerprint, stored.IsFine)));
        foreach ((StoredTemplate written, StoredTemplate again) in s_archive.Templates.Zip(read.Templates))
        {
            Assert.Equal(written.Filled.Template.Yields, again.Filled.Template.Yields);
            Assert.Equal(written.Filled.Template.Variances, again.Filled.Template.Variances);
            Assert.Equal(Counts(written), Counts(again));
            Assert.Equal(written.Axes.Select(Text), again.Axes.Select(Text));
            Assert.Equal(written.Filled.Cells.Select(pair => $"{pair.Key} {pair.Value.CellCount} {string.Join(' ', pair.Value.Weights)}"), again.Filled.Cells.Select(pair => $"{pair.Key} {pair.Value.CellCount} {string.Join(' ', pair.Value.Weights)}"));
        }
    }

    [Fact]
    public void What_was_read_is_written_with_the_same_bytes()
    {
        TemplateArchiveFile.Write(s_archive, File1);
        byte[] first = File.ReadAllBytes(File1);

        TemplateArchiveFile.Write(TemplateArchiveFile.ReadOrEmpty(File1), File1);

        Assert.Equal(first, File.ReadAllBytes(File1));
    }

    [Fact]
    public void No_file_and_one_of_another_version_are_empty()
    {
        TemplateArchiveFile.Write(s_archive, _folder["old.json"]);
        File.WriteAllText(_folder["old.json"], File.ReadAllText(_folder["old.json"]).Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal));

        Assert.Empty(TemplateArchiveFile.ReadOrEmpty(File1).Templates);
        Assert.Empty(TemplateArchiveFile.ReadOrEmpty(_folder["old.json"]).Templates);
    }

    [Fact]
    public void Damage_at_any_byte_is_told_and_never_read_as_something_else()
    {
        TemplateArchiveFile.Write(s_archive, File1);
        byte[] whole = File.ReadAllBytes(File1);
        var random = new Random(Seed);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= (byte)(1 << random.Next(8));
            AssertRefused(damaged);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"other\",\"version\":2}")]
    [InlineData("{\"format\":\"wilks templates\",\"version\":2,\"inputs\":[],\"templates\":[]}")]
    [InlineData("{\"format\":[],\"version\":{}}")]
    public void Other_documents_are_told(string text)
    {
        AssertRefused(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void A_file_that_was_cut_is_told()
    {
        TemplateArchiveFile.Write(s_archive, File1);
        byte[] whole = File.ReadAllBytes(File1);

        for (int length = 0; length < whole.Length; length += 37) AssertRefused(whole[..length]);
    }

    [Fact]
    public void The_set_has_nominal_axes_and_cells_and_no_fine_templates()
    {
        TemplateSet set = s_archive.ToSet();

        Assert.Equal(3, set.Templates.Count);
        Assert.Equal(["SR"], set.Axes.Keys);
        Assert.Equal(new TemplateKey("SR", "a \"quoted\" / τ\n", "id of `K`"), set.Cells.Keys.Single());
    }

    // A flipped digit of the version makes it a file of another version, which is made anew as well.
    private void AssertRefused(byte[] bytes)
    {
        File.WriteAllBytes(File1, bytes);
        try
        {
            Assert.Empty(TemplateArchiveFile.ReadOrEmpty(File1).Templates);
            Assert.DoesNotContain("\"version\":2,", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }
        catch (WorkspaceException exception)
        {
            Assert.Equal("WK887", Assert.Single(exception.Diagnostics).Code);
        }
    }

    private static (long, long, long, long) Counts(StoredTemplate stored) => (stored.Filled.SelectedCount, stored.Filled.NotFiniteCount, stored.Filled.OutsideCount, stored.Filled.NegativeWeightCount);

    private static string Text(IAxis axis) => $"{axis.GetType().Name} {axis.Name} {((INumericAxis)axis).IsCircular} {string.Join(' ', ((INumericAxis)axis).Edges)}";

    private static StoredTemplate Stored(TemplateKey key, ImmutableArray<double> yields, ImmutableArray<IAxis> axes) => new(key, "print", new FilledTemplate(new Template(yields, yields))) { Axes = axes };
}
