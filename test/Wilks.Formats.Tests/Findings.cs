using System.Text;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests;

/// <summary>Reads documents given as text and tells what was found in them.</summary>
internal static class Findings
{
    internal const string Name = "ws.json";

    internal static IJsonNode Tree(string json, string name = Name) =>
        JsonParser.Parse(new JsonSource(name, Encoding.UTF8.GetBytes(json)));

    /// <summary>Everything that reading a workspace finds.</summary>
    internal static IReadOnlyList<Diagnostic> InWorkspace(string json) =>
        Of(() => PyhfReader.Parse(Encoding.UTF8.GetBytes(json), Name).Diagnostics);

    /// <summary>Everything that an action finds, whether it throws or returns.</summary>
    internal static IReadOnlyList<Diagnostic> Of(Func<IReadOnlyList<Diagnostic>> action)
    {
        try
        {
            return action();
        }
        catch (WorkspaceException exception)
        {
            return exception.Diagnostics;
        }
    }

    /// <summary>Asserts that a code was found, once, at a place such as <c>3 $.channels[0]</c>, and returns the finding.</summary>
    internal static Diagnostic AssertFound(IReadOnlyList<Diagnostic> findings, string code, string place)
    {
        string all = string.Join("\n", findings);
        Diagnostic[] matching = [.. findings.Where(d => d.Code == code)];
        Assert.True(matching.Length == 1, $"{matching.Length} × {code} in:\n{all}");
        Assert.Equal($"{Name}:{place}", matching[0].Location.ToString());
        return matching[0];
    }
}
