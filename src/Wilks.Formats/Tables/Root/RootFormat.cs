using Wilks.Root;

namespace Wilks.Formats.Tables.Root;

/// <summary>Trees and RNTuples of ROOT files as tables: <c>file.root:dir/tree</c>, or the file alone where it holds one.</summary>
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
                string path = options.Object ?? OnlyTable(source.Name, file);
                return file[path] switch
                {
                    Tree tree => new RootTreeReader(source.Name, file, tree),
                    Ntuple ntuple => new NtupleTableReader(source.Name, file, ntuple),
                    _ => throw new TableException($"'{path}' in '{source.Name}' is no tree and no RNTuple. 'wilks look' shows what the file holds."),
                };
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
    private static string OnlyTable(string name, RootFile file)
    {
        string[] tables = [.. file.Entries().Where(entry => entry.Key.IsTable).Select(entry => entry.Path).Distinct()];
        return tables.Length switch
        {
            1 => tables[0],
            0 => throw new TableException($"'{name}' holds no tree and no RNTuple. 'wilks look' shows what it holds."),
            _ => throw new TableException($"'{name}' holds {tables.Length} tables: {string.Join(", ", tables)}. Name one, as in '{name}:{tables[0]}'."),
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
