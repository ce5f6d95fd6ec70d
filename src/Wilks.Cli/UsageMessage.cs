using System.CommandLine;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Says in one line why a command line can't be understood.</summary>
internal static class UsageMessage
{
    public static string For(ParseResult parse, RootCommand root)
    {
        Command command = parse.CommandResult.Command;
        string help = command == root ? "see 'wilks --help'" : $"see 'wilks {command.Name} --help'";
        string? unknown = parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : null;
        return $"{Cause(parse, command, root, unknown)} ({help})";
    }

    private static string Cause(ParseResult parse, Command command, RootCommand root, string? unknown)
    {
        if (unknown is not null && command == root && !IsOption(unknown))
        {
            return $"unknown command '{unknown}'. {NearestNames.Suggest(unknown, root.Subcommands.Select(verb => verb.Name))}";
        }
        if (unknown is not null && IsOption(unknown))
        {
            string name = unknown.Split('=')[0];
            return $"unknown option '{name}'. {NearestNames.Suggest(name, command.Options.Select(option => option.Name))}";
        }
        if (unknown is not null) return $"unexpected argument '{unknown}'";
        if (command == root) return "no command given";
        return parse.Errors[0].Message.TrimEnd('.');
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-';
}
