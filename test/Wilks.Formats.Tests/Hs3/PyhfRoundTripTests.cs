using System.Globalization;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests.Generators;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

public sealed class PyhfRoundTripTests
{
    /// <summary>The same arithmetic on both sides; only constants of constraint terms may be summed in another order.</summary>
    private const double NllRelative = 1e-12;

    /// <summary>As many workspaces as there are at least in the folder, so that an empty one is noticed.</summary>
    private const int LeastFiles = 80;

    private const int Seed = 20;
    private const int RandomWorkspaces = 100;

    [Fact]
    public void The_sample_workspace_comes_back_the_same() => AssertIdentity(Sample(), "sample");

    [Fact]
    public void HS3_alone_has_the_same_likelihood_as_the_sample_workspace() => AssertSameLikelihood(Sample(), "sample", new Hs3WriterOptions());

    [Fact]
    public void The_form_for_ROOT_has_the_same_likelihood() => AssertSameLikelihood(Sample(), "sample", new Hs3WriterOptions { RootCompatible = true });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HS3_alone_has_the_same_likelihood_as_random_workspaces(bool rootCompatible)
    {
        for (int seed = 0; seed < RandomWorkspaces; seed++) AssertSameLikelihood(RandomWorkspace.Create(seed), $"seed {seed}", new Hs3WriterOptions { RootCompatible = rootCompatible });
    }

    [Fact]
    public void Every_published_workspace_comes_back_the_same()
    {
        int count = 0;
        foreach ((string file, Workspace workspace) in Published())
        {
            AssertIdentity(workspace, file);
            count++;
        }

        Assert.True(count >= LeastFiles, $"Only {count} workspaces.");
    }

    [Fact]
    public void HS3_alone_has_the_same_likelihood_as_every_published_workspace()
    {
        int count = 0;
        foreach ((string file, Workspace workspace) in Published())
        {
            AssertSameLikelihood(workspace, file, new Hs3WriterOptions());
            count++;
        }

        Assert.True(count >= LeastFiles, $"Only {count} workspaces.");
    }

    internal static Workspace Sample() => PyhfReader.Decode(Findings.Tree(SampleDocuments.Workspace)).Workspace;

    private static IEnumerable<(string File, Workspace Workspace)> Published()
    {
        foreach (string file in Directory.EnumerateFiles(TestFolders.Shared("data/models/pyhf"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (ReadOrNull(() => PyhfReader.Read(file).Workspace) is { } workspace) yield return (file, workspace);
        }
    }

    /// <summary>A workspace; null for a file that is none, since patches and documents that pyhf refuses too stand in the same folders.</summary>
    private static Workspace? ReadOrNull(Func<Workspace> read)
    {
        try
        {
            return read();
        }
        catch (WorkspaceException)
        {
            return null;
        }
    }

    private static void AssertIdentity(Workspace workspace, string file)
    {
        JsonObject tree = Hs3Text.Written(workspace);
        Workspace back = Hs3Reader.Decode(tree).Workspace;

        Assert.True(JsonEquality.AreEqual(Hs3Text.AsPyhf(workspace), Hs3Text.AsPyhf(back)), $"{file} changed.");
        AssertNll(workspace, back, file);
    }

    private static void AssertSameLikelihood(Workspace workspace, string file, Hs3WriterOptions options)
    {
        JsonObject tree = Hs3Text.WithoutMisc(Hs3Text.Written(workspace, options));

        AssertNll(workspace, Hs3Reader.Decode(tree).Workspace, file);
    }

    private static void AssertNll(Workspace before, Workspace after, string file)
    {
        foreach (Measurement measurement in before.Measurements)
        {
            Model expected = Model.Compile(before, new CompileOptions { Measurement = measurement.Name });
            Model actual = Model.Compile(after, new CompileOptions { Measurement = measurement.Name });
            Random random = new(Seed);
            Assert.Equal(expected.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal), actual.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal));
            for (int i = 0; i < 3; i++)
            {
                Dictionary<string, double> point = Hs3Text.RandomPoint(expected, random);
                double nll = Hs3Text.TwiceNll(expected, point), other = Hs3Text.TwiceNll(actual, point);
                bool isEqual = Math.Abs(nll - other) <= NllRelative * Math.Abs(nll) || nll.Equals(other);
                Assert.True(isEqual, string.Create(CultureInfo.InvariantCulture, $"{file}, measurement '{measurement.Name}': NLL {nll:R} became {other:R}."));
            }
        }
    }
}
