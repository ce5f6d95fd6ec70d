using System.Globalization;
using System.Text.Json;

namespace Wilks.Cli.Tests;

/// <summary>
/// Scans of 2ΔNLL that pyhf and CMS combine made of the same models (the project combine2pyhf). Combine's scans of workspaces that say the same are compared where its
/// model is the same; it interpolates log-normal factors by another polynomial, and histograms with another smoothing, which the looser tolerance allows for.
/// </summary>
public sealed class CombineScanTests
{
    /// <summary>pyhf's optimiser stops about here in 2NLL, and the scans have six digits.</summary>
    private const double PyhfAbsolute = 2e-3;
    private const double PyhfRelative = 1e-5;

    /// <summary>Combine's interpolation differs from HistFactory's by so much at most in these models.</summary>
    private const double CombineAbsolute = 0.015;

    private const string Scans = "combine2pyhf";

    public static TheoryData<string, string, bool> Cases => new()
    {
        { "combine__cms-ttg-2l__obs_pyhf", "combine__combine2pyhf__cms-ttg__cms-ttg-2l", true },
        { "combine__multi-bin-sys-normsys-corr__obs_pyhf", "combine__combine2pyhf__multi-bin__multi-bin-sys-normsys-corr", true },
        { "combine__multi-bin-sys-normsys-uncorr__asi_pyhf", "combine__combine2pyhf__multi-bin__multi-bin-sys-normsys-uncorr", true },
        { "combine__one-bin-sys-normsys-corr__obs_pyhf", "combine__combine2pyhf__one-bin__one-bin-sys-normsys-corr", true },
        { "combine__one-bin-sys-normsys-uncorr__obs_pyhf", "combine__combine2pyhf__one-bin__one-bin-sys-normsys-uncorr", true },
        { "pyhf__atlas-sabine-test__obs_pyhf", "pyhf__combine2pyhf__atlas-sabine__atlas-sabine-test", true },
        { "pyhf__multi-bin-stat-bbl__obs_pyhf", "pyhf__combine2pyhf__multi-bin__multi-bin-stat-bbl", true },
        { "pyhf__multi-bin-stat-full__asi_pyhf", "pyhf__combine2pyhf__multi-bin__multi-bin-stat-full", true },
        { "pyhf__multi-bin-stat-full__obs_pyhf", "pyhf__combine2pyhf__multi-bin__multi-bin-stat-full", true },
        { "pyhf__multi-bin-sys-histosys-corr__asi_pyhf", "pyhf__combine2pyhf__multi-bin__multi-bin-sys-histosys-corr", true },
        { "pyhf__multi-bin-sys-normsys-uncorr__asi_pyhf", "pyhf__combine2pyhf__multi-bin__multi-bin-sys-normsys-uncorr", true },
        { "pyhf__multi-bin-sys-normsys-uncorr__obs_pyhf", "pyhf__combine2pyhf__multi-bin__multi-bin-sys-normsys-uncorr", true },
        { "pyhf__one-bin-stat-bbl__asi_pyhf", "cards__pyhf__one-bin__one-bin-stat-bbl", true },
        { "pyhf__one-bin-sys-normsys-uncorr__obs_pyhf", "cards__pyhf__one-bin__one-bin-sys-normsys-uncorr", true },
        { "combine__one-bin-sys-histosys-corr__obs_combine", "combine__combine2pyhf__one-bin__one-bin-sys-histosys-corr", false },
        { "combine__one-bin-sys-histosys-uncorr__asi_combine", "combine__combine2pyhf__one-bin__one-bin-sys-histosys-uncorr", false },
        { "combine__one-bin-sys-normsys-corr__asi_combine", "combine__combine2pyhf__one-bin__one-bin-sys-normsys-corr", false },
        { "combine__one-bin-sys-normsys-uncorr__obs_combine", "combine__combine2pyhf__one-bin__one-bin-sys-normsys-uncorr", false },
        { "pyhf__multi-bin-sys-histosys-uncorr__asi_combine", "pyhf__combine2pyhf__multi-bin__multi-bin-sys-histosys-uncorr", false },
        { "pyhf__multi-bin-sys-normsys-corr__asi_combine", "pyhf__combine2pyhf__multi-bin__multi-bin-sys-normsys-corr", false },
        { "pyhf__multi-bin-sys-normsys-uncorr__asi_combine", "pyhf__combine2pyhf__multi-bin__multi-bin-sys-normsys-uncorr", false },
        { "pyhf__one-bin-sys-histosys-corr__asi_combine", "cards__pyhf__one-bin__one-bin-sys-histosys-corr", false },
        { "pyhf__one-bin-sys-histosys-uncorr__asi_combine", "cards__pyhf__one-bin__one-bin-sys-histosys-uncorr", false },
        { "pyhf__one-bin-sys-histosys-uncorr__obs_combine", "cards__pyhf__one-bin__one-bin-sys-histosys-uncorr", false },
        { "pyhf__one-bin-sys-normsys-uncorr__obs_combine", "cards__pyhf__one-bin__one-bin-sys-normsys-uncorr", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scans_agree(string scan, string workspace, bool isPyhf)
    {
        string? folder = Repository.Shared("data", "models");
        Assert.SkipWhen(folder is null, "The scans are not beside the repository.");
        JsonElement expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, "nll_scans", Scans, $"results__{scan}.json"))).RootElement;
        (double R, double Nll)[] points = [.. expected.GetProperty("r").EnumerateArray().Zip(expected.GetProperty("nll").EnumerateArray(), (r, nll) => (r.GetDouble(), nll.GetDouble()))];
        (double low, double high) = (points.Min(point => point.R), points.Max(point => point.R));
        int count = (int)Math.Round((high - low) / 0.1) + 1;
        string path = Path.Combine(folder!, "pyhf", Scans, $"{workspace}.json");
        string poi = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("measurements")[0].GetProperty("config").GetProperty("poi").GetString()!;

        string[] data = scan.Contains("__asi_", StringComparison.Ordinal) ? ["--data", "asimov"] : [];
        CommandRun run = CommandRun.Of(["scan", path, "--parameter", string.Create(CultureInfo.InvariantCulture, $"{poi}={low:R}:{high:R}:{count}"), "--json", "-q", .. data]);

        JsonElement[] found = [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("points").EnumerateArray()];
        foreach ((double r, double nll) in points)
        {
            double ours = found.First(point => Math.Abs(point.GetProperty("values")[0].GetDouble() - r) < 1e-9).GetProperty("delta_twice_nll").GetDouble();
            double tolerance = isPyhf ? PyhfAbsolute + (PyhfRelative * nll) : CombineAbsolute;
            Assert.True(Math.Abs(ours - nll) <= tolerance, $"r = {r}: {ours}, expected {nll}");
        }
    }
}
