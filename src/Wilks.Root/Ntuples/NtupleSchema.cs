namespace Wilks.Root;

/// <summary>The place of a field among others.</summary>
internal enum FieldRole
{
    Leaf,
    Collection,
    Record,
    Variant,
    Streamed,
}

/// <summary>A field as the header describes it.</summary>
internal sealed record FieldRecord(int Id, int Parent, FieldRole Role, int Repetition, bool IsProjected, string Name, string TypeName)
{
    private const int IsRepetitive = 1;
    private const int IsProjection = 2;
    private const int HasTypeChecksum = 4;

    public List<FieldRecord> Children { get; } = [];

    /// <summary>Its columns, by representation: the same values may be stored in several ways.</summary>
    public SortedDictionary<int, List<ColumnRecord>> Columns { get; } = [];

    public static FieldRecord Decode(EnvelopeCursor cursor, int id)
    {
        cursor.U32(); // the version of the field
        cursor.U32(); // the version of the type
        uint parent = cursor.U32();
        int role = cursor.U16(), flags = cursor.U16();
        (string name, string type) = (cursor.Text(), cursor.Text());
        cursor.Text(); // the type's alias
        cursor.Text(); // the description
        long repetition = (flags & IsRepetitive) != 0 ? cursor.Size("an array") : 0;
        if (repetition > int.MaxValue) throw cursor.Fault($"arrays of {repetition} elements", $"at most {int.MaxValue} are read");
        if ((flags & IsProjection) != 0) cursor.U32();
        if ((flags & HasTypeChecksum) != 0) cursor.U32();
        if (parent > (uint)id) throw cursor.Fault($"the field '{name}' within field {parent}", "parents come first");
        if (role > (int)FieldRole.Streamed) throw cursor.Fault($"the field '{name}' in the role {role}", "0 to 4 are known");

        return new FieldRecord(id, (int)parent, (FieldRole)role, (int)repetition, (flags & IsProjection) != 0, name, type);
    }
}

/// <summary>A column as the header describes it.</summary>
internal sealed record ColumnRecord(int Id, PageEncoding Encoding, int Field, int Representation, bool IsDeferred)
{
    private const int Deferred = 1;
    private const int HasRange = 2;

    public static ColumnRecord Decode(EnvelopeCursor cursor, int id)
    {
        int type = cursor.U16(), bits = cursor.U16();
        int field = (int)cursor.U32();
        int flags = cursor.U16(), representation = cursor.U16();
        if ((flags & Deferred) != 0) cursor.I64();
        (double low, double high) = (flags & HasRange) != 0 ? (cursor.F64(), cursor.F64()) : (0, 0);
        return new ColumnRecord(id, new PageEncoding((PageType)type, bits, low, high), field, representation, (flags & Deferred) != 0);
    }
}

/// <summary>The fields and columns of header and footer together.</summary>
internal sealed class NtupleSchema
{
    private readonly List<FieldRecord> _fields = [];
    private readonly List<ColumnRecord> _columns = [];

    public string Name { get; private init; } = "";

    public string Description { get; private init; } = "";

    public ulong Checksum { get; private init; }

    public IReadOnlyList<FieldRecord> Fields => _fields;

    public static NtupleSchema Decode(EnvelopeCursor cursor)
    {
        cursor.RefuseFeatures();
        (string name, string description) = (cursor.Text(), cursor.Text());
        cursor.Text(); // the writer
        NtupleSchema schema = new() { Name = name, Description = description, Checksum = cursor.Checksum };
        schema.Extend(cursor);
        return schema;
    }

    /// <summary>Adds fields and columns, which count on from those that are there.</summary>
    public bool Extend(EnvelopeCursor cursor)
    {
        cursor.List(item => item.Record(frame =>
        {
            FieldRecord field = FieldRecord.Decode(frame, _fields.Count);
            _fields.Add(field);
            if (field.Parent != field.Id) _fields[field.Parent].Children.Add(field);
            return true;
        }));
        cursor.List(item => item.Record(frame =>
        {
            ColumnRecord column = ColumnRecord.Decode(frame, _columns.Count);
            _columns.Add(column);
            return Attach(frame, column.Field, column.Representation, column);
        }));
        cursor.List(item => item.Record(frame =>
        {
            (uint column, uint field) = (frame.U32(), frame.U32());
            if (column >= (uint)_columns.Count) throw frame.Fault($"another name of column {column}", $"there are {_columns.Count}");

            return Attach(frame, (int)field, 0, _columns[(int)column]);
        }));
        return true;
    }

    private bool Attach(EnvelopeCursor cursor, int field, int representation, ColumnRecord column)
    {
        if ((uint)field >= (uint)_fields.Count) throw cursor.Fault($"a column of field {field}", $"there are {_fields.Count}");

        SortedDictionary<int, List<ColumnRecord>> columns = _fields[field].Columns;
        if (!columns.TryGetValue(representation, out List<ColumnRecord>? list)) columns[representation] = list = [];
        list.Add(column);
        return true;
    }
}
