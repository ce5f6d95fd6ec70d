using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Reports;

/// <summary>A workspace and the model compiled from it as plain data.</summary>
public sealed record ModelReport
{
    /// <summary>The measurement compiled.</summary>
    public required string Measurement { get; init; }

    /// <summary>All measurements of the workspace.</summary>
    public required IReadOnlyList<MeasurementEntry> Measurements { get; init; }

    /// <summary>The names of the parameters of interest.</summary>
    public required IReadOnlyList<string> Pois { get; init; }

    /// <summary>The channels in the model's order.</summary>
    public required IReadOnlyList<ChannelEntry> Channels { get; init; }

    /// <summary>How many modifiers there are of each type, in the order of the types' names.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> ModifierCounts { get; init; }

    /// <summary>All parameters in the model's order.</summary>
    public required IReadOnlyList<ParameterEntry> Parameters { get; init; }

    /// <summary>How many parameters are profiled in closed form.</summary>
    public required int ProfiledParameterCount { get; init; }

    /// <summary>The findings of reading and compiling.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The report of a workspace and its model.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="model">The model compiled from it.</param>
    /// <param name="diagnostics">The findings of reading and compiling.</param>
    public static ModelReport Create(Workspace workspace, Model model, IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, (int Channels, int Samples)> uses = CountUses(workspace);
        return new ModelReport
        {
            Measurement = model.Measurement,
            Measurements = [.. workspace.Measurements.Select(measurement => new MeasurementEntry(measurement.Name, measurement.Pois))],
            Pois = [.. model.Pois.Select(index => model.Parameters[index].Name)],
            Channels = [.. model.Channels.Select(channel => ChannelEntry.Create(workspace, channel, model.ObservedData))],
            ModifierCounts = [.. AllModifiers(workspace).CountBy(modifier => modifier.Type).OrderBy(pair => pair.Key, StringComparer.Ordinal)],
            Parameters = [.. model.Parameters.Select(parameter => ParameterEntry.Create(parameter, model, uses.GetValueOrDefault(parameter.Set)))],
            ProfiledParameterCount = model.ProfiledParameterCount,
            Diagnostics = diagnostics,
        };
    }

    private static IEnumerable<IModifier> AllModifiers(Workspace workspace) =>
        workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers);

    private static Dictionary<string, (int Channels, int Samples)> CountUses(Workspace workspace)
    {
        var uses = new Dictionary<string, (int Channels, int Samples)>(StringComparer.Ordinal);
        foreach (Channel channel in workspace.Channels)
        {
            var inChannel = new HashSet<string>(StringComparer.Ordinal);
            foreach (Sample sample in channel.Samples)
            {
                foreach (string name in sample.Modifiers.Select(modifier => modifier.Name).Distinct(StringComparer.Ordinal))
                {
                    (int channels, int samples) = uses.GetValueOrDefault(name);
                    uses[name] = (channels + (inChannel.Add(name) ? 1 : 0), samples + 1);
                }
            }
        }
        return uses;
    }
}

/// <summary>A measurement.</summary>
/// <param name="Name">The name.</param>
/// <param name="Pois">Its parameters of interest.</param>
public sealed record MeasurementEntry(string Name, IReadOnlyList<string> Pois);

/// <summary>A channel.</summary>
/// <param name="Name">The name.</param>
/// <param name="Observed">The observed counts per bin.</param>
/// <param name="Nominal">The nominal expected counts per bin, all samples added.</param>
/// <param name="Samples">The samples.</param>
public sealed record ChannelEntry(string Name, IReadOnlyList<double> Observed, IReadOnlyList<double> Nominal, IReadOnlyList<SampleEntry> Samples)
{
    internal static ChannelEntry Create(Workspace workspace, ModelChannel channel, Dataset observed)
    {
        Channel written = workspace.Channels.First(candidate => candidate.Name == channel.Name);
        double[] nominal = [.. Enumerable.Range(0, channel.BinCount).Select(bin => written.Samples.Sum(sample => sample.Data[bin]))];
        SampleEntry[] samples = [.. channel.Samples.Select(name => SampleEntry.Create(written.Samples.First(sample => sample.Name == name)))];
        return new ChannelEntry(channel.Name, observed.Main.Slice(channel.FirstBin, channel.BinCount).ToArray(), nominal, samples);
    }
}

/// <summary>A sample.</summary>
/// <param name="Name">The name.</param>
/// <param name="Yield">The nominal expected counts, all bins added.</param>
/// <param name="Modifiers">Its modifiers.</param>
public sealed record SampleEntry(string Name, double Yield, IReadOnlyList<ModifierEntry> Modifiers)
{
    internal static SampleEntry Create(Sample sample) =>
        new(sample.Name, sample.Data.Sum(), [.. sample.Modifiers.Select(modifier => new ModifierEntry(modifier.Type, modifier.Name))]);
}

/// <summary>A modifier.</summary>
/// <param name="Type">The type as pyhf spells it.</param>
/// <param name="Name">The name.</param>
public sealed record ModifierEntry(string Type, string Name);

/// <summary>A parameter.</summary>
public sealed record ParameterEntry
{
    /// <summary>The name: <c>name</c> or <c>name[i]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The parameter set it belongs to.</summary>
    public required string Set { get; init; }

    /// <summary>The initial value.</summary>
    public required double Init { get; init; }

    /// <summary>The lower bound.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper bound.</summary>
    public required double Upper { get; init; }

    /// <summary>Whether it is fixed.</summary>
    public bool Fixed { get; init; }

    /// <summary>Whether it is a parameter of interest.</summary>
    public bool IsPoi { get; init; }

    /// <summary>The kind of its constraint: <c>none</c>, <c>gaussian</c> or <c>poisson</c>.</summary>
    public required string Constraint { get; init; }

    /// <summary>The centre of the constraint; NaN without one.</summary>
    public double Centre { get; init; } = double.NaN;

    /// <summary>The prefit uncertainty; NaN without a constraint.</summary>
    public double PrefitUncertainty { get; init; } = double.NaN;

    /// <summary>The types of the modifiers that use it.</summary>
    public required IReadOnlyList<string> ModifierTypes { get; init; }

    /// <summary>In how many channels its set is used.</summary>
    public int ChannelCount { get; init; }

    /// <summary>In how many samples, counted per channel, its set is used.</summary>
    public int SampleCount { get; init; }

    internal static ParameterEntry Create(Parameter parameter, Model model, (int Channels, int Samples) uses) => new()
    {
        Name = parameter.Name,
        Set = parameter.Set,
        Init = parameter.Init,
        Lower = parameter.Lower,
        Upper = parameter.Upper,
        Fixed = parameter.Fixed,
        IsPoi = model.Pois.Contains(parameter.Index),
        Constraint = parameter.Constraint switch
        {
            ConstraintKind.None => "none",
            ConstraintKind.Gaussian => "gaussian",
            ConstraintKind.Poisson => "poisson",
            ConstraintKind.LogNormal => "log_normal",
            ConstraintKind.Gamma => "gamma",
            ConstraintKind.Correlated => "correlated",
            _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Constraint, "Not a kind of constraint."),
        },
        Centre = parameter.ConstraintCentre,
        PrefitUncertainty = parameter.PrefitUncertainty,
        ModifierTypes = parameter.ModifierTypes,
        ChannelCount = uses.Channels,
        SampleCount = uses.Samples,
    };
}
