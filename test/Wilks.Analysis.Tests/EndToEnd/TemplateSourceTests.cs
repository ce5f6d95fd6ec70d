using Wilks.Analysis.Configurations;
using Wilks.Analysis.Planning;
using Wilks.Analysis.Steps;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Tests.EndToEnd;

/// <summary>Templates that are made in code, as the page on the workflow shows it.</summary>
public sealed class TemplateSourceTests : IDisposable
{
    private const string Page = "docs/explanations/analysis-workflow.md";

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-sources").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_template_made_in_code_stands_in_place_of_the_one_of_events()
    {
        RunOutcome outcome = RunWithBackground(Path.Combine(TestFolders.Repository, "examples", "tau-lifetime", "analysis.yml"), _folder);

        Template background = TemplateArchiveFile.ReadOrEmpty(outcome.Folders.Templates).ToSet().Templates[new TemplateKey("decays", "background")];
        Assert.All(background.Yields, yield => Assert.Equal(12.5, yield));
        Assert.All(outcome.Steps, step => Assert.True(step.IsTrusted, step.Message));
    }

    [Fact]
    public void The_page_shows_this_code()
    {
        string[] source = Lines(Path.Combine(TestFolders.Repository, "test", "Wilks.Analysis.Tests", "EndToEnd", "TemplateSourceTests.cs"));
        string page = File.ReadAllText(Path.Combine(TestFolders.Repository, Page));
        string[] shown = page.Split("```csharp\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(source));
    }

    private static RunOutcome RunWithBackground(string path, string folder)
    {
        AnalysisConfigurationDocument document = AnalysisConfigurationReader.Read(path);
        AnalysisConfiguration configuration = document.Configuration;
        configuration = configuration with { General = configuration.General with { HistogramFolder = Path.Combine(folder, "histograms"), ResultFolder = Path.Combine(folder, "results") } };
        document = document with { Configuration = configuration };

        // The nominal background is 12.5 events in each of 18 bins; its variations are still filled from events.
        var flat = new PatternTemplateSource("decays", "background", "", key => new Template([.. Enumerable.Repeat(12.5, 18)], [.. Enumerable.Repeat(1.0, 18)]));
        return AnalysisRunner.Run(document, RunTarget.Workspace, new RunOptions { Sources = [flat], Threads = 2 });
    }

    private static string[] Lines(string path) => [.. File.ReadAllLines(path).Select(line => line.Trim())];
}
