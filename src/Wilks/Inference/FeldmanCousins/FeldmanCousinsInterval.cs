using System.Globalization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Confidence intervals with likelihood-ratio ordering, G. J. Feldman and R. D. Cousins, Phys. Rev. D 57 (1998) 3873, by toys.</summary>
/// <remarks>
/// A value belongs to the set if at most a fraction of toys as large as the level has a smaller ratio than the data. Nuisance parameters are
/// profiled: toys are drawn where the fit to the data with the value held ends. The free fit stays within the bounds, as the paper's best
/// physical value does, so a bounded parameter gets an interval that passes from one end to two by itself.
/// </remarks>
public sealed class FeldmanCousinsInterval
{
    // Tested values are rounded to so many digits of the range.
    private const int DigitsOfRange = 4;

    // Beyond the interval of the profile likelihood the grid reaches so many of its widths.
    private const double Reach = 0.6;

    // A grid whose edge is accepted grows by half of its range, so often.
    private const int MostExtensions = 6;
    private const int MostRefinements = 8;

    // Where p jumps (counts are whole numbers) halving the bracket goes on until this fraction of the grid's step.
    private const double SmallestBracket = 0.01;

    // Standard deviations of p that tell a point from the end, and the steps to find such points.
    private const double ClearlyApart = 2;
    private const double ClearingGrowth = 1.3;
    private const int MostClearingSteps = 10;

    private readonly Parameter _parameter;
    private readonly FeldmanCousinsOptions _options;
    private readonly FeldmanCousinsTester _tester;
    private readonly List<string> _messages = [];

    private FeldmanCousinsInterval(ITestableModel model, Dataset data, int parameter, FeldmanCousinsOptions options, CancellationToken cancellationToken)
    {
        (_parameter, _options) = (model.Parameters[parameter], options);
        _tester = new FeldmanCousinsTester(model, data, [parameter], options, cancellationToken);
    }

    /// <summary>Finds the interval of a parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="parameter">The index of the parameter, which must not be fixed.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="grid">The values to test first, at least two within the bounds; null chooses them.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    public static FeldmanCousinsResult Find(ITestableModel model, Dataset data, int parameter, FeldmanCousinsOptions? options = null, IReadOnlyList<double>? grid = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= FeldmanCousinsOptions.Default;
        options.Check();
        if (parameter < 0 || parameter >= model.Parameters.Count) throw new ArgumentOutOfRangeException(nameof(parameter), parameter, $"The model has {model.Parameters.Count} parameters.");
        Parameter chosen = model.Parameters[parameter];
        if (chosen.Fixed) throw new ArgumentException($"the parameter '{chosen.Name}' is fixed: it has no interval.", nameof(parameter));
        if (grid is not null && (grid.Count < 2 || grid.Any(value => !(value >= chosen.Lower && value <= chosen.Upper)))) throw new ArgumentException($"a grid of '{chosen.Name}' has at least two values within its bounds.", nameof(grid));
        return new FeldmanCousinsInterval(model, data, parameter, options, cancellationToken).Search(model, data, grid, cancellationToken);
    }

    /// <summary>A grid for a parameter: its profile-likelihood interval and some of its width beyond, cut to the bounds.</summary>
    internal static double[] Grid(ITestableModel model, Dataset data, FitResult best, int parameter, double level, FeldmanCousinsOptions options, CancellationToken cancellationToken)
    {
        Parameter p = model.Parameters[parameter];
        ParameterInterval profile = new IntervalFinder(model, data, best, options.Fit).Find(parameter, level, IntervalMethod.Profile, cancellationToken);
        double value = best.Values[parameter], width = best.Uncertainties[parameter] > 0 ? best.Uncertainties[parameter] : p.PrefitUncertainty > 0 ? p.PrefitUncertainty : Math.Max(1, Math.Abs(value));
        double low = double.IsFinite(profile.Lower) ? profile.Lower : value - (2 * width), high = double.IsFinite(profile.Upper) ? profile.Upper : value + (2 * width);
        double margin = Reach * (high - low);
        double unit = Unit(high - low);
        (low, high) = (Math.Max(p.Lower, Rounded(low - margin, unit)), Math.Min(p.Upper, Rounded(high + margin, unit)));
        return [.. Enumerable.Range(0, options.GridPoints).Select(i => i == options.GridPoints - 1 ? high : low + ((high - low) * i / (options.GridPoints - 1)))];
    }

    // Toys are keyed by the tested value: rounded, it is the same on every machine, whatever the last bits of its fits.
    private static double Rounded(double value, double unit) => Math.Round(value / unit) * unit;

    private static double Unit(double range) => Math.Pow(10, Math.Floor(Math.Log10(range)) - DigitsOfRange);

    private FeldmanCousinsPoint TestNear(double value, double range) => _tester.At(Math.Clamp(Rounded(value, Unit(range)), _parameter.Lower, _parameter.Upper));

    private FeldmanCousinsResult Search(ITestableModel model, Dataset data, IReadOnlyList<double>? given, CancellationToken cancellationToken)
    {
        FitResult best = _tester.Best;
        if (!ProfileLikelihood.IsUsable(best))
        {
            _messages.Add(best.StatusMessage);
            return Result(FeldmanCousinsEnd.None, FeldmanCousinsEnd.None, InferenceStatus.FitFailed);
        }

        List<double> grid = [.. (given ?? Grid(model, data, best, _parameter.Index, _options.Level, _options, cancellationToken)).Distinct().Order()];
        foreach (double value in grid) _ = _tester.At(value);
        if (given is null)
        {
            Extend(grid, -1);
            Extend(grid, 1);
        }

        int first = grid.FindIndex(IsAccepted), last = grid.FindLastIndex(IsAccepted);
        if (first < 0)
        {
            _messages.Add("No value of the grid is accepted; give a finer grid near the fitted value.");
            return Result(FeldmanCousinsEnd.None, FeldmanCousinsEnd.None, InferenceStatus.NoCrossing);
        }

        if (grid.Skip(first).Take(last - first + 1).Any(value => !IsAccepted(value))) _messages.Add("The confidence set has gaps; the ends are the outermost.");
        FeldmanCousinsEnd lower = End(grid, first, -1), upper = End(grid, last, 1);
        FeldmanCousinsPoint? broken = _tester.Points.FirstOrDefault(point => point.Status != InferenceStatus.Done);
        if (broken is not null) _messages.Add(string.Create(CultureInfo.InvariantCulture, $"At {_parameter.Name} = {broken.Values[0]:G6} {(broken.FailedCount > 0 ? $"{broken.FailedCount} toys" : "the fit to the data")} failed."));
        InferenceStatus status = broken is not null ? InferenceStatus.FitFailed
            : double.IsNaN(lower.Value) || double.IsNaN(upper.Value) ? InferenceStatus.NoCrossing
            : lower.IsAtBound || upper.IsAtBound ? InferenceStatus.AtBound : InferenceStatus.Done;
        return Result(lower, upper, status);
    }

    private bool IsAccepted(double value) => _tester.At(value).IsAccepted;

    private void Extend(List<double> grid, int sign)
    {
        double step = (grid[^1] - grid[0]) / (grid.Count - 1), bound = sign < 0 ? _parameter.Lower : _parameter.Upper;
        int most = MostExtensions * grid.Count / 2;
        for (int i = 0; i < most; i++)
        {
            double edge = sign < 0 ? grid[0] : grid[^1];
            if (edge == bound || !IsAccepted(edge)) return;

            double next = sign < 0 ? Math.Max(bound, edge - step) : Math.Min(bound, edge + step);
            if (sign < 0) grid.Insert(0, next);
            else grid.Add(next);
        }
    }

    private FeldmanCousinsEnd End(List<double> grid, int accepted, int sign)
    {
        string side = sign < 0 ? "lower" : "upper";
        double edge = grid[accepted];
        if (edge == (sign < 0 ? _parameter.Lower : _parameter.Upper))
        {
            _messages.Add(string.Create(CultureInfo.InvariantCulture, $"The {side} end is the bound '{_parameter.Name}' = {edge:G6}: every value up to it is accepted."));
            return new FeldmanCousinsEnd(edge, 0, true);
        }

        int outside = accepted + sign;
        if (outside < 0 || outside >= grid.Count)
        {
            _messages.Add(string.Create(CultureInfo.InvariantCulture, $"The {side} end was not found up to '{_parameter.Name}' = {edge:G6}; widen the grid."));
            return FeldmanCousinsEnd.None;
        }

        return Refine(_tester.At(edge), _tester.At(grid[outside]));
    }

    // False position in z(p) until the toys can't tell a point from the end; a jump of p is closed in on by halving.
    private FeldmanCousinsEnd Refine(FeldmanCousinsPoint inside, FeldmanCousinsPoint outside)
    {
        double target = FeldmanCousinsTester.Distance(_options.Level), step = Math.Abs(outside.Values[0] - inside.Values[0]);
        double slope = (FeldmanCousinsTester.Distance(outside) - FeldmanCousinsTester.Distance(inside)) / (outside.Values[0] - inside.Values[0]);
        for (int round = 0; round < MostRefinements && Math.Abs(outside.Values[0] - inside.Values[0]) > SmallestBracket * step; round++)
        {
            double from = FeldmanCousinsTester.Distance(inside), to = FeldmanCousinsTester.Distance(outside);
            double fraction = round % 2 == 1 ? 0.5 : Math.Clamp((target - from) / (to - from), 0.1, 0.9);
            FeldmanCousinsPoint middle = TestNear(inside.Values[0] + (fraction * (outside.Values[0] - inside.Values[0])), step);
            double z = FeldmanCousinsTester.Distance(middle), error = FeldmanCousinsTester.DistanceUncertainty(middle);
            if (Math.Abs(z - target) <= error) return Between(Clear(middle, inside, error / slope, -1), Clear(middle, outside, error / slope, 1), Math.Abs(error / slope));

            (inside, outside) = middle.IsAccepted ? (middle, outside) : (inside, middle);
        }

        double width = Math.Abs(outside.Values[0] - inside.Values[0]);
        return new FeldmanCousinsEnd(0.5 * (inside.Values[0] + outside.Values[0]), width / Math.Sqrt(12), false);
    }

    // Away from a point that the toys can't tell from the end, to one that they can: where p is flat the way is long, and so is the uncertainty.
    private FeldmanCousinsPoint Clear(FeldmanCousinsPoint from, FeldmanCousinsPoint towards, double uncertainty, int side)
    {
        double target = FeldmanCousinsTester.Distance(_options.Level), sign = Math.Sign(towards.Values[0] - from.Values[0]), step = Math.Abs(uncertainty);
        FeldmanCousinsPoint point = from;
        for (int i = 0; i < MostClearingSteps; i++)
        {
            double value = Math.Clamp(point.Values[0] + (sign * step), _parameter.Lower, _parameter.Upper);
            if (value == point.Values[0]) break;

            point = TestNear(value, Math.Abs(uncertainty));
            if (side * (FeldmanCousinsTester.Distance(point) - target) > ClearlyApart * FeldmanCousinsTester.DistanceUncertainty(point)) break;
            step *= ClearingGrowth;
        }

        return point;
    }

    // In a straight line the two points are 2 × ClearlyApart standard deviations apart.
    private static FeldmanCousinsEnd Between(FeldmanCousinsPoint inner, FeldmanCousinsPoint outer, double least) =>
        new(0.5 * (inner.Values[0] + outer.Values[0]), Math.Max(least, Math.Abs(outer.Values[0] - inner.Values[0]) / (2 * ClearlyApart)), false);

    private FeldmanCousinsResult Result(FeldmanCousinsEnd lower, FeldmanCousinsEnd upper, InferenceStatus status) => new()
    {
        Index = _parameter.Index,
        Name = _parameter.Name,
        Value = _tester.Best.Values[_parameter.Index],
        Lower = lower,
        Upper = upper,
        Level = _options.Level,
        Points = [.. _tester.Points.OrderBy(point => point.Values[0])],
        Status = status,
        StatusMessage = string.Join(" ", _messages),
    };
}
