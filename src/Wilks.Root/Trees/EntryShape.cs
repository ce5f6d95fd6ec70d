namespace Wilks.Root;

/// <summary>How one entry is read that is more than numbers. A shape with several values, such as a <see cref="Struct"/>, becomes columns by <see cref="ClassColumns"/>.</summary>
internal abstract record EntryShape
{
    /// <summary>Levels of lists around the values of the one column that is read.</summary>
    public virtual int Depth => 0;

    /// <summary>The numbers at the bottom; null for text, and for what has no values of its own.</summary>
    public virtual NumberCodec? Codec => null;

    /// <summary>Whether one can read over it without knowing more.</summary>
    public virtual bool CanSkip => true;

    /// <summary>Text: one length byte, or 255 and four more, then the bytes; or always four.</summary>
    public sealed record Text(bool HasLongLength = false) : EntryShape;

    /// <summary>One number.</summary>
    public sealed record Number(NumberCodec Stored) : EntryShape
    {
        public override NumberCodec? Codec => Stored;
    }

    /// <summary>The bits of a TObject, and two bytes more where they say so.</summary>
    public sealed record Bits : EntryShape
    {
        public override NumberCodec? Codec => NumberCodec.Plain(NumberKind.UInt32);
    }

    /// <summary>Something around one other shape.</summary>
    public abstract record Wrapper(EntryShape Item) : EntryShape
    {
        public override int Depth => Item.Depth;

        public override NumberCodec? Codec => Item.Codec;

        public override bool CanSkip => Item.CanSkip;
    }

    /// <summary>A list of one other shape.</summary>
    public abstract record List(EntryShape Item) : Wrapper(Item)
    {
        public override int Depth => Item.Depth + 1;
    }

    /// <summary>A collection with its own length and version in front; or, member by member, with the version of its elements too.</summary>
    public sealed record WithHeader(EntryShape Item) : Wrapper(Item)
    {
        public override bool CanSkip => true;
    }

    /// <summary>Something with one byte in front that says whether it is there.</summary>
    public sealed record WithMarker(EntryShape Item) : Wrapper(Item);

    /// <summary>Something with the name of its class in front, as TBranchObject writes it.</summary>
    public sealed record WithClassName(EntryShape Item, string ClassName) : Wrapper(Item);

    /// <summary>A count and that many elements.</summary>
    public sealed record Sequence(EntryShape Item) : List(Item);

    /// <summary>Elements up to the end of the entry.</summary>
    public sealed record Rest(EntryShape Item) : List(Item);

    /// <summary>A fixed number of elements.</summary>
    public sealed record Repeated(int Length, EntryShape Item) : List(Item);

    /// <summary>A pointer: a list of no object or one.</summary>
    public sealed record Pointer(EntryShape Item, string ClassName) : List(Item)
    {
        public override bool CanSkip => true;
    }

    /// <summary>A TClonesArray with the objects in it.</summary>
    public sealed record Clones(Object Element) : List(Element);

    /// <summary>Numbers that a member before them counts; of a symmetric matrix, whose rows it counts, the triangle.</summary>
    public sealed record Counted(string CountName, NumberCodec Stored, bool HasMarker, bool IsTriangle = false) : EntryShape
    {
        public override int Depth => 1;

        public override NumberCodec? Codec => Stored;
    }

    /// <summary>A TObject: its identity and bits; where it is a reference, the identity of the object it refers to.</summary>
    public sealed record Identity(bool IsReference) : EntryShape
    {
        public override NumberCodec? Codec => IsReference ? NumberCodec.Plain(NumberKind.UInt32) : null;
    }

    /// <summary>Something that is no columns.</summary>
    public sealed record Opaque(string Reason, bool HasHeader) : EntryShape
    {
        public override bool CanSkip => HasHeader;
    }

    /// <summary>Members one after another, of which one may be chosen as the column.</summary>
    public sealed record Struct(IReadOnlyList<Field> Fields, int Chosen = -1, EntryShape? ChosenShape = null) : EntryShape
    {
        public override int Depth => ChosenShape?.Depth ?? 0;

        public override NumberCodec? Codec => ChosenShape?.Codec;

        public override bool CanSkip { get; } = Fields.All(field => field.Shape.CanSkip);

        /// <summary>Whether a member, or one of a base class, counts others: then it must be read even where its class is not the column.</summary>
        public bool HasCounter { get; } = Fields.Any(field => field.IsCounter || (field.Name.Length == 0 && field.Shape is Object { Members.HasCounter: true }));

        public EntryShape At(int index) => index == Chosen ? ChosenShape! : Fields[index].Shape;
    }

    /// <summary>An object with its length and version in front; those of an entry that is one object may be missing.</summary>
    public sealed record Object(string ClassName, Struct Members, int Version, uint Checksum, bool MayBeBare = false) : EntryShape
    {
        public override int Depth => Members.Depth;

        public override NumberCodec? Codec => Members.Codec;
    }

    /// <summary>A member of a class. A base class has no name.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Shape">How it is stored in an object.</param>
    /// <param name="IsCollection">Whether it is a collection or text of the standard library: member by member, one header stands for those of all objects.</param>
    /// <param name="IsCounter">Whether a member behind it needs its value.</param>
    public sealed record Field(string Name, EntryShape Shape, bool IsCollection = false, bool IsCounter = false);
}
