namespace Wilks.Cli;

/// <summary>Finds what a mistyped name may have meant.</summary>
internal static class NearestNames
{
    private const int MostSuggestions = 3;

    /// <summary><c>; did you mean 'a' or 'b'?</c>, or the empty string when nothing is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        int reach = Math.Max(2, name.Length / 3);
        string[] nearest =
        [
            .. known.Distinct(StringComparer.Ordinal)
                .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
                .Where(candidate => candidate.Distance <= reach)
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(MostSuggestions).Select(candidate => $"'{candidate.Name}'"),
        ];
        return nearest.Length == 0 ? "" : $"; did you mean {string.Join(" or ", nearest)}?";
    }

    // The number of inserted, removed and replaced characters, case aside (Levenshtein).
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, 1 + Math.Min(previous[j], current[j - 1]));
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
