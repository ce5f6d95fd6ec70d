using Wilks.Root;

namespace Wilks.Formats.Tables.Root;

/// <summary>Trees of ROOT files as tables: <c>file.root:dir/tree</c>, or the file alone where it holds one tree.</summary>
internal sealed class RootFormat : ITableFormat
{
    public string Name => "ROOT";

    public IReadOnlyList<string> Extensions => [".root"];

    public bool HasObjects => true;

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("root"u8);

    public ITableReader Open(ByteSource source, TableOptions options)
    {
        try
        {
            RootFile file = RootFile.Open(new RootBytes(source));
            try
            {
                return new RootTreeReader(source.Name, file, file.Tree(options.Object ?? OnlyTree(source.Name, file)));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (RootException exception)
        {
            throw new TableException(exception.Message, exception);
        }
    }

    // Of several cycles of one name the newest counts.
    private static string OnlyTree(string name, RootFile file)
    {
        string[] trees = [.. file.Entries().Where(entry => entry.Key.ClassName is "TTree" or "TNtuple" or "TNtupleD").Select(entry => entry.Path).Distinct()];
        return trees.Length switch
        {
            1 => trees[0],
            0 => throw new TableException($"'{name}' holds no tree. 'wilks look' shows what it holds."),
            _ => throw new TableException($"'{name}' holds {trees.Length} trees: {string.Join(", ", trees)}. Name one, as in '{name}:{trees[0]}'."),
        };
    }

    /// <summary>The bytes of a table's file as the ROOT reader takes them.</summary>
    private sealed class RootBytes(ByteSource source) : IByteSource
    {
        public string Name => source.Name;

        public long Length => source.Length;

        public void Read(long offset, Span<byte> destination) => source.Read(offset, destination);

        public void Dispose() => source.Dispose();
    }
}
