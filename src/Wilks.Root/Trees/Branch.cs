namespace Wilks.Root;

/// <summary>A column of a tree, or a leaf of a branch that has several.</summary>
public sealed class Branch
{
    private readonly Lazy<BasketList> _baskets;

    internal Branch(Tree tree, RootObject branch, string path, string name, ColumnLayout layout)
    {
        Tree = tree;
        Object = branch;
        Path = path;
        Name = name;
        Layout = layout;
        _baskets = new Lazy<BasketList>(() => BasketList.Create(branch, Place));
    }

    /// <summary>The branch's own name.</summary>
    public string Name { get; }

    /// <summary>The names of the branches around it and its own, with slashes between.</summary>
    public string Path { get; }

    /// <summary>The title.</summary>
    public string Title => Object.Title;

    /// <summary>The type of an entry in C++, such as <c>float[3]</c> or <c>vector&lt;double&gt;</c>.</summary>
    public string TypeName => Layout.TypeName;

    /// <summary>Why the values can't be read; null if they can.</summary>
    public string? Refused => Layout.Refused;

    /// <summary>The kind of number; null for text, and for what can't be read.</summary>
    public NumberKind? Kind => Layout.IsText || Layout.Refused is not null ? null : Layout.Codec.Kind;

    /// <summary>Whether the values are text.</summary>
    public bool IsText => Layout.IsText;

    /// <summary>How deep entries are nested: 0 for one value an entry.</summary>
    public int Depth => Layout.Depth;

    /// <summary>The number of entries.</summary>
    public long EntryCount => Object.Integer("fEntries");

    /// <summary>The number of baskets: the pieces in which it is stored.</summary>
    /// <exception cref="RootException">The description is broken.</exception>
    public int BasketCount => _baskets.Value.Baskets.Count;

    /// <summary>All members as the file has them.</summary>
    public RootObject Object { get; }

    internal Tree Tree { get; }

    internal ColumnLayout Layout { get; }

    /// <summary>The branch that counts the elements of each entry.</summary>
    internal Branch? Counter { get; set; }

    /// <summary>Whether the file leaves the offsets of entries to be worked out from the counter.</summary>
    internal bool HasGeneratedOffsets => Object.Object("fIOFeatures")?.Integer("fIOBits") is not null and not 0;

    internal BasketList Baskets => _baskets.Value;

    internal RootPlace Place => Tree.File.Records.Place($"{Tree.Path}/{Path}");

    /// <summary>Reads a range of entries; only the baskets that hold them.</summary>
    /// <param name="first">The first entry.</param>
    /// <param name="count">The number of entries; all that are left unless given.</param>
    /// <exception cref="RootException">The column is refused or broken.</exception>
    public ColumnData Read(long first = 0, long? count = null) => TreeReader.Read(Tree, [(Path, this)], first, count, default)[Path];

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {TypeName}";
}
