using System.Globalization;
using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Cli.Bench;

/// <summary>One comparison of two routes to the same number.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Difference">The largest difference, in the units the tolerance is in.</param>
/// <param name="Tolerance">The largest difference allowed.</param>
internal sealed record Agreement(string Name, double Difference, double Tolerance)
{
    public bool Holds => Difference <= Tolerance;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: differs by {Difference:0.0e+0}, {(Holds ? "within" : "beyond")} {Tolerance:0.0e+0}");
}

/// <summary>Compares the routes to a value, its derivatives and its minimum before anything is timed.</summary>
internal sealed class AgreementChecks
{
    // One sum in two orders, relative to its size.
    private const double ValueTolerance = 1e-11;

    // Richardson's extrapolation of central differences with steps of 1e-3 σ, each derivative in units of 1/σ.
    private const double DerivativeTolerance = 1e-5;
    private const double StepInUncertainties = 1e-3;

    // The point for derivatives lies this far from the minimum, off kinks and bounds.
    private const double ReachInUncertainties = 0.3;
    private const int MostTries = 20;
    private const double ScaleWithoutUncertainty = 0.1;

    private readonly LikelihoodEvaluator _evaluator;
    private readonly Model _model;
    private readonly Dataset _data;
    private readonly FitResult _fit;
    private readonly ulong _seed;
    private readonly int[] _moving;
    private readonly double[] _scales;

    public AgreementChecks(Model model, Dataset data, FitResult fit, ulong seed)
    {
        _model = model;
        _data = data;
        _fit = fit;
        _seed = seed;
        _evaluator = model.With(data).CreateEvaluator();
        _moving = [.. model.Parameters.Where(parameter => !parameter.Fixed && parameter.Upper > parameter.Lower).Select(parameter => parameter.Index)];
        _scales = [.. model.Parameters.Select(ScaleOf)];
    }

    /// <summary>The point at which derivatives are compared and timed: finite, near the minimum, inside the bounds.</summary>
    public double[] Point { get; private set; } = [];

    public IReadOnlyList<Agreement> Run(CancellationToken cancellationToken)
    {
        Point = FindPoint();
        return [CompareValues(), CompareGradient(), CompareHessian(cancellationToken), CompareRefit(cancellationToken)];
    }

    private double ScaleOf(Parameter parameter)
    {
        double uncertainty = _fit.Uncertainties[parameter.Index];
        double scale = uncertainty > 0 ? uncertainty : parameter.PrefitUncertainty > 0 ? parameter.PrefitUncertainty : ScaleWithoutUncertainty;
        return Math.Min(scale, (parameter.Upper - parameter.Lower) / 4);
    }

    private double[] FindPoint()
    {
        for (ulong attempt = 0; attempt < MostTries; attempt++)
        {
            double[] point = Shifted(ReachInUncertainties, new Philox(_seed, attempt));
            if (double.IsFinite(_evaluator.TwiceNll(point))) return point;
        }
        return [.. _fit.Values];
    }

    // Every moving parameter off its fitted value, at least half the reach, and off its bounds by twice the step.
    private double[] Shifted(double reach, Philox random)
    {
        double[] point = [.. _fit.Values];
        foreach (int index in _moving)
        {
            double size = reach * (0.5 + (0.5 * random.NextDouble()));
            double sign = random.NextDouble() < 0.5 ? -1 : 1;
            double margin = 2 * StepInUncertainties * _scales[index];
            double shifted = point[index] + (sign * size * _scales[index]);
            double mirrored = point[index] - (sign * size * _scales[index]);
            bool inside = shifted >= _model.Parameters[index].Lower + margin && shifted <= _model.Parameters[index].Upper - margin;
            point[index] = Math.Clamp(inside ? shifted : mirrored, _model.Parameters[index].Lower + margin, _model.Parameters[index].Upper - margin);
        }
        return point;
    }

    private Agreement CompareValues()
    {
        double full = _evaluator.TwiceNll(_fit.Values);
        return new Agreement("2NLL of the fit and of the full evaluation", Math.Abs(full - _fit.TwiceNll), ValueTolerance * (1 + Math.Abs(full)));
    }

    private Agreement CompareGradient()
    {
        double[] gradient = new double[Point.Length];
        _evaluator.Evaluate(Point, gradient, []);
        double worst = 0;
        foreach (int index in _moving)
        {
            double slope = Extrapolate(index, _evaluator.TwiceNll);
            worst = Largest(worst, Math.Abs(gradient[index] - slope) * _scales[index]);
        }
        return new Agreement("gradient and differences of 2NLL", worst, DerivativeTolerance + RoundOff(_fit.TwiceNll));
    }

    private Agreement CompareHessian(CancellationToken cancellationToken)
    {
        int n = Point.Length;
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        _evaluator.Evaluate(Point, gradient, hessian);
        double worst = 0;
        foreach (int column in _moving)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] slopes = ExtrapolateGradient(column);
            foreach (int row in _moving)
            {
                worst = Largest(worst, Math.Abs(hessian[(row * n) + column] - slopes[row]) * _scales[row] * _scales[column]);
            }
        }
        return new Agreement("Hessian and differences of the gradient", worst, DerivativeTolerance + RoundOff(_fit.TwiceNll));
    }

    private Agreement CompareRefit(CancellationToken cancellationToken)
    {
        FitResult again = new Fitter(_model).Fit(_data, new FitOptions { Start = Shifted(1, new Philox(_seed, MostTries + 1)) }, cancellationToken);
        double difference = again.Status == FitStatus.Converged ? Math.Abs(again.TwiceNll - _fit.TwiceNll) : double.NaN;
        return new Agreement("2NLL of a fit from elsewhere", double.IsNaN(difference) ? double.PositiveInfinity : difference, RandomStarts.SameMinimum);
    }

    private delegate double Function(ReadOnlySpan<double> point);

    private double Extrapolate(int index, Function function)
    {
        double step = StepInUncertainties * _scales[index];
        double wide = Central(index, step, function);
        double narrow = Central(index, step / 2, function);
        return ((4 * narrow) - wide) / 3;
    }

    private double Central(int index, double step, Function function)
    {
        double[] point = [.. Point];
        point[index] = Point[index] + step;
        double above = point[index];
        double high = function(point);
        point[index] = Point[index] - step;
        double low = function(point);
        return (high - low) / (above - point[index]);
    }

    private double[] ExtrapolateGradient(int column)
    {
        double step = StepInUncertainties * _scales[column];
        double[] wide = CentralGradient(column, step);
        double[] narrow = CentralGradient(column, step / 2);
        return [.. wide.Zip(narrow, (w, n) => ((4 * n) - w) / 3)];
    }

    private double[] CentralGradient(int column, double step)
    {
        double[] point = [.. Point];
        double[] high = new double[point.Length];
        double[] low = new double[point.Length];
        point[column] = Point[column] + step;
        double above = point[column];
        _evaluator.Evaluate(point, high, []);
        point[column] = Point[column] - step;
        _evaluator.Evaluate(point, low, []);
        double width = above - point[column];
        return [.. high.Zip(low, (h, l) => (h - l) / width)];
    }

    // What the last bits of 2NLL become when divided by the step.
    private static double RoundOff(double twiceNll) => 1e-14 * (1 + Math.Abs(twiceNll)) / StepInUncertainties;

    // NaN must not hide: Math.Max keeps it, a comparison would drop it.
    private static double Largest(double a, double b) => double.IsNaN(b) ? double.PositiveInfinity : Math.Max(a, b);
}
