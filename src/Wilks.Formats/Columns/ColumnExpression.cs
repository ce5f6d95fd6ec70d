using Wilks.Formats.Tables;

namespace Wilks.Formats.Columns;

/// <summary>An expression over the columns of a table: read, typed, and ready for a <see cref="ColumnProgram"/>. Immutable and safe to share between threads.</summary>
/// <remarks><c>docs/reference/column-expressions.md</c> describes both languages.</remarks>
public sealed class ColumnExpression
{
    /// <summary>The most characters of an expression.</summary>
    public const int MaxLength = 20_000;

    private ColumnExpression(string text, ColumnSchema schema, DialectReading reading, PlanGraph graph)
    {
        Text = text;
        Schema = schema;
        Dialect = reading.Dialect;
        Type = graph[reading.Value].Type;
        Depth = graph[reading.Value].Depth;
        IsConstant = graph[reading.Value].IsConstant;
        Tree = reading.Tree!;
        HasIndices = reading.Presence.Count > 0;
        Columns = [.. graph.Reachable([reading.Value, .. reading.Presence]).Where(id => graph[id].IsColumn).Select(id => schema.Columns[graph[id].Level].Name).Distinct()];
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The dialect that it was read in: of <see cref="ColumnDialect.Auto"/> the one found; ROOT where both give one meaning.</summary>
    public ColumnDialect Dialect { get; }

    /// <summary>The type of its values.</summary>
    public ColumnValueType Type { get; }

    /// <summary>0 for one value per row, 1 for lists, 2 for lists of lists.</summary>
    public int Depth { get; }

    /// <summary>Whether it is a single number or truth value, such as <c>"1"</c>.</summary>
    public bool IsConstant { get; }

    /// <summary>The columns that it needs, in the order of its text.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether rows may contribute nothing because an element that a ROOT index names is not there.</summary>
    public bool HasIndices { get; }

    /// <summary>How it was read, with all parentheses.</summary>
    public string Reading => ColumnPrinter.Print(Tree, Dialect);

    internal ColumnSchema Schema { get; }

    internal ColumnSyntax Tree { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Its dialect; with <see cref="ColumnDialect.Auto"/> a text of two meanings is an error that shows both.</param>
    /// <param name="schema">The columns that there are.</param>
    /// <exception cref="ColumnExpressionException">It can't be read, names an unknown column, or has no meaning for the types of the columns.</exception>
    public static ColumnExpression Parse(string text, ColumnDialect dialect, ColumnSchema schema)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        if (!Enum.IsDefined(dialect)) throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "Give a dialect that is defined.");

        PlanGraph graph = new();
        return new ColumnExpression(text, schema, DialectReading.Choose(text, dialect, schema, graph), graph);
    }

    /// <summary>Reads an expression; <see cref="Parse(string, ColumnDialect, ColumnSchema)"/> with one schema is faster for many.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="columns">The columns that there are.</param>
    /// <exception cref="ColumnExpressionException">It can't be read.</exception>
    public static ColumnExpression Parse(string text, ColumnDialect dialect, IReadOnlyList<ColumnInfo> columns) => Parse(text, dialect, new ColumnSchema(columns));

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
