using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Reads groups of parameters: <c>NAME=PATTERN,…</c>, or the name of a group of the overlay.</summary>
internal static class GroupPatterns
{
    /// <summary>The groups, in the order they were given; those of the overlay when none is given.</summary>
    /// <exception cref="UsageException">A group can't be understood, is given twice, or has no member.</exception>
    public static IReadOnlyList<NuisanceGroup> Read(Model model, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return [.. model.Groups.Select(group => new NuisanceGroup(group.Key, group.Value))];

        List<NuisanceGroup> groups = [];
        foreach (string text in texts)
        {
            NuisanceGroup group = Read(model, text);
            if (groups.Any(known => known.Name == group.Name)) throw new UsageException($"--group {group.Name} is given twice");
            groups.Add(group);
        }

        return groups;
    }

    private static NuisanceGroup Read(Model model, string text)
    {
        if (model.Groups.TryGetValue(text, out IReadOnlyList<int>? known)) return new NuisanceGroup(text, known);

        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            string hint = model.Groups.Count == 0 ? "the overlay has no groups" : NearestNames.Suggest(text, model.Groups.Keys);
            throw new UsageException($"--group takes NAME=PATTERN,… or the name of a group of the overlay, not '{text}' ({hint})");
        }

        string name = text[..equals];
        string[] patterns = text[(equals + 1)..].Split(',');
        int[] members = [.. model.Parameters.Where(p => patterns.Any(pattern => NamePattern.Matches(pattern, p.Name) || NamePattern.Matches(pattern, p.Set))).Select(p => p.Index)];
        return members.Length == 0 ? throw new UsageException($"--group {name}: no parameter matches '{text[(equals + 1)..]}'") : new NuisanceGroup(name, members);
    }
}
