using System.Globalization;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>A leaf of the schema as a column.</summary>
/// <param name="Index">Which leaf it is, among all.</param>
/// <param name="Info">The column.</param>
/// <param name="Element">The leaf.</param>
/// <param name="HighestDefinition">The definition level of a present value.</param>
/// <param name="ListDefinitions">For each level of lists the definition level from which it has an element.</param>
internal sealed record ParquetColumn(int Index, ColumnInfo Info, SchemaElement Element, int HighestDefinition, IReadOnlyList<int> ListDefinitions);

/// <summary>Turns the tree of a Parquet schema into columns. A structure's members are columns called <c>structure.member</c>.</summary>
internal sealed class ParquetSchema
{
    private const int DeepestList = 2;
    private const int DeepestTree = 64;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly List<ParquetColumn> _columns = [];
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private int _next = 1;
    private int _leaf;

    public ParquetSchema(IReadOnlyList<SchemaElement> elements)
    {
        _elements = elements;
        if (elements.Count == 0) throw new InvalidDataException("the schema is empty");
        for (int i = 0; i < elements[0].ChildCount; i++) Visit([], 0, []);
    }

    public IReadOnlyList<ParquetColumn> Columns => _columns;

    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    /// <summary>The number of leaves, readable or not: each row group has so many columns.</summary>
    public int LeafCount => _leaf;

    private void Visit(string[] path, int definition, int[] lists, int depth = 0)
    {
        if (_next >= _elements.Count || depth > DeepestTree) throw new InvalidDataException("the schema's tree is incomplete");
        SchemaElement element = _elements[_next++];
        if (element.Repetition != 0) definition++;
        if (element.Repetition == 2) lists = [.. lists, definition];
        if (element.Physical is null)
        {
            string[] inner = IsListPart(element, path.Length, lists.Length) ? path : [.. path, element.Name];
            for (int i = 0; i < element.ChildCount; i++) Visit(inner, definition, lists, depth + 1);
            return;
        }
        string[] full = lists.Length > 0 && path.Length > 0 && (IsElementName(element.Name) || IsOnlyChildOfRepeated()) ? path : [.. path, element.Name];
        Add(string.Join('.', full), element, definition, lists);
    }

    // The middle nodes of a list (in files of all ages: list, bag, array, element) give no names of their own.
    private static bool IsListPart(SchemaElement element, int pathLength, int listCount) => pathLength > 0 && (element.Repetition == 2 || (listCount > 0 && IsElementName(element.Name)));

    private static bool IsElementName(string name) => name is "element" or "item" or "array_element" or "array";

    private bool IsOnlyChildOfRepeated() => _elements[_next - 2] is { Repetition: 2, ChildCount: 1, Physical: null };

    private void Add(string name, SchemaElement element, int definition, int[] lists)
    {
        int index = _leaf++;
        if (lists.Length > DeepestList) _unreadable[name] = $"is a list of depth {lists.Length.ToString(CultureInfo.InvariantCulture)}; lists up to depth {DeepestList} are read";
        else if (ParquetTypes.ColumnTypeOf(element) is not { } type) _unreadable[name] = "holds bytes of no type that can be read";
        else if (_columns.Exists(column => column.Info.Name == name)) _unreadable[name + "#2"] = "has the name of another column";
        else _columns.Add(new ParquetColumn(index, new ColumnInfo(name, type, lists.Length), element, definition, lists));
    }
}
