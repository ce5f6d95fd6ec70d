using Wilks.Formats.Tables;
using Wilks.Numerics;

namespace Wilks.Formats.Columns;

/// <summary>Evaluates a <see cref="ColumnProgram"/> chunk by chunk in buffers that it keeps. One thread at a time; results are valid until the next call.</summary>
/// <remarks>
/// Rows are taken in blocks whose values stay in the cache. A program of flat expressions allocates nothing once the buffers have their size.
/// A missing value is NaN, and so is a missing integer; <c>docs/reference/column-expressions.md</c> has the rules.
/// Rows per second are in <c>bench/results/column-expressions.md</c>.
/// </remarks>
public sealed class ColumnEvaluator
{
    /// <summary>A row of doubles of this length is 8 KiB: some ten of them fit the fast caches.</summary>
    internal const int BlockRows = 1024;

    private readonly ColumnProgram _program;
    private readonly BlockMachine _machine;
    private readonly ColumnOutput[] _outputs;
    private readonly List<(ColumnOutput Output, bool IsPresence)>?[] _consumers;

    internal ColumnEvaluator(ColumnProgram program)
        : this(program, KernelMode.IsVector)
    {
    }

    /// <summary>For tests, which run both kinds of kernels.</summary>
    internal ColumnEvaluator(ColumnProgram program, bool isVector)
    {
        _program = program;
        _machine = new BlockMachine(program, isVector);
        _outputs = new ColumnOutput[program.Count];
        _consumers = new List<(ColumnOutput, bool)>?[program.Graph.Nodes.Count];
        for (int i = 0; i < _outputs.Length; i++)
        {
            ProgramResult result = program.Results[i];
            _outputs[i] = new ColumnOutput(program.Graph[result.Value], hasPresence: result.Presence >= 0);
            (_consumers[result.Value] ??= []).Add((_outputs[i], false));
            if (result.Presence >= 0) (_consumers[result.Presence] ??= []).Add((_outputs[i], true));
        }
    }

    /// <summary>The rows of the last chunk.</summary>
    public int RowCount { get; private set; }

    /// <summary>Evaluates all expressions for the rows of a chunk.</summary>
    /// <param name="chunk">Rows with the columns of <see cref="ColumnProgram.Columns"/>, in any order; others are ignored.</param>
    /// <exception cref="ColumnExpressionException">An expression has no value in a row: lists of different lengths, an element that isn't there (Python), a selection that is NaN.</exception>
    /// <exception cref="ArgumentException">A column is not in the chunk, or has another type than in the schema.</exception>
    public void Evaluate(TableChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Evaluate(chunk, 0, chunk.RowCount);
    }

    /// <summary>Evaluates all expressions for some rows of a chunk, so that many expressions need little memory.</summary>
    /// <param name="chunk">As for all rows.</param>
    /// <param name="first">The first row, counted from that of the chunk.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ColumnExpressionException">As for all rows.</exception>
    public void Evaluate(TableChunk chunk, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, chunk.RowCount - first);
        RowCount = 0;
        foreach (ColumnOutput output in _outputs) output.Begin(count);
        _machine.Open(chunk);
        try
        {
            for (int done = 0; done < count; done += BlockRows) EvaluateBlock(first + done, done, Math.Min(BlockRows, count - done));
        }
        finally
        {
            _machine.Close();
        }

        RowCount = count;
    }

    /// <summary>The values of a variable or weight: one per row, or of lists all elements behind each other (<see cref="Offsets"/>).</summary>
    /// <param name="index">Which expression.</param>
    public ReadOnlySpan<double> Numbers(int index) => _outputs[index].Numbers;

    /// <summary>Which rows a selection takes.</summary>
    /// <param name="index">Which expression.</param>
    public ReadOnlySpan<bool> Truths(int index) => _outputs[index].Truths;

    /// <summary>Of a variable of lists: the elements of row i are <c>[offsets[i], offsets[i + 1])</c>, those of inner lists behind each other; empty for one value per row.</summary>
    /// <param name="index">Which expression.</param>
    public ReadOnlySpan<int> Offsets(int index) => _outputs[index].Offsets;

    /// <summary>Of a variable or weight with indices of ROOT: the rows that have all the elements named, the others contribute nothing; empty where all rows contribute.</summary>
    /// <param name="index">Which expression.</param>
    public ReadOnlySpan<bool> Present(int index) => _outputs[index].Present;

    private void EvaluateBlock(int first, int place, int rows)
    {
        _machine.Begin(first, rows);
        foreach (int id in _program.Order)
        {
            ColumnBuffer values = _machine.Run(id);
            if (_consumers[id] is not { } consumers) continue;

            foreach ((ColumnOutput output, bool isPresence) in consumers)
            {
                if (isPresence) output.TakePresence(values, place, rows);
                else output.Take(values, place, rows);
            }
        }
    }
}
