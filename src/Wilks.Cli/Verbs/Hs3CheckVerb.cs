using System.CommandLine;
using Wilks.Formats.Hs3;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks hs3-check</c>: the checks of the HS3 test suite on a document.</summary>
internal sealed class Hs3CheckVerb : IVerb
{
    private readonly Argument<string> _document = new("FILE") { Description = "The HS3 document (hs3.json of the test suite)." };
    private readonly Argument<string> _expected = new("EXPECTED") { Description = "The checks with their expected values (expected.json)." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Hs3CheckVerb()
    {
        Command = new Command("hs3-check", "Run the checks of the HS3 test suite on a document.") { _document, _expected, _json };
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        IReadOnlyList<Hs3Check> checks = Hs3Checks.Run(call.Arguments.GetRequiredValue(_document), call.Arguments.GetRequiredValue(_expected));
        call.Answer(call.Arguments.GetValue(_json) ? Json(checks) : Text(checks), path: null);
        return checks.All(check => check.Outcome == Hs3CheckOutcome.Passed) ? ExitCodes.Done : ExitCodes.NotToBeTrusted;
    }

    private static string Text(IReadOnlyList<Hs3Check> checks)
        => string.Concat(checks.Select(check => $"{Word(check.Outcome).ToUpperInvariant(),-11} {check.Id}{(check.Message.Length == 0 ? "" : $": {check.Message}")}\n"));

    private static string Json(IReadOnlyList<Hs3Check> checks) => VerbCall.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("checks");
        foreach (Hs3Check check in checks)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            json.WriteString("kind", check.Kind);
            json.WriteString("outcome", Word(check.Outcome));
            json.WriteString("message", check.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Word(Hs3CheckOutcome outcome) => outcome switch
    {
        Hs3CheckOutcome.Passed => "passed",
        Hs3CheckOutcome.Failed => "failed",
        _ => "unsupported",
    };
}
