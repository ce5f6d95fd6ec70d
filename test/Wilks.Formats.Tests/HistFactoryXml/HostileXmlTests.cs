using System.Diagnostics;
using System.Text;
using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>XML that means harm is refused, and nothing outside its folder is opened.</summary>
public sealed class HostileXmlTests : IDisposable
{
    private const int Mutations = 2_500; // two files make 5,000
    private const int Seed = 2718;
    private const string Secret = "TOP-SECRET";

    // A read takes about a millisecond; the limit leaves room for a busy machine.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly XmlFixture _xml = new();

    public void Dispose() => _xml.Dispose();

    [Fact]
    public void External_entities_are_never_resolved()
    {
        _xml.Write("secret.txt", Secret).Write("top.xml", $"<!DOCTYPE Combination [<!ENTITY x SYSTEM 'file://{_xml.Folder}/secret.txt'>]>\n" + XmlFixture.Combination("<POI>&x;</POI>"));

        Diagnostic found = Assert.Single(_xml.Findings());

        Assert.Equal("WK702", found.Code);
        Assert.DoesNotContain(Secret, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_external_document_type_is_never_opened()
    {
        // Opening a pipe that nobody writes to would wait for ever.
        string pipe = Path.Combine(_xml.Folder, "schema.dtd");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders.");
        using (var made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(File.Exists(pipe));
        _xml.Write("top.xml", "<!DOCTYPE Combination SYSTEM 'schema.dtd'>\n" + XmlFixture.Combination()).Write("channel.xml", $"<!DOCTYPE Channel SYSTEM 'file://{pipe}'>\n" + XmlFixture.Channel());
        _xml.WriteHistograms();

        WorkspaceDocument read = await Task.Run(() => HistFactoryReader.Read(_xml.Top), TestContext.Current.CancellationToken).WaitAsync(s_longest, TestContext.Current.CancellationToken);

        Assert.Single(read.Workspace.Channels);
    }

    [Fact]
    public void Entities_that_multiply_are_refused_at_once()
    {
        var text = new StringBuilder("<!DOCTYPE Combination [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{i} '&a{i - 1};&a{i - 1};'>");
        _xml.Write("top.xml", text + "]>" + XmlFixture.Combination("<POI>&a39;</POI>"));
        var watch = Stopwatch.StartNew();

        Assert.Equal("WK702", Assert.Single(_xml.Findings()).Code);

        Assert.True(watch.Elapsed < s_longest);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        _xml.Write("top.xml", string.Concat(Enumerable.Repeat("<Combination>", 100_000)));

        Assert.Contains("nested", Assert.Single(_xml.Findings()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        string outside = Directory.CreateTempSubdirectory("wilks-outside-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(outside, "channel.xml"), XmlFixture.Channel());
            File.Delete(Path.Combine(_xml.Folder, "channel.xml"));
            File.CreateSymbolicLink(Path.Combine(_xml.Folder, "channel.xml"), Path.Combine(outside, "channel.xml"));

            Assert.Contains(_xml.Findings(), finding => finding.Code == "WK703");

            Directory.CreateSymbolicLink(Path.Combine(_xml.Folder, "sub"), outside);
            _xml.Write("top.xml", XmlFixture.Combination().Replace("channel.xml", "sub/channel.xml", StringComparison.Ordinal));

            Assert.Contains(_xml.Findings(), finding => finding.Code == "WK703");
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public void Paths_of_another_machine_are_mapped()
    {
        _xml.Write("channel.xml", XmlFixture.Channel().Replace("data.root", "/far/away/data.root", StringComparison.Ordinal));

        Assert.Contains(_xml.Findings(), finding => finding.Code == "WK703");
        Assert.DoesNotContain(_xml.Findings(options: new WorkspaceFileOptions { Mounts = [new(_xml.Folder, "/far/away")] }), finding => finding.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("top.xml")]
    [InlineData("channel.xml")]
    public void Changed_text_is_read_or_told(string file)
    {
        const string everything = "<OverallSys Name='a' Low='0.9' High='1.2'/><HistoSys Name='h' HistoNameLow='signal' HistoNameHigh='data'/><StatError Activate='True'/><ShapeSys Name='s' HistoName='signal'/><ShapeFactor Name='f'/>";
        _xml.Write("channel.xml", XmlFixture.Channel(everything, "<StatErrorConfig RelErrorThreshold='0.05' ConstraintType='Poisson'/>"))
            .Write("top.xml", XmlFixture.Combination("<POI>mu</POI><ParamSetting Val='1' Const='True'>Lumi alpha_a</ParamSetting><ConstraintTerm Type='Gamma' RelativeUncertainty='.3'>a</ConstraintTerm><Asimov Name='A' FixParams='mu=1'/>", "<Function Name='k' Expression='x^2' Dependents='x[1,0,3]'/>"));
        Assert.DoesNotContain(_xml.Findings(), finding => finding.Severity == Severity.Error);
        byte[] text = File.ReadAllBytes(Path.Combine(_xml.Folder, file));
        var random = new Random(Seed);
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            File.WriteAllBytes(Path.Combine(_xml.Folder, file), Changed(text, random));
            refused += _xml.Findings().Any(finding => finding.Severity == Severity.Error) ? 1 : 0;
        }

        Assert.InRange(refused, 1, Mutations - 1);
    }

    // A few bytes changed, cut out or doubled.
    private static byte[] Changed(byte[] text, Random random)
    {
        List<byte> changed = [.. text];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int place = random.Next(changed.Count), length = Math.Min(random.Next(1, 20), changed.Count - place);
            switch (random.Next(4))
            {
                case 0:
                    changed[place] = (byte)random.Next(256);
                    break;
                case 1:
                    changed[place] = (byte)"<>/'=&! 0.-[]x"[random.Next(14)];
                    break;
                case 2:
                    changed.RemoveRange(place, length);
                    break;
                default:
                    changed.InsertRange(place, changed.GetRange(place, length));
                    break;
            }
        }

        return [.. changed];
    }
}
