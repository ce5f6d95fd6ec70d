using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Cli.Grids;

/// <summary>The points of a grid: patches of sets, and loose patch files.</summary>
/// <param name="Labels">The names of the coordinates.</param>
/// <param name="Points">The points: names, coordinates and patches.</param>
internal sealed partial record GridInput(IReadOnlyList<string> Labels, IReadOnlyList<GridPatch> Points)
{
    /// <summary>Reads patch sets, patch files and folders of them, and checks the digests of sets.</summary>
    /// <exception cref="UsageException">There is no patch, or two points have one name.</exception>
    /// <exception cref="WorkspaceException">A file can't be used, or a set belongs to another workspace.</exception>
    public static GridInput Read(IReadOnlyList<string> paths, IJsonNode workspace, bool verifies)
    {
        List<GridPatch> points = [];
        IReadOnlyList<string>? labels = null;
        foreach (string path in paths.SelectMany(Files))
        {
            IJsonNode tree = JsonFile.Read(path);
            if (tree is JsonObject o && o.Find("patches") is not null)
            {
                PatchSet set = PatchSetReader.Decode(tree);
                if (verifies && set.Verify(workspace) is { Count: > 0 } differences) throw new WorkspaceException(differences);

                labels = labels is null || labels.SequenceEqual(set.Labels) ? set.Labels : [];
                points.AddRange(set.Patches.Select(patch => new GridPatch(patch.Name, [.. patch.Values.Select(value => value.ToString())], patch.Operations)));
            }
            else
            {
                points.Add(Loose(path, tree));
            }
        }

        if (points.Count == 0) throw new UsageException("there is no patch in what was given");
        IGrouping<string, GridPatch>? twice = points.GroupBy(point => point.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new UsageException($"two points have the name '{twice.Key}'");

        return new GridInput(labels ?? Labelled(points), points);
    }

    /// <summary>The text that tells whether two runs compute the same.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (GridPatch point in Points) text.Append(point.Name).Append('\n').Append(WorkspaceDigest.Compute(point.Operations, "sha256")).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<string> Files(string path)
        => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Where(file => IsPatch(Path.GetFileName(file))).Order(new NumberedNames()) : [path];

    // A folder of a publication holds the background-only workspace beside its patches.
    private static bool IsPatch(string name) => name.Contains("patch", StringComparison.OrdinalIgnoreCase);

    private static GridPatch Loose(string path, IJsonNode tree)
    {
        string name = Path.GetFileNameWithoutExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(path) : path);
        if (name.StartsWith("patch.", StringComparison.OrdinalIgnoreCase)) name = name["patch.".Length..];
        return new GridPatch(name, [.. Numbers().Matches(name).Select(match => match.Value)], tree);
    }

    private static string[] Labelled(List<GridPatch> points)
    {
        int count = points[0].Values.Count;
        return points.All(point => point.Values.Count == count) ? [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i}"))] : [];
    }

    [GeneratedRegex("(?<![a-zA-Z0-9.])[0-9]+(\\.[0-9]+)?(?![a-zA-Z0-9])")]
    private static partial Regex Numbers();

    /// <summary>Orders names so that 900 comes before 1000.</summary>
    private sealed class NumberedNames : IComparer<string>
    {
        public int Compare(string? x, string? y) => string.CompareOrdinal(Padded(x!), Padded(y!));

        private static string Padded(string name) => Numbers().Replace(name, match => match.Value.PadLeft(12, '0'));
    }
}

/// <summary>A point of a grid before its model is made.</summary>
internal sealed record GridPatch(string Name, IReadOnlyList<string> Values, IJsonNode Operations);
