using System.Text.RegularExpressions;

namespace Wilks.Root;

/// <summary>Finds out how each branch of a tree is stored.</summary>
internal sealed partial class BranchBuilder(Tree tree)
{
    private const int DeepestNesting = 60;
    private const int ClonesMaster = 3;
    private const int CollectionMaster = 4;

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
        int offset = 0;
        for (int index = 0; index < leaves.Length; index++)
        {
            RootObject leaf = leaves[index];
            int[] dimensions = Dimensions(leaf, "");
            ColumnLayout layout = isFixed
                ? new ColumnLayout { TypeName = TypeName(codecs[index]!.Value, false, dimensions), Codec = codecs[index]!.Value, Dimensions = dimensions, LeafOffset = offset, EntryStride = stride }
                : ColumnLayout.Refuse("leaf list", "a branch of several leaves of which some differ in length");
            if (isFixed) offset += codecs[index]!.Value.StoredSize * layout.ItemCount;
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
        if (LeafCodec(leaf, element?.Title ?? "") is { } codec)
        {
            return new ColumnLayout { TypeName = TypeName(codec, isCounted, dimensions), Codec = codec, IsCounted = isCounted, Dimensions = dimensions };
        }
        if (leaf.ClassName == "TLeafC" || branch.Integer("fStreamerType") == StreamerTypes.TString) return OfShape(leaf.ClassName == "TLeafC" ? "char*" : "TString", new EntryShape.Text());
        return branch.ClassName == "TBranchElement" ? ElementLayout(branch, parent, element, dimensions) : ColumnLayout.Refuse(className.Length > 0 ? className : leaf.ClassName, $"a {branch.ClassName} with a {leaf.ClassName}");
    }

    private static ColumnLayout ElementLayout(RootObject branch, RootObject? parent, StreamerElement? element, int[] dimensions)
    {
        string typeName = parent is null || element is null ? branch.Text("fClassName") : element.TypeName;
        var type = CppType.Parse(typeName);
        if (element?.Type is > StreamerTypes.Pointer and < StreamerTypes.LastBasicPointer && NumberCodec.Of(element.Type % StreamerTypes.Array, element.Title) is { } pointed)
        {
            return OfShape(typeName, new EntryShape.WithMarker(new EntryShape.Rest(new EntryShape.Number(pointed))));
        }
        bool isWithinCollection = parent is not null && (parent.Text("fClassName") == "TClonesArray"
            || (parent.Text("fClonesName").Length > 0 && parent.Text("fClonesName").Replace(" ", "", StringComparison.Ordinal) == branch.Text("fParentName").Replace(" ", "", StringComparison.Ordinal)));
        EntryShape? shape = EntryShape.Of(type with { IsPointer = false }, hasHeader: !isWithinCollection, hasStringHeader: parent is not null && !isWithinCollection);
        if (shape is null) return ColumnLayout.Refuse(typeName, $"objects of class {typeName} are not columns of numbers or text");
        if (isWithinCollection) return OfShape(typeName + "[]", new EntryShape.WithHeader(new EntryShape.Rest(Repeat(shape, dimensions))));
        return OfShape(typeName, Repeat(shape, dimensions));
    }

    private static EntryShape Repeat(EntryShape shape, int[] dimensions) => dimensions.Reverse().Aggregate(shape, (item, length) => new EntryShape.Repeated(length, item));

    private static ColumnLayout OfShape(string typeName, EntryShape shape) =>
        new() { TypeName = typeName, Shape = shape, IsText = shape.Codec is null, Codec = shape.Codec ?? default };

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
