namespace Wilks.Root;

/// <summary>A field of an <see cref="Ntuple"/>: a number, text, or lists of them, for each entry. Thread-safe.</summary>
public sealed class NtupleField
{
    internal NtupleField(Ntuple ntuple, string path, FieldRecord record, IReadOnlyList<FieldRecord> steps, bool isTag = false)
    {
        IsTag = isTag;
        Ntuple = ntuple;
        Path = path;
        Record = record;
        Steps = steps;
        Refused = Reason();
    }

    /// <summary>The path below the ntuple: members of records stand behind a dot, items of lists have the path of their list.</summary>
    public string Path { get; }

    /// <summary>The C++ type as the file has it.</summary>
    public string TypeName => Record.TypeName;

    /// <summary>Whether it only groups other fields, which are the ones to read: a record, or a variant.</summary>
    public bool IsRecord => Leaf.Role == FieldRole.Record || (Leaf.Role == FieldRole.Variant && !IsTag);

    /// <summary>Why it can't be read; null if it can.</summary>
    public string? Refused { get; }

    /// <summary>Whether the values are text.</summary>
    public bool IsText => Refused is null && IsTextRecord(Leaf);

    /// <summary>The type of a number; null for text, and for what can't be read.</summary>
    public NumberKind? Kind => Refused is not null || IsText ? null : IsTag ? NumberKind.Int32 : IsCardinality(Leaf) ? NumberKind.Int64 : Leaf.Columns.Values.Select(list => list[^1].Encoding.Kind).Max();

    /// <summary>Whether the file holds numbers of 16 bits, which are read as 32 without loss.</summary>
    public bool IsHalfPrecision => Refused is null && !IsText && !IsTag && Leaf.Columns.Count == 1 && Leaf.Columns.First().Value[^1].Encoding.Type is PageType.Real16 or PageType.SplitReal16;

    /// <summary>How deep entries are nested: 0 for one value an entry.</summary>
    public int Depth => Steps.Where((_, index) => HasLevel(index)).Count();

    /// <summary>Whether it says which alternative of a variant is there.</summary>
    internal bool IsTag { get; }

    internal Ntuple Ntuple { get; }

    internal FieldRecord Record { get; }

    /// <summary>The records from the top to the one that holds the values.</summary>
    internal IReadOnlyList<FieldRecord> Steps { get; }

    internal FieldRecord Leaf => Steps[^1];

    internal RootPlace Place => Ntuple.File.Records.Place($"{Ntuple.Path}/{Path}");

    /// <summary>Reads a range of entries; only the pages that hold them.</summary>
    /// <param name="first">The first entry.</param>
    /// <param name="count">The number of entries; all that are left unless given.</param>
    /// <exception cref="RootException">The field is refused or broken.</exception>
    public ColumnData Read(long first = 0, long? count = null) => new NtupleReader(this).Read(first, count);

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {TypeName}";

    internal static bool IsTextRecord(FieldRecord field) =>
        field.Role == FieldRole.Leaf && field.Columns.Count > 0 && field.Columns.First().Value is [{ Encoding.IsIndex: true }, { Encoding.Type: PageType.Char }];

    internal static bool IsCardinality(FieldRecord field) => field.Role == FieldRole.Leaf && field.Columns.Count > 0 && field.Columns.First().Value is [{ Encoding.IsIndex: true }];

    /// <summary>Whether a step is a list: a collection, an array, or an alternative of a variant, which is there or not.</summary>
    internal bool HasLevel(int step) => Steps[step].Role == FieldRole.Collection || Steps[step].Repetition > 0 || (Steps[step].Role == FieldRole.Variant && step < Steps.Count - 1);

    private string? Reason()
    {
        if (Leaf.Role == FieldRole.Variant && !IsTag) return $"a variant; read '{Path}._index', which of its types an entry has, and the values '{Path}.0', '{Path}.1' and so on, which are lists of none or one";
        if (IsRecord) return "a record; read its members";
        if (Leaf.Role == FieldRole.Streamed || Steps.Any(step => step.Role == FieldRole.Streamed)) return $"objects of class {TypeName} are stored in ROOT's own streaming; write their members as fields";
        if (Leaf.Columns.Count == 0) return "there are no values";

        IEnumerable<ColumnRecord> columns = Steps.SelectMany(step => step.Columns.Values).SelectMany(list => list);
        if (columns.Select(column => column.Encoding.Refused).FirstOrDefault(reason => reason is not null) is { } reason) return reason;

        NumberKind[] kinds = [.. Leaf.Columns.Values.Where(list => list.Count == 1).Select(list => list[0].Encoding.Kind).Distinct()];
        if (kinds.Length > 1 && kinds.Any(kind => kind is not (NumberKind.Float32 or NumberKind.Float64))) return "its values are stored as several types of numbers";

        bool isKnown = Leaf.Columns.Values.All(list => list.Count == 1) || IsTextRecord(Leaf);
        return isKnown ? null : "its columns are of a kind that is not known";
    }
}
