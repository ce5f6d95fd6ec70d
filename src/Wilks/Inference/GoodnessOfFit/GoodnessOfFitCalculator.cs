using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Judges fits by the likelihood ratio to the saturated model, asymptotically and with toys.</summary>
public static class GoodnessOfFitCalculator
{
    // Of a distance between two likelihoods of this size rounding takes so much: a toy that equals the data must count.
    private const double TieTolerance = 1e-7;

    /// <summary>The statistic of a fit, its asymptotic p-value and the parts of channels and bins. No further fit is made.</summary>
    /// <param name="model">The model that was fitted.</param>
    /// <param name="data">The data that were fitted.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="options">The options of the fit: parameters held there are not free.</param>
    public static GoodnessOfFitResult Judge(Model model, Dataset data, FitResult fit, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fit);
        int unconstrained = model.Parameters.Count(p => p.Constraint == ConstraintKind.None && !p.Fixed && !model.IsInert(p.Index) && options?.Hold?.ContainsKey(p.Index) != true);
        double saturated = SaturatedModel.TwiceNll(model, data), statistic = fit.TwiceNll - saturated;
        int degrees = model.LikelihoodBinCount - unconstrained;
        return new GoodnessOfFitResult
        {
            Fit = fit,
            Statistic = statistic,
            SaturatedTwiceNll = saturated,
            BinCount = model.LikelihoodBinCount,
            UnconstrainedCount = unconstrained,
            PValue = degrees > 0 ? ChiSquared.UpperTail(statistic, degrees) : double.NaN,
            Remark = degrees > 0 ? "" : $"No degrees of freedom are left: bins {model.LikelihoodBinCount}, free parameters without a constraint {unconstrained}. Toys still give a p-value.",
            Channels = Channels(model, data, fit.Values),
        };
    }

    /// <summary>The statistic in toys drawn at the fit, main and auxiliary data alike. A toy is a function of the seed and its index: no number depends on the thread count.</summary>
    /// <param name="model">The model that was fitted.</param>
    /// <param name="result">What <see cref="Judge"/> said.</param>
    /// <param name="toys">How many toys to make.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="options">The options of the fit; toys start at its values.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    public static GoodnessOfFitToys MakeToys(Model model, GoodnessOfFitResult result, int toys, ulong seed, FitOptions? options = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(result);
        double[] statistics = new double[toys];
        ToyGenerator generator = new(model.With(model.ObservedData), result.Fit.Values);
        FitOptions wanted = (options ?? FitOptions.Default) with { Start = result.Fit.Values };
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken };
        Parallel.For(0, toys, parallel, () => (Fitter: new Fitter(model), Drawer: generator.CreateDrawer()), (i, _, local) =>
        {
            Dataset toy = local.Drawer.Draw(seed, (ulong)i);
            statistics[i] = local.Fitter.FitTwiceNll(toy, wanted) - SaturatedModel.TwiceNll(model, toy);
            return local;
        }, _ => { });
        int failed = statistics.Count(double.IsNaN);
        double least = result.Statistic - TieTolerance * Math.Max(1, Math.Abs(result.Statistic));
        return new GoodnessOfFitToys(toys, failed, ToyPValue.FromCounts(statistics.Count(q => q >= least), toys - failed), statistics);
    }

    private static ChannelGoodnessOfFit[] Channels(Model model, Dataset data, double[] point)
    {
        double[] expected = new double[model.BinCount];
        model.With(data).CreateEvaluator().ExpectedMain(point, expected);
        return [.. model.Channels.Select(c => ChannelOf(c, data.Main.Span.Slice(c.FirstBin, c.BinCount).ToArray(), expected[c.FirstBin..(c.FirstBin + c.BinCount)]))];
    }

    private static ChannelGoodnessOfFit ChannelOf(ModelChannel channel, double[] data, double[] expected) => new()
    {
        Name = channel.Name,
        IsMasked = channel.IsMasked,
        Data = data,
        Expected = expected,
        PearsonResiduals = [.. data.Zip(expected, (n, rate) => n == rate ? 0 : (n - rate) / Math.Sqrt(rate))],
        DevianceResiduals = [.. data.Zip(expected, (n, rate) => Math.CopySign(Math.Sqrt(Math.Max(0, SaturatedModel.BakerCousins(n, rate))), n - rate))],
    };
}
