using Wilks.Analysis.Filling;

namespace Wilks.Analysis.Planning;

/// <summary>Divides requests so that no file is in two parts: each file is still read once, and a part can be kept when it is done.</summary>
internal static class SourceGroups
{
    internal static IReadOnlyList<List<FillRequest>> Of(IReadOnlyList<FillRequest> requests)
    {
        var groups = new List<(HashSet<string> Files, List<FillRequest> Requests)>();
        foreach (IGrouping<string, FillRequest> source in requests.GroupBy(request => string.Join('\0', request.Source.Paths.Concat(request.Source.Friends)), StringComparer.Ordinal))
        {
            HashSet<string> files = [.. source.First().Source.Paths, .. source.First().Source.Friends];
            var joined = groups.Where(group => group.Files.Overlaps(files)).ToList();
            List<FillRequest> all = [.. joined.SelectMany(group => group.Requests), .. source];
            foreach ((HashSet<string> Files, List<FillRequest> Requests) group in joined)
            {
                files.UnionWith(group.Files);
                groups.Remove(group);
            }

            groups.Add((files, all));
        }

        return [.. groups.Select(group => group.Requests)];
    }
}
