namespace Wilks.Root;

/// <summary>How one entry is read that is more than numbers.</summary>
internal abstract record EntryShape
{
    /// <summary>Levels of lists.</summary>
    public virtual int Depth => 0;

    /// <summary>The numbers at the bottom; null for text.</summary>
    public abstract NumberCodec? Codec { get; }

    /// <summary>Text: one length byte, or 255 and four more, then the bytes.</summary>
    public sealed record Text : EntryShape
    {
        public override NumberCodec? Codec => null;
    }

    /// <summary>One number.</summary>
    public sealed record Number(NumberCodec Stored) : EntryShape
    {
        public override NumberCodec? Codec => Stored;
    }

    /// <summary>Something with its own length and version in front.</summary>
    public sealed record WithHeader(EntryShape Item) : EntryShape
    {
        public override int Depth => Item.Depth;

        public override NumberCodec? Codec => Item.Codec;
    }

    /// <summary>Something with one byte in front that says whether it is there.</summary>
    public sealed record WithMarker(EntryShape Item) : EntryShape
    {
        public override int Depth => Item.Depth;

        public override NumberCodec? Codec => Item.Codec;
    }

    /// <summary>A count and that many elements.</summary>
    public sealed record Sequence(EntryShape Item) : EntryShape
    {
        public override int Depth => Item.Depth + 1;

        public override NumberCodec? Codec => Item.Codec;
    }

    /// <summary>Elements up to the end of the entry.</summary>
    public sealed record Rest(EntryShape Item) : EntryShape
    {
        public override int Depth => Item.Depth + 1;

        public override NumberCodec? Codec => Item.Codec;
    }

    /// <summary>A fixed number of elements.</summary>
    public sealed record Repeated(int Length, EntryShape Item) : EntryShape
    {
        public override int Depth => Item.Depth + 1;

        public override NumberCodec? Codec => Item.Codec;
    }

    /// <summary>The shape of a C++ type; null for one that is no text, number or collection of them.</summary>
    /// <param name="type">The type.</param>
    /// <param name="hasHeader">Whether a collection has its length and version in front.</param>
    /// <param name="hasStringHeader">Whether a std::string has.</param>
    public static EntryShape? Of(CppType type, bool hasHeader, bool hasStringHeader)
    {
        if (type.IsPointer) return null;
        if (type.Number is { } kind) return new Number(NumberCodec.Plain(kind));
        if (type.Name is "Double32_t") return new Number(NumberCodec.Shortened(NumberKind.Float64, ""));
        if (type.Name is "Float16_t") return new Number(NumberCodec.Shortened(NumberKind.Float32, ""));
        if (type.IsString) return hasStringHeader && type.Name != "TString" ? new WithHeader(new Text()) : new Text();
        EntryShape? item = type switch
        {
            { Name: "bitset" } => new Number(NumberCodec.Plain(NumberKind.Bool)),
            { IsSequence: true, Arguments.Count: > 0 } => Of(type.Arguments[0], false, false),
            _ => null,
        };
        if (item is null) return null;
        EntryShape sequence = new Sequence(item);
        return hasHeader ? new WithHeader(sequence) : sequence;
    }
}
