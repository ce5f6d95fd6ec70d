using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Columns;

public sealed class ColumnProgramTests
{
    private const int ManyRows = 5003; // several blocks and a rest that fills no vector

    [Fact]
    public void Each_column_is_listed_once_and_shared_parts_are_computed_once()
    {
        ColumnProgram program = Program("a*b > 1 && n > 2", "a*b", "(a*b) + n");

        Assert.Equal(["a", "b", "n"], program.Columns);
        Assert.Equal(1, program.Order.Count(id => program.Graph[id] is { Operation: PlanOperation.NumberBinary, Detail: ColumnOperator.Multiply }));
        Assert.Equal(Program("a*b").OperationCount, Program("a*b", "b < 3 ? a*b : a*b").OperationCount - 3);
    }

    [Fact]
    public void Both_dialects_share_their_parts()
    {
        ColumnProgram program = ColumnProgram.Compile(
        [
            new ColumnRequest(ExampleColumns.Parse("a^2 + Sum$(x)", ColumnDialect.Root), ColumnUse.Weight),
            new ColumnRequest(ExampleColumns.Parse("a**2 + ak.sum(x, axis=1)", ColumnDialect.Python), ColumnUse.Weight),
        ]);

        Assert.Equal(program.Results[0].Value, program.Results[1].Value);
    }

    [Fact]
    public void Vector_kernels_give_the_bits_of_the_scalar_ones_in_every_row()
    {
        ColumnProgram program = Program("a + b*n - a/b", "min(a, b) + max(a, n)", "a > b && n >= 0 || !(a != b)", "a < 0 ? b : n*2", "n > 3 & n <= 7", "Sum$(x*a > 3)*a", "a == b", "n == 4");
        TableChunk chunk = RandomChunk(ManyRows);
        ColumnEvaluator vector = new(program, isVector: true), scalar = new(program, isVector: false);

        vector.Evaluate(chunk);
        scalar.Evaluate(chunk);

        for (int i = 0; i < program.Count; i++)
        {
            Assert.Equal(ManyRows, vector.Numbers(i).Length);
            Assert.Equal(Bits(scalar.Numbers(i)), Bits(vector.Numbers(i)));
        }
    }

    [Fact]
    public void Rows_beyond_the_first_block_have_the_values_of_their_own_lists()
    {
        ColumnEvaluator evaluator = Program("Sum$(x)", "x*2", "Entry$").CreateEvaluator();
        TableChunk chunk = RandomChunk(ManyRows);
        double[] elements = (double[])chunk.Columns[3].Values;
        int[] ends = chunk.Columns[3].Offsets[0];

        evaluator.Evaluate(chunk);

        Assert.Equal(ends, evaluator.Offsets(1).ToArray());
        Assert.Equal(elements.Select(value => value * 2), evaluator.Numbers(1).ToArray());
        Assert.Equal(Enumerable.Range(0, ManyRows).Select(row => elements[ends[row]..ends[row + 1]].Sum()), evaluator.Numbers(0).ToArray());
        Assert.Equal(Enumerable.Range(0, ManyRows).Select(row => row + 7.0), evaluator.Numbers(2).ToArray());
    }

    [Fact]
    public void A_flat_program_allocates_nothing_once_it_is_warm()
    {
        ColumnEvaluator evaluator = Program("a*b > 1 && n > 2", "a > 0 ? sqrt(a)*0.5 : b^3", "n % 3 + abs(n)").CreateEvaluator();
        TableChunk chunk = RandomChunk(ManyRows);
        for (int i = 0; i < 50; i++) evaluator.Evaluate(chunk);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) evaluator.Evaluate(chunk);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void An_empty_chunk_has_no_values()
    {
        ColumnEvaluator evaluator = Program("a", "x").CreateEvaluator();

        evaluator.Evaluate(RandomChunk(0));

        Assert.Equal(0, evaluator.Numbers(0).Length);
        Assert.Equal([0], evaluator.Offsets(1).ToArray());
    }

    [Fact]
    public void A_column_that_is_not_in_the_chunk_is_named()
    {
        ColumnEvaluator evaluator = Program("a + u").CreateEvaluator();

        Assert.Contains("'u'", Assert.Throws<ArgumentException>(() => evaluator.Evaluate(RandomChunk(3))).Message, StringComparison.Ordinal);
    }

    private static ColumnProgram Program(params string[] texts) =>
        ColumnProgram.Compile([.. texts.Select(text => new ColumnRequest(ExampleColumns.Parse(text, ColumnDialect.Root), ColumnUse.Variable))]);

    private static long[] Bits(ReadOnlySpan<double> values) => [.. values.ToArray().Select(BitConverter.DoubleToInt64Bits)];

    private static TableChunk RandomChunk(int rows)
    {
        Random random = new(5);
        int[] ends = new int[rows + 1];
        for (int i = 0; i < rows; i++) ends[i + 1] = ends[i] + random.Next(4);

        return new TableChunk(7, rows,
        [
            new ColumnData(new ColumnInfo("a", ColumnType.Double), Enumerable.Range(0, rows).Select(i => i % 97 == 0 ? double.NaN : random.Next(-4, 5) * 0.5).ToArray(), []),
            new ColumnData(new ColumnInfo("b", ColumnType.Float), Enumerable.Range(0, rows).Select(_ => random.Next(-4, 5) * 0.5f).ToArray(), []),
            new ColumnData(new ColumnInfo("n", ColumnType.Int32), Enumerable.Range(0, rows).Select(_ => random.Next(-9, 10)).ToArray(), []),
            new ColumnData(new ColumnInfo("x", ColumnType.Double, 1), Enumerable.Range(0, ends[rows]).Select(_ => random.NextDouble() * 10).ToArray(), [ends]),
        ]);
    }
}
