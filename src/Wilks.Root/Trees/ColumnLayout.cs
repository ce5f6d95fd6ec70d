namespace Wilks.Root;

/// <summary>How the entries of a branch are stored.</summary>
internal sealed record ColumnLayout
{
    public required string TypeName { get; init; }

    /// <summary>Why the values can't be read.</summary>
    public string? Refused { get; init; }

    /// <summary>The numbers at the bottom.</summary>
    public NumberCodec Codec { get; init; }

    public bool IsText { get; init; }

    /// <summary>Whether lists differ in length, with nothing but the numbers stored: <c>x[n]</c>.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Fixed lengths: of the entry, or of the elements of a counted list.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    /// <summary>For entries that are not just numbers: how one entry is read.</summary>
    public EntryShape? Shape { get; init; }

    /// <summary>Bytes of an entry before this leaf, in a branch of several leaves.</summary>
    public int LeafOffset { get; init; }

    /// <summary>Bytes of a whole entry, in a branch of several leaves; else 0.</summary>
    public int EntryStride { get; init; }

    public int ItemCount => Dimensions.Aggregate(1, (product, length) => product * length);

    public int Depth => Shape?.Depth ?? ((IsCounted ? 1 : 0) + Dimensions.Count);

    public static ColumnLayout Refuse(string typeName, string reason) => new() { TypeName = typeName, Refused = reason };
}
