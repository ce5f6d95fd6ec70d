namespace Wilks.Root;

/// <summary>A field of an <see cref="Ntuple"/>: a number, text, or lists of them, for each entry. Thread-safe.</summary>
public sealed class NtupleField
{
    internal NtupleField(Ntuple ntuple, string path, FieldRecord record, IReadOnlyList<FieldRecord> steps)
    {
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

    /// <summary>Whether it only groups other fields, which are the ones to read.</summary>
    public bool IsRecord => Leaf.Role == FieldRole.Record;

    /// <summary>Why it can't be read; null if it can.</summary>
    public string? Refused { get; }

    /// <summary>Whether the values are text.</summary>
    public bool IsText => Refused is null && IsTextRecord(Leaf);

    /// <summary>The type of a number; null for text, and for what can't be read.</summary>
    public NumberKind? Kind => Refused is not null || IsText ? null : IsCardinality(Leaf) ? NumberKind.Int64 : Leaf.Columns.First().Value[^1].Encoding.Kind;

    /// <summary>Whether the file holds numbers of 16 bits, which are read as 32 without loss.</summary>
    public bool IsHalfPrecision => Refused is null && !IsText && Leaf.Columns.First().Value[^1].Encoding.Type is PageType.Real16 or PageType.SplitReal16;

    /// <summary>How deep entries are nested: 0 for one value an entry.</summary>
    public int Depth => Steps.Count(HasLevel);

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

    internal static bool HasLevel(FieldRecord field) => field.Role == FieldRole.Collection || field.Repetition > 0;

    private string? Reason()
    {
        if (IsRecord) return "a record; read its members";
        if (Leaf.Role == FieldRole.Streamed || Steps.Any(step => step.Role == FieldRole.Streamed)) return "an object in ROOT's own streaming";
        if (Steps.Any(step => step.Role == FieldRole.Variant)) return "variants hold several types";
        if (Leaf.Columns.Count == 0) return "there are no values";

        IEnumerable<ColumnRecord> columns = Steps.SelectMany(step => step.Columns.Values).SelectMany(list => list);
        if (columns.Select(column => column.Encoding.Refused).FirstOrDefault(reason => reason is not null) is { } reason) return reason;

        bool isKnown = Leaf.Columns.Values.All(list => list.Count == 1) || IsTextRecord(Leaf);
        return isKnown ? null : "its columns are of a kind that is not known";
    }
}
