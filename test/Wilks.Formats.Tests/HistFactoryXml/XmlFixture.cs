using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;
using Wilks.Root;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>A folder with a top file, a channel and a ROOT file, made of pieces of text.</summary>
internal sealed class XmlFixture : IDisposable
{
    internal const string Factor = "<NormFactor Name='mu' Val='1' Low='0' High='10'/>";

    private readonly List<(string Name, double[][] Edges, double[] Values, double[]? Variances)> _histograms = [];
    private bool _isWritten;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("wilks-fixture-").FullName;

    internal string Top => Path.Combine(Folder, "top.xml");

    /// <summary>The base: two bins, a signal of 2 and 4 and a background of 10 and 20 with data of 11 and 22.</summary>
    internal XmlFixture()
    {
        Histogram("signal", [2, 4]);
        Histogram("background", [10, 20], [1, 4]);
        Histogram("data", [11, 22]);
        Write("top.xml", Combination());
        Write("channel.xml", Channel());
    }

    internal static string Combination(string measurement = "<POI>mu</POI>", string before = "", string attributes = "Lumi='1' LumiRelErr='0.1'")
        => $"<Combination OutputFilePrefix='x'>{before}<Input>channel.xml</Input><Measurement Name='m' {attributes}>{measurement}</Measurement></Combination>";

    internal static string Channel(string background = "", string config = "", string data = "<Data HistoName='data'/>", string signal = Factor, string attributes = "NormalizeByTheory='False'")
        => $"<Channel Name='SR' InputFile='data.root'>{data}{config}<Sample Name='signal' HistoName='signal' {attributes}>{signal}</Sample><Sample Name='background' HistoName='background' {attributes}>{background}</Sample></Channel>";

    internal XmlFixture Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    /// <summary>Adds a histogram without flow, with bins of width 1.</summary>
    internal XmlFixture Histogram(string name, double[] values, double[]? variances = null)
    {
        _histograms.Add((name, [[.. Enumerable.Range(0, values.Length + 1).Select(edge => (double)edge)]], [0, .. values, 0], variances is null ? null : [0, .. variances, 0]));
        return this;
    }

    /// <summary>Adds a histogram of two axes with all its cells.</summary>
    internal XmlFixture Plane(string name, double[] x, double[] y, double[] cells)
    {
        _histograms.Add((name, [x, y], cells, null));
        return this;
    }

    internal WorkspaceDocument Read(HistFactoryDialect dialect = HistFactoryDialect.Root, WorkspaceFileOptions? options = null)
    {
        WriteHistograms();
        return HistFactoryReader.Read(Top, options, dialect);
    }

    /// <summary>Everything that reading finds.</summary>
    internal IReadOnlyList<Diagnostic> Findings(HistFactoryDialect dialect = HistFactoryDialect.Root, WorkspaceFileOptions? options = null) => Tests.Findings.Of(() => Read(dialect, options).Diagnostics);

    internal void WriteHistograms()
    {
        if (_isWritten) return;
        _isWritten = true;
        using var writer = RootWriter.Create(Path.Combine(Folder, "data.root"));
        foreach ((string name, double[][] edges, double[] values, double[]? variances) in _histograms) writer.Write(name, new HistogramDraft("", edges, values, variances));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
