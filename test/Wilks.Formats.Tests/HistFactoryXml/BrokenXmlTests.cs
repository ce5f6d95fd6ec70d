using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>What is wrong with XML is told with its file, line and path.</summary>
public sealed class BrokenXmlTests : IDisposable
{
    private readonly XmlFixture _xml = new();

    public void Dispose() => _xml.Dispose();

    [Theory]
    [InlineData("WK701", "<Combination>", "<Channel/>", "missing.xml")]
    [InlineData("WK702", "</Combination>", "", "top.xml")]
    [InlineData("WK710", "<POI>", "<POI Val='1'>", "top.xml")]
    [InlineData("WK711", "<POI>", "<Poi>mu</Poi><POI>", "top.xml")]
    [InlineData("WK712", "Name='m'", "", "top.xml")]
    [InlineData("WK713", "Lumi='1'", "Lumi='one'", "top.xml")]
    [InlineData("WK713", "LumiRelErr='0.1'", "LumiRelErr='NaN'", "top.xml")]
    [InlineData("WK713", "<POI>mu</POI>", "<POI>mu</POI><ParamSetting Const='perhaps'>mu</ParamSetting>", "top.xml")]
    [InlineData("WK713", "<POI>mu</POI>", "<POI>mu</POI><ConstraintTerm Type='Gamma' RelativeUncertainty='-1'>a</ConstraintTerm>", "top.xml")]
    [InlineData("WK713", "<Input>", "<Function Name='mu' Expression='x' Dependents='x[a]'/><Input>", "top.xml")]
    [InlineData("WK714", "<POI>mu</POI>", "<POI>mu</POI><ConstraintTerm Type='Gama'>a</ConstraintTerm>", "top.xml")]
    [InlineData("WK716", "<Input>channel.xml</Input>", "", "top.xml")]
    [InlineData("WK720", "<Input>", "<Function Name='mu' Expression='2*(x' Dependents='x[1]'/><Input>", "top.xml")]
    [InlineData("WK721", "<POI>mu</POI>", "", "top.xml")]
    [InlineData("WK723", "<POI>mu</POI>", "<POI>mu</POI><ConstraintTerm Type='Uniform'>alpha_b</ConstraintTerm>", "top.xml")]
    [InlineData("WK703", "channel.xml", "../channel.xml", "top.xml")]
    [InlineData("WK703", "channel.xml", "/etc/passwd", "top.xml")]
    [InlineData("WK704", "channel.xml", "chanel.xml", "top.xml")]
    public void A_problem_of_the_top_file_is_told_there(string code, string old, string replacement, string file)
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<OverallSys Name='a' Low='0.9' High='1.1'/>")).Write("top.xml", Replaced(XmlFixture.Combination(), old, replacement, file));

        AssertFound(code, file);
    }

    [Theory]
    [InlineData("WK702", "</Channel>", "</Chanel>")]
    [InlineData("WK705", "HistoName='signal'", "")]
    [InlineData("WK706", "HistoName='signal'", "HistoName='signals'")]
    [InlineData("WK707", "InputFile='data.root'", "InputFile='top.xml'")]
    [InlineData("WK710", "Low='0'", "Low='0' Lowest='0'")]
    [InlineData("WK711", "<NormFactor", "<NormFaktor")]
    [InlineData("WK712", "Low='0'", "")]
    [InlineData("WK713", "Low='0'", "Low='zero'")]
    [InlineData("WK714", "<Sample Name='signal'", "<StatErrorConfig ConstraintType='Poison'/><Sample Name='signal'")]
    [InlineData("WK714", "<NormFactor", "<ShapeSys Name='s' HistoName='data' ConstraintType='Gaus'/><NormFactor")]
    [InlineData("WK715", "Channel", "Kanal")]
    [InlineData("WK717", "<NormFactor", "<StatError Activate='False'/><NormFactor")]
    [InlineData("WK718", "<NormFactor", "<ShapeSys Name='s' HistoName='three'/><NormFactor")]
    [InlineData("WK718", "<NormFactor", "<StatError Activate='True' HistoName='three'/><NormFactor")]
    [InlineData("WK730", "Name='background' HistoName='background' NormalizeByTheory='False'>", "Name='background' HistoName='background'><NormFactor Name='mu' Val='2' Low='0' High='10'/>")]
    [InlineData("WK703", "data.root", "../../data.root")]
    public void A_problem_of_a_channel_is_told_there(string code, string old, string replacement)
    {
        _xml.Histogram("three", [1, 2, 3]).Write("channel.xml", Replaced(XmlFixture.Channel(), old, replacement, "channel.xml"));

        AssertFound(code, "channel.xml");
    }

    [Fact]
    public void Near_names_are_given()
    {
        _xml.Write("channel.xml", XmlFixture.Channel().Replace("HistoName='signal'", "HistoName='signla'", StringComparison.Ordinal));

        Assert.Contains("'signal'", Assert.Single(_xml.Findings(), finding => finding.Code == "WK706").Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Histograms_of_other_binnings_are_told_by_the_checks_of_workspaces()
    {
        _xml.Histogram("three", [1, 2, 3]).Write("channel.xml", XmlFixture.Channel().Replace("HistoName='signal'", "HistoName='three'", StringComparison.Ordinal));

        Assert.Contains(_xml.Findings(), finding => finding.Severity == Severity.Error && finding.Location.ToString().Contains("channel.xml:1 /Channel/Sample[2]", StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<OverallSys Name='a' Low='x'/><HistoSys Name='h' HistoNameLow='none' HistoNameHigh='no'/>")).Write("top.xml", XmlFixture.Combination());

        Assert.Equal(["WK706", "WK706", "WK712", "WK713"], _xml.Findings().Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Code).Order());
    }

    [Fact]
    public void The_file_of_a_channel_is_no_top_file()
    {
        _xml.Write("top.xml", XmlFixture.Channel());

        Assert.Contains("the one that names it", Assert.Single(_xml.Findings()).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_of_a_per_bin_set_don_t_fit_into_pyhfs_reading()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<StatError Activate='True'/>")).Write("top.xml", XmlFixture.Combination("<POI>mu</POI><ParamSetting Const='True'>gamma_stat_SR_bin_0</ParamSetting>"));

        Assert.Contains(_xml.Findings(HistFactoryDialect.Pyhf), finding => finding.Code == "WK722");
        Assert.DoesNotContain(_xml.Findings(), finding => finding.Code == "WK722");
    }

    [Fact]
    public void In_pyhfs_reading_a_factor_may_have_one_setting_only()
    {
        _xml.Write("channel.xml", XmlFixture.Channel("<NormFactor Name='mu' Val='2' Low='0' High='10'/>"));

        Assert.Equal(Severity.Error, Assert.Single(_xml.Findings(HistFactoryDialect.Pyhf), finding => finding.Code == "WK724").Severity);
    }

    [Fact]
    public void A_JSON_patch_is_refused()
    {
        IReadOnlyList<Diagnostic> found = Findings.Of(() => WorkspaceFiles.Read(_xml.Top, new WorkspaceFileOptions { Patches = ["patch.json"] }).Diagnostics);

        Assert.Equal("WK727", Assert.Single(found).Code);
    }

    private void AssertFound(string code, string file)
    {
        _xml.WriteHistograms();
        string top = file == "missing.xml" ? Path.Combine(_xml.Folder, file) : _xml.Top;
        IReadOnlyList<Diagnostic> found = Findings.Of(() => HistFactoryReader.Read(top).Diagnostics);

        Diagnostic first = found.First(finding => finding.Code == code);
        if (code != "WK701") Assert.Matches($@"{file}:\d+ /", first.Location.ToString());
        Assert.NotEmpty(first.Hint);
    }

    private static string Replaced(string text, string old, string replacement, string file)
    {
        Assert.True(file == "missing.xml" || text.Contains(old, StringComparison.Ordinal));
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
