using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Inference;

/// <summary>Two bins with a free signal, a Poisson-constrained background and a Gaussian-constrained scale.</summary>
internal static class CountingModel
{
    public static Model Create()
    {
        var signal = new Sample("signal", [12, 11], [new NormFactor("mu")]);
        var background = new Sample("background", [50, 52], [new ShapeSys("shape", [3, 7]), new NormSys("scale", 0.9, 1.1)]);
        var workspace = new Workspace
        {
            Channels = [new Channel("region", [signal, background])],
            Observations = [new Observation("region", [54, 61])],
            Measurements = [new Measurement("main", ["mu"], [])],
        };
        return Model.Compile(workspace);
    }
}
