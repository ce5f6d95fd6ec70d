namespace Wilks.Inference;

/// <summary>How well a fit describes its data.</summary>
public sealed record GoodnessOfFitResult
{
    /// <summary>The fit that is judged.</summary>
    public required FitResult Fit { get; init; }

    /// <summary>2NLL of the fit minus 2NLL of the saturated model.</summary>
    public required double Statistic { get; init; }

    /// <summary>−2 ln L of the saturated model.</summary>
    public required double SaturatedTwiceNll { get; init; }

    /// <summary>The bins of the channels in the likelihood.</summary>
    public required int BinCount { get; init; }

    /// <summary>The free parameters without a constraint term.</summary>
    public required int UnconstrainedCount { get; init; }

    /// <summary>The degrees of freedom: bins minus free unconstrained parameters. Constrained ones bring as many auxiliary data as parameters.</summary>
    public int DegreesOfFreedom => BinCount - UnconstrainedCount;

    /// <summary>The asymptotic p-value: the χ² probability above the statistic; NaN without degrees of freedom.</summary>
    public required double PValue { get; init; }

    /// <summary>Why there is no asymptotic p-value; empty when there is one.</summary>
    public required string Remark { get; init; }

    /// <summary>The channels in the model's order, masked ones included.</summary>
    public required IReadOnlyList<ChannelGoodnessOfFit> Channels { get; init; }

    /// <summary>Σ of the channels' Baker–Cousins χ², without masked ones: the part of the main data in the statistic.</summary>
    public double BakerCousins => Channels.Where(c => !c.IsMasked).Sum(c => c.BakerCousins);

    /// <summary>Σ of the channels' Pearson χ², without masked ones.</summary>
    public double Pearson => Channels.Where(c => !c.IsMasked).Sum(c => c.Pearson);

    /// <summary>The part of the constraint terms in the statistic.</summary>
    public double ConstraintPart => Statistic - BakerCousins;

    /// <summary>What toys say; null when none were made.</summary>
    public GoodnessOfFitToys? Toys { get; init; }
}

/// <summary>How well a fit describes one channel. Without regard to what the fit took from the data: no p-value follows.</summary>
public sealed record ChannelGoodnessOfFit
{
    /// <summary>The name of the channel.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the channel was kept out of the likelihood.</summary>
    public required bool IsMasked { get; init; }

    /// <summary>The counts.</summary>
    public required double[] Data { get; init; }

    /// <summary>The expected counts at the fit.</summary>
    public required double[] Expected { get; init; }

    /// <summary>(n − ν)/√ν per bin; 0 where both vanish, infinite where only ν does.</summary>
    public required double[] PearsonResiduals { get; init; }

    /// <summary>The root of the bin's part in the likelihood ratio with the sign of n − ν.</summary>
    public required double[] DevianceResiduals { get; init; }

    /// <summary>Σ (n − ν)²/ν.</summary>
    public double Pearson => PearsonResiduals.Sum(r => r * r);

    /// <summary>Σ 2 (ν − n + n ln(n/ν)).</summary>
    public double BakerCousins => DevianceResiduals.Sum(r => r * r);
}

/// <summary>The distribution of the statistic in toys drawn at the fit, as far as a p-value needs it.</summary>
/// <param name="Count">How many toys were made.</param>
/// <param name="Failed">How many of them could not be fitted; they are left out.</param>
/// <param name="PValue">The fraction of the others that is at least as far from its fit as the data are.</param>
/// <param name="Statistics">The statistic of each toy in order of its index; NaN where the fit failed.</param>
public sealed record GoodnessOfFitToys(int Count, int Failed, ToyPValue PValue, double[] Statistics);
