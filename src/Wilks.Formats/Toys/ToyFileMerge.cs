using System.Globalization;
using Wilks.Inference;
using Wilks.Workspaces;

namespace Wilks.Formats.Toys;

/// <summary>Puts files of toys of one experiment together.</summary>
public static class ToyFileMerge
{
    // Another kind of machine rounds the fits to the data differently; other models differ by far more.
    private const double SameFit = 1e-6;

    /// <summary>Merges files; each toy must come out the same, to the bit, wherever it is there twice.</summary>
    /// <param name="paths">The files, at least one.</param>
    /// <returns>The header of the whole and the toys; what no file holds is missing.</returns>
    /// <exception cref="WorkspaceException">A file can't be read, is of another experiment (<c>WK603</c>) or contradicts another (<c>WK604</c>).</exception>
    public static (ToyFileHeader Header, ToySample Sample, long DamagedBytes) Merge(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        ToyFile[] files = [.. paths.Select(ToyFile.Read)];
        for (int i = 1; i < files.Length; i++) Require(files[0].Header, paths[0], files[i].Header, paths[i]);

        ToyFileHeader first = files[0].Header;
        ToyFileHeader whole = first with { Toys = files.Max(file => file.Header.Toys), BackgroundToys = files.Max(file => file.Header.BackgroundToys), Shard = ToyShard.Whole };
        // Merging a part keeps it that part: only what the files were meant to hold can be missing from them.
        ToyFileHeader header = files.All(file => file.Header.Shard == first.Shard && file.Header.Toys == whole.Toys && file.Header.BackgroundToys == whole.BackgroundToys) ? first : whole;
        ToySample sample = header.EmptySample();
        for (int i = 0; i < files.Length; i++) files[i].PutInto(sample, paths[i]);
        return (header, sample, files.Sum(file => file.DamagedBytes));
    }

    /// <summary>Refuses two files whose toys do not belong to one experiment.</summary>
    /// <param name="expected">One header.</param>
    /// <param name="expectedPath">What its file is called.</param>
    /// <param name="found">The other header.</param>
    /// <param name="foundPath">What its file is called.</param>
    /// <exception cref="WorkspaceException">They do not (<c>WK603</c>).</exception>
    public static void Require(ToyFileHeader expected, string expectedPath, ToyFileHeader found, string foundPath)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);
        string? difference = Difference(expected, found);
        if (difference is not null) throw ToyFileErrors.Refusal("WK603", $"the toys of '{foundPath}' do not belong to those of '{expectedPath}': {difference}.", "Toys can be put together only when model, data, tested value, test statistic and seed are the same.");
    }

    private static string? Difference(ToyFileHeader expected, ToyFileHeader found)
    {
        ToyExperiment a = expected.Experiment, b = found.Experiment;
        if (a.PoiName != b.PoiName) return $"the tested parameter is '{b.PoiName}' instead of '{a.PoiName}'";
        if (a.TestValue != b.TestValue) return string.Create(CultureInfo.InvariantCulture, $"the tested value is {b.TestValue} instead of {a.TestValue}");
        if (a.Statistic != b.Statistic) return $"the test statistic is {b.Statistic} instead of {a.Statistic}";
        if (a.Seed != b.Seed) return string.Create(CultureInfo.InvariantCulture, $"the seed is {b.Seed} instead of {a.Seed}");
        if (a.FixedAuxiliaryData != b.FixedAuxiliaryData) return "only one of them has fixed auxiliary data";
        if (expected.Fingerprint != found.Fingerprint) return "the models or their data differ";

        bool agrees = IsSame(a.Observed, b.Observed) && a.TestedPoint.Count == b.TestedPoint.Count
            && a.TestedPoint.Zip(b.TestedPoint).All(pair => IsSame(pair.First, pair.Second)) && a.AlternativePoint.Zip(b.AlternativePoint).All(pair => IsSame(pair.First, pair.Second));
        return agrees ? null : "the fits to the data, which the toys are drawn from, differ";
    }

    private static bool IsSame(double x, double y) => Math.Abs(x - y) <= SameFit * Math.Max(1, Math.Abs(x));
}
