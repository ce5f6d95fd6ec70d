using System.Text;

namespace Wilks.Cli.Tests;

/// <summary>A command that was run in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] args) => WithInput("", args);

    public static CommandRun WithInput(string input, params string[] args) => Of(input, CancellationToken.None, args);

    public static CommandRun Of(string input, CancellationToken cancellationToken, params string[] args)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLineApp.Run(args, stream, output, error, cancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
