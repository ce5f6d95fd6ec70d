using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Chooses channels by names with wildcards.</summary>
internal static class ChannelSelection
{
    /// <summary>The names that patterns match, in the order of the names.</summary>
    /// <exception cref="UsageException">A pattern matches nothing.</exception>
    public static IReadOnlyList<string> Match(IReadOnlyList<string> patterns, IReadOnlyList<string> names, string option)
    {
        foreach (string pattern in patterns.Where(pattern => !names.Any(name => Matches(pattern, name))))
        {
            throw new UsageException($"{option}: no channel matches '{pattern}'. {NearestNames.Suggest(pattern, names)}");
        }

        return [.. names.Where(name => patterns.Any(pattern => Matches(pattern, name)))];
    }

    /// <summary>The workspace with the channels of <c>--channels</c> only; settings of parameters that went with the others go too.</summary>
    /// <exception cref="UsageException">A pattern matches nothing.</exception>
    public static Workspace Select(Workspace workspace, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0) return workspace;

        HashSet<string> kept = [.. Match(patterns, [.. workspace.Channels.Select(channel => channel.Name)], "--channels")];
        HashSet<string> before = Parameters(workspace.Channels), after = Parameters(workspace.Channels.Where(channel => kept.Contains(channel.Name)));
        return workspace with
        {
            Channels = [.. workspace.Channels.Where(channel => kept.Contains(channel.Name))],
            Observations = [.. workspace.Observations.Where(observation => kept.Contains(observation.Name))],
            Measurements = [.. workspace.Measurements.Select(measurement => measurement with { Parameters = [.. measurement.Parameters.Where(setting => after.Contains(setting.Name) || !before.Contains(setting.Name))] })],
        };
    }

    /// <summary>How to compile a workspace, with the channels of <c>--mask-channel</c> named.</summary>
    /// <exception cref="UsageException">A pattern matches nothing, or nothing is left.</exception>
    public static CompileOptions Compilation(Workspace workspace, CommonSettings settings)
    {
        if (settings.Data.Masked.Count == 0) return settings.Compile;

        IReadOnlyList<string> masked = Match(settings.Data.Masked, [.. workspace.Channels.Select(channel => channel.Name)], "--mask-channel");
        if (masked.Count == workspace.Channels.Length) throw new UsageException("--mask-channel leaves no channel in the likelihood");
        return settings.Compile with { MaskedChannels = masked };
    }

    private static bool Matches(string pattern, string name) => NamePattern.Matches(pattern, name);

    private static HashSet<string> Parameters(IEnumerable<Channel> channels)
        => [.. channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).Select(modifier => modifier.Name)];
}
