using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

/// <summary>Three parameters: a peak of free size, which may be negative, over a background of free size with a constrained slope.</summary>
internal static class PeakModel
{
    public const int ParameterCount = 3;

    private static readonly double[] s_background = [160, 143.2, 128.1, 114.6, 102.6, 91.8, 82.1, 73.5];
    private static readonly double[] s_tilt = [-0.06, -0.04, -0.03, -0.01, 0.01, 0.03, 0.04, 0.06];

    public static CompiledModel Create()
    {
        double[] low = [.. s_background.Zip(s_tilt, (count, tilt) => count * (1 - tilt))], high = [.. s_background.Zip(s_tilt, (count, tilt) => count * (1 + tilt))];
        return new CompiledModel(Model.Compile(Create(
            [(Channel("mass", Sample("signal", [2, 12, 38, 57, 38, 12, 2, 0], new NormFactor("mu")), Sample("background", s_background, new NormFactor("k"), HistoSys("slope", low, high))), [158, 161, 160, 174, 139, 109, 80, 78])],
            new ParameterSetting("mu") { Bounds = [new Interval(-5, 10)] })));
    }

    private static Workspace Create(ReadOnlySpan<(Channel Channel, double[] Observed)> channels, params ReadOnlySpan<ParameterSetting> settings) => Tests.Models.TestWorkspace.Create(channels, settings);
}
