namespace Wilks.Workspaces;

/// <summary>Finds the names most like one that was not found, by the number of single-letter edits between them.</summary>
public static class NearestNames
{
    private const int Shown = 3;

    /// <summary>A sentence such as <c>Did you mean 'normsys' or 'normfactor'?</c>; lists all names when there are few, and is empty when there are none.</summary>
    /// <param name="name">The name that was not found.</param>
    /// <param name="known">The names that exist.</param>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal)];
        if (names.Length == 0) return "";

        (string Name, int Distance)[] ranked = [.. names
            .Select(candidate => (candidate, Distance(name, candidate)))
            .OrderBy(pair => pair.Item2)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)];
        int tolerance = Math.Max(2, name.Length / 3);
        string[] near = [.. ranked.TakeWhile(pair => pair.Distance <= tolerance).Take(Shown).Select(pair => $"'{pair.Name}'")];
        if (near.Length > 0) return $"Did you mean {string.Join(" or ", near)}?";

        string listed = string.Join(", ", ranked.Take(Shown).Select(pair => $"'{pair.Name}'"));
        return names.Length <= Shown ? $"Known: {listed}." : $"Nearest of {names.Length} known: {listed}.";
    }

    /// <summary>The fewest insertions, deletions, replacements and swaps of neighbours that turn one name into the other; names that differ in case only are one edit apart.</summary>
    /// <param name="left">One name.</param>
    /// <param name="right">The other name.</param>
    public static int Distance(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal)) return 0;
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase)) return 1;

        int[] beforePrevious = new int[right.Length + 1];
        int[] previous = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++) previous[j] = j;

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replace = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, 1 + Math.Min(previous[j], current[j - 1]));
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                if (swapped) current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }
}
