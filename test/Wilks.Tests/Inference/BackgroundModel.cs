using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Inference;

/// <summary>A signal over a background with uncertainties that do not depend on each other.</summary>
internal static class BackgroundModel
{
    public static CompiledModel Create(double[] signal, double[] background, double[] uncertainty, double[] observed, double lower = 0, double upper = 10)
    {
        var workspace = new Workspace
        {
            Channels = [new Channel("region", [new Sample("signal", [.. signal], [new NormFactor("mu")]), new Sample("background", [.. background], [new ShapeSys("shape", [.. uncertainty])])])],
            Observations = [new Observation("region", [.. observed])],
            Measurements = [new Measurement("main", ["mu"], [new ParameterSetting("mu") { Bounds = [new Interval(lower, upper)] }])],
        };
        return new CompiledModel(Model.Compile(workspace));
    }

    /// <summary>pyhf's compact example: one bin.</summary>
    public static CompiledModel OneBin(double upper = 10) => Create([5], [50], [7], [55], upper: upper);

    /// <summary>pyhf's "hello world": two bins.</summary>
    public static CompiledModel HelloWorld() => Create([12, 11], [50, 52], [3, 7], [51, 48]);
}
