using System.Formats.Tar;
using System.IO.Compression;
using Wilks.Formats.Pyhf;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Formats.Tests.Pyhf;

/// <summary>Numbers that others published for published likelihoods.</summary>
public sealed class PublishedTestsTests : IDisposable
{
    // pyhf's own regression test asks for as much.
    private const double Published = 1e-5;

    // MINOS stops at about 1e-2 of an uncertainty; iminuit's ends were seen to be nearer.
    private const double Minos = 5e-3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wilks-published-");

    public void Dispose() => _folder.Delete(recursive: true);

    // HEPData 89408, ATLAS search for bottom squarks; values of pyhf's test_regression.
    [Theory]
    [InlineData("A", "1300_205_60", 0.24443627759085326)]
    [InlineData("A", "1400_950_60", 0.021373283911064852)]
    [InlineData("A", "1500_850_60", 0.045367205665400624)]
    [InlineData("B", "1400_550_60", 0.9744675266677597)]
    [InlineData("C", "1600_850_60", 0.711023707425625)]
    public void Points_of_a_search_for_sbottoms_have_their_CLs(string region, string point, double expected)
    {
        string archive = Path.Combine(TestFolders.Shared(Path.Combine("data", "models", "sbottom")), "pyhf-ins1748602-probability-models.tar.gz");
        string workspace = Extract(archive, $"Region{region}/BkgOnly.json"), patch = Extract(archive, $"Region{region}/patch.sbottom_{point}.json");
        var model = new CompiledModel(Model.Compile(PyhfReader.Read(workspace, [patch]).Workspace));

        HypothesisTestResult test = new AsymptoticCalculator(model, model.ObservedData, model.Pois[0], cancellationToken: TestContext.Current.CancellationToken).Test(1);

        Assert.Equal(InferenceStatus.Done, test.Status);
        Assert.Equal(expected, test.Observed.CLs, Published * expected);
    }

    [Fact]
    public void The_profile_interval_is_that_of_MINOS()
    {
        string workspace = Path.Combine(TestFolders.Shared(Path.Combine("reference", "cabinetry")), "cabinetry_tutorial_histograms.workspace.json");
        var model = new CompiledModel(Model.Compile(PyhfReader.Read(workspace).Workspace));
        FitResult fit = model.CreateFitter().Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        ParameterInterval interval = new IntervalFinder(model, model.ObservedData, fit).FindStandard(model.Model.IndexOf("Signal_norm"), TestContext.Current.CancellationToken);

        Assert.Equal(1.593765109742756, interval.Value, Minos);
        Assert.Equal(-0.9874499335288771, interval.Lower - interval.Value, Minos);
        Assert.Equal(0.9388152591025467, interval.Upper - interval.Value, Minos);
    }

    private string Extract(string archive, string name)
    {
        using var stream = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name != name) continue;

            string path = Path.Combine(_folder.FullName, Path.GetFileName(name));
            entry.ExtractToFile(path, overwrite: true);
            return path;
        }

        throw new FileNotFoundException($"The archive has no {name}.");
    }
}
