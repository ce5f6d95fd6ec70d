namespace Wilks.Inference;

/// <summary>What a model expects in every channel, sample and bin, with uncertainties: before a fit or after one.</summary>
public sealed record Prediction
{
    /// <summary>Whether it follows a fit.</summary>
    public required bool IsPostfit { get; init; }

    /// <summary>The parameters at which it was made, in the model's order.</summary>
    public required double[] Point { get; init; }

    /// <summary>The channels in the model's order.</summary>
    public required IReadOnlyList<ChannelPrediction> Channels { get; init; }
}

/// <summary>The prediction of one channel.</summary>
public sealed record ChannelPrediction
{
    /// <summary>The name of the channel.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the channel was kept out of the likelihood.</summary>
    public bool IsMasked { get; init; }

    /// <summary>The number of bins.</summary>
    public required int BinCount { get; init; }

    /// <summary>All samples, those that are always zero included.</summary>
    public required IReadOnlyList<YieldRow> Samples { get; init; }

    /// <summary>The sum of the samples; its uncertainties take their correlations into account.</summary>
    public required YieldRow Total { get; init; }
}

/// <summary>The expected counts of a sample, or of all samples together, in the bins of a channel.</summary>
/// <param name="Name">The name of the sample.</param>
/// <param name="Bins">The expected count of each bin.</param>
/// <param name="BinUncertainties">Their uncertainties; NaN where the fit gave none.</param>
/// <param name="Sum">The sum over the bins.</param>
/// <param name="SumUncertainty">Its uncertainty, correlations between bins included.</param>
public sealed record YieldRow(string Name, double[] Bins, double[] BinUncertainties, double Sum, double SumUncertainty);
