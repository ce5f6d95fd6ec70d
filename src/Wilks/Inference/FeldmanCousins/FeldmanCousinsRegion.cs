using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Feldman–Cousins confidence sets of two parameters: every point of a grid is tested with toys, as <see cref="FeldmanCousinsInterval"/> does for one.</summary>
public static class FeldmanCousinsRegion
{
    /// <summary>Tests a grid.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="first">The first parameter.</param>
    /// <param name="second">The second parameter.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="axes">The two axes, within the bounds; null chooses them from the profile likelihood.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    public static FeldmanCousinsRegionResult Run(ITestableModel model, Dataset data, int first, int second, FeldmanCousinsOptions? options = null, IReadOnlyList<ScanAxis>? axes = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (first == second) throw new ArgumentException("a region needs two different parameters.", nameof(second));
        options ??= FeldmanCousinsOptions.Default;
        options.Check();
        int[] parameters = [first, second];
        foreach (int parameter in parameters)
        {
            if (model.Parameters[parameter].Fixed) throw new ArgumentException($"the parameter '{model.Parameters[parameter].Name}' is fixed: it has no interval.", nameof(first));
        }

        var tester = new FeldmanCousinsTester(model, data, parameters, options, cancellationToken);
        if (!ProfileLikelihood.IsUsable(tester.Best)) return Result(tester.Best, parameters, options, [], [], InferenceStatus.FitFailed, tester.Best.StatusMessage);

        // A level of two parameters reaches as far in one of them as a higher level of one: χ² with two degrees of freedom.
        double level = 1 - (2 * Numerics.StandardNormal.UpperTail(Math.Sqrt(-2 * Math.Log(1 - options.Level))));
        double[][] grids = axes is null
            ? [.. parameters.Select(p => FeldmanCousinsInterval.Grid(model, data, tester.Best, p, level, options, cancellationToken))]
            : [.. axes.Select(axis => axis.Values.Order().ToArray())];
        FeldmanCousinsPoint[][] rows = [.. grids[0].Select(x => grids[1].Select(y => tester.At(x, y)).ToArray())];

        bool isCut = IsCut(rows, grids, model, parameters);
        int broken = rows.Sum(row => row.Count(point => point.Status != InferenceStatus.Done));
        InferenceStatus status = broken > 0 ? InferenceStatus.FitFailed : isCut ? InferenceStatus.NoCrossing : InferenceStatus.Done;
        string message = broken > 0 ? $"At {broken} points the fit to the data or too many toys failed." : isCut ? "The confidence set reaches the edge of the grid; widen it." : "";
        return Result(tester.Best, parameters, options, [.. rows.SelectMany(row => row)], Boundary(rows, options.Level), status, message);
    }

    private static FeldmanCousinsRegionResult Result(FitResult best, int[] parameters, FeldmanCousinsOptions options, FeldmanCousinsPoint[] points, BoundaryPoint[] boundary, InferenceStatus status, string message) => new()
    {
        Parameters = parameters,
        Values = [.. parameters.Select(p => best.Values[p])],
        Level = options.Level,
        Points = points,
        Boundary = boundary,
        Status = status,
        StatusMessage = message,
    };

    private static bool IsCut(FeldmanCousinsPoint[][] rows, double[][] grids, ITestableModel model, int[] parameters)
    {
        return Edge(rows[0], 0, grids[0][0]) || Edge(rows[^1], 0, grids[0][^1])
            || Edge(rows.Select(row => row[0]), 1, grids[1][0]) || Edge(rows.Select(row => row[^1]), 1, grids[1][^1]);

        bool Edge(IEnumerable<FeldmanCousinsPoint> edge, int axis, double value)
        {
            Parameter parameter = model.Parameters[parameters[axis]];
            return value != parameter.Lower && value != parameter.Upper && edge.Any(point => point.IsAccepted);
        }
    }

    private static BoundaryPoint[] Boundary(FeldmanCousinsPoint[][] rows, double level)
    {
        List<BoundaryPoint> found = [];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                if (i + 1 < rows.Length) Add(rows[i][j], rows[i + 1][j], 0);
                if (j + 1 < rows[i].Length) Add(rows[i][j], rows[i][j + 1], 1);
            }
        }

        return [.. found];

        void Add(FeldmanCousinsPoint a, FeldmanCousinsPoint b, int axis)
        {
            if (a.IsAccepted == b.IsAccepted || a.Status != InferenceStatus.Done || b.Status != InferenceStatus.Done) return;

            double from = FeldmanCousinsTester.Distance(a), to = FeldmanCousinsTester.Distance(b);
            double fraction = Math.Clamp((FeldmanCousinsTester.Distance(level) - from) / (to - from), 0, 1);
            double step = b.Values[axis] - a.Values[axis], slope = Math.Abs((to - from) / step);
            double error = Math.Sqrt(Square((1 - fraction) * FeldmanCousinsTester.DistanceUncertainty(a)) + Square(fraction * FeldmanCousinsTester.DistanceUncertainty(b)));
            double[] point = [.. a.Values];
            point[axis] += fraction * step;
            found.Add(new BoundaryPoint(point[0], point[1], Math.Min(Math.Abs(step), error / slope), axis == 0));
        }
    }

    private static double Square(double x) => x * x;
}
