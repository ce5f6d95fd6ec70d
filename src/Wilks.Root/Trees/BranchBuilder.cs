using System.Text.RegularExpressions;

namespace Wilks.Root;

/// <summary>Finds out how each branch of a tree is stored.</summary>
internal sealed partial class BranchBuilder(Tree tree)
{
    private const int DeepestNesting = 60;
    private const int ClonesMaster = 3;
    private const int CollectionMaster = 4;
    private const int ClonesItem = 31;
    private const int CollectionItem = 41;

    private readonly ClassShapes _classes = new(tree.File.Streamers);
    private readonly List<Branch> _branches = [];
    private readonly Dictionary<RootObject, Branch> _byLeaf = [];
    private readonly List<(Branch Branch, RootObject Counter)> _counted = [];

    [GeneratedRegex(@"\[([1-9][0-9]*)\]")]
    private static partial Regex FixedDimension();

    public IReadOnlyList<Branch> Build(RootObject description)
    {
        foreach (RootObject branch in Children(description)) Add(branch, null, "", 0);
        foreach ((Branch branch, RootObject counter) in _counted) branch.Counter = _byLeaf.GetValueOrDefault(counter);
        return _branches;
    }

    private static IEnumerable<RootObject> Children(RootObject parent) => (parent.Object("fBranches")?.Items ?? []).OfType<RootObject>();

    private static RootObject[] Leaves(RootObject branch) => [.. (branch.Object("fLeaves")?.Items ?? []).OfType<RootObject>()];

    private void Add(RootObject branch, RootObject? parent, string parentPath, int depth)
    {
        if (depth > DeepestNesting) throw new RootException(tree.Place, 0, "branches nested too deeply", $"at most {DeepestNesting} levels are read");
        string name = branch.Name;
        string path = parentPath.Length == 0 ? name : $"{parentPath}/{name}";
        RootObject[] leaves = Leaves(branch);
        RootObject[] children = [.. Children(branch)];
        if (branch.Refused is { } reason)
        {
            _branches.Add(new Branch(tree, branch, path, name, ColumnLayout.Refuse(branch.ClassName, reason)));
        }
        else if (leaves.Length > 1 && children.Length == 0 && branch.ClassName == "TBranch")
        {
            AddLeaves(branch, leaves, path);
        }
        else
        {
            var built = new Branch(tree, branch, path, name, Layout(branch, parent, leaves, children.Length > 0));
            _branches.Add(built);
            foreach (RootObject leaf in leaves) _byLeaf[leaf] = built;
            if (leaves.Length == 1 && leaves[0].Object("fLeafCount") is { } counter) _counted.Add((built, counter));
            foreach ((string member, ColumnLayout layout) in built.Layout.Members) _branches.Add(new Branch(tree, branch, $"{path.TrimEnd('.')}.{member}", $"{name.TrimEnd('.')}.{member}", layout));
        }
        foreach (RootObject child in children) Add(child, branch, path, depth + 1);
    }

    // A branch of several leaves: each is a column of its own, called branch.leaf as in ROOT.
    private void AddLeaves(RootObject branch, RootObject[] leaves, string path)
    {
        var codecs = new NumberCodec?[leaves.Length];
        int stride = 0;
        bool isFixed = true;
        for (int index = 0; index < leaves.Length; index++)
        {
            codecs[index] = LeafCodec(leaves[index], "");
            isFixed &= codecs[index] is not null && leaves[index].Object("fLeafCount") is null;
            stride += (codecs[index]?.StoredSize ?? 0) * (int)Math.Clamp(leaves[index].Integer("fLen", 1), 1, RecordReader.LargestObject / 64);
        }
        if (!isFixed)
        {
            AddUnevenLeaves(branch, leaves, codecs, path);
            return;
        }
        int offset = 0;
        for (int index = 0; index < leaves.Length; index++)
        {
            RootObject leaf = leaves[index];
            int[] dimensions = Dimensions(leaf, "");
            var layout = new ColumnLayout { TypeName = TypeName(codecs[index]!.Value, false, dimensions), Codec = codecs[index]!.Value, Dimensions = dimensions, LeafOffset = offset, EntryStride = stride };
            offset += codecs[index]!.Value.StoredSize * layout.ItemCount;
            _branches.Add(new Branch(tree, branch, $"{path}.{leaf.Name}", $"{branch.Name}.{leaf.Name}", layout));
            _byLeaf[leaf] = _branches[^1];
        }
    }

    // Leaves that count others come before them in the entry.
    private void AddUnevenLeaves(RootObject branch, RootObject[] leaves, NumberCodec?[] codecs, string path)
    {
        var fields = new List<EntryShape.Field>();
        foreach ((int index, RootObject leaf) in leaves.Index())
        {
            RootObject? counter = leaf.Object("fLeafCount");
            int[] dimensions = Dimensions(leaf, counter?.Name ?? "");
            bool isKnown = codecs[index] is not null && (counter is null || (dimensions.Length == 0 && Array.IndexOf(leaves, counter) is var at && at >= 0 && at < index));
            EntryShape shape = (isKnown, counter) switch
            {
                (false, _) => new EntryShape.Opaque("a leaf that is no number, or counted by a leaf of another branch", HasHeader: false),
                (_, null) => Repeat(new EntryShape.Number(codecs[index]!.Value), dimensions),
                _ => new EntryShape.Counted(counter.Name, codecs[index]!.Value, HasMarker: false),
            };
            fields.Add(new EntryShape.Field(leaf.Name, shape, IsCounter: counter is null && leaves.Any(other => ReferenceEquals(other.Object("fLeafCount"), leaf))));
        }
        ILookup<string, EntryShape> columns = ClassColumns.Of(new EntryShape.Struct(fields)).ToLookup(column => column.Name, column => column.Shape, StringComparer.Ordinal);
        foreach (RootObject leaf in leaves)
        {
            ColumnLayout layout = columns[leaf.Name].FirstOrDefault() is { } shape ? ColumnLayout.OfColumn(ColumnLayout.TypeOf(shape), shape) : ColumnLayout.Refuse("leaf list", "a branch of several leaves of which some differ in length, and it can't be told where this one begins");
            _branches.Add(new Branch(tree, branch, $"{path}.{leaf.Name}", $"{branch.Name}.{leaf.Name}", layout));
            _byLeaf[leaf] = _branches[^1];
        }
    }

    private ColumnLayout Layout(RootObject branch, RootObject? parent, RootObject[] leaves, bool hasChildren)
    {
        string className = branch.Text("fClassName");
        if (hasChildren)
        {
            bool isCounter = branch.Integer("fType") is ClonesMaster or CollectionMaster;
            return isCounter
                ? new ColumnLayout { TypeName = "int32_t", Codec = NumberCodec.Plain(NumberKind.Int32) }
                : ColumnLayout.Refuse(className, "it has no values of its own; the branches within it have");
        }
        if (leaves.FirstOrDefault(leaf => leaf.Refused is not null)?.Refused is { } reason) return ColumnLayout.Refuse(className, reason);
        if (leaves.Length != 1) return ColumnLayout.Refuse(className, $"it has {leaves.Length} leaves");
        RootObject leaf = leaves[0];
        string counterName = leaf.Object("fLeafCount")?.Name ?? "";
        int[] dimensions = Dimensions(leaf, counterName);
        bool isCounted = leaf.Object("fLeafCount") is not null;
        StreamerElement? element = MemberSearch.Find(tree.File.Streamers, branch);
        if (isCounted && leaf.ClassName == "TLeafElement" && leaf.Integer("fType") == StreamerTypes.Bits) return ColumnLayout.OfShape("uint32_t[]", new EntryShape.Rest(new EntryShape.Bits()));
        if (LeafCodec(leaf, element?.Title ?? "") is { } codec)
        {
            return new ColumnLayout { TypeName = TypeName(codec, isCounted, dimensions), Codec = codec, IsCounted = isCounted, Dimensions = dimensions };
        }
        bool isWithin = IsWithinCollection(branch, parent);
        if (leaf.ClassName == "TLeafC") return ColumnLayout.OfShape("char*", new EntryShape.Text());
        if (branch.Integer("fStreamerType") == StreamerTypes.TString) return ColumnLayout.OfShape("TString", isWithin ? new EntryShape.Rest(Repeat(new EntryShape.Text(), dimensions)) : Repeat(new EntryShape.Text(), dimensions));
        if (branch.ClassName == "TBranchElement") return isWithin ? ItemLayout(branch, element, dimensions) : ElementLayout(branch, parent, element, dimensions);
        if (branch.ClassName == "TBranchObject" && leaf.ClassName == "TLeafObject")
        {
            EntryShape whole = _classes.Object(className);
            return ColumnLayout.OfShape(className, leaf.Integer("fVirtual") != 0 ? new EntryShape.WithClassName(whole, className) : whole);
        }
        return ColumnLayout.Refuse(className.Length > 0 ? className : leaf.ClassName, $"a {branch.ClassName} with a {leaf.ClassName}");
    }

    private static bool IsWithinCollection(RootObject branch, RootObject? parent) => branch.Integer("fType") is ClonesItem or CollectionItem
        || (parent is not null && (parent.Text("fClassName") == "TClonesArray"
            || (parent.Text("fClonesName").Length > 0 && parent.Text("fClonesName").Replace(" ", "", StringComparison.Ordinal) == branch.Text("fParentName").Replace(" ", "", StringComparison.Ordinal))));

    // The whole of an entry, or a member of an object.
    private ColumnLayout ElementLayout(RootObject branch, RootObject? parent, StreamerElement? element, int[] dimensions)
    {
        string className = branch.Text("fClassName");
        if (parent is null || element is null)
        {
            string clones = branch.Text("fClonesName");
            if (className == "TClonesArray" && _classes.Object(clones) is EntryShape.Object clone) return ColumnLayout.OfShape($"TClonesArray of {clones}", new EntryShape.Clones(clone));
            EntryShape whole = _classes.Of(CppType.Parse(className) with { IsPointer = false }, hasHeader: true, hasStringHeader: parent is not null);
            return ColumnLayout.OfShape(className, Repeat(Bare(WithVersion(branch, className, whole)), dimensions));
        }
        if (element.Type is > StreamerTypes.Pointer and < StreamerTypes.LastBasicPointer && NumberCodec.Of(element.Type % StreamerTypes.Array, element.Title) is { } pointed)
        {
            return ColumnLayout.OfShape(element.TypeName, new EntryShape.WithMarker(new EntryShape.Rest(new EntryShape.Number(pointed))));
        }
        return ColumnLayout.OfShape(element.Kind == "TStreamerBase" ? element.Name : element.TypeName, Bare(_classes.Member(element).Shape));
    }

    private static EntryShape Bare(EntryShape shape) => shape is EntryShape.Object whole ? whole with { MayBeBare = true } : shape;

    // A member of the objects of a collection: one after another up to the end of the entry.
    private ColumnLayout ItemLayout(RootObject branch, StreamerElement? element, int[] dimensions)
    {
        string typeName = element?.TypeName ?? branch.Text("fClassName");
        if (element is null || element.Kind.StartsWith("TStreamerSTL", StringComparison.Ordinal))
        {
            EntryShape content = _classes.Of(CppType.Parse(typeName) with { IsPointer = false }, hasHeader: false, hasStringHeader: false);
            EntryShape items = new EntryShape.Rest(Repeat(content, dimensions));
            return ColumnLayout.OfShape(typeName + "[]", content is EntryShape.Object ? items : new EntryShape.WithHeader(items));
        }
        return ColumnLayout.OfShape(typeName + "[]", new EntryShape.Rest(_classes.Member(element).Shape));
    }

    // Of the versions that the file describes, the branch says which is its.
    private EntryShape WithVersion(RootObject branch, string className, EntryShape shape)
    {
        StreamerInfo? info = shape is EntryShape.Object ? tree.File.Streamers.Find(className, (int)branch.Integer("fClassVersion")) : null;
        return info is null || shape is not EntryShape.Object known || known.Version == info.Version ? shape : _classes.Object(className, info);
    }

    private static EntryShape Repeat(EntryShape shape, int[] dimensions) => dimensions.Reverse().Aggregate(shape, (item, length) => new EntryShape.Repeated(length, item));

    private static NumberCodec? LeafCodec(RootObject leaf, string memberTitle)
    {
        bool isUnsigned = leaf.Integer("fIsUnsigned") != 0;
        NumberKind? kind = leaf.ClassName switch
        {
            "TLeafO" => NumberKind.Bool,
            "TLeafB" => isUnsigned ? NumberKind.UInt8 : NumberKind.Int8,
            "TLeafS" => isUnsigned ? NumberKind.UInt16 : NumberKind.Int16,
            "TLeafI" => isUnsigned ? NumberKind.UInt32 : NumberKind.Int32,
            "TLeafL" or "TLeafG" => isUnsigned ? NumberKind.UInt64 : NumberKind.Int64,
            "TLeafF" => NumberKind.Float32,
            "TLeafD" => NumberKind.Float64,
            _ => null,
        };
        if (kind is { } plain) return NumberCodec.Plain(plain);
        if (leaf.ClassName == "TLeafF16") return NumberCodec.Shortened(NumberKind.Float32, leaf.Title);
        if (leaf.ClassName == "TLeafD32") return NumberCodec.Shortened(NumberKind.Float64, leaf.Title);
        if (leaf.ClassName != "TLeafElement") return null;
        long type = leaf.Integer("fType");
        if (type is > StreamerTypes.Array and < StreamerTypes.Pointer) type -= StreamerTypes.Array;
        return type is > 0 and < StreamerTypes.Array and not StreamerTypes.CharStar ? NumberCodec.Of((int)type, memberTitle) : null;
    }

    private static int[] Dimensions(RootObject leaf, string counterName)
    {
        string title = leaf.Title;
        int length = (int)Math.Clamp(leaf.Integer("fLen", 1), 1, RecordReader.LargestObject / 64);
        int[] dimensions = [.. FixedDimension().Matches(title).Select(match => match.Groups[1].Value).Where(text => text != counterName).Select(text => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int value) ? value : 1)];
        if (dimensions.Length > 0) return dimensions.Aggregate(1L, (product, dimension) => Math.Min(product * dimension, RecordReader.LargestObject)) < RecordReader.LargestObject ? dimensions : [length];
        return length > 1 ? [length] : [];
    }

    private static string TypeName(NumberCodec codec, bool isCounted, int[] dimensions) =>
        codec.CppName + (isCounted ? "[]" : "") + string.Concat(dimensions.Select(length => $"[{length}]"));
}
