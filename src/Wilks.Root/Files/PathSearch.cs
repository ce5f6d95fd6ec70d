using System.Globalization;

namespace Wilks.Root;

/// <summary>Finds <c>dir/sub/name;cycle</c>; a name may itself hold slashes, so the longest name is tried first.</summary>
internal static class PathSearch
{
    private const int MostSuggestions = 5;

    public static RootEntry Find(RootFile file, string path)
    {
        string wanted = path.Trim('/');
        int? cycle = null;
        int semicolon = wanted.LastIndexOf(';');
        if (semicolon >= 0 && int.TryParse(wanted.AsSpan(semicolon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            cycle = number;
            wanted = wanted[..semicolon];
        }
        return Find(file.Root, wanted, cycle) ?? throw NotFound(file, path, wanted);
    }

    private static RootEntry? Find(RootDirectory directory, string path, int? cycle)
    {
        if (directory.Find(path, cycle) is { } key) return new RootEntry(directory, key);
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            RootKey? parent = directory.Find(path[..slash]);
            if (parent is null || !RootDirectory.IsDirectory(parent)) continue;
            if (Find(directory.Open(parent), path[(slash + 1)..], cycle) is { } entry) return entry;
        }
        return null;
    }

    private static RootException NotFound(RootFile file, string path, string wanted)
    {
        string[] nearest = [.. file.Entries().Select(entry => entry.Path).Distinct(StringComparer.Ordinal).OrderBy(known => Distance(known, wanted)).Take(MostSuggestions)];
        string hint = nearest.Length == 0 ? "the file is empty" : $"the nearest names are {string.Join(", ", nearest.Select(name => $"'{name}'"))}";
        return new RootException(file.Records.Place(path), 0, "there is no such object", hint);
    }

    /// <summary>The number of letters to change, insert or leave out.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.Length];
    }
}
