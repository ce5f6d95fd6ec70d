namespace Wilks.Formats.Columns;

/// <summary>An expression and what it is for.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Use">What its values are used for.</param>
public sealed record ColumnRequest(ColumnExpression Expression, ColumnUse Use);

/// <summary>Many expressions as one plan: each column is decoded once and each shared part computed once. Immutable and safe to share between threads.</summary>
public sealed class ColumnProgram
{
    private ColumnProgram(ColumnSchema schema, PlanGraph graph, ProgramResult[] results)
    {
        Schema = schema;
        Graph = graph;
        Results = results;
        Order = graph.Reachable(results.SelectMany(result => result.Presence < 0 ? [result.Value] : new[] { result.Value, result.Presence }));
        Columns = [.. Order.Where(id => graph[id].IsColumn).Select(id => schema.Columns[graph[id].Level].Name).Distinct()];
    }

    /// <summary>The columns to read, each once.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of expressions.</summary>
    public int Count => Results.Length;

    /// <summary>The number of operations of one pass, columns and constants included; parts that expressions share count once.</summary>
    public int OperationCount => Order.Length;

    internal ColumnSchema Schema { get; }

    internal PlanGraph Graph { get; }

    internal ProgramResult[] Results { get; }

    /// <summary>The nodes to evaluate, operands first.</summary>
    internal int[] Order { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="requests">The expressions, all of one schema, in the order in which results are asked for.</param>
    /// <exception cref="ColumnExpressionException">A selection or weight has lists where one value per row is needed.</exception>
    /// <exception cref="ArgumentException">The expressions have different schemas.</exception>
    public static ColumnProgram Compile(IReadOnlyList<ColumnRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        PlanGraph graph = new();
        ColumnSchema schema = requests.Count == 0 ? new ColumnSchema([]) : requests[0].Expression.Schema;
        ProgramResult[] results = new ProgramResult[requests.Count];
        for (int i = 0; i < requests.Count; i++)
        {
            if (requests[i].Expression.Schema != schema) throw new ArgumentException("The expressions of a program share one schema.", nameof(requests));

            results[i] = Bind(requests[i], graph);
        }

        return new ColumnProgram(schema, graph, results);
    }

    /// <summary>Something that evaluates the plan, with buffers of its own: one for each thread.</summary>
    public ColumnEvaluator CreateEvaluator() => new(this);

    private static ProgramResult Bind(ColumnRequest request, PlanGraph graph)
    {
        ColumnExpression expression = request.Expression;
        RefuseLists(request);
        ColumnBinder binder = new(expression.Text, expression.Dialect, expression.Schema, graph);
        int value = binder.Bind(expression.Tree);
        int presence = -1;
        foreach (int condition in binder.Presence.Distinct())
        {
            presence = presence < 0 ? condition : binder.Logic(expression.Tree, ColumnOperator.And, presence, condition);
        }

        if (request.Use != ColumnUse.Selection) return new ProgramResult(binder.ToNumber(expression.Tree, value), presence, request.Use);

        value = binder.ToSelection(expression.Tree, value);
        if (presence >= 0) value = binder.Logic(expression.Tree, ColumnOperator.And, value, presence);
        return new ProgramResult(value, -1, request.Use);
    }

    private static void RefuseLists(ColumnRequest request)
    {
        if (request.Use == ColumnUse.Variable || request.Expression.Depth == 0) return;

        bool isRoot = request.Expression.Dialect == ColumnDialect.Root;
        (string what, string root, string python) = request.Use == ColumnUse.Selection
            ? ("a selection must be one truth value per row", "Sum$(x > 25) > 0 or x[0] > 25", "ak.any(x > 25, axis=1) or x[:, 0] > 25")
            : ("a weight must be one number per row", "Sum$(x) or x[0]", "ak.sum(x, axis=1) or x[:, 0]");
        throw new ColumnExpressionException(request.Expression.Text, request.Expression.Tree.Position, $"{what}, and this is a list per row. Write for instance {(isRoot ? root : python)}.");
    }
}

/// <summary>Where the values of an expression are.</summary>
/// <param name="Value">Their node.</param>
/// <param name="Presence">The node that says which rows contribute; -1 for all.</param>
/// <param name="Use">What they are for.</param>
internal readonly record struct ProgramResult(int Value, int Presence, ColumnUse Use);
