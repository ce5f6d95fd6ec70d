using System.Collections.Immutable;
using Wilks.Analysis.Checks;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Checks;

/// <summary>A healthy workspace of one region that tests spoil: signal and background with statistical uncertainties, data as expected.</summary>
internal sealed record SmallWorkspace
{
    internal double[] Signal { get; init; } = [5, 10];

    internal double[] Background { get; init; } = [50, 60];

    internal double[] Data { get; init; } = [55, 70];

    internal double[]? StatErrors { get; init; }

    internal ImmutableArray<IModifier> OnSignal { get; init; } = [];

    internal ImmutableArray<IModifier> OnBackground { get; init; } = [];

    internal ImmutableArray<Sample> Others { get; init; } = [];

    internal ImmutableArray<ParameterSetting> Settings { get; init; } = [];

    internal Workspace Build() => new()
    {
        Channels =
        [
            new Channel("SR",
            [
                new Sample("signal", [.. Signal], [Stat(Signal, null), new NormFactor("mu"), .. OnSignal]),
                new Sample("background", [.. Background], [Stat(Background, StatErrors), .. OnBackground]),
                .. Others,
            ]),
        ],
        Observations = [new Observation("SR", [.. Data])],
        Measurements = [new Measurement("m", ["mu"], Settings)],
    };

    internal CheckReport Check() => AnalysisChecker.Check(Build());

    internal IEnumerable<string> Kinds() => Check().Findings.Select(finding => FindingKinds.Word(finding.Kind));

    private static StatError Stat(double[] yields, double[]? given) => new("stat", [.. given ?? [.. yields.Select(value => 0.1 * Math.Abs(value))]]);
}
