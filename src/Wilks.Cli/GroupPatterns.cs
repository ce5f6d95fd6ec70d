using System.IO.Enumeration;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli;

/// <summary>Reads groups of parameters: <c>NAME=PATTERN,…</c>.</summary>
internal static class GroupPatterns
{
    /// <summary>The groups, in the order they were given.</summary>
    /// <exception cref="UsageException">A group can't be understood, is given twice, or has no member.</exception>
    public static IReadOnlyList<ParameterGroup> Read(Model model, IReadOnlyList<string> texts)
    {
        List<ParameterGroup> groups = [];
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new UsageException($"--group takes NAME=PATTERN,…, not '{text}'");

            string name = text[..equals];
            string[] patterns = text[(equals + 1)..].Split(',');
            int[] members = [.. model.Parameters.Where(p => patterns.Any(pattern => Matches(pattern, p))).Select(p => p.Index)];
            if (members.Length == 0) throw new UsageException($"--group {name}: no parameter matches '{text[(equals + 1)..]}'");
            if (groups.Any(group => group.Name == name)) throw new UsageException($"--group {name} is given twice");
            groups.Add(new ParameterGroup(name, members));
        }

        return groups;
    }

    private static bool Matches(string pattern, Parameter parameter)
        => FileSystemName.MatchesSimpleExpression(pattern, parameter.Name, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(pattern, parameter.Set, ignoreCase: false);
}
