using Wilks.Analysis.Configurations.Checks;
using Wilks.Analysis.Configurations.Reading;
using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Formats.Yaml;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>Reads analysis configurations (<c>docs/reference/analysis-configuration.md</c>), those of cabinetry among them: strictly, telling every problem of a file at once. Thread-safe.</summary>
/// <remarks>Problems of the form come first; what the parts mean together is checked when there are none. Files of events are not opened.</remarks>
public static class AnalysisConfigurationReader
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 24;

    /// <summary>Reads a file: JSON when its name ends in <c>.json</c> or <c>.json.gz</c>, YAML otherwise. Paths in it are relative to its folder.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <exception cref="WorkspaceException">It can't be read or used.</exception>
    public static AnalysisConfigurationDocument Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new DiagnosticCollector();
        ReadOnlyMemory<byte>? bytes = new DocumentBytes(_ => true, findings, MaxBytes).Read(path);
        findings.ThrowIfErrors();
        return Parse(bytes!.Value, path, Path.GetDirectoryName(path) ?? "", findings);
    }

    /// <summary>Reads a document from bytes; its name decides the format as in <see cref="Read"/>.</summary>
    /// <param name="bytes">The document in UTF-8; must not change afterwards, since messages quote it.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="folder">The folder that its paths are relative to.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static AnalysisConfigurationDocument Parse(ReadOnlyMemory<byte> bytes, string name, string folder)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(folder);
        return Parse(bytes, name, folder, new DiagnosticCollector());
    }

    private static AnalysisConfigurationDocument Parse(ReadOnlyMemory<byte> bytes, string name, string folder, DiagnosticCollector findings)
    {
        IJsonNode? tree = IsJson(name) ? JsonParser.Parse(new JsonSource(name, bytes), findings) : YamlParser.Parse(bytes, name, findings);
        if (tree is null) findings.ThrowIfErrors();

        AnalysisConfiguration configuration = new ConfigurationDecoder(findings, folder).Read(MergeKeys.Resolve(tree!, findings));
        findings.ThrowIfErrors();
        configuration = ConfigurationChecks.Check(configuration, findings);
        findings.ThrowIfErrors();
        return new AnalysisConfigurationDocument(configuration, findings.InDocumentOrder(), folder) { Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span)) };
    }

    private static bool IsJson(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
}
