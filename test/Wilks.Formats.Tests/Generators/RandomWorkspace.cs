using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Generators;

/// <summary>Makes valid workspaces of every shape from a seed: all modifier types, shared names, empty bins, fixed parameters, counts near expectation.</summary>
/// <remarks>Every rate is positive where the parameters start. The same seed gives the same workspace.</remarks>
public static class RandomWorkspace
{
    private const int MostChannels = 4;
    private const int MostBins = 8;
    private const int MostBackgrounds = 3;
    private const int AlphaNames = 4;

    /// <summary>The workspace of a seed.</summary>
    public static Workspace Create(int seed)
    {
        var random = new Random(seed);
        var plan = new Plan(random);
        Channel[] channels = [.. Enumerable.Range(0, random.Next(1, MostChannels + 1)).Select(i => MakeChannel(plan, i))];
        return new Workspace
        {
            Channels = [.. channels],
            Observations = [.. channels.Select(channel => Observe(channel, random))],
            Measurements = [MakeMeasurement(plan, channels)],
        };
    }

    /// <summary>What holds for the whole workspace, decided before its parts.</summary>
    private sealed class Plan(Random random)
    {
        internal Random Random { get; } = random;

        internal bool HasLumi { get; } = random.NextDouble() < 0.5;

        /// <summary>One staterror over all channels instead of one per channel.</summary>
        internal bool SharesStatError { get; } = random.NextDouble() < 0.2;

        /// <summary>The number of bins of the channels that share the shapefactor; 0 for no shapefactor.</summary>
        internal int ShapeFactorBins { get; } = random.NextDouble() < 0.4 ? random.Next(1, MostBins + 1) : 0;

        internal bool Happens(double probability) => Random.NextDouble() < probability;

        internal double Between(double low, double high) => low + ((high - low) * Random.NextDouble());
    }

    private static Channel MakeChannel(Plan plan, int index)
    {
        string name = $"channel_{(char)('A' + index)}";
        bool hasShapeFactor = plan.ShapeFactorBins > 0 && plan.Happens(0.7);
        int bins = hasShapeFactor ? plan.ShapeFactorBins : plan.Random.Next(1, MostBins + 1);
        var samples = new List<Sample>();
        if (index == 0 || plan.Happens(0.6)) samples.Add(MakeSample(plan, name, "signal", bins, false));

        int backgrounds = plan.Random.Next(1, MostBackgrounds + 1);
        for (int i = 0; i < backgrounds; i++) samples.Add(MakeSample(plan, name, $"background_{i}", bins, hasShapeFactor && i == 1));
        return new Channel(name, [.. samples]);
    }

    private static Sample MakeSample(Plan plan, string channel, string name, int bins, bool hasShapeFactor)
    {
        // The first background fills every bin, so that no rate is zero; the others may be empty.
        double emptiness = name == "background_0" ? 0 : 0.1;
        double scale = Math.Pow(10, plan.Between(0, 2.5));
        ImmutableArray<double> data = [.. Fill(bins, () => plan.Happens(emptiness) ? 0 : scale * plan.Between(0.3, 1.7))];

        var modifiers = new List<IModifier>();
        if (name == "signal") modifiers.Add(new NormFactor("mu"));
        if (name == "background_1" && plan.Happens(0.4)) modifiers.Add(new NormFactor("k_background_1"));
        if (plan.HasLumi && plan.Happens(0.6)) modifiers.Add(new Lumi(Lumi.TypeName));
        if (hasShapeFactor) modifiers.Add(new ShapeFactor("shape_free"));
        AddAlphas(plan, data, modifiers);
        AddBinUncertainties(plan, channel, name, data, modifiers);
        return new Sample(name, data, [.. modifiers]);
    }

    private static void AddAlphas(Plan plan, ImmutableArray<double> data, List<IModifier> modifiers)
    {
        for (int i = 0; i < AlphaNames; i++)
        {
            string name = $"alpha_{i}";
            if (plan.Happens(0.35)) modifiers.Add(new NormSys(name, plan.Between(0.75, 1.02), plan.Between(0.98, 1.3)));
            if (plan.Happens(0.3)) modifiers.Add(new HistoSys(name, Shift(plan, data, -0.3), Shift(plan, data, 0.3)));
        }
    }

    private static ImmutableArray<double> Shift(Plan plan, ImmutableArray<double> data, double most) =>
        [.. data.Select(value => value * (1 + (most * plan.Between(-0.2, 1))))];

    private static void AddBinUncertainties(Plan plan, string channel, string sample, ImmutableArray<double> data, List<IModifier> modifiers)
    {
        // A shared staterror must be in the same channels for every sample that has it: it is put on the one sample that is everywhere.
        if (plan.SharesStatError ? sample == "background_0" : plan.Happens(0.5))
        {
            string name = plan.SharesStatError ? "staterror_shared" : $"staterror_{channel}";
            modifiers.Add(new StatError(name, Uncertainties(plan, data)));
        }

        if (plan.Happens(0.3)) modifiers.Add(new ShapeSys($"shapesys_{channel}_{sample}", Uncertainties(plan, data)));
    }

    private static ImmutableArray<double> Uncertainties(Plan plan, ImmutableArray<double> data) =>
        [.. data.Select(value => plan.Happens(0.1) ? 0 : plan.Between(0.02, 0.25) * value)];

    private static Measurement MakeMeasurement(Plan plan, Channel[] channels)
    {
        HashSet<string> names = [.. channels.SelectMany(c => c.Samples).SelectMany(s => s.Modifiers).Select(m => m.Name)];
        var settings = new List<ParameterSetting>();
        if (names.Contains(Lumi.TypeName)) settings.Add(LumiSetting(plan));
        if (plan.Happens(0.3)) settings.Add(new ParameterSetting("mu") { Bounds = [new Interval(plan.Happens(0.3) ? -5 : 0, 20)] });
        foreach (string name in names.Where(n => n.StartsWith("alpha_", StringComparison.Ordinal)))
        {
            if (plan.Happens(0.2)) settings.Add(new ParameterSetting(name) { Inits = [plan.Between(-0.5, 0.5)], Fixed = plan.Happens(0.5) });
        }

        return new Measurement("measurement", ["mu"], [.. settings]);
    }

    private static ParameterSetting LumiSetting(Plan plan)
    {
        double sigma = plan.Between(0.01, 0.05);
        return new ParameterSetting(Lumi.TypeName)
        {
            Inits = [1.0],
            Bounds = [new Interval(1 - (5 * sigma), 1 + (5 * sigma))],
            AuxData = [1.0],
            Sigmas = [sigma],
            Fixed = plan.Happens(0.2),
        };
    }

    private static Observation Observe(Channel channel, Random random) =>
        new(channel.Name, [.. Enumerable.Range(0, channel.BinCount).Select(bin => Draw(channel.Samples.Sum(s => s.Data[bin]), random))]);

    /// <summary>A count near its expectation, now and then none at all.</summary>
    private static double Draw(double mean, Random random)
    {
        if (random.NextDouble() < 0.03) return 0;

        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * normal)));
    }

    private static IEnumerable<double> Fill(int count, Func<double> value) => Enumerable.Range(0, count).Select(_ => value());
}
