using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks xml2json</c>: HistFactory XML as pyhf's JSON.</summary>
internal sealed class Xml2JsonVerb : IVerb
{
    private readonly Argument<string> _entry = new("ENTRY") { Description = "The top XML file, a Combination." };
    private readonly Option<string?> _dialect = new("--dialect") { HelpName = "pyhf|root", Description = "Whose reading of the XML is followed where they differ (default: pyhf)." };
    private readonly Option<string?> _output = new("--output", "-o", "--output-file") { HelpName = "FILE", Description = "Write to FILE instead of standard output." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print no warnings." };
    private readonly XmlOptions _xml = new();

    public Xml2JsonVerb()
    {
        Command = new Command("xml2json", "Write HistFactory XML with its ROOT histograms as a pyhf workspace.") { _entry, _dialect, _output, _quiet };
        _xml.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        call.Messages.Quiet = call.Arguments.GetValue(_quiet);
        HistFactoryDialect dialect = call.Arguments.GetValue(_dialect) switch
        {
            null or "pyhf" => HistFactoryDialect.Pyhf,
            "root" => HistFactoryDialect.Root,
            var other => throw new UsageException($"--dialect takes pyhf or root, not '{other}'"),
        };
        WorkspaceDocument document = HistFactoryReader.Read(call.Arguments.GetRequiredValue(_entry), _xml.Read(call), dialect);
        call.Messages.Diagnostics(document.Diagnostics);
        using var stream = new MemoryStream();
        call.Messages.Diagnostics(PyhfWriter.Write(document.Workspace, stream));
        call.Answer(System.Text.Encoding.UTF8.GetString(stream.ToArray()), call.Arguments.GetValue(_output));
        return ExitCodes.Done;
    }
}
