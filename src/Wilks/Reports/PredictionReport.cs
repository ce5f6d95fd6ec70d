using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>A prediction beside its data, as plain data for tables and plots.</summary>
public sealed record PredictionReport
{
    /// <summary>How the fit ended, as a word; <c>prefit</c> without a fit.</summary>
    public required string Status { get; init; }

    /// <summary>One sentence about the ending; empty without a fit.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>The measurement.</summary>
    public required string Measurement { get; init; }

    /// <summary>The prediction.</summary>
    public required Prediction Prediction { get; init; }

    /// <summary>The channels in the model's order.</summary>
    public required IReadOnlyList<ChannelReport> Channels { get; init; }

    /// <summary>The report of a prediction.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="data">The data to stand beside it.</param>
    /// <param name="blinded">The names of the channels whose counts are not shown.</param>
    /// <param name="fit">The fit that the prediction follows; null before one.</param>
    public static PredictionReport Create(Model model, Prediction prediction, Dataset data, IReadOnlyCollection<string> blinded, FitResult? fit)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(data);
        return new PredictionReport
        {
            Status = fit is null ? "prefit" : FitReport.StatusWord(fit.Status),
            StatusMessage = fit?.StatusMessage ?? "",
            Measurement = model.Measurement,
            Prediction = prediction,
            Channels =
            [
                .. model.Channels.Zip(prediction.Channels, (channel, predicted) =>
                    new ChannelReport(predicted, blinded.Contains(channel.Name) ? null : data.Main.Slice(channel.FirstBin, channel.BinCount).ToArray())),
            ],
        };
    }
}

/// <summary>One channel of a prediction beside its data.</summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="Data">The counts; null in a blinded channel.</param>
public sealed record ChannelReport(ChannelPrediction Prediction, double[]? Data)
{
    /// <summary>Whether the counts were not looked at.</summary>
    public bool IsBlinded => Data is null;

    /// <summary>(n − ν)/√(ν + σ²) of each bin; NaN in a blinded channel.</summary>
    public double[] Pulls => [.. Prediction.Total.Bins.Select((rate, bin) => Data is null ? double.NaN : Pull(Data[bin], rate, Prediction.Total.BinUncertainties[bin]))];

    /// <summary>The same of the sum over the bins.</summary>
    public double SumPull => Data is null ? double.NaN : Pull(Data.Sum(), Prediction.Total.Sum, Prediction.Total.SumUncertainty);

    private static double Pull(double n, double rate, double uncertainty) => (n - rate) / Math.Sqrt(rate + (uncertainty * uncertainty));
}
