using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Workspaces;

public sealed class LaidOverlayTests
{
    [Fact]
    public void An_overlay_adds_once_and_wins_over_that_of_a_measurement()
    {
        var workspace = new Workspace
        {
            Channels = [new Channel("SR", [new Sample("s", [5, 6], [new NormFactor("mu"), new NormSys("a", 0.9, 1.1), new NormSys("b", 0.9, 1.1)])])],
            Observations = [new Observation("SR", [5, 6])],
            Measurements = [new Measurement("m", ["mu"], []) { Overlay = new Overlay { Parameters = [new ParameterChange("a") { Init = 1 }] } }],
        };
        var overlay = new Overlay
        {
            Parameters = [new ParameterChange("a") { Init = 2 }],
            NewParameters = [new ParameterChange("x") { Init = 3 }],
            CorrelatedConstraints = [new CorrelatedConstraint(["a", "b"]) { Correlation = [1, 0.5, 0.5, 1] }],
        };

        Model model = Model.Compile(workspace.With(overlay));

        Assert.Equal(2, model.Parameters[model.IndexOf("a")].Init);
        Assert.Equal(3, model.Parameters[model.IndexOf("x")].Init);
    }
}
