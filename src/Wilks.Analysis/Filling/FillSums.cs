namespace Wilks.Analysis.Filling;

/// <summary>Sums over some events for all fills of a plan.</summary>
internal sealed class FillSums(FillPlan plan)
{
    /// <summary>For each fill and place Σw and Σw².</summary>
    public double[] Sums { get; } = new double[plan.SumLength];

    /// <summary>Sums of weights in the cells of corrections.</summary>
    public double[] Cells { get; } = new double[plan.CellLength];

    /// <summary>What was counted for each fill.</summary>
    public FillCounts[] Counts { get; } = new FillCounts[plan.Fills.Length];

    /// <summary>For each check the events in no cell.</summary>
    public long[] NoCell { get; } = new long[plan.CheckCount];

    /// <summary>For each check the variables of the first of them; null while there is none.</summary>
    public double[]?[] NoCellExamples { get; } = new double[plan.CheckCount][];

    /// <summary>Adds the sums over the events that follow.</summary>
    public void Add(FillSums next)
    {
        for (int i = 0; i < Sums.Length; i++) Sums[i] += next.Sums[i];
        for (int i = 0; i < Cells.Length; i++) Cells[i] += next.Cells[i];
        for (int i = 0; i < Counts.Length; i++) Counts[i] = Counts[i].Plus(next.Counts[i]);
        for (int i = 0; i < NoCell.Length; i++)
        {
            NoCell[i] += next.NoCell[i];
            NoCellExamples[i] ??= next.NoCellExamples[i];
        }
    }

    /// <summary>Makes all sums 0.</summary>
    public void Clear()
    {
        Array.Clear(Sums);
        Array.Clear(Cells);
        Array.Clear(Counts);
        Array.Clear(NoCell);
        Array.Clear(NoCellExamples);
    }
}

/// <summary>What is counted for a template.</summary>
internal record struct FillCounts
{
    /// <summary>Selected entries.</summary>
    public long Selected;

    /// <summary>Of these, beyond the outer edges.</summary>
    public long Outside;

    /// <summary>Of these, with a variable that is NaN.</summary>
    public long NaNVariables;

    /// <summary>Of these, with a weight that is not finite, the variable not being NaN.</summary>
    public long NotFiniteWeights;

    /// <summary>Of these, with a negative weight.</summary>
    public long Negative;

    /// <summary>The sum of both.</summary>
    public readonly FillCounts Plus(FillCounts other) => new()
    {
        Selected = Selected + other.Selected,
        Outside = Outside + other.Outside,
        NaNVariables = NaNVariables + other.NaNVariables,
        NotFiniteWeights = NotFiniteWeights + other.NotFiniteWeights,
        Negative = Negative + other.Negative,
    };
}
