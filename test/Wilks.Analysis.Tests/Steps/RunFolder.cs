using System.Text;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;

namespace Wilks.Analysis.Tests.Steps;

/// <summary>An analysis of a few events in a folder of its own, removed with it.</summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>Two regions, one of them with edges that are found, a signal, a background, two systematics.</summary>
    internal const string Text = """
        General: {Measurement: m, POI: mu, InputPath: "{SamplePath}", HistogramFolder: h, ResultFolder: r}
        Regions:
          - {Name: SR, Variable: x, Binning: {Bins: 3, Range: [0, 1]}, Filter: "x > 0"}
          - {Name: CR, Variable: y, Binning: {Automatic: equal-population, Bins: 2, Range: [0, 1], Candidates: 20}}
        Samples:
          - {Name: data, Data: true, SamplePath: d.csv}
          - {Name: sig, SamplePath: s.csv, Weight: w}
          - {Name: bkg, SamplePath: b.csv, Weight: w}
        NormFactors:
          - {Name: mu, Samples: sig, Bounds: [0, 10]}
        Systematics:
          - {Name: lumi, Type: Normalization, Up: {Normalization: 0.02}, Down: {Normalization: -0.02}}
          - {Name: tilt, Type: NormPlusShape, Samples: bkg, Up: {WeightFactor: "0.9 + 0.2*x"}, Down: {Symmetrize: true}}
        Results: {Scans: mu}

        """;

    private readonly string _path = Directory.CreateTempSubdirectory("wilks-run-").FullName;

    internal RunFolder()
    {
        Events("s.csv", 200, 0.05, i => 1 - (Uniform(i) * Uniform(i)));
        Events("b.csv", 600, 0.5, Uniform);
        Events("d.csv", 310, 1, Uniform);
    }

    /// <summary>A path in the folder.</summary>
    internal string this[string name] => Path.Combine(_path, name);

    internal RunOutcome Run(string text = Text, RunTarget target = RunTarget.Results, RunOptions? options = null) =>
        AnalysisRunner.Run(Document(text), target, options ?? new RunOptions(), TestContext.Current.CancellationToken);

    /// <summary>A run that is broken off when a step begins.</summary>
    internal void BreakOff(string step)
    {
        using var source = new CancellationTokenSource();
        var options = new RunOptions
        {
            Begun = name =>
            {
                if (name == step) source.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => AnalysisRunner.Run(Document(Text), RunTarget.Results, options, source.Token));
    }

    private AnalysisConfigurationDocument Document(string text) => AnalysisConfigurationReader.Parse(Encoding.UTF8.GetBytes(text), "analysis.yml", _path);

    /// <summary>All files that runs write, with what is in them; without the times, which are never the same.</summary>
    internal SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetDirectoryName(file) != _path && Path.GetFileName(file) != "timings.json")
            .ToDictionary(file => Path.GetRelativePath(_path, file), File.ReadAllText),
        StringComparer.Ordinal);

    internal Dictionary<string, DateTime> Times() => Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private void Events(string name, int count, double weight, Func<int, double> x) =>
        File.WriteAllLines(this[name], Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{x(i):R},{Uniform(i + 100_000):R},{weight:R}")).Prepend("x,y,w"));

    // The golden ratio's multiples fill the unit interval evenly (Weyl 1916).
    private static double Uniform(int i) => (i * 0.6180339887498949) % 1;
}
