using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks digest</c>: the digest of a workspace as pyhf computes it.</summary>
internal sealed class DigestVerb : IVerb
{
    private readonly Argument<string> _workspace = DocumentOptions.Workspace();
    private readonly Option<string[]> _algorithm = new("--algorithm", "-a") { HelpName = "NAME", Description = $"The hash: {string.Join(", ", WorkspaceDigest.Algorithms)}; repeatable (default: sha256)." };
    private readonly Option<bool> _json = new("--json", "-j") { Description = "Print a JSON object." };
    private readonly Option<bool> _plaintext = new("--plaintext", "-p") { Description = "Print lines of ALGORITHM:DIGEST (default)." };
    private readonly DocumentOptions _document = new();

    public DigestVerb()
    {
        Command = new Command("digest", "Compute the digest of a pyhf workspace, which does not depend on the order of its keys or on white space.") { _workspace, _algorithm, _json, _plaintext };
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        string[] algorithms = call.Arguments.GetValue(_algorithm) is { Length: > 0 } given ? [.. given.Distinct()] : ["sha256"];
        foreach (string algorithm in algorithms.Where(algorithm => !WorkspaceDigest.Algorithms.Contains(algorithm)))
        {
            throw new UsageException($"--algorithm takes {string.Join(", ", WorkspaceDigest.Algorithms)}, not '{algorithm}'");
        }

        bool isJson = call.Arguments.GetValue(_json);
        if (isJson && call.Arguments.GetValue(_plaintext)) throw new UsageException("--json and --plaintext exclude each other");

        PyhfDocument document = _document.Read(call, call.Arguments.GetRequiredValue(_workspace));
        (string Algorithm, string Digest)[] digests = [.. algorithms.Select(algorithm => (algorithm, WorkspaceDigest.Compute(document.Tree, algorithm)))];
        string text = isJson
            ? VerbCall.Json(json =>
            {
                json.WriteStartObject();
                foreach ((string algorithm, string digest) in digests) json.WriteString(algorithm, digest);
                json.WriteEndObject();
            })
            : string.Concat(digests.Select(digest => $"{digest.Algorithm}:{digest.Digest}\n"));
        call.Answer(text, _document.Output(call));
        return ExitCodes.Done;
    }
}
