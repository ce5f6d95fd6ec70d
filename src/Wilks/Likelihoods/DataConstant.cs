using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Likelihoods;

/// <summary>The part of −2 ln L that depends on the data only: factorials, and the widths of the constraint terms.</summary>
internal sealed class DataConstant
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    private readonly Parameter[] _constrained;
    private readonly double[] _logScale;
    private readonly double _fixed;
    private readonly Dataset _nominal;
    private readonly (int First, int Count)[] _counted;
    private double _nominalAuxiliary = double.NaN;

    public DataConstant(Model model)
    {
        _constrained = [.. model.AuxiliaryParameters.Select(i => model.Parameters[i])];
        _logScale = [.. _constrained.Select(p => Math.Log(p.CountsDatum ? p.Tau : p.Sigma))];
        _fixed = model.CorrelatedBlocks.Sum(b => b.LogDeterminant + 2 * b.Parameters.Count * LogSqrtTwoPi);
        for (int i = 0; i < _constrained.Length; i++)
        {
            if (_constrained[i].Constraint is ConstraintKind.Gaussian or ConstraintKind.LogNormal) _fixed += 2 * (_logScale[i] + LogSqrtTwoPi);
            if (_constrained[i].Constraint == ConstraintKind.Gamma) _fixed -= 2 * _logScale[i];
        }

        _nominal = model.ObservedData;
        _counted = [.. model.Channels.Where(c => !c.IsMasked).Select(c => (c.FirstBin, c.BinCount))];
    }

    /// <summary>The constant of a data set. Not thread-safe.</summary>
    public double Of(Dataset data)
    {
        double sum = _fixed;
        foreach ((int first, int count) in _counted)
        {
            foreach (double n in data.Main.Span.Slice(first, count)) sum += 2 * LogFactorial.Evaluate(n);
        }

        if (!data.Auxiliary.Equals(_nominal.Auxiliary)) return sum + Auxiliary(data.Auxiliary.Span);

        if (double.IsNaN(_nominalAuxiliary)) _nominalAuxiliary = Auxiliary(data.Auxiliary.Span);
        return sum + _nominalAuxiliary;
    }

    private double Auxiliary(ReadOnlySpan<double> auxiliary)
    {
        double sum = 0;
        for (int i = 0; i < auxiliary.Length; i++)
        {
            double datum = auxiliary[i];
            if (_constrained[i].CountsDatum) sum += 2 * (LogFactorial.Evaluate(datum) - (datum == 0 ? 0 : datum * _logScale[i]));
            else if (_constrained[i].Constraint == ConstraintKind.LogNormal) sum += 2 * Math.Log(datum);
        }

        return sum;
    }
}
