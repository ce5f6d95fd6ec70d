using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Numerics.Kernels;

namespace Wilks.Inference;

/// <summary>
/// Expected counts with uncertainties by linear propagation: with <c>v_i = [λ(θ + σ_i e_i) − λ(θ − σ_i e_i)]/2</c> the variance of a count
/// is <c>Σ_ij v_i ρ_ij v_j</c>, as in cabinetry (A. Held, cabinetry 0.6, <c>model_utils.yield_stdev</c>). Channels are worked off one by
/// one; only parameters that act in a channel are varied there, so memory is parameters × rows of the largest channel.
/// </summary>
public static class PredictionCalculator
{
    /// <summary>The prediction at the initial values; constrained parameters have their pre-fit uncertainties, free and held ones none; correlated are those of a multivariate constraint only.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Other initial values, and parameters held at a value; null takes the model's.</param>
    public static Prediction Prefit(Model model, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        double[] point = options?.Start is { } start ? [.. start] : [.. model.Parameters.Select(p => p.Init)];
        double[] uncertainties = [.. model.Parameters.Select(p => p.Fixed || p.Constraint == ConstraintKind.None ? 0 : p.PrefitUncertainty)];
        foreach ((int p, double value) in options?.Hold ?? new Dictionary<int, double>()) (point[p], uncertainties[p]) = (value, 0);
        return Create(model, point, uncertainties, model.CorrelatedBlocks.Count == 0 ? null : PrefitCovariance(model, uncertainties), isPostfit: false);
    }

    /// <summary>The prediction at the end of a fit, with its full covariance. A parameter at a bound has no Hessian uncertainty and adds none; a fit without covariance gives NaN.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fit">The fit.</param>
    public static Prediction Postfit(Model model, FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(fit);
        int n = model.Parameters.Count;
        double[]? covariance = fit.Covariance;
        double[] uncertainties = new double[n];
        for (int p = 0; p < n; p++) uncertainties[p] = covariance is null ? double.NaN : Math.Sqrt(covariance[p * (n + 1)]);
        return Create(model, [.. fit.Values], uncertainties, covariance, isPostfit: true);
    }

    private static double[] PrefitCovariance(Model model, double[] uncertainties)
    {
        int n = uncertainties.Length;
        double[] covariance = new double[n * n];
        for (int p = 0; p < n; p++) covariance[p * (n + 1)] = uncertainties[p] * uncertainties[p];
        foreach (CorrelatedBlock block in model.CorrelatedBlocks)
        {
            int size = block.Parameters.Count;
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    (int p, int q) = (block.Parameters[i], block.Parameters[j]);
                    if (uncertainties[p] != 0 && uncertainties[q] != 0) covariance[(p * n) + q] = block.Covariance[(i * size) + j];
                }
            }
        }

        return covariance;
    }

    private static Prediction Create(Model model, double[] point, double[] uncertainties, double[]? covariance, bool isPostfit)
    {
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        return new Prediction
        {
            IsPostfit = isPostfit,
            Point = point,
            Channels = [.. model.Channels.Select((_, c) => new ChannelWork(model, evaluator, c).Predict(point, uncertainties, covariance))],
        };
    }

    /// <summary>The rows of one channel: (samples + their sum) × (bins + their sum).</summary>
    private sealed class ChannelWork
    {
        private readonly Model _model;
        private readonly LikelihoodEvaluator _evaluator;
        private readonly int _channel;
        private readonly int _samples;
        private readonly int _bins;
        private readonly double[] _rates;

        public ChannelWork(Model model, LikelihoodEvaluator evaluator, int channel)
        {
            _model = model;
            _evaluator = evaluator;
            _channel = channel;
            _samples = model.Channels[channel].Samples.Count;
            _bins = model.Channels[channel].BinCount;
            _rates = new double[_samples * _bins];
        }

        private int RowCount => (_samples + 1) * (_bins + 1);

        public ChannelPrediction Predict(double[] point, double[] uncertainties, double[]? covariance)
        {
            double[] values = new double[RowCount];
            Evaluate(point, values);

            // A NaN is kept: what is not known must not look like nothing.
            int[] varied = [.. _model.ParametersOf(_channel).Where(p => uncertainties[p] != 0 && !_model.Parameters[p].IsDerived)];
            double[] slopes = Slopes(point, varied, uncertainties);
            double[] block = Block(varied, uncertainties, covariance);
            double[] widths = new double[RowCount];
            for (int row = 0; row < widths.Length; row++) widths[row] = Width(slopes.AsSpan(row * varied.Length, varied.Length), block);
            ModelChannel channel = _model.Channels[_channel];
            return new ChannelPrediction
            {
                Name = channel.Name,
                IsMasked = channel.IsMasked,
                BinCount = _bins,
                Samples = [.. channel.Samples.Select((name, s) => RowOf(name, s, values, widths))],
                Total = RowOf("total", _samples, values, widths),
            };
        }

        // v_i/σ_i of every row, rows × parameters.
        private double[] Slopes(double[] point, int[] varied, double[] uncertainties)
        {
            double[] slopes = new double[RowCount * varied.Length], up = new double[RowCount], down = new double[RowCount];
            for (int i = 0; i < varied.Length; i++)
            {
                int p = varied[i];
                double value = point[p], uncertainty = uncertainties[p];
                point[p] = value + uncertainty;
                Evaluate(point, up);
                point[p] = value - uncertainty;
                Evaluate(point, down);
                point[p] = value;
                for (int row = 0; row < up.Length; row++) slopes[(row * varied.Length) + i] = 0.5 * (up[row] - down[row]) / uncertainty;
            }

            return slopes;
        }

        // The covariance of the parameters of the channel.
        private static double[] Block(int[] varied, double[] uncertainties, double[]? covariance)
        {
            int m = varied.Length, n = uncertainties.Length;
            double[] block = new double[m * m];
            for (int i = 0; i < m; i++)
            {
                if (covariance is null) block[i * (m + 1)] = uncertainties[varied[i]] * uncertainties[varied[i]];
                else
                {
                    for (int j = 0; j < m; j++) block[(i * m) + j] = covariance[(varied[i] * n) + varied[j]];
                }
            }

            return block;
        }

        private static double Width(ReadOnlySpan<double> slopes, double[] block)
        {
            int m = slopes.Length;
            double variance = 0;
            for (int i = 0; i < m; i++)
            {
                double slope = slopes[i];
                if (slope == 0) continue;

                // The matrix is symmetric: everything off the diagonal comes twice.
                double below = Rows.Dot(block.AsSpan(i * m, i), slopes[..i]);
                variance += slope * ((2 * below) + (slope * block[i * (m + 1)]));
            }

            // Rounding can leave a tiny negative number where everything cancels.
            return double.IsNaN(variance) ? double.NaN : Math.Sqrt(Math.Max(0, variance));
        }

        private void Evaluate(double[] point, double[] rows)
        {
            _evaluator.ExpectedSamples(point, _channel, _rates);
            int width = _bins + 1;
            Span<double> total = rows.AsSpan(_samples * width, width);
            total.Clear();
            for (int s = 0; s < _samples; s++)
            {
                double sum = 0;
                for (int bin = 0; bin < _bins; bin++)
                {
                    double rate = _rates[(s * _bins) + bin];
                    rows[(s * width) + bin] = rate;
                    sum += rate;
                    total[bin] += rate;
                }

                rows[(s * width) + _bins] = sum;
            }

            for (int bin = 0; bin < _bins; bin++)
            {
                if (_model.Options.ClipBinRate is { } least) total[bin] = Math.Max(total[bin], least);
                total[_bins] += total[bin];
            }
        }

        private YieldRow RowOf(string name, int s, double[] values, double[] widths)
        {
            int first = s * (_bins + 1);
            return new YieldRow(name, values[first..(first + _bins)], widths[first..(first + _bins)], values[first + _bins], widths[first + _bins]);
        }
    }
}
