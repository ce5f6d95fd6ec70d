using System.Text;
using Wilks.Analysis.Configurations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>Configurations given as text, and where the files of the tests are.</summary>
internal static class ConfigurationText
{
    internal const string Name = "analysis.yml";

    /// <summary>A small configuration for events that has no fault.</summary>
    internal const string Minimal = """
        General:
          Measurement: m
          POI: mu
          InputPath: "{SamplePath}"
          HistogramFolder: h
        Regions:
          - {Name: SR, Variable: x, Binning: [0, 1, 2]}
          - {Name: CR, Variable: y, Binning: [0, 1]}
        Samples:
          - {Name: data, Tree: t, SamplePath: d.root, Data: true}
          - {Name: sig, Tree: t, SamplePath: s.root}
          - {Name: bkg, Tree: t, SamplePath: b.root}
        NormFactors:
          - {Name: mu, Samples: sig}
        Systematics:
          - {Name: lumi, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}

        """;

    /// <summary>The folder of the solution.</summary>
    internal static string Repository { get; } =
        Above().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Wilks.slnx"))) ?? throw new DirectoryNotFoundException("The repository is not above the tests.");

    internal static AnalysisConfiguration Read(string text, string name = Name) => Parse(text, name).Configuration;

    internal static AnalysisConfigurationDocument Parse(string text, string name = Name) =>
        AnalysisConfigurationReader.Parse(Encoding.UTF8.GetBytes(text), name, Repository);

    /// <summary>Everything that is found in a text, whether it can be used or not.</summary>
    internal static IReadOnlyList<Diagnostic> Findings(string text, string name = Name)
    {
        try
        {
            return Parse(text, name).Diagnostics;
        }
        catch (WorkspaceException exception)
        {
            return exception.Diagnostics;
        }
    }

    /// <summary>The minimal configuration with one text in place of another.</summary>
    internal static string With(string old, string replacement)
    {
        Assert.Contains(old, Minimal, StringComparison.Ordinal);
        return Minimal.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>The minimal configuration and more.</summary>
    internal static string And(string more) => Minimal + more;

    /// <summary>The configurations of cabinetry and of analyses with it beside the repository; the test is skipped where they are absent.</summary>
    internal static IReadOnlyList<string> Published()
    {
        string? root = Above().Select(folder => Path.Combine(folder, "shared", "data", "models")).FirstOrDefault(Directory.Exists);
        Assert.SkipWhen(root is null, "The folder shared/data/models is not beside the repository.");
        string[] folders = ["cabinetry", "belle2_cabinetry_example", "agc_ttbar"];
        return [.. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root!, folder), "*.yml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Above()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder)) yield return folder;
    }
}
