using Wilks.Formats.HistFactoryXml;
using Wilks.Histograms;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>What XML can't say is told one by one, and nothing is written where another model would be read.</summary>
public sealed class WriterLimitTests : IDisposable
{
    private readonly WrittenXml _written = new();

    public static TheoryData<string, string, string> Errors => new()
    {
        { "interpolation", "WK740", "'a'" },
        { "constraint", "WK741", "'a'" },
        { "mixed terms", "WK741", "staterror_SR[1]" },
        { "correlation", "WK742", "'a', 'b'" },
        { "auxdata", "WK744", "'a'" },
        { "luminosity at zero", "WK744", "luminosity" },
        { "per-bin terms", "WK744", "'shape'" },
        { "two sets", "WK746", "'staterror_SR', 'other'" },
        { "blanks", "WK748", "'a b'" },
        { "control character", "WK748", "modifier" },
        { "expression", "WK749", "'a'" },
        { "new parameter", "WK749", "'x'" },
    };

    public static TheoryData<string, string, string> Warnings => new()
    {
        { "group", "WK743", "'g'" },
        { "labels", "WK743", "'SR'" },
        { "parameter label", "WK743", "'a'" },
        { "bounds", "WK745", "'a'" },
        { "laid bounds", "WK745", "'mu'" },
        { "lumi bounds", "WK745", "lumi" },
        { "staterror name", "WK747", "'mc'" },
        { "three axes", "WK750", "'SR'" },
    };

    public void Dispose() => _written.Dispose();

    [Theory]
    [MemberData(nameof(Errors))]
    public void What_would_be_read_otherwise_is_an_error(string what, string code, string named)
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => _written.Write(Make(what)));

        Assert.Contains(exception.Diagnostics, finding => finding.Code == code && finding.Severity == Severity.Error && finding.Message.Contains(named, StringComparison.Ordinal));
        Assert.Empty(_written.FilesOf("a"));
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void What_changes_no_likelihood_is_a_warning(string what, string code, string named)
    {
        IReadOnlyList<Diagnostic> findings = _written.Write(Make(what));

        Diagnostic found = Assert.Single(findings, finding => finding.Code == code);
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Contains(named, found.Message, StringComparison.Ordinal);
        Assert.NotNull(_written.Read().Workspace);
    }

    [Fact]
    public void Files_that_exist_are_refused_unless_they_may_be_written_over()
    {
        _written.Write(Make(""));
        string channel = Path.Combine(_written.Folder("a"), "config", "FitConfig_SR.xml");
        File.WriteAllText(channel, "mine");

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => _written.Write(Make("")));

        Assert.Equal(3, exception.Diagnostics.Count(finding => finding.Code == "WK751"));
        Assert.Equal("mine", File.ReadAllText(channel));
        _written.Write(Make(""), options: new HistFactoryWriterOptions { Overwrite = true });
        Assert.NotEqual("mine", File.ReadAllText(channel));
    }

    [Fact]
    public void Folders_lie_below_that_of_the_top_file()
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => _written.Write(Make(""), options: new HistFactoryWriterOptions { DataFolder = "../data" }));

        Assert.Equal("WK753", Assert.Single(exception.Diagnostics).Code);
        Assert.Empty(_written.FilesOf("a"));
    }

    [Fact]
    public void What_can_t_be_finished_is_taken_away_again()
    {
        Directory.CreateDirectory(Path.Combine(_written.Folder("a"), "FitConfig.xml"));

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => _written.Write(Make("")));

        Assert.Equal("WK511", Assert.Single(exception.Diagnostics).Code);
        Assert.Empty(_written.FilesOf("a"));
        Assert.Equal(["FitConfig.xml"], Directory.EnumerateFileSystemEntries(_written.Folder("a")).Select(Path.GetFileName));
    }

    [Fact]
    public void Channels_of_like_names_get_files_of_their_own()
    {
        Workspace workspace = Make("");
        Channel other = workspace.Channels[0] with { Name = "S/R" }, third = workspace.Channels[0] with { Name = "S R" };
        Channel[] channels = [.. new[] { other, third }.Select(channel => channel with { Samples = [channel.Samples[0] with { Modifiers = [new NormFactor("mu")] }] })];
        workspace = workspace with { Channels = [workspace.Channels[0], .. channels], Observations = [.. workspace.Observations, new Observation("S/R", [1, 2]), new Observation("S R", [3, 4])] };

        Workspace back = _written.Through(workspace);

        Assert.Equal(["SR", "S/R", "S R"], back.Channels.Select(channel => channel.Name));
        Assert.Equal([3, 4], back.Observations[2].Data);
    }

    [Fact]
    public void A_staterror_of_several_channels_becomes_one_for_each()
    {
        Workspace workspace = Make("staterror name");
        Channel second = workspace.Channels[0] with { Name = "CR", Samples = [new Sample("background", [7, 9], [new StatError("mc", [1, 2])])] };
        workspace = workspace with
        {
            Channels = [.. workspace.Channels, second],
            Observations = [.. workspace.Observations, new Observation("CR", [8, 8])],
            Overlay = new Overlay { Parameters = [new ParameterChange("mc[3]") { Init = 1.25, Fixed = true }] },
        };

        Model model = Model.Compile(_written.Through(workspace));

        // Channels are sorted: the elements of CR come first.
        Parameter held = Assert.Single(model.Parameters, parameter => parameter.Fixed && parameter.Set.StartsWith("staterror", StringComparison.Ordinal));
        Assert.Equal(("staterror_SR[1]", 1.25), (held.Name, held.Init));
    }

    private static Workspace Make(string what)
    {
        Workspace workspace = Base(new StatError("staterror_SR", [1, 2]));
        Measurement measurement = workspace.Measurements[0];
        return what switch
        {
            "interpolation" => Base(new NormSys("a", 0.9, 1.1) { Interpolation = InterpolationCode.Code1 }),
            "constraint" => Laid(workspace, new ParameterChange("a") { Constraint = new GaussianSetting(2, 0) }),
            "mixed terms" => Laid(workspace, new ParameterChange("staterror_SR[0]") { Constraint = new PoissonSetting(100) }),
            "correlation" => workspace with { Overlay = new Overlay { CorrelatedConstraints = [new CorrelatedConstraint(["a", "b"]) { Correlation = [1, 0.5, 0.5, 1] }] } },
            "auxdata" => Set(workspace, new ParameterSetting("a") { AuxData = [0.5] }),
            "luminosity at zero" => Set(workspace, new ParameterSetting("lumi") { AuxData = [0], Inits = [0], Sigmas = [1], Bounds = [new Interval(-5, 5)] }),
            "per-bin terms" => Set(workspace, new ParameterSetting("shape") { Factors = [2, 3] }),
            "two sets" => Base(new StatError("staterror_SR", [1, 2]), new StatError("other", [1, 2])),
            "blanks" => Set(Base(new NormSys("a b", 0.9, 1.1)), new ParameterSetting("a b") { Fixed = true }),
            "control character" => Base(new NormSys("a\u0001", 0.9, 1.1)),
            "expression" => Laid(workspace, new ParameterChange("a") { Expression = "2*b", Constraint = new NoConstraintSetting() }),
            "new parameter" => workspace with { Overlay = new Overlay { NewParameters = [new ParameterChange("x") { Init = 1, Constraint = new GaussianSetting(1) }] } },
            "group" => workspace with { Overlay = new Overlay { Groups = [new ParameterGroup("g", ["a"])] } },
            "labels" => workspace with { Overlay = new Overlay { Labels = [new Label(LabelKind.Channel, "SR", "Signal region")] } },
            "parameter label" => Laid(workspace, new ParameterChange("a") { Label = "$\\alpha$" }),
            "bounds" => Set(workspace, new ParameterSetting("a") { Bounds = [new Interval(-3, 3)] }),
            "laid bounds" => Laid(workspace, new ParameterChange("mu") { Bounds = new Interval(-3, 3) }),
            "lumi bounds" => Set(workspace, new ParameterSetting("lumi") { AuxData = [1], Inits = [1], Sigmas = [0.1], Bounds = [new Interval(0, 2)] }),
            "staterror name" => Base(new StatError("mc", [1, 2])),
            "three axes" => workspace with { Channels = [workspace.Channels[0] with { Axes = [new RegularAxis(2, 0, 1), new RegularAxis(1, 0, 1), new RegularAxis(1, 0, 1)] }] },
            _ => workspace with { Measurements = [measurement] },
        };
    }

    private static Workspace Base(params IModifier[] more) => new()
    {
        Channels = [new Channel("SR", [new Sample("signal", [1, 2], [new NormFactor("mu")]), new Sample("background", [10, 20], [.. Others(more), .. more])])],
        Observations = [new Observation("SR", [11, 22])],
        Measurements = [new Measurement("m", ["mu"], [])],
    };

    private static IEnumerable<IModifier> Others(IModifier[] more)
        => new IModifier[] { new NormSys("a", 0.9, 1.1), new NormSys("b", 0.9, 1.1), new ShapeSys("shape", [1, 2]) }.Where(modifier => more.All(other => other.Name != modifier.Name));

    private static Workspace Set(Workspace workspace, ParameterSetting setting) => workspace with { Measurements = [workspace.Measurements[0] with { Parameters = [setting] }] };

    private static Workspace Laid(Workspace workspace, ParameterChange change) => workspace with { Overlay = new Overlay { Parameters = [change] } };
}
