using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Columns;

/// <summary>Four rows of columns of every kind, and the values of an expression over them.</summary>
internal static class ExampleColumns
{
    private static readonly int[] s_listEnds = [0, 3, 3, 4, 6];

    public static TableChunk Chunk { get; } = new(100, 4,
    [
        Flat("a", ColumnType.Double, new double[] { 1, -2, 3.5, 0 }),
        Flat("b", ColumnType.Float, new float[] { 2, 2, -1, 0.5f }),
        Flat("n", ColumnType.Int32, new int[] { 3, -7, 0, 10 }),
        Flat("m", ColumnType.Int16, new short[] { 2, 3, 5, -4 }),
        Flat("u", ColumnType.UInt32, new uint[] { 1, 2, 3, 4 }),
        Flat("big", ColumnType.Int64, new long[] { 9007199254740993, 9007199254740992, 5, -1 }),
        Flat("flag", ColumnType.Boolean, new bool[] { true, false, true, false }),
        Flat("my col", ColumnType.Double, new double[] { 10, 20, 30, 40 }),
        Flat("MET.pt", ColumnType.Double, new double[] { 11, 21, 31, 41 }),
        Flat("e:x", ColumnType.Double, new double[] { 12, 22, 32, 42 }),
        new ColumnData(new ColumnInfo("hole", ColumnType.Double), new double[] { 1, 0, 3, 0 }, [], [false, true, false, true]),
        new ColumnData(new ColumnInfo("gap", ColumnType.Int32), new int[] { 1, 0, 3, 0 }, [], [false, true, false, true]),
        new ColumnData(new ColumnInfo("name", ColumnType.Text), new string[] { "ttbar", "Zjets", "", "ttW" }, []),
        new ColumnData(new ColumnInfo("tag", ColumnType.Text), new string[] { "a", "", "b", "" }, [], [false, true, false, true]),
        new ColumnData(new ColumnInfo("labels", ColumnType.Text, 1), new string[] { "e", "mu", "e", "mu", "tau", "e" }, [s_listEnds]),
        new ColumnData(new ColumnInfo("x", ColumnType.Double, 1), new double[] { 1, 2, 3, 40, 5, 30 }, [s_listEnds]),
        new ColumnData(new ColumnInfo("k", ColumnType.Int32, 1), new int[] { 0, 1, 2, 3, 4, 5 }, [[0, 3, 3, 4, 6]]),
        new ColumnData(new ColumnInfo("odd", ColumnType.Double, 1), new double[] { 1, 2, 3, 4, 5 }, [[0, 3, 3, 3, 5]]),

        // [[[1, 2], [3]], [], [[]], [[4], [5, 6, 7]]]
        new ColumnData(new ColumnInfo("xx", ColumnType.Float, 2), new float[] { 1, 2, 3, 4, 5, 6, 7 }, [[0, 2, 2, 3, 5], [0, 2, 3, 3, 4, 7]]),
        new ColumnData(new ColumnInfo("one", ColumnType.Double, 1), new double[] { 1, 2, 3, 4, 5 }, [[0, 2, 2, 3, 5]]),
    ]);

    public static ColumnSchema Schema { get; } = new(Chunk.Columns.Select(column => column.Info));

    public static double[] Values(string text, ColumnDialect dialect)
    {
        ColumnEvaluator evaluator = Evaluator((text, dialect, ColumnUse.Variable));
        return evaluator.Numbers(0).ToArray();
    }

    /// <summary>The values of lists, row by row.</summary>
    public static double[][] Lists(string text, ColumnDialect dialect)
    {
        ColumnEvaluator evaluator = Evaluator((text, dialect, ColumnUse.Variable));
        int[] offsets = evaluator.Offsets(0).ToArray();
        double[] values = evaluator.Numbers(0).ToArray();
        return [.. Enumerable.Range(0, evaluator.RowCount).Select(row => values[offsets[row]..offsets[row + 1]])];
    }

    public static bool[] Selected(string text, ColumnDialect dialect) => Evaluator((text, dialect, ColumnUse.Selection)).Truths(0).ToArray();

    public static ColumnExpression Parse(string text, ColumnDialect dialect) => ColumnExpression.Parse(text, dialect, Schema);

    public static ColumnEvaluator Evaluator(params (string Text, ColumnDialect Dialect, ColumnUse Use)[] requests)
    {
        ColumnProgram program = ColumnProgram.Compile([.. requests.Select(request => new ColumnRequest(Parse(request.Text, request.Dialect), request.Use))]);
        ColumnEvaluator evaluator = program.CreateEvaluator();
        evaluator.Evaluate(Chunk);
        return evaluator;
    }

    private static ColumnData Flat(string name, ColumnType type, Array values) => new(new ColumnInfo(name, type), values, []);
}
