using Wilks.Models;

namespace Wilks.Inference;

/// <summary>What a data set is made of.</summary>
public enum DataKind
{
    /// <summary>What was observed.</summary>
    Observed,

    /// <summary>What the model expects at its initial values.</summary>
    Asimov,

    /// <summary>What the model expects at the best fit to the observed data.</summary>
    AsimovPostfit,

    /// <summary>One toy drawn at the initial values.</summary>
    Toy,

    /// <summary>One toy drawn at the best fit to the observed data.</summary>
    ToyPostfit,
}

/// <summary>How to make a data set; <c>docs/explanations/data-sets.md</c> says when to use which.</summary>
public sealed record DatasetRecipe
{
    private static readonly IReadOnlyDictionary<int, double> s_none = new Dictionary<int, double>();

    /// <summary>The observed data as they are.</summary>
    public static DatasetRecipe Observed { get; } = new();

    /// <summary>What to make; with <see cref="BlindedChannels"/>, what these channels hold instead of their counts. The default is the observed data.</summary>
    public DataKind Kind { get; init; }

    /// <summary>Parameters (by index) at given values where the expected counts are taken; a post-fit point is fitted with them held.</summary>
    public IReadOnlyDictionary<int, double> At { get; init; } = s_none;

    /// <summary>
    /// Signals to inject: the point is found with these parameters (by index) at 0, then each is moved to its value before counts are
    /// taken. To observed data the difference of the expected counts at the initial values is added.
    /// </summary>
    public IReadOnlyDictionary<int, double> Injected { get; init; } = s_none;

    /// <summary>The names of channels whose observed counts are never looked at: they hold expected counts, the others what was observed.</summary>
    public IReadOnlyList<string> BlindedChannels { get; init; } = [];

    /// <summary>Initial values of all parameters in the model's order; null takes the model's.</summary>
    public IReadOnlyList<double>? Start { get; init; }

    /// <summary>The seed of a toy. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether the point is that of a fit to observed data.</summary>
    public bool IsPostfit => Kind is DataKind.AsimovPostfit or DataKind.ToyPostfit;

    /// <summary>Whether counts are drawn.</summary>
    public bool IsToy => Kind is DataKind.Toy or DataKind.ToyPostfit;
}

/// <summary>A data set that was made, and where.</summary>
public sealed record MadeDataset
{
    /// <summary>The data.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The parameters at which its expected counts were taken; null when it has none.</summary>
    public double[]? Point { get; init; }

    /// <summary>The fit that gave the point; null for other kinds. If it did not converge the data are not to be trusted.</summary>
    public FitResult? Fit { get; init; }
}
