using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Fits with groups of parameters held where the best fit puts them.</summary>
internal sealed class GroupFreezing(ITestableModel model, Dataset data, FitResult best, FitOptions options, CancellationToken cancellationToken)
{
    /// <summary>The options that hold a group, but for the parameters whose uncertainty is wanted.</summary>
    public FitOptions Frozen(IEnumerable<int> members, IReadOnlyCollection<int> wanted)
    {
        Dictionary<int, double> hold = options.Hold is null ? [] : new Dictionary<int, double>(options.Hold);
        foreach (int p in members.Where(p => !wanted.Contains(p) && !model.Parameters[p].Fixed)) hold[p] = best.Values[p];
        return options with { Hold = hold, Start = best.Values };
    }

    /// <summary>The fit that the options of <see cref="Frozen"/> give.</summary>
    public FitResult Fit(IFitter fitter, FitOptions frozen) => fitter.Fit(data, frozen, cancellationToken);

    /// <summary><c>√(σ² − σ_frozen²)</c>, zero where rounding makes it negative.</summary>
    public static double Difference(double total, double frozen) => Math.Sqrt(Math.Max(0, (total * total) - (frozen * frozen)));
}
