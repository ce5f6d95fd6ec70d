using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>What is checked, with what several checks ask of it. Immutable once made.</summary>
internal sealed class CheckContext
{
    private readonly HashSet<string> _ofInterest;
    private readonly Dictionary<string, Observation> _observations;
    private readonly Dictionary<string, bool[]> _hidden;

    internal CheckContext(Workspace workspace, Model? model, CheckOptions options, AnalysisConfiguration? configuration, PreparedAnalysis? prepared)
    {
        Workspace = workspace;
        Model = model;
        Options = options;
        Configuration = configuration;
        Prepared = prepared;
        _ofInterest = OfInterest(workspace, model);
        _observations = workspace.Observations.DistinctBy(observation => observation.Name).ToDictionary(observation => observation.Name, StringComparer.Ordinal);
        _hidden = prepared is null || configuration is null ? [] : configuration.Regions.ToDictionary(region => region.Name, region => HiddenBins.Of(configuration, prepared.Processed, region), StringComparer.Ordinal);
        Channels = [.. workspace.Channels.Select(channel => new ChannelYields(channel, IsSignal, ShareOf))];
    }

    internal Workspace Workspace { get; }

    /// <summary>The model; null where the workspace can't be compiled.</summary>
    internal Model? Model { get; }

    internal CheckOptions Options { get; }

    internal AnalysisConfiguration? Configuration { get; }

    internal PreparedAnalysis? Prepared { get; }

    internal IReadOnlyList<ChannelYields> Channels { get; }

    /// <summary>The counts of a region; null where there are none.</summary>
    internal Observation? Observed(string region) => _observations.GetValueOrDefault(region);

    /// <summary>Whether the count of a bin was not looked at.</summary>
    internal bool IsHidden(string region, int bin) => _hidden.TryGetValue(region, out bool[]? hidden) && (bin >= hidden.Length || hidden[bin]);

    /// <summary>Whether a region is fitted, as far as is known.</summary>
    internal bool IsFitted(string region) => Model?.Channels.FirstOrDefault(channel => channel.Name == region) is not { IsMasked: true };

    private bool IsSignal(Sample sample) =>
        sample.Modifiers.Any(modifier => modifier is NormFactor && _ofInterest.Contains(modifier.Name))
        || Configuration?.Samples.Any(settings => settings.Role == SampleRole.Signal && settings.Name == sample.Name) == true;

    /// <summary>What a sample counts for at the starting values: less than 1 for the templates of a morphing, whose factors follow from a parameter.</summary>
    private double ShareOf(Sample sample)
    {
        double share = 1;
        foreach (NormFactor factor in sample.Modifiers.OfType<NormFactor>())
        {
            if (Model is { } model && model.IndexOf(factor.Name) is >= 0 and int index && model.Parameters[index].IsDerived) share *= model.Parameters[index].Init;
        }

        return share;
    }

    // The parameters of interest, and what follows from them.
    private static HashSet<string> OfInterest(Workspace workspace, Model? model)
    {
        if (model is null) return [.. workspace.Measurements.SelectMany(measurement => measurement.Pois)];

        HashSet<string> names = [.. model.Pois.Select(index => model.Parameters[index].Name)];
        int count;
        do
        {
            count = names.Count;
            foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Expression?.Names.Any(names.Contains) == true)) names.Add(parameter.Name);
        }
        while (names.Count > count);
        return names;
    }
}

/// <summary>The nominal yields of a channel in sum.</summary>
internal sealed class ChannelYields
{
    private readonly Dictionary<Sample, double> _shares = new(ReferenceEqualityComparer.Instance);

    internal ChannelYields(Channel channel, Func<Sample, bool> isSignal, Func<Sample, double> shareOf)
    {
        Channel = channel;
        Signal = new double[channel.BinCount];
        Background = new double[channel.BinCount];
        foreach (Sample sample in channel.Samples)
        {
            double[] sum = isSignal(sample) ? Signal : Background;
            HasBackground |= sum == Background;
            double share = _shares[sample] = shareOf(sample);
            HasMorphing |= share != 1;
            for (int bin = 0; bin < Math.Min(sum.Length, sample.Data.Length); bin++) sum[bin] += share * sample.Data[bin];
        }

        Total = [.. Signal.Zip(Background, (s, b) => s + b)];
    }

    internal Channel Channel { get; }

    internal string Name => Channel.Name;

    internal double[] Signal { get; }

    internal double[] Background { get; }

    internal double[] Total { get; }

    /// <summary>Whether templates of a morphing are among the samples: statistical uncertainties are then scaled to the sum at the starting values.</summary>
    internal bool HasMorphing { get; }

    /// <summary>Whether a sample counts at the starting values: not a template of a morphing whose factor is zero there.</summary>
    internal bool Counts(Sample sample) => _shares[sample] != 0;

    /// <summary>Whether a sample is no signal.</summary>
    internal bool HasBackground { get; }
}
