using Wilks.Models;

namespace Wilks.Inference;

/// <summary>A named group of parameters.</summary>
/// <param name="Name">The name.</param>
/// <param name="Parameters">The indices of its members.</param>
public sealed record NuisanceGroup(string Name, IReadOnlyList<int> Parameters);

/// <summary>Splits the uncertainty of parameters of interest by freezing groups of nuisance parameters at their fitted values.</summary>
/// <remarks>
/// Frozen alone, a group gives <c>√(σ² − σ_frozen²)</c>; the squares do not add up where parameters are correlated. Frozen one after the
/// other, each group gives the drop from the step before, and the squares of the drops and of what remains add up to σ² exactly, but
/// each drop depends on the order.
/// </remarks>
public static class UncertaintyBreakdown
{
    /// <summary>The name of the group of constrained parameters that belong to no other group.</summary>
    public const string OtherName = "other";

    /// <summary>Splits.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="pois">The parameters of interest; none may be fixed. They are never frozen.</param>
    /// <param name="groups">The groups, in the order of sequential freezing. Constrained parameters in none of them form a last group.</param>
    /// <param name="options">Options of the fits; null takes the defaults.</param>
    /// <param name="threads">The number of threads; no number depends on it.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    public static BreakdownResult Run(ITestableModel model, Dataset data, IReadOnlyList<int> pois, IReadOnlyList<NuisanceGroup> groups, FitOptions? options = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(pois);
        ArgumentNullException.ThrowIfNull(groups);
        if (pois.Count == 0) throw new ArgumentException("a breakdown needs a parameter of interest.", nameof(pois));
        foreach (int poi in pois)
        {
            if (model.Parameters[poi].Fixed) throw new ArgumentException($"the parameter '{model.Parameters[poi].Name}' is fixed: it has no uncertainty.", nameof(pois));
        }

        options ??= FitOptions.Default;
        FitResult best = model.CreateFitter().Fit(data, options, cancellationToken);
        NuisanceGroup[] all = [.. groups, .. Other(model, pois, groups)];
        var freezing = new GroupFreezing(model, data, best, options, cancellationToken);

        // First each group alone, then the groups one after the other, then everything that is constrained.
        int[][] frozen =
        [
            .. all.Select(group => group.Parameters.ToArray()),
            .. all.Select((_, last) => all.Take(last + 1).SelectMany(group => group.Parameters).Distinct().ToArray()),
            [.. model.Parameters.Where(IsConstrained).Select(parameter => parameter.Index)],
        ];
        Width[][] widths = ParallelFits.Run(model, frozen.Length + 1, threads, Widths, cancellationToken);
        return new BreakdownResult
        {
            Best = best,
            Pois = [.. pois.Select((poi, k) => Breakdown(model, best, poi, all, [.. widths.Select(row => row[k])]))],
            FailedCount = widths.Sum(row => row.Count(width => width.IsFailed)),
        };

        Width[] Widths(IFitter fitter, int i)
        {
            FitOptions held = i == 0 ? options with { Start = best.Values } : freezing.Frozen(frozen[i - 1], [.. pois]);
            FitResult fit = i == 0 ? best : freezing.Fit(fitter, held);
            var finder = new IntervalFinder(model, data, fit, held);
            return [.. pois.Select(poi => Width.Of(finder.FindStandard(poi, cancellationToken), fit.Uncertainties[poi]))];
        }
    }

    private static bool IsConstrained(Parameter parameter) => parameter.Constraint != ConstraintKind.None && !parameter.Fixed;

    private static NuisanceGroup[] Other(ITestableModel model, IReadOnlyList<int> pois, IReadOnlyList<NuisanceGroup> groups)
    {
        HashSet<int> taken = [.. groups.SelectMany(group => group.Parameters), .. pois];
        int[] rest = [.. model.Parameters.Where(parameter => IsConstrained(parameter) && !taken.Contains(parameter.Index)).Select(parameter => parameter.Index)];
        return rest.Length == 0 ? [] : [new NuisanceGroup(OtherName, rest)];
    }

    private static PoiBreakdown Breakdown(ITestableModel model, FitResult best, int poi, NuisanceGroup[] groups, Width[] widths)
    {
        Width total = widths[0];
        GroupBreakdown[] parts = [.. groups.Select((group, k) => new GroupBreakdown(
            group.Name, group.Parameters, total.Without(widths[1 + k]), widths[groups.Length + k].OrTotal(total, k).Without(widths[1 + groups.Length + k])))];
        Width last = groups.Length == 0 ? total : widths[2 * groups.Length];
        return new PoiBreakdown
        {
            Poi = model.Parameters[poi],
            Value = best.Values[poi],
            Total = total.Split,
            Statistical = widths[^1].Split,
            Systematic = total.Without(widths[^1]),
            Groups = parts,
            Remaining = last.Split,
        };
    }

    // What one fit says of one parameter.
    private readonly record struct Width(UncertaintySplit Split, bool IsFailed)
    {
        public static Width Of(ParameterInterval interval, double hesse)
        {
            bool isFailed = interval.Status is not (InferenceStatus.Done or InferenceStatus.AtBound);
            return new Width(new UncertaintySplit(hesse, interval.Upper - interval.Value, interval.Value - interval.Lower), isFailed);
        }

        // The step before the first is the full fit; before the others it is the group before.
        public Width OrTotal(Width total, int step) => step == 0 ? total : this;

        public UncertaintySplit Without(Width frozen) => new(
            GroupFreezing.Difference(Split.Symmetric, frozen.Split.Symmetric), GroupFreezing.Difference(Split.Up, frozen.Split.Up), GroupFreezing.Difference(Split.Down, frozen.Split.Down));
    }
}
