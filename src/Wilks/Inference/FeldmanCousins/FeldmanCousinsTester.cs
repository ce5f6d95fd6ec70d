using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Tests single points: the likelihood ratio of the data against that of toys drawn where the conditional fit ends. Every point is tested once. Not thread-safe.</summary>
internal sealed class FeldmanCousinsTester(ITestableModel model, Dataset data, IReadOnlyList<int> parameters, FeldmanCousinsOptions options, CancellationToken cancellationToken)
{
    private readonly IFitter _fitter = model.CreateFitter();
    private readonly RatioToys _toys = new(model, options.Threads, cancellationToken);
    private readonly Dictionary<string, FeldmanCousinsPoint> _known = [];

    /// <summary>The free fit to the data.</summary>
    public FitResult Best { get; private set; } = model.CreateFitter().Fit(data, options.Fit, cancellationToken);

    public IEnumerable<FeldmanCousinsPoint> Points => _known.Values;

    /// <summary>The point of the test, p and all.</summary>
    public FeldmanCousinsPoint At(params double[] values)
    {
        string key = string.Join(';', values.Select(value => BitConverter.DoubleToInt64Bits(value + 0.0)));
        if (_known.TryGetValue(key, out FeldmanCousinsPoint? known)) return known;

        cancellationToken.ThrowIfCancellationRequested();
        FeldmanCousinsPoint point = Test(values);
        _known.Add(key, point);
        return point;
    }

    /// <summary>A measure of distance that is nearly a straight line in a parameter: <c>z(p) = Φ⁻¹(1 − p/2)</c>.</summary>
    public static double Distance(FeldmanCousinsPoint point)
    {
        double least = 0.5 / Math.Max(1, point.PValue.Count);
        return StandardNormal.UpperQuantile(Math.Clamp(point.PValue.Value, least, 1 - (least / 2)) / 2);
    }

    /// <summary>The distance of the level.</summary>
    public static double Distance(double level) => StandardNormal.UpperQuantile((1 - level) / 2);

    /// <summary>The statistical uncertainty of a distance.</summary>
    public static double DistanceUncertainty(FeldmanCousinsPoint point)
    {
        double z = Distance(point);
        double density = 2 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return point.PValue.Uncertainty / Math.Max(density, 1e-300);
    }

    private FeldmanCousinsPoint Test(double[] values)
    {
        FitResult held = ProfileScan.FitAt(model, _fitter, data, Best, parameters, values, options.Fit, cancellationToken);
        if (!ProfileLikelihood.IsUsable(Best) || !ProfileLikelihood.IsUsable(held)) return Failed(values);

        var tested = new Dictionary<int, double>();
        for (int i = 0; i < values.Length; i++) tested[parameters[i]] = values[i];

        // The same lean fits as those of the toys: data equal to a toy have its ratio.
        ToyOutcome observed = new StatisticFitter(_fitter, tested, held.Values).Evaluate(data);
        if (!ToyColumns.HasValue(observed.Status)) return Failed(values);

        RatioSample sample = _toys.Draw(tested, held.Values, StreamKey.At(options.Seed, values), options.Toys);
        ToyPValue p = sample.PValue(observed.Q);
        InferenceStatus status = sample.IsWithin(options.FailureBudget) ? InferenceStatus.Done : InferenceStatus.FitFailed;
        return new FeldmanCousinsPoint(values, observed.Q, sample.Quantile(options.Level), p, p.Value > 1 - options.Level, sample.FailedCount, status);
    }

    private static FeldmanCousinsPoint Failed(double[] values) => new(values, double.NaN, double.NaN, ToyPValue.FromCounts(0, 0), false, 0, InferenceStatus.FitFailed);
}
