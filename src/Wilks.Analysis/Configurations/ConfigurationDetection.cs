using System.Text;
using System.Text.Json;
using Wilks.Formats.Documents;
using Wilks.Formats.Files;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>Tells analysis configurations from workspaces by their content.</summary>
public static class ConfigurationDetection
{
    /// <summary>Whether a file is meant as an analysis configuration: YAML, or a JSON object with a member <c>General</c>. Where it is not there, its name decides.</summary>
    /// <param name="path">The file, plain or gzip; <c>-</c> is never one.</param>
    public static bool IsConfiguration(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (WorkspaceFiles.IsXml(path)) return false;
        if (!File.Exists(path)) return path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

        return new DocumentBytes(_ => true, new DiagnosticCollector()).Read(path) is { } bytes && IsConfiguration(bytes.Span);
    }

    private static bool IsConfiguration(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (bytes.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..]) return true;

        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                if (reader.ValueTextEquals("General"u8)) return true;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The reader of workspaces says better what is wrong.
        }

        return false;
    }
}
