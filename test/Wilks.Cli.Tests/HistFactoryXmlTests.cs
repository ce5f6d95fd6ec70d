using System.Text.RegularExpressions;

namespace Wilks.Cli.Tests;

/// <summary>HistFactory XML on the command line: read by every verb, converted from and to JSON.</summary>
public sealed partial class HistFactoryXmlTests : IDisposable
{
    private static readonly string s_channels = Repository.File("examples", "several_channels.json");
    private static readonly string s_example = Repository.File("examples", "histfactory", "several_channels.xml");

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-xml-verbs-").FullName;

    public static TheoryData<string> Workspaces => ["two_bins.json", "several_channels.json", "normsys_histosys.json", "staterror.json", "three_parameters.json"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_example_is_what_convert_makes_of_the_workspace()
    {
        Done("convert", s_channels, At("several_channels.xml"));

        string[] made = [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal)];
        Assert.Equal(5, made.Length);
        Assert.Equal(made.Select(Path.GetFileName), Directory.EnumerateFiles(Path.GetDirectoryName(s_example)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        // How the ROOT file is compressed depends on the version of zlib, what it holds does not.
        Assert.All(made.Where(file => Path.GetExtension(file) != ".root"), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Repository.File("examples", "histfactory", Path.GetFileName(file)))));
        Assert.Equal(Done("xml2json", s_example), Done("xml2json", At("several_channels.xml")));
    }

    [Theory]
    [MemberData(nameof(Workspaces))]
    public void A_fit_is_the_same_before_and_after(string name)
    {
        string workspace = Repository.File("examples", name);
        Done("json2xml", workspace, "--output-dir", At("xml"), "--quiet");

        CommandRun xml = CommandRun.Of("fit", At("xml/FitConfig.xml"), "--quiet"), json = CommandRun.Of("fit", workspace, "--quiet");

        Assert.Equal(json.ExitCode, xml.ExitCode);
        Assert.Equal(Settle(json.Output), Settle(xml.Output));
    }

    [Fact]
    public void Names_of_folders_and_files_are_pyhfs()
    {
        Assert.Equal($"{At("out/Result.xml")}\n", Done("json2xml", s_channels, "--output-dir", At("out"), "--specroot", "spec", "--dataroot", "d/e", "--resultprefix", "Result"));

        Assert.Equal(["HistFactorySchema.dtd", "Result.xml", "d/e/data.root", "spec/Result_control_region.xml", "spec/Result_signal_region.xml"],
            Directory.EnumerateFiles(At("out"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At("out"), file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_workspace_comes_from_standard_input_with_patches_and_overlays()
    {
        File.WriteAllText(At("overlay.yml"), "parameters: {jet_scale: {fixed: true, init: 0.5}}\ngroups: {g: [jet_scale]}\n");
        File.WriteAllText(At("patch.json"), """[{"op": "replace", "path": "/observations/0/data/0", "value": 99}]""");

        CommandRun run = CommandRun.WithInput(File.ReadAllText(s_channels), "json2xml", "--output-dir", At("out"), "--patch", At("patch.json"), "--overlay", At("overlay.yml"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("WK743", run.Error, StringComparison.Ordinal);
        Assert.Contains("<ParamSetting Val=\"0.5\" Const=\"True\">alpha_jet_scale</ParamSetting>", File.ReadAllText(At("out/FitConfig.xml")), StringComparison.Ordinal);
        Assert.Contains("99.0", Done("xml2json", At("out/FitConfig.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_exist_are_kept_unless_forced()
    {
        Done("convert", s_channels, At("a.xml"));

        CommandRun refused = CommandRun.Of("convert", s_channels, At("a.xml"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("WK751", refused.Error, StringComparison.Ordinal);
        Done("convert", s_channels, At("a.xml"), "--force");
        Done("json2xml", s_channels, "--output-dir", At("b"));
        Assert.Equal(2, CommandRun.Of("json2xml", s_channels, "--output-dir", At("b")).ExitCode);
        Done("json2xml", s_channels, "--output-dir", At("b"), "--force");
    }

    [Fact]
    public void Convert_goes_to_JSON_and_back_and_the_content_tells_the_format()
    {
        string copy = At("no_extension");
        File.Copy(s_example, copy);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(s_example)!, "several_channels*")) File.Copy(file, At(Path.GetFileName(file)));

        Assert.Equal($"{At("back.json")}: pyhf, 2 channels, 1 measurement\n", Done("convert", copy, At("back.json")));

        Assert.Equal(Settle(CommandRun.Of("fit", s_channels).Output), Settle(CommandRun.Of("fit", At("back.json")).Output));
    }

    [Theory]
    [InlineData("fit")]
    [InlineData("inspect")]
    [InlineData("validate")]
    [InlineData("limit")]
    [InlineData("predict")]
    public void Verbs_read_XML(string verb) => Assert.Equal(0, CommandRun.Of(verb, s_example).ExitCode);

    [Fact]
    public void XML_can_t_become_a_table()
    {
        CommandRun run = CommandRun.Of("convert", s_example, At("a.parquet"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(".json for pyhf or .xml for HistFactory", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_base_folder_and_mounts_say_where_files_lie()
    {
        string top = At("several_channels.xml");
        File.WriteAllText(top, File.ReadAllText(s_example).Replace("<Input>", "<Input>/far/", StringComparison.Ordinal));

        Assert.Equal(2, CommandRun.Of("xml2json", top).ExitCode);
        Assert.Equal(2, CommandRun.Of("xml2json", top, "--mount", "nothing").ExitCode);
        Assert.Equal(0, CommandRun.Of("xml2json", top, "--basedir", Path.GetDirectoryName(s_example)!, "-v", $"{Path.GetDirectoryName(s_example)}:/far").ExitCode);
        Assert.Equal(2, CommandRun.Of("xml2json", top, "--dialect", "python").ExitCode);
        Assert.Equal(Done("xml2json", s_example), Done("xml2json", s_example, "--dialect", "root"));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string Done(params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    // The name of the statistical uncertainty is its channel's; widths of columns follow the names.
    private static string Settle(string text) => Spaces().Replace(Volatile().Replace(text, "…"), " ");

    [GeneratedRegex(@"EDM [\d.e+-]+|\d+ evaluations|\d+(\.\d+)?(e-?\d+)? (ns|µs|ms|s)\b|staterror\w*|mc_stat")]
    private static partial Regex Volatile();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
