using System.Collections.Immutable;
using Wilks.Histograms;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>Compares workspaces member by member, places aside; records that hold arrays compare those by reference otherwise.</summary>
internal static class SameWorkspace
{
    // The same sums in the same order; nothing but the last bits of constants may differ.
    private const double NllRelative = 1e-12;

    private const int Points = 5;
    private const int Seed = 4711;

    internal static void AssertEqual(Workspace expected, Workspace actual)
    {
        Assert.Equal(expected.Channels.Select(Text), actual.Channels.Select(Text));
        Assert.Equal(expected.Channels.SelectMany(channel => channel.Samples).Select(Text), actual.Channels.SelectMany(channel => channel.Samples).Select(Text));
        Assert.Equal(expected.Observations.Select(Text), actual.Observations.Select(Text));
        Assert.Equal(expected.Measurements.Select(Text), actual.Measurements.Select(Text));
        Assert.Equal(expected.Datasets.Select(Text), actual.Datasets.Select(Text));
        Assert.Equal(Text(expected.Overlay), Text(actual.Overlay));
    }

    /// <summary>Asserts that two workspaces have the same parameters and the same likelihood at random points, for every measurement.</summary>
    internal static void AssertSameLikelihood(Workspace expected, Workspace actual, double tolerance = NllRelative)
    {
        foreach (string measurement in expected.Measurements.Select(measurement => measurement.Name))
        {
            Model first = Model.Compile(expected, new CompileOptions { Measurement = measurement }), second = Model.Compile(actual, new CompileOptions { Measurement = measurement });
            int[] places = [.. first.Parameters.Select(parameter => second.IndexOf(parameter.Name))];
            Assert.Equal(first.Parameters.Count, second.Parameters.Count);
            Assert.Equal(first.Parameters.Select(parameter => parameter.Fixed), places.Select(place => second.Parameters[place].Fixed));
            var random = new Random(Seed);
            for (int i = 0; i < Points; i++)
            {
                double[] point = [.. first.Parameters.Select(parameter => Draw(parameter, random))], other = new double[point.Length];
                for (int p = 0; p < point.Length; p++) other[places[p]] = point[p];
                double value = Nll(first, point);
                Assert.True(double.IsFinite(value));
                Assert.Equal(value, Nll(second, other), tolerance * Math.Max(1, Math.Abs(value)));
            }
        }
    }

    private static double Nll(Model model, double[] point) => model.With(model.ObservedData).CreateEvaluator().TwiceNll(point);

    // Near the starting value, where every rate is positive.
    private static double Draw(Parameter parameter, Random random) => Math.Clamp(parameter.Init + (0.1 * random.NextDouble()), parameter.Lower, parameter.Upper);

    private static string Text(Channel channel) => $"{channel.Name}: {string.Join(" ", channel.Axes.Select(Text))}";

    private static string Text(IAxis axis) => $"{axis.GetType().Name} '{axis.Name}' {Text(((INumericAxis)axis).Edges)}";

    private static string Text(Sample sample) => $"{sample.Name} {Text(sample.Data)} {string.Join(" ", sample.Modifiers.Select(Text))}";

    private static string Text(IModifier modifier) => $"{modifier.Type} {modifier.Name} " + modifier switch
    {
        NormSys norm => $"{norm.Low:R} {norm.High:R} {norm.Interpolation}",
        HistoSys histo => $"{Text(histo.LowData)} {Text(histo.HighData)} {histo.Interpolation}",
        ShapeSys shape => Text(shape.Data),
        StatError stat => Text(stat.Data),
        _ => "",
    };

    private static string Text(Observation observation) => $"{observation.Name} {Text(observation.Data)}";

    private static string Text(NamedDataset set) => $"{set.Name} {string.Join(" ", set.Observations?.Select(Text) ?? [])} {string.Join(" ", set.At.Select(pair => $"{pair.Key}={pair.Value:R}"))}";

    private static string Text(Measurement measurement) => $"{measurement.Name} {string.Join(",", measurement.Pois)}\n{string.Join("\n", measurement.Parameters.Select(Text))}\n{Text(measurement.Overlay)}";

    private static string Text(ParameterSetting setting)
        => $"{setting.Name} {Text(setting.Inits)} {Text(setting.AuxData)} {Text(setting.Factors)} {Text(setting.Sigmas)} {setting.Fixed} {string.Join(" ", setting.Bounds?.Select(range => $"{range.Lower:R}..{range.Upper:R}") ?? ["-"])}";

    private static string Text(Overlay? overlay) => overlay is null ? "no overlay" : string.Join("\n", [
        .. overlay.Parameters.Select(Text), "new", .. overlay.NewParameters.Select(Text), "pois", .. overlay.Pois ?? [],
        $"{overlay.CorrelatedConstraints.Length} {overlay.Groups.Length} {overlay.Labels.Length}"]);

    // Changes hold no arrays: the text of the record has all members.
    private static string Text(ParameterChange change) => (change with { Location = default, ExpressionLocation = default }).ToString();

    private static string Text(ImmutableArray<double>? values) => values is { } given ? Text((IReadOnlyList<double>)given) : "-";

    private static string Text(IReadOnlyList<double> values) => $"[{string.Join(" ", values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";
}
