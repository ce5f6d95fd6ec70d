using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Runs the checks of the HS3 test suite (its <c>expected.json</c>, schema version 1) on a document.</summary>
public static class Hs3Checks
{
    private const string CheckName = "wilks_hs3_check";

    /// <summary>Runs every check of a file of expected values, in its order.</summary>
    /// <param name="document">The HS3 document.</param>
    /// <param name="expected">The expected values.</param>
    /// <exception cref="WorkspaceException">A file is no JSON, or the expected values have another form.</exception>
    public static IReadOnlyList<Hs3Check> Run(string document, string expected) => Run(JsonFile.Read(document), JsonFile.Read(expected));

    /// <summary>Runs every check on trees that were read before.</summary>
    /// <param name="document">The HS3 document.</param>
    /// <param name="expected">The expected values.</param>
    /// <exception cref="WorkspaceException">The expected values have another form.</exception>
    public static IReadOnlyList<Hs3Check> Run(IJsonNode document, IJsonNode expected)
    {
        var findings = new DiagnosticCollector();
        var shape = new ShapeReader(findings);
        JsonObject? root = shape.Object(expected, "the file of expected values", ["schema_version", "test_id", "checks"]);
        List<(JsonObject Check, string Id, string Kind, ScanTable? Scan)> checks = [];
        foreach (IJsonNode item in shape.Items(root?.Find("checks"), "'checks'"))
        {
            if (item is not JsonObject o)
            {
                shape.WrongKind(item, "a check", "an object");
                continue;
            }

            shape.RequireMembers(o, "a check", ["id", "kind"]);
            string kind = shape.Text(o.Find("kind"), "the check's kind");
            checks.Add((o, shape.Text(o.Find("id"), "the check's id"), kind, kind.EndsWith("_scan", StringComparison.Ordinal) ? ScanTable.Read(o, shape) : null));
        }

        findings.ThrowIfErrors();
        return [.. checks.Select(check => RunOne(document, check.Check, check.Id, check.Kind, check.Scan))];
    }

    private static Hs3Check RunOne(IJsonNode document, JsonObject check, string id, string kind, ScanTable? scan)
    {
        try
        {
            (Hs3CheckOutcome outcome, string message) = kind switch
            {
                "static_integrity" => (Hs3CheckOutcome.Passed, ""),
                "structure_import" => Structure(document, check.Find("target") as JsonObject),
                "twice_delta_nll_scan" => NllScan((JsonObject)document, scan!),
                "pdf_scan" => DensityScan.Run((JsonObject)document, scan!),
                _ => (Hs3CheckOutcome.Unsupported, $"checks of the kind '{kind}' are not supported yet"),
            };
            return new Hs3Check(id, kind, outcome, message);
        }
        catch (WorkspaceException exception)
        {
            return new Hs3Check(id, kind, Hs3CheckOutcome.Unsupported, $"not supported yet: {exception.Message}");
        }
    }

    /// <summary>The document must be read as a whole, and have what the check names.</summary>
    private static (Hs3CheckOutcome Outcome, string Message) Structure(IJsonNode document, JsonObject? target)
    {
        if (document is not JsonObject root) return (Hs3CheckOutcome.Failed, "the document is no object");

        foreach ((string member, string section) in new[] { ("pdfs", "distributions"), ("functions", "functions"), ("data", "data") })
        {
            HashSet<string> names = [.. root.Find(section) is JsonArray list ? list.Items.OfType<JsonObject>().Select(o => (o.Find("name") as JsonString)?.Value ?? "") : []];
            string[] missing = [.. (target?.Find(member) is JsonArray wanted ? wanted.Items.OfType<JsonString>().Select(name => name.Value) : []).Where(name => !names.Contains(name))];
            if (missing.Length > 0) return (Hs3CheckOutcome.Failed, $"'{section}' lacks {string.Join(", ", missing.Select(name => $"'{name}'"))}");
        }

        Hs3Reader.Decode(document);
        return (Hs3CheckOutcome.Passed, "");
    }

    private static (Hs3CheckOutcome Outcome, string Message) NllScan(JsonObject document, ScanTable scan)
    {
        string? likelihood = (scan.Target.Find("likelihood") as JsonString)?.Value;
        Hs3Document read = likelihood is not null ? Hs3Reader.Decode(document, likelihood) : Hs3Reader.Decode(WithLikelihood(document, scan.Target), CheckName);
        Model model = Model.Compile(read.Workspace, new CompileOptions { Measurement = read.Workspace.Measurements[0].Name });
        string EngineName(string name) => read.ParameterNames.GetValueOrDefault(name, name);
        string? unknown = scan.Parameters.FirstOrDefault(name => model.IndexOf(EngineName(name)) < 0);
        if (unknown is not null) return (Hs3CheckOutcome.Failed, $"there is no parameter '{unknown}'");

        var evaluator = model.With(model.ObservedData).CreateEvaluator();
        double At(IEnumerable<KeyValuePair<string, double>> point)
        {
            double[] values = [.. model.Parameters.Select(p => p.Init)];
            foreach ((string name, double value) in point)
            {
                int index = model.IndexOf(EngineName(name));
                if (index >= 0) values[index] = value;
            }

            return evaluator.TwiceNll(values);
        }

        double reference = At(scan.Reference);
        return scan.Compare(point => At(point) - reference);
    }

    /// <summary>The document with a likelihood of one distribution and its data, which is what a check with the target <c>{pdf, data}</c> means.</summary>
    private static JsonObject WithLikelihood(JsonObject document, JsonObject target)
    {
        JsonObject likelihood = JsonText.Object(
            ("name", JsonText.Text(CheckName)),
            ("distributions", JsonText.List(target.Find("pdf") is { } pdf ? [pdf] : [])),
            ("data", JsonText.List(target.Find("data") is { } data ? [data] : [])));
        IJsonNode[] others = document.Find("likelihoods") is JsonArray list ? [.. list.Items] : [];
        return JsonText.Object([.. document.Members.Where(m => m.Name is not ("likelihoods" or "misc")).Select(m => (m.Name, (IJsonNode?)m.Value)), ("likelihoods", JsonText.List([.. others, likelihood]))]);
    }
}
