using Wilks.Models;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

/// <summary>One set of per-bin factors γ of a channel as an evaluator sees it: who they are, what constrains them and where they may lie.</summary>
internal sealed class SlotState
{
    private readonly IReadOnlyList<Parameter> _parameters;

    public SlotState(TemplateChannel channel, int slot, bool isEliminated, IReadOnlyList<Parameter> parameters)
    {
        _parameters = parameters;
        IsEliminated = isEliminated;
        Parameters = channel.Slots[slot];
        Kind = parameters[Parameters[0]].Constraint;

        // Padding lanes get numbers that stay finite.
        A = Row(channel.BinCount, i => Kind == ConstraintKind.None ? 1 : parameters[i].AuxiliaryData);
        S = Row(channel.BinCount, i => Kind == ConstraintKind.Gaussian ? parameters[i].Sigma * parameters[i].Sigma : Kind == ConstraintKind.Poisson ? parameters[i].Tau : 1);
        Lower = Row(channel.BinCount, i => parameters[i].Fixed ? parameters[i].Init : parameters[i].Lower);
        Upper = Row(channel.BinCount, i => parameters[i].Fixed ? parameters[i].Init : parameters[i].Upper);
        Start = Row(channel.BinCount, i => parameters[i].Init);
        Gamma = Row(channel.BinCount, i => parameters[i].Init);
    }

    /// <summary>Whether the γ are profiled in the bins rather than coordinates.</summary>
    public bool IsEliminated { get; }

    /// <summary>The model parameter of each bin.</summary>
    public int[] Parameters { get; }

    /// <summary>The kind of constraint, the same in all bins.</summary>
    public ConstraintKind Kind { get; }

    /// <summary>Auxiliary data.</summary>
    public double[] A { get; }

    /// <summary>σ² or τ.</summary>
    public double[] S { get; }

    /// <summary>Lower bounds; equal to <see cref="Upper"/> where γ is held.</summary>
    public double[] Lower { get; }

    /// <summary>Upper bounds.</summary>
    public double[] Upper { get; }

    /// <summary>Values where nothing depends on γ.</summary>
    public double[] Start { get; }

    /// <summary>The values at the last evaluation.</summary>
    public double[] Gamma { get; }

    /// <summary>Takes the auxiliary data of a data set.</summary>
    public void TakeData(ReadOnlySpan<double> auxiliary, int[] auxiliaryIndexOf)
    {
        if (Kind == ConstraintKind.None) return;

        for (int bin = 0; bin < Parameters.Length; bin++) A[bin] = auxiliary[auxiliaryIndexOf[Parameters[bin]]];
    }

    /// <summary>Sets the range of one bin's γ; equal ends hold it.</summary>
    public void Restrict(int bin, double lower, double upper)
    {
        Lower[bin] = lower;
        Upper[bin] = upper;
    }

    /// <summary>Returns a bin's γ to the range of the model.</summary>
    public void Release(int bin)
    {
        Parameter parameter = _parameters[Parameters[bin]];
        Restrict(bin, parameter.Fixed ? parameter.Init : parameter.Lower, parameter.Fixed ? parameter.Init : parameter.Upper);
    }

    private double[] Row(int binCount, Func<int, double> value)
    {
        double[] row = new double[Lanes.Stride(binCount)];
        Array.Fill(row, 1.0);
        for (int bin = 0; bin < binCount; bin++) row[bin] = value(Parameters[bin]);
        return row;
    }
}
