using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Tests.HistFactoryXml;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

/// <summary>What HistFactory XML says goes through HS3 whole: constraint terms, functions, axes, further data, settings of measurements.</summary>
public sealed class XmlRoundTripTests(SharedXml inputs) : IClassFixture<SharedXml>
{
    public static TheoryData<string> Inputs => [.. SharedXml.Complete];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Published_XML_comes_back_from_HS3(string path)
    {
        Workspace workspace = HistFactoryReader.Read(inputs.At(path)).Workspace;

        Workspace back = Hs3Reader.Decode(Hs3Text.Written(workspace)).Workspace;

        SameWorkspace.AssertEqual(workspace, back);
        SameWorkspace.AssertSameLikelihood(workspace, back);
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void HS3_alone_says_the_first_measurement(string path)
    {
        Workspace workspace = HistFactoryReader.Read(inputs.At(path)).Workspace;
        workspace = workspace with { Measurements = [workspace.Measurements[0]] };
        JsonObject tree = Hs3Text.WithoutMisc(Hs3Text.Written(workspace));

        Workspace back = Hs3Reader.Decode(tree).Workspace;

        SameWorkspace.AssertSameLikelihood(workspace, back);
    }
}
