using System.Collections.Immutable;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Models;

/// <summary>Short ways to write small workspaces in tests.</summary>
internal static class TestWorkspace
{
    /// <summary>A workspace of channels with one measurement of the parameter <c>mu</c>.</summary>
    internal static Workspace Create(ReadOnlySpan<(Channel Channel, double[] Observed)> channels, params ReadOnlySpan<ParameterSetting> settings) => new()
    {
        Channels = [.. channels.ToArray().Select(c => c.Channel)],
        Observations = [.. channels.ToArray().Select(c => new Observation(c.Channel.Name, [.. c.Observed]))],
        Measurements = [new Measurement("measurement", ["mu"], [.. settings])],
    };

    /// <summary>A workspace of one channel, named <c>channel</c>.</summary>
    internal static Workspace OneChannel(double[] observed, params ReadOnlySpan<Sample> samples) => Create([(Channel("channel", samples), observed)]);

    internal static Channel Channel(string name, params ReadOnlySpan<Sample> samples) => new(name, [.. samples]);

    internal static Sample Sample(string name, double[] data, params ReadOnlySpan<IModifier> modifiers) => new(name, [.. data], [.. modifiers]);

    internal static HistoSys HistoSys(string name, double[] low, double[] high) => new(name, [.. low], [.. high]);

    internal static ShapeSys ShapeSys(string name, params double[] data) => new(name, [.. data]);

    internal static StatError StatError(string name, params double[] data) => new(name, [.. data]);

    internal static ParameterSetting Lumi(double sigma) => new(Wilks.Workspaces.Lumi.TypeName)
    {
        Inits = [1.0],
        AuxData = [1.0],
        Sigmas = [sigma],
        Bounds = [new Interval(1 - (5 * sigma), 1 + (5 * sigma))],
    };

    /// <summary>The value of every parameter where it starts.</summary>
    internal static double[] Inits(this Model model) => [.. model.Parameters.Select(p => p.Init)];

    /// <summary>The names of all parameters in the model's order.</summary>
    internal static string[] Names(this Model model) => [.. model.Parameters.Select(p => p.Name)];

    internal static ImmutableArray<T> Single<T>(T value) => [value];
}
