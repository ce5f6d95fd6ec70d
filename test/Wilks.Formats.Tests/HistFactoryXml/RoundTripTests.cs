using System.Text;
using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests.Generators;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>What is read from XML is a fixed point: written and read again it is the same, and so are the files of a second writing.</summary>
public sealed class RoundTripTests(SharedXml inputs) : IClassFixture<SharedXml>, IDisposable
{
    private const int RandomWorkspaces = 60;

    // Relative uncertainties of XML times templates: rounding of products only.
    private const double ProductRounding = 1e-11;

    private readonly WrittenXml _written = new();

    public static TheoryData<string> Inputs => [.. SharedXml.Complete];

    /// <summary>pyhf knows no shapesys of several channels, nor folders of histograms' names.</summary>
    public static TheoryData<string> InputsOfPyhf => [.. SharedXml.Complete.Where(top => !top.Contains("Ultimate", StringComparison.Ordinal))];

    public void Dispose() => _written.Dispose();

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Published_XML_comes_back_the_same(string top)
    {
        Workspace read = HistFactoryReader.Read(inputs.At(top)).Workspace;

        AssertFixedPoint(read);
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Published_XML_keeps_its_likelihood(string top)
    {
        Workspace read = HistFactoryReader.Read(inputs.At(top)).Workspace;

        SameWorkspace.AssertSameLikelihood(read, _written.Through(read));
    }

    [Theory]
    [MemberData(nameof(InputsOfPyhf))]
    public void What_pyhf_reads_keeps_its_likelihood(string top)
    {
        Workspace read = HistFactoryReader.Read(inputs.At(top), null, HistFactoryDialect.Pyhf).Workspace;

        Workspace back = _written.Through(read);

        SameWorkspace.AssertSameLikelihood(read, back, ProductRounding);
        AssertFixedPoint(back);
    }

    [Fact]
    public void A_workspace_of_JSON_with_every_modifier_keeps_its_likelihood()
    {
        Workspace workspace = Renamed(PyhfReader.Parse(Encoding.UTF8.GetBytes(SampleDocuments.Workspace), "ws.json").Workspace);

        Workspace back = _written.Through(workspace);

        SameWorkspace.AssertSameLikelihood(workspace, back, ProductRounding);
        AssertFixedPoint(back);
    }

    [Fact]
    public void Random_workspaces_keep_their_likelihood()
    {
        for (int seed = 0; seed < RandomWorkspaces; seed++)
        {
            Workspace workspace = Renamed(RandomWorkspace.Create(seed));

            Workspace back = _written.Through(workspace, $"random{seed}");

            SameWorkspace.AssertSameLikelihood(workspace, back, ProductRounding);
        }
    }

    [Fact]
    public void Everything_that_XML_can_say_is_a_fixed_point()
    {
        Workspace read = _written.Through(FullWorkspace.Create(), "full");

        SameWorkspace.AssertSameLikelihood(FullWorkspace.Create(), read, ProductRounding);
        AssertFixedPoint(read);
    }

    private void AssertFixedPoint(Workspace read)
    {
        Workspace second = _written.Through(read, "first");
        _written.Write(second, "second");

        SameWorkspace.AssertEqual(read, second);
        _written.AssertSameFiles("first", "second");
    }

    // XML names the statistical uncertainty after its channel.
    private static Workspace Renamed(Workspace workspace) => workspace with
    {
        Channels = [.. workspace.Channels.Select(channel => channel with
        {
            Samples = [.. channel.Samples.Select(sample => sample with { Modifiers = [.. sample.Modifiers.Select(modifier => modifier is StatError stat ? stat with { Name = $"staterror_{channel.Name}" } : modifier)] })],
        })],
    };
}
