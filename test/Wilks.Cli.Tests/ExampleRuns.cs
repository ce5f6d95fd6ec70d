using System.Globalization;
using System.Text.RegularExpressions;

namespace Wilks.Cli.Tests;

/// <summary>Runs the commands that documents show where nothing is written into the tree: what an analysis of the examples makes goes to a temporary folder.</summary>
/// <remarks>A path such as <c>examples/NAME/results/workspace.json</c> is that of a run of <c>examples/NAME/analysis.yml</c>, which is made when it is first asked for.</remarks>
public sealed class ExampleRuns : IDisposable
{
    private static readonly string[] s_analysisVerbs = ["templates", "postprocess", "workspace", "run", "check"];

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-documents").FullName;
    private readonly HashSet<string> _made = [];
    private int _count;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Whether a command works on an analysis, so that it prints a table of steps with their times.</summary>
    internal static bool IsAnalysis(string command) => s_analysisVerbs.Contains(command.Split(' ')[1]) && command.Contains("/analysis.yml", StringComparison.Ordinal);

    /// <summary>The arguments of a command, with the places of this machine.</summary>
    internal string[] Arguments(string command)
    {
        string[] args = [.. command.Split(' ')[1..].Select(Place)];
        if (!IsAnalysis(command)) return args;

        string example = command.Split(' ').First(word => word.EndsWith("/analysis.yml", StringComparison.Ordinal)).Split('/')[1];
        return [.. args, .. Folders(string.Create(CultureInfo.InvariantCulture, $"{++_count}"), example)];
    }

    /// <summary>What was printed, with the places as documents name them.</summary>
    internal string Shown(string printed) =>
        Regex.Replace(printed, Regex.Escape(_folder) + "/[^/]+/", "").Replace(Repository.Root + "/", "", StringComparison.Ordinal);

    private string Place(string word)
    {
        if (!word.StartsWith("examples/", StringComparison.Ordinal)) return word;

        string[] parts = word.Split('/');
        return parts is [_, string example, "results" or "histograms", ..] ? Path.Combine([Made(example), .. parts]) : Repository.File(parts);
    }

    private string Made(string example)
    {
        if (_made.Add(example))
        {
            CommandRun run = CommandRun.Of(["run", Repository.File("examples", example, "analysis.yml"), .. Folders("made", example)]);
            Assert.Equal(0, run.ExitCode);
        }

        return Path.Combine(_folder, "made");
    }

    private string[] Folders(string run, string example)
    {
        string folder = Path.Combine(_folder, run, "examples", example);
        return ["--histogram-folder", Path.Combine(folder, "histograms"), "--result-folder", Path.Combine(folder, "results")];
    }
}
