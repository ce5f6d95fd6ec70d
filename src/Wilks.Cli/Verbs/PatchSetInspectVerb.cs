using System.CommandLine;
using System.Globalization;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks patchset inspect</c>: what a set holds.</summary>
internal sealed class PatchSetInspectVerb : IVerb
{
    private readonly Argument<string> _set = PatchSetInput.Argument();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Option<string?> _output = new("--output", "-o", "--output-file") { HelpName = "FILE", Description = "Write to FILE instead of standard output." };

    public PatchSetInspectVerb()
    {
        Command = new Command("inspect", "Show what a patch set says of itself, and the name and values of each patch.") { _set, _json, _output };
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        PatchSet set = PatchSetReader.Read(call.Arguments.GetRequiredValue(_set));
        call.Answer(call.Arguments.GetValue(_json) ? Json(set) : Text(set), call.Arguments.GetValue(_output));
        return ExitCodes.Done;
    }

    private static string Text(PatchSet set)
    {
        var lines = new List<string> { set.Description };
        lines.AddRange(set.References.Select(reference => $"{reference.Key}: {reference.Value}"));
        lines.AddRange(set.Digests.Select(digest => $"{digest.Key}: {digest.Value}"));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{set.Patches.Length} patch{(set.Patches.Length == 1 ? "" : "es")}"));
        lines.Add("");
        string[][] rows = [["name", .. set.Labels], .. set.Patches.Select(patch => (string[])[patch.Name, .. patch.Values.Select(value => value.ToString())])];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        lines.AddRange(rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))));
        return string.Concat(lines.Select(line => line.TrimEnd() + "\n"));
    }

    private static string Json(PatchSet set) => VerbCall.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("description", set.Description);
        WriteTexts("references", set.References);
        WriteTexts("digests", set.Digests);
        json.WriteStartArray("labels");
        foreach (string label in set.Labels) json.WriteStringValue(label);
        json.WriteEndArray();
        json.WriteStartArray("patches");
        foreach (SignalPatch patch in set.Patches)
        {
            json.WriteStartObject();
            json.WriteString("name", patch.Name);
            json.WriteStartArray("values");
            foreach (PatchValue value in patch.Values)
            {
                if (value.Number is { } number) json.WriteNumberValue(number);
                else json.WriteStringValue(value.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteTexts(string name, IEnumerable<KeyValuePair<string, string>> texts)
        {
            json.WriteStartObject(name);
            foreach ((string key, string value) in texts) json.WriteString(key, value);
            json.WriteEndObject();
        }
    });
}
