using System.IO.Compression;
using System.Text;
using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Files;

public sealed class DocumentReadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wilks-reading-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_missing_file_is_told_with_the_nearest_names()
    {
        File.WriteAllText(PathOf("workspace.json"), "{}");

        Diagnostic found = OnlyFinding(PathOf("worspace.json"));

        Assert.Equal("WK001", found.Code);
        Assert.Equal("Did you mean 'workspace.json'?", found.Hint);
    }

    [Fact]
    public void A_missing_folder_is_told() =>
        Assert.Contains("doesn't exist either", OnlyFinding(PathOf("none/ws.json")).Hint, StringComparison.Ordinal);

    [Fact]
    public void A_directory_is_told() => Assert.Equal("WK002", OnlyFinding(_folder.FullName).Code);

    [Fact]
    public void A_path_that_can_not_be_opened_is_told() =>
        Assert.Equal("WK003", OnlyFinding(new string('x', 5000)).Code);

    [Fact]
    public void A_stream_that_can_not_be_read_is_told()
    {
        using var closed = new MemoryStream();
        closed.Dispose();

        Assert.Equal("WK003", Assert.Single(Findings.Of(() => PyhfReader.ReadStream(closed, "closed").Diagnostics)).Code);
    }

    [Fact]
    public void Gzip_is_told_by_its_bytes_and_not_by_its_name()
    {
        File.WriteAllBytes(PathOf("ws.json"), Zip(Encoding.UTF8.GetBytes(SampleDocuments.Workspace)));

        PyhfDocument document = PyhfReader.Read(PathOf("ws.json"));

        Assert.Equal(2, document.Workspace.Channels.Length);
    }

    [Fact]
    public void Damaged_gzip_is_told()
    {
        File.WriteAllBytes(PathOf("noise.gz"), [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        Assert.Equal("WK006", OnlyFinding(PathOf("noise.gz")).Code);
    }

    [Fact]
    public void Gzip_that_was_cut_off_gives_a_document_that_ends_too_early()
    {
        File.WriteAllBytes(PathOf("ws.json.gz"), Zip(Encoding.UTF8.GetBytes(SampleDocuments.Workspace))[..200]);

        Assert.Equal("WK011", OnlyFinding(PathOf("ws.json.gz")).Code);
    }

    [Fact]
    public void A_stream_is_read_to_its_end_in_small_pieces()
    {
        string padded = $"{SampleDocuments.Workspace}{new string('\n', 300_000)}";
        using var stream = new Trickle(Encoding.UTF8.GetBytes(padded));

        PyhfDocument document = PyhfReader.ReadStream(stream, JsonFile.StandardInputName);

        Assert.Equal("<stdin>:1 $", document.Workspace.Location.ToString());
    }

    [Fact]
    public void A_gigabyte_of_brackets_is_refused_after_its_first_piece()
    {
        using var stream = new Brackets(1L << 30);

        Diagnostic found = Assert.Single(Findings.Of(() => PyhfReader.ReadStream(stream, "deep.json").Diagnostics));

        Assert.Equal("WK016", found.Code);
        Assert.True(stream.BytesRead <= 1 << 17, $"{stream.BytesRead} bytes were read.");
    }

    [Fact]
    public void A_large_document_that_is_not_json_is_refused_after_its_first_piece()
    {
        File.WriteAllText(PathOf("table.csv"), string.Concat(Enumerable.Repeat("a,b,c\n", 100_000)));

        Assert.Equal("WK010", OnlyFinding(PathOf("table.csv")).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Documents_beyond_the_limit_are_refused_also_when_they_only_unfold_to_it(bool isZipped)
    {
        byte[] zeros = Encoding.UTF8.GetBytes($"[{string.Concat(Enumerable.Repeat("0,", 100_000))}0]");
        using var stream = new MemoryStream(isZipped ? Zip(zeros) : zeros);
        var findings = new DiagnosticCollector();

        ReadOnlyMemory<byte>? bytes = new DocumentBytes(_ => true, findings, limit: 150_000).Read(stream, "bomb.json");

        Assert.Null(bytes);
        Assert.Equal("WK005", Assert.Single(findings.InDocumentOrder()).Code);
    }

    [Fact]
    public void A_document_of_exactly_the_limit_is_read()
    {
        byte[] document = new byte[200_000];
        using var stream = new Trickle(document);
        var findings = new DiagnosticCollector();

        Assert.Equal(document.Length, new DocumentBytes(_ => true, findings, document.Length).Read(stream, "x")!.Value.Length);
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static Diagnostic OnlyFinding(string path) => Assert.Single(Findings.Of(() => PyhfReader.Read(path).Diagnostics));

    /// <summary>Gives a few bytes at a time and doesn't know its length, as a pipe.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 777)]);
    }

    /// <summary>A document of opening brackets only, as long as asked.</summary>
    private sealed class Brackets(long length) : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            int count = (int)Math.Min(buffer.Length, length - BytesRead);
            buffer[..count].Fill((byte)'[');
            BytesRead += count;
            return count;
        }
    }
}
