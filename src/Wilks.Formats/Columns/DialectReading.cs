namespace Wilks.Formats.Columns;

/// <summary>A text as one dialect reads it, or why it can't.</summary>
/// <param name="Dialect">Which one.</param>
/// <param name="Tree">The tree; null where the text is none.</param>
/// <param name="Value">The node of its value in the graph, or -1.</param>
/// <param name="Presence">The nodes of the conditions on a row.</param>
/// <param name="Failure">Why the reading is refused; null where it isn't.</param>
internal sealed record DialectReading(ColumnDialect Dialect, ColumnSyntax? Tree, int Value, IReadOnlyList<int> Presence, ColumnExpressionException? Failure)
{
    private static readonly string[] s_rootWords = ["&&", "||", "!", "?"];
    private static readonly string[] s_pythonWords = ["**", "//", "~", "and", "or", "not", "in", "if", "else"];

    /// <summary>Reads a text in the dialect that is meant.</summary>
    /// <exception cref="ColumnExpressionException">It can't be read, or has two meanings.</exception>
    internal static DialectReading Choose(string text, ColumnDialect dialect, ColumnSchema schema, PlanGraph graph)
    {
        if (dialect != ColumnDialect.Auto)
        {
            DialectReading only = Read(text, dialect, schema, graph);
            return only.Failure is null ? only : throw WithMixture(text, only.Failure);
        }

        DialectReading root = Read(text, ColumnDialect.Root, schema, graph);
        DialectReading python = Read(text, ColumnDialect.Python, schema, graph);
        if (root.Failure is null && python.Failure is null && IsSame(root, python)) return root;
        if (root.Value >= 0 && python.Value >= 0) throw Ambiguous(text, root, python);
        if (root.Failure is null) return root;
        if (python.Failure is null) return python;

        bool isPython = python.Tree is not null && root.Tree is null;
        bool isFurther = (python.Tree is null) == (root.Tree is null) && python.Failure.Position > root.Failure.Position;
        throw WithMixture(text, isPython || isFurther ? python.Failure : root.Failure);
    }

    private static DialectReading Read(string text, ColumnDialect dialect, ColumnSchema schema, PlanGraph graph)
    {
        ColumnSyntax? tree = null;
        try
        {
            ColumnParser parser = new(text, dialect);
            tree = parser.Parse();
            ColumnBinder binder = new(text, dialect, schema, graph);
            int value = binder.Bind(tree);
            return new DialectReading(dialect, tree, value, [.. binder.Presence.Distinct()], parser.Refusal);
        }
        catch (ColumnExpressionException failure)
        {
            return new DialectReading(dialect, tree, -1, [], failure);
        }
    }

    private static bool IsSame(DialectReading a, DialectReading b) => a.Value == b.Value && a.Presence.SequenceEqual(b.Presence);

    private static ColumnExpressionException Ambiguous(string text, DialectReading root, DialectReading python)
    {
        string one = ColumnPrinter.Print(root.Tree!, ColumnDialect.Root);
        string other = ColumnPrinter.Print(python.Tree!, ColumnDialect.Python);
        string both = one == other
            ? $"ROOT and Python both read {one} and give it different values: remainders have the sign of the dividend in ROOT and of the divisor in Python, and ^ is a power in ROOT and an exclusive or in Python."
            : $"ROOT reads {one}, Python reads {other}.";
        return new ColumnExpressionException(text, 0, $"this has two meanings: {both} Say which dialect it is, or add parentheses.");
    }

    /// <summary>Adds that the text has words of both dialects, where it does.</summary>
    private static ColumnExpressionException WithMixture(string text, ColumnExpressionException failure)
    {
        (ColumnToken? root, ColumnToken? python) = (null, null);
        try
        {
            ColumnLexer lexer = new(text);
            for (ColumnToken token = lexer.Next(); token.Kind != ColumnTokenKind.End; token = lexer.Next())
            {
                if (token.Kind is not (ColumnTokenKind.Symbol or ColumnTokenKind.Name)) continue;
                if (s_rootWords.Contains(token.Text) || token.Text.Contains("::", StringComparison.Ordinal) || token.Text.EndsWith('$')) root ??= token;
                if (s_pythonWords.Contains(token.Text) || token.Text.StartsWith("np.", StringComparison.Ordinal) || token.Text.StartsWith("ak.", StringComparison.Ordinal)) python ??= token;
            }
        }
        catch (ColumnExpressionException)
        {
            return failure;
        }

        if (root is not { } r || python is not { } p) return failure;

        return new ColumnExpressionException(text, failure.Position, $"{failure.Reason} The text mixes the dialects: '{r.Text}' is ROOT's and '{p.Text}' is Python's; write all of it in one.");
    }
}
