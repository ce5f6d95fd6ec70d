using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Steps;

/// <summary>How long every step took when it last had something to do: a file of its own, since it is never the same twice.</summary>
internal sealed class RunTimings
{
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    /// <summary>Reads what was noted before; nothing where the file is not there or can't be read.</summary>
    internal static RunTimings Read(string path)
    {
        var timings = new RunTimings();
        if (!File.Exists(path)) return timings;

        try
        {
            if (JsonFile.Read(path) is not JsonObject root || root.Find("seconds") is not JsonObject seconds) return timings;
            foreach (JsonMember member in seconds.Members)
            {
                if (member.Value is JsonNumber number) timings._seconds[member.Name] = number.Value;
            }
        }
        catch (WorkspaceException)
        {
            // Only a record of the past.
        }

        return timings;
    }

    internal void Note(string step, double seconds) => _seconds[step] = seconds;

    /// <summary>Writes the times of the steps named.</summary>
    internal void Write(string path, IReadOnlyList<string> steps) => OutputFile.Write(path, ResultContext.Json("", json =>
    {
        json.WriteStartObject();
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteStartObject("seconds");
        foreach (string step in steps.Where(_seconds.ContainsKey)) json.WriteNumber(step, Math.Round(_seconds[step], 6));
        json.WriteEndObject();
        json.WriteEndObject();
    }).Content);
}
