using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Likelihoods;

/// <summary>The part of −2 ln L that depends on the data only: factorials, and the widths of the constraint terms.</summary>
internal sealed class DataConstant
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    private readonly bool[] _isPoisson;
    private readonly double[] _logTau;
    private readonly double _gaussian;
    private readonly Dataset _nominal;
    private readonly (int First, int Count)[] _counted;
    private double _nominalAuxiliary = double.NaN;

    public DataConstant(Model model)
    {
        Parameter[] constrained = [.. model.AuxiliaryParameters.Select(i => model.Parameters[i])];
        _isPoisson = [.. constrained.Select(p => p.Constraint == ConstraintKind.Poisson)];
        _logTau = [.. constrained.Select(p => p.Constraint == ConstraintKind.Poisson ? Math.Log(p.Tau) : 0)];
        _gaussian = constrained.Where(p => p.Constraint == ConstraintKind.Gaussian).Sum(p => 2 * (Math.Log(p.Sigma) + LogSqrtTwoPi));
        _nominal = model.ObservedData;
        _counted = [.. model.Channels.Where(c => !c.IsMasked).Select(c => (c.FirstBin, c.BinCount))];
    }

    /// <summary>The constant of a data set. Not thread-safe.</summary>
    public double Of(Dataset data)
    {
        double sum = _gaussian;
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
            if (_isPoisson[i]) sum += 2 * (LogFactorial.Evaluate(auxiliary[i]) - (auxiliary[i] == 0 ? 0 : auxiliary[i] * _logTau[i]));
        }

        return sum;
    }
}
