using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Workspaces;

public sealed class CodeMadeWorkspaceTests
{
    private static readonly Measurement s_measurement = new("m", ["mu"], []);

    [Fact]
    public void A_workspace_made_in_code_is_checked_and_its_findings_name_the_parts()
    {
        Workspace workspace = Make(new Sample("s", [1.0, double.NaN], [new NormFactor("mu")]));

        Diagnostic found = Assert.Single(WorkspaceChecks.Check(workspace));

        Assert.Equal("WK220: sample 's' of channel 'c' has the value NaN at index 1; expected a finite number. Find out where it comes from; an empty bin is 0.", found.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_kind_of_value_must_be_finite(int kind)
    {
        IModifier modifier = kind switch
        {
            0 => new NormSys("x", double.PositiveInfinity, 1.1),
            1 => new HistoSys("x", [1.0, 2.0], [double.NaN, 2.0]),
            _ => new StatError("x", [double.PositiveInfinity, 1.0]),
        };

        ImmutableArray<Diagnostic> found = WorkspaceChecks.Check(Make(new Sample("s", [1.0, 2.0], [new NormFactor("mu"), modifier])));

        Assert.Equal("WK220", Assert.Single(found).Code);
    }

    [Fact]
    public void Lists_that_were_never_set_are_found()
    {
        Workspace workspace = Make(new Sample("s", default, default));

        Assert.Equal(["WK200", "WK200"], WorkspaceChecks.Check(workspace).Select(d => d.Code));
    }

    [Fact]
    public void A_workspace_of_nothing_is_found_to_be_empty()
    {
        var workspace = new Workspace { Channels = [], Observations = [], Measurements = [] };

        Assert.Equal(["WK200", "WK200"], WorkspaceChecks.Check(workspace).Select(d => d.Code));
    }

    [Fact]
    public void Open_ended_bounds_are_allowed()
    {
        Workspace workspace = Make(new Sample("s", [1.0, 2.0], [new NormFactor("mu")])) with
        {
            Measurements = [s_measurement with { Parameters = [new ParameterSetting("mu") { Bounds = [new Interval(double.NegativeInfinity, double.PositiveInfinity)] }] }],
        };

        Assert.Empty(WorkspaceChecks.Check(workspace));
    }

    private static Workspace Make(Sample sample) => new()
    {
        Channels = [new Channel("c", [sample])],
        Observations = [new Observation("c", [1.0, 2.0])],
        Measurements = [s_measurement],
    };
}
