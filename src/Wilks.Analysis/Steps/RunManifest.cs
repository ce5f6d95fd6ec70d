using System.Collections.Immutable;
using System.Text.Json;
using Wilks.Analysis.Planning;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Steps;

/// <summary>What <c>wilks run</c> made of what: inputs and outputs with their hashes. The same inputs give the same file, byte by byte.</summary>
/// <param name="Version">The version of Wilks.</param>
/// <param name="Configuration">The SHA-256 of the configuration.</param>
public sealed record RunManifest(string Version, string Configuration)
{
    private const string Format = "wilks manifest";

    /// <summary>The seed of everything random.</summary>
    public long Seed { get; init; }

    /// <summary>The input files.</summary>
    public ImmutableArray<InputFile> Inputs { get; init; } = [];

    /// <summary>The steps, in the order in which they are made.</summary>
    public ImmutableArray<ManifestStep> Steps { get; init; } = [];

    /// <summary>A step by its name; null when it was not made.</summary>
    /// <param name="name">The name.</param>
    public ManifestStep? Find(string name) => Steps.FirstOrDefault(step => step.Name == name);

    /// <summary>The manifest with a step made anew.</summary>
    /// <param name="step">The step; it takes the place of the one of its name.</param>
    public RunManifest With(ManifestStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return this with { Steps = Find(step.Name) is { } old ? Steps.Replace(old, step) : Steps.Add(step) };
    }

    /// <summary>Reads a manifest; null where there is none, or none that this version can use.</summary>
    /// <param name="path">The file.</param>
    internal static RunManifest? Read(string path)
    {
        if (!File.Exists(path)) return null;

        try
        {
            var o = (JsonObject)JsonFile.Read(path);
            if (Text(o, "format") != Format) return null;

            return new RunManifest(Text(o, "wilks"), Text(o, "configuration_sha256")) { Steps = [.. ((JsonArray)o.Find("steps")!).Items.Select(item => ReadStep((JsonObject)item))] };
        }
        catch (Exception exception) when (exception is WorkspaceException or InvalidCastException or NullReferenceException)
        {
            // A manifest only saves work: what can't be read is made anew.
            return null;
        }
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("wilks", Version);
        json.WriteString("configuration_sha256", Configuration);
        json.WriteNumber("seed", Seed);
        json.WriteStartArray("inputs");
        foreach (InputFile input in Inputs)
        {
            json.WriteStartObject();
            json.WriteString("path", input.Path);
            json.WriteNumber("size", input.Length);
            json.WriteString("sha256", input.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (ManifestStep step in Steps) Write(step, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(ManifestStep step, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Name);
        json.WriteString("fingerprint", step.Fingerprint);
        json.WriteBoolean("to_be_trusted", step.IsTrusted);
        json.WriteString("message", step.Message);
        json.WriteString("summary", step.Summary);
        json.WriteStartArray("outputs");
        foreach (ManifestOutput output in step.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("path", output.Path);
            json.WriteString("sha256", output.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ManifestStep ReadStep(JsonObject o) => new(Text(o, "name"), Text(o, "fingerprint"))
    {
        IsTrusted = ((JsonBoolean)o.Find("to_be_trusted")!).Value,
        Message = Text(o, "message"),
        Summary = Text(o, "summary"),
        Outputs = [.. ((JsonArray)o.Find("outputs")!).Items.Cast<JsonObject>().Select(output => new ManifestOutput(Text(output, "path"), Text(output, "sha256")))],
    };

    private static string Text(JsonObject o, string name) => ((JsonString)o.Find(name)!).Value;
}

/// <summary>A step that was made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fingerprint">The hash of all that it depends on.</param>
public sealed record ManifestStep(string Name, string Fingerprint)
{
    /// <summary>Whether its numbers are to be trusted.</summary>
    public bool IsTrusted { get; init; } = true;

    /// <summary>Why not, or how it ended; may be empty.</summary>
    public string Message { get; init; } = "";

    /// <summary>Its result in one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The files that it made.</summary>
    public ImmutableArray<ManifestOutput> Outputs { get; init; } = [];
}

/// <summary>A file that a step made.</summary>
/// <param name="Path">The path inside the folder of results.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
public sealed record ManifestOutput(string Path, string Hash);
