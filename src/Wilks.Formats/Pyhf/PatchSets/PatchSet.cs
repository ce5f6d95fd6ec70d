using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>A collection of patches for one background-only workspace, each for a point of a signal grid (pyhf's patch set, schema 1.0.0).</summary>
public sealed record PatchSet
{
    /// <summary>What the patches are for.</summary>
    public required string Description { get; init; }

    /// <summary>Where it was published, such as <c>hepdata</c> → <c>ins1748602</c>.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> References { get; init; }

    /// <summary>The digests of the workspace that it was made for, by algorithm.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Digests { get; init; }

    /// <summary>The names of the values that every patch has.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The patches in the order written; at least one.</summary>
    public required ImmutableArray<SignalPatch> Patches { get; init; }

    /// <summary>Everything that the set says of itself.</summary>
    public required JsonObject Metadata { get; init; }

    /// <summary>Where the set was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The patch of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="WorkspaceException">There is none.</exception>
    public SignalPatch Find(string name) => Patches.FirstOrDefault(patch => patch.Name == name) ?? throw Missing($"no patch '{name}'", NearestNames.Suggest(name, Patches.Select(patch => patch.Name)));

    /// <summary>The patch of a point.</summary>
    /// <param name="values">One value per label: numbers, or texts.</param>
    /// <exception cref="WorkspaceException">There is none.</exception>
    public SignalPatch Find(IReadOnlyList<PatchValue> values)
        => Patches.FirstOrDefault(patch => patch.Values.AsSpan().SequenceEqual([.. values])) ?? throw Missing($"no patch with the values {string.Join(", ", values)} of {string.Join(", ", Labels)}", "'wilks patchset inspect' lists them.");

    /// <summary>Finds where the digests differ from those of a workspace; empty when the set was made for it.</summary>
    /// <param name="workspace">The background-only workspace as it was read, without patches.</param>
    public IReadOnlyList<Diagnostic> Verify(IJsonNode workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        List<Diagnostic> found = [];
        foreach ((string algorithm, string expected) in Digests)
        {
            string computed = WorkspaceDigest.Compute(workspace, algorithm);
            if (computed.Equals(expected, StringComparison.OrdinalIgnoreCase)) continue;

            found.Add(new Diagnostic("WK331", Severity.Error, Location, $"the patch set is for a workspace with the {algorithm} digest {expected}; this one has {computed}.",
                "Give the background-only workspace of the same publication, exactly as it was published."));
        }

        return found;
    }

    private WorkspaceException Missing(string what, string hint) => new([new Diagnostic("WK332", Severity.Error, Location, $"the patch set has {what}.", hint)]);
}

/// <summary>One patch of a set.</summary>
/// <param name="Name">Its name, unique in the set.</param>
/// <param name="Values">One value per label of the set.</param>
/// <param name="Operations">The JSON Patch (RFC 6902).</param>
/// <param name="Metadata">Everything that the patch says of itself.</param>
public sealed record SignalPatch(string Name, ImmutableArray<PatchValue> Values, IJsonNode Operations, JsonObject Metadata)
{
    /// <summary>An object with the <c>patch</c> and, as <c>metadata</c>, what the patch and the set say of themselves; the set's word counts where both have one.</summary>
    /// <param name="set">The set that it belongs to.</param>
    public JsonObject WithMetadata(PatchSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        JsonMember[] members = [.. Metadata.Members.Where(member => set.Metadata.IndexOf(member.Name) < 0), .. set.Metadata.Members];
        return new JsonObject(Metadata.Location, [new JsonMember("metadata", Metadata.Location, new JsonObject(Metadata.Location, members)), new JsonMember("patch", Operations.Location, Operations)]);
    }
}

/// <summary>A value of a patch: a number or a text.</summary>
public readonly record struct PatchValue
{
    private readonly string? _text;
    private readonly string? _written;

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public PatchValue(double number) => Number = number;

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    public PatchValue(string text)
    {
        _text = text;
        Number = null;
    }

    internal PatchValue(JsonNumber number)
    {
        Number = number.Value;
        _written = number.Text;
    }

    /// <summary>The number; null for a text.</summary>
    public double? Number { get; }

    /// <summary>Whether both are the same number, or the same text: 1 and 1.0 are the same.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(PatchValue other) => Number == other.Number && _text == other._text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, _text);

    /// <summary>The text, or the number as it was written.</summary>
    public override string ToString() => _text ?? (string.IsNullOrEmpty(_written) ? Number!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : _written);
}
