using Wilks.Analysis.Planning;
using Wilks.Analysis.Steps;
using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Steps;

public sealed class AnalysisRunnerTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_first_run_makes_templates_workspace_and_all_results()
    {
        RunOutcome outcome = _folder.Run();

        Assert.Equal(["templates", "postprocess", "workspace", "fit", "goodness_of_fit", "impacts", "breakdown", "limit", "significance", "predictions", "scan_mu"], outcome.Steps.Select(step => step.Name));
        Assert.All(outcome.Steps, step => Assert.False(step.WasUpToDate, step.Name));
        Assert.All(outcome.Steps, step => Assert.True(step.IsTrusted, $"{step.Name}: {step.Message}"));
        string[] files = [.. _folder.Files().Keys];
        string[] expected = ["h/templates.json", "h/postprocessing.json", "h/postprocessing.txt", "r/workspace.json", "r/fit.json", "r/fit.txt", "r/limit.json", "r/postfit.tex", "r/scan_mu.json", "r/manifest.json"];
        Assert.All(expected, name => Assert.Contains(name.Replace('/', Path.DirectorySeparatorChar), files));
        Assert.True(File.Exists(_folder["r/timings.json"]));
    }

    [Fact]
    public void A_second_run_makes_nothing_and_leaves_bytes_and_times_alone()
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();
        Dictionary<string, DateTime> times = _folder.Times();

        RunOutcome second = _folder.Run();

        Assert.All(second.Steps, step => Assert.True(step.WasUpToDate, step.Name));
        Assert.Equal(files, _folder.Files());
        Assert.Equal(times, _folder.Times());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Making_everything_anew_with_any_number_of_threads_gives_the_same_bytes(int threads)
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();

        RunOutcome anew = _folder.Run(options: new RunOptions { MakesAnew = true, Threads = threads });

        Assert.Equal(["templates", "fit", "limit"], anew.Steps.Where(step => !step.WasUpToDate).Select(step => step.Name).Intersect(["templates", "fit", "limit"]));
        Assert.Equal(files, _folder.Files());
    }

    [Theory]
    [InlineData("r/fit.json", true)]
    [InlineData("r/limit.txt", false)]
    [InlineData("r/workspace.json", false)]
    [InlineData("r/manifest.json", true)]
    [InlineData("h/templates.json", true)]
    [InlineData("h/postprocessing.json", false)]
    public void A_file_that_was_removed_or_edited_is_made_again(string name, bool isRemoved)
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();
        if (isRemoved) File.Delete(_folder[name]);
        else File.AppendAllText(_folder[name], " ");

        _folder.Run();

        Assert.Equal(files, _folder.Files());
    }

    [Fact]
    public void A_file_of_templates_that_was_edited_is_refused_and_made_anew_where_that_is_asked_for()
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();
        File.AppendAllText(_folder["h/templates.json"], " ");

        Assert.Equal(["WK887"], Codes(() => _folder.Run()));
        _folder.Run(options: new RunOptions { MakesAnew = true });

        Assert.Equal(files, _folder.Files());
    }

    [Theory]
    [InlineData("Scans: mu", "Scans: mu, ConfidenceLevel: 0.9", "limit")]
    [InlineData("Scans: mu", "Scans: [mu, lumi]", "scan_lumi")]
    [InlineData("Scans: mu", "Scans: mu, Minos: [lumi]", "fit")]
    [InlineData("Scans: mu", "", "")]
    public void A_change_of_results_makes_those_only(string old, string replacement, string made)
    {
        _folder.Run();

        RunOutcome second = _folder.Run(RunFolder.Text.Replace(old, replacement, StringComparison.Ordinal));

        Assert.Equal(made, string.Join(' ', second.Steps.Where(step => !step.WasUpToDate).Select(step => step.Name)));
    }

    [Fact]
    public void A_change_of_a_number_makes_no_templates_but_all_results()
    {
        _folder.Run();

        RunOutcome second = _folder.Run(RunFolder.Text.Replace("0.02", "0.03", StringComparison.Ordinal));

        Assert.True(second.Steps.Single(step => step.Name == "templates").WasUpToDate);
        Assert.False(second.Steps.Single(step => step.Name == "workspace").WasUpToDate);
        Assert.False(second.Steps.Single(step => step.Name == "limit").WasUpToDate);
    }

    [Fact]
    public void Whatever_came_before_equal_inputs_give_equal_bytes()
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();
        _folder.Run(RunFolder.Text.Replace("Scans: mu", "Scans: lumi", StringComparison.Ordinal).Replace("Filter: \"x > 0\"", "Filter: \"x > 0.1\", Role: validation", StringComparison.Ordinal));
        Assert.NotEqual(files, _folder.Files());

        _folder.Run();

        Assert.Equal(files, _folder.Files());
    }

    [Fact]
    public void Files_of_results_that_are_made_no_longer_are_taken_away_but_for_those_that_were_changed()
    {
        _folder.Run(RunFolder.Text.Replace("Scans: mu", "Scans: [mu, lumi, tilt]", StringComparison.Ordinal));
        File.AppendAllText(_folder["r/scan_tilt.txt"], "noted");
        File.WriteAllText(_folder["r/own.txt"], "mine");

        _folder.Run();

        Assert.False(File.Exists(_folder["r/scan_lumi.json"]));
        Assert.False(File.Exists(_folder["r/scan_tilt.json"]));
        Assert.True(File.Exists(_folder["r/scan_tilt.txt"]));
        Assert.True(File.Exists(_folder["r/own.txt"]));
        Assert.True(File.Exists(_folder["r/scan_mu.json"]));
    }

    [Fact]
    public void Results_that_were_not_asked_for_this_time_stay_up_to_date()
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();

        RunOutcome part = _folder.Run(options: new RunOptions { Results = ["limit"] });
        RunOutcome whole = _folder.Run();

        Assert.Equal("limit", part.Steps[^1].Name);
        Assert.All(whole.Steps, step => Assert.True(step.WasUpToDate, step.Name));
        Assert.Equal(files, _folder.Files());
    }

    [Fact]
    public void Targets_before_the_last_end_there()
    {
        Assert.Equal(["templates"], _folder.Run(target: RunTarget.Templates).Steps.Select(step => step.Name));
        Assert.Equal(["templates", "postprocess"], _folder.Run(target: RunTarget.PostProcessing).Steps.Select(step => step.Name));
        Assert.False(Directory.Exists(_folder["r"]));
        Assert.Equal(["templates", "postprocess", "workspace"], _folder.Run(target: RunTarget.Workspace).Steps.Select(step => step.Name));
        Assert.False(File.Exists(_folder["r/manifest.json"]));
    }

    [Fact]
    public void Unfinished_files_are_cleared_away_and_others_with_such_a_name_are_not()
    {
        Directory.CreateDirectory(_folder["h"]);
        File.WriteAllText(_folder["h/templates.json.ab1cd2ef.xyz.part"], "{");
        File.WriteAllText(_folder["h/chapter.part"], "mine");

        _folder.Run(target: RunTarget.Templates);

        Assert.Equal(["chapter.part"], Directory.EnumerateFiles(_folder["h"], "*.part").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("h")]
    [InlineData("h/")]
    [InlineData("./h")]
    [InlineData("r/../h")]
    public void Templates_and_results_may_be_in_one_folder(string folder)
    {
        RunOutcome outcome = _folder.Run(RunFolder.Text.Replace("ResultFolder: r", $"ResultFolder: \"{folder}\"", StringComparison.Ordinal), RunTarget.Workspace);

        Assert.True(File.Exists(_folder["h/workspace.json"]));
        Assert.Equal(3, outcome.Steps.Count);
    }

    [Fact]
    public void Two_runs_at_once_are_refused()
    {
        string[] inner = [];

        _folder.Run(options: new RunOptions { Begun = name => inner = name == "fit" ? Codes(() => _folder.Run()) : inner });

        Assert.Equal(["WK894"], inner);
        Assert.All(_folder.Run().Steps, step => Assert.True(step.WasUpToDate));
    }

    [Fact]
    public void A_folder_that_can_not_be_made_is_told()
    {
        File.WriteAllText(_folder["h"], "in the way");

        Assert.Equal(["WK895"], Codes(() => _folder.Run()));
    }

    [Fact]
    public void Results_of_parameters_that_the_model_has_not_are_refused()
    {
        string text = RunFolder.Text.Replace("Scans: mu", "Scans: [mu, \"lumi[3]\"], Minos: \"tilt*x\"", StringComparison.Ordinal);

        Assert.Equal(["WK896", "WK896"], Codes(() => _folder.Run(text)));
    }

    [Fact]
    public void Results_may_name_sets_and_patterns()
    {
        RunOutcome outcome = _folder.Run(RunFolder.Text.Replace("Scans: mu", "Scans: [staterror_CR, \"l*\"]", StringComparison.Ordinal));

        Assert.Equal(["scan_staterror_CR-0-", "scan_staterror_CR-1-", "scan_lumi"], outcome.Steps.Select(step => step.Name).Where(name => name.StartsWith("scan", StringComparison.Ordinal)));
    }

    [Fact]
    public void Held_parameters_have_no_asymmetric_uncertainties_and_are_scanned_at_their_value()
    {
        string text = RunFolder.Text.Replace("ResultFolder: r", "ResultFolder: r, Fixed: [{Name: lumi, Value: 0}]", StringComparison.Ordinal).Replace("Scans: mu", "Scans: mu, Minos: [mu, lumi]", StringComparison.Ordinal);

        RunOutcome outcome = _folder.Run(text);

        Assert.All(outcome.Steps, step => Assert.True(step.IsTrusted, $"{step.Name}: {step.Message}"));
    }

    [Theory]
    [InlineData("templates")]
    [InlineData("workspace")]
    [InlineData("limit")]
    public void A_run_that_was_broken_off_goes_on_to_the_same_bytes(string step)
    {
        _folder.Run();
        SortedDictionary<string, string> files = _folder.Files();
        Directory.Delete(_folder["h"], recursive: true);
        Directory.Delete(_folder["r"], recursive: true);

        _folder.BreakOff(step);
        RunOutcome second = _folder.Run();

        Assert.Equal(files, _folder.Files());
        Assert.Equal(step == "limit", second.Steps.Single(ending => ending.Name == "fit").WasUpToDate);
    }

    [Fact]
    public void Validation_regions_have_a_workspace_of_their_own_that_goes_when_they_go()
    {
        _folder.Run(RunFolder.Text.Replace("{Name: CR,", "{Name: CR, Role: validation,", StringComparison.Ordinal), RunTarget.Workspace);
        bool isThere = File.Exists(_folder["r/workspace_with_validation.json"]);

        _folder.Run(target: RunTarget.Workspace);

        Assert.True(isThere);
        Assert.False(File.Exists(_folder["r/workspace_with_validation.json"]));
    }

    [Fact]
    public void Sources_in_code_reach_the_workspace()
    {
        var source = new PatternTemplateSource("SR", "bkg", "", _ => new Template([100, 200, 300], [1, 1, 1]));

        _folder.Run(target: RunTarget.Workspace, options: new RunOptions { Sources = [source] });

        Assert.Contains("200", File.ReadAllText(_folder["r/workspace.json"]), StringComparison.Ordinal);
    }

    private static string[] Codes(Func<RunOutcome> run) => [.. Assert.Throws<WorkspaceException>(run).Diagnostics.Select(diagnostic => diagnostic.Code)];
}
