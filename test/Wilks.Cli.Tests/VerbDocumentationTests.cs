using System.CommandLine;
using Wilks.Cli.Verbs;

namespace Wilks.Cli.Tests;

public sealed class VerbDocumentationTests
{
    public static TheoryData<string> Verbs => [.. CommandLineApp.CreateVerbs().Select(verb => verb.Command.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_help(string verb)
    {
        IVerb described = CommandLineApp.CreateVerbs().Single(candidate => candidate.Command.Name == verb);

        CommandRun run = CommandRun.Of(verb, "--help");

        Assert.Equal(0, run.ExitCode);
        string first = described.Command.Arguments.Count == 0 ? "[command]" : $"<{described.Command.Arguments[0].Name}>";
        Assert.Matches($"wilks {verb} \\[?{System.Text.RegularExpressions.Regex.Escape(first)}", run.Output);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_and_every_option_of_it_is_in_the_reference(string verb)
    {
        IVerb described = CommandLineApp.CreateVerbs().Single(candidate => candidate.Command.Name == verb);
        string reference = File.ReadAllText(Repository.File("docs", "reference", "command-line.md"));

        Assert.Contains($"\n## wilks {verb}\n", reference, StringComparison.Ordinal);
        Assert.All(described.Command.Options, (Option option) => Assert.Contains($"`{option.Name}", reference, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_option_of_a_verb_is_described(string verb)
    {
        IVerb described = CommandLineApp.CreateVerbs().Single(candidate => candidate.Command.Name == verb);

        Assert.All(described.Command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
    }
}
