using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>
/// The model that fits everything exactly: each bin expects what it counted, each constraint term is at its maximum. The likelihood
/// ratio to it measures the goodness of a fit (S. Baker and R. D. Cousins, Nucl. Instrum. Meth. 221 (1984) 437).
/// </summary>
public static class SaturatedModel
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>−2 ln L of the saturated model, with all constants; masked channels have no part in it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    public static double TwiceNll(Model model, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        double sum = 0;
        foreach (ModelChannel channel in model.Channels)
        {
            if (channel.IsMasked) continue;

            foreach (double n in data.Main.Span.Slice(channel.FirstBin, channel.BinCount)) sum += TwicePoisson(n);
        }

        ReadOnlySpan<double> auxiliary = data.Auxiliary.Span;
        for (int i = 0; i < auxiliary.Length; i++)
        {
            Parameter parameter = model.Parameters[model.AuxiliaryParameters[i]];
            sum += parameter.Constraint switch
            {
                ConstraintKind.Poisson => TwicePoisson(auxiliary[i]),
                ConstraintKind.Gamma => TwicePoisson(auxiliary[i]) - 2 * Math.Log(parameter.Tau),
                ConstraintKind.LogNormal => 2 * (Math.Log(parameter.Sigma * auxiliary[i]) + LogSqrtTwoPi),
                ConstraintKind.Correlated => 0,
                _ => 2 * (Math.Log(parameter.Sigma) + LogSqrtTwoPi),
            };
        }

        foreach (CorrelatedBlock block in model.CorrelatedBlocks) sum += block.LogDeterminant + 2 * block.Parameters.Count * LogSqrtTwoPi;

        return sum;
    }

    /// <summary>The part of one bin in the likelihood ratio, <c>2 (ν − n + n ln(n/ν))</c>; 2ν where nothing was counted, +∞ where a count has no positive rate.</summary>
    /// <param name="n">The count.</param>
    /// <param name="rate">The expected count ν.</param>
    public static double BakerCousins(double n, double rate)
    {
        if (n == 0) return 2 * rate;
        return rate > 0 ? 2 * (rate - n + (n * Math.Log(n / rate))) : double.PositiveInfinity;
    }

    // −2 ln Pois(n|n).
    private static double TwicePoisson(double n) => 2 * (n - (n == 0 ? 0 : n * Math.Log(n)) + LogFactorial.Evaluate(n));
}
