namespace Wilks.Root;

/// <summary>A table of entries in columns (TTree, TNtuple, TNtupleD). Thread-safe; nothing but its description is read until a column is asked for.</summary>
public sealed class Tree
{
    private readonly Dictionary<string, Branch> _byPath = new(StringComparer.Ordinal);

    internal Tree(RootFile file, RootObject tree, string path)
    {
        File = file;
        Path = path;
        Object = tree;
        var builder = new BranchBuilder(this);
        Branches = builder.Build(tree);
        foreach (Branch branch in Branches) _byPath.TryAdd(branch.Path, branch);
        foreach (Branch branch in Branches) _byPath.TryAdd(branch.Name, branch);
    }

    /// <summary>The name.</summary>
    public string Name => Object.Name;

    /// <summary>The title.</summary>
    public string Title => Object.Title;

    /// <summary>The class, such as <c>TNtuple</c>.</summary>
    public string ClassName => Object.ClassName;

    /// <summary>The number of entries.</summary>
    public long EntryCount => Object.Integer("fEntries");

    /// <summary>All branches, parents before the branches within them.</summary>
    public IReadOnlyList<Branch> Branches { get; }

    /// <summary>All members as the file has them.</summary>
    public RootObject Object { get; }

    /// <summary>The path in the file with the cycle.</summary>
    public string Path { get; }

    internal RootFile File { get; }

    /// <summary>A branch by its path, such as <c>event/tracks/tracks.pt</c>, or by its own name.</summary>
    /// <exception cref="RootException">There is none; the message lists what there is.</exception>
    public Branch this[string name] => Find(name) ?? throw new RootException(
        Place, 0, $"no branch '{name}'", $"it has {string.Join(", ", Branches.Select(branch => branch.Path))}");

    /// <summary>A branch by its path or name; null if there is none.</summary>
    public Branch? Find(string name) => _byPath.GetValueOrDefault(name);

    internal RootPlace Place => File.Records.Place(Path);

    /// <summary>Reads several columns at once: their baskets in the order of the file, decompressed in parallel.</summary>
    /// <param name="names">Paths or names of branches.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">The number of entries; all that are left unless given.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RootException">A column does not exist, is refused or is broken.</exception>
    public IReadOnlyDictionary<string, ColumnData> Read(IEnumerable<string> names, long first = 0, long? count = null, CancellationToken cancellationToken = default) =>
        TreeReader.Read(this, [.. names.Distinct(StringComparer.Ordinal).Select(name => (name, this[name]))], first, count, cancellationToken);
}
