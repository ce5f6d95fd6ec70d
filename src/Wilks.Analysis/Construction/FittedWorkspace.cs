using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>A workspace without its validation regions, and without what is said of parameters, regions and samples that only these have.</summary>
internal static class FittedWorkspace
{
    internal static Workspace Of(Workspace whole, ImmutableArray<string> validationRegions)
    {
        ImmutableArray<Channel> channels = [.. whole.Channels.Where(channel => !validationRegions.Contains(channel.Name))];
        HashSet<string> parameters = [.. Modifiers(channels), .. whole.Overlay?.NewParameters.Select(added => added.Name) ?? []];
        HashSet<string> gone = [.. Modifiers(whole.Channels).Where(name => !parameters.Contains(name))];
        HashSet<string> samples = [.. channels.SelectMany(channel => channel.Samples).Select(sample => sample.Name)];
        bool IsThere(string name) => !gone.Contains(Set(name)) && (!NamePattern.IsPattern(name) || parameters.Any(parameter => NamePattern.Matches(name, parameter)) || !gone.Any(other => NamePattern.Matches(name, other)));

        return whole with
        {
            Channels = channels,
            Observations = [.. whole.Observations.Where(observation => !validationRegions.Contains(observation.Name))],
            Measurements = [.. whole.Measurements.Select(measurement => measurement with { Parameters = [.. measurement.Parameters.Where(setting => IsThere(setting.Name))] })],
            Overlay = whole.Overlay is not { } overlay ? null : overlay with
            {
                Parameters = [.. overlay.Parameters.Where(change => IsThere(change.Name))],
                Groups = [.. overlay.Groups.Select(group => group with { Patterns = [.. group.Patterns.Where(IsThere)] }).Where(group => !group.Patterns.IsEmpty)],
                Labels = [.. overlay.Labels.Where(label => label.Kind == LabelKind.Sample ? samples.Contains(label.Name) : !validationRegions.Contains(label.Name))],
            },
        };
    }

    private static IEnumerable<string> Modifiers(IEnumerable<Channel> channels) => channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).Select(modifier => modifier.Name);

    // Of name[2] the set is name.
    private static string Set(string name) => name.EndsWith(']') && name.LastIndexOf('[') is > 0 and int bracket ? name[..bracket] : name;
}
