using Wilks.Formats.Tables;

namespace Wilks.Analysis.Filling;

/// <summary>The files of all requests, each opened once, and which requests want the events of each.</summary>
internal sealed class FillGroups : IDisposable
{
    private readonly Dictionary<FillFileName, FillFile?> _files = [];
    private readonly Dictionary<(FillFile File, long Offset, int Occurrence), FillGroup> _groupOf = [];
    private readonly List<FillGroup> _groups = [];

    /// <summary>Opens the files; what goes wrong is told to the findings.</summary>
    public FillGroups(IReadOnlyList<FillRequest> requests, int mostOpen, FillFindings findings)
    {
        int source = 0;
        foreach (IGrouping<string, FillRequest> same in requests.GroupBy(request => Text(request.Source), StringComparer.Ordinal)) Add([.. same], source++, mostOpen, findings);
    }

    /// <summary>The groups, in the order in which they are read.</summary>
    public IReadOnlyList<FillGroup> Groups => _groups;

    public void Dispose()
    {
        foreach (FillFile? file in _files.Values) file?.Dispose();
    }

    // Two sources with the same text are one.
    private static string Text(EventSource source) => $"{string.Join('\n', source.Paths)}\0{source.Tree}\0{source.Tree is null}\0{string.Join('\n', source.Friends)}";

    private void Add(FillRequest[] requests, int source, int mostOpen, FillFindings findings)
    {
        // The number of a row counts over all files of a source; otherwise a file can be shared with other sources.
        bool usesRows = requests.Any(UsesRowNumbers);
        var seen = new Dictionary<FillFileName, int>();
        long offset = 0;
        foreach (FillFileName name in Names(requests, findings))
        {
            if (Open(name, requests, mostOpen, findings) is not { } file) continue;
            int occurrence = seen.GetValueOrDefault(name);
            seen[name] = occurrence + 1;
            if (occurrence == 1) findings.Twice(requests[0], name.Path);
            (FillFile, long, int) key = (file, usesRows ? offset : 0, occurrence);
            if (!_groupOf.TryGetValue(key, out FillGroup? group)) _groups.Add(_groupOf[key] = group = new FillGroup(file, key.Item2));
            group.Add(source, requests);
            offset += file.RowCount;
        }
    }

    private static bool UsesRowNumbers(FillRequest request) =>
        request.Filters.Concat(request.Weights).Concat(request.Variables).Concat(request.Corrections.SelectMany(correction => correction.Settings.Variables.Select(pair => pair.Value).Append(correction.Settings.Filter ?? ""))).Any(text => text.Contains("Entry$", StringComparison.Ordinal));

    private static List<FillFileName> Names(FillRequest[] requests, FillFindings findings)
    {
        EventSource source = requests[0].Source;
        var names = new List<FillFileName>();
        bool hasFriends = source.Friends.Length > 0;
        if (hasFriends && source.Friends.Length != source.Paths.Length)
        {
            foreach (FillRequest request in requests) findings.Friends(request, $"{source.Friends.Length} friends are named for {source.Paths.Length} files.");
            return names;
        }

        for (int i = 0; i < source.Paths.Length; i++)
        {
            try
            {
                IReadOnlyList<string> files = EventTables.Expand(source.Paths[i]);
                IReadOnlyList<string> friends = hasFriends ? EventTables.Expand(source.Friends[i]) : [];
                if (hasFriends && friends.Count != files.Count)
                {
                    foreach (FillRequest request in requests) findings.Friends(request, $"'{source.Friends[i]}' matches {friends.Count} files, but '{source.Paths[i]}' matches {files.Count}.");
                    continue;
                }

                for (int f = 0; f < files.Count; f++) names.Add(new FillFileName(files[f], source.Tree, hasFriends ? friends[f] : null));
            }
            catch (TableException exception)
            {
                foreach (FillRequest request in requests) findings.NotOpened(request, exception.Message);
            }
        }

        return names;
    }

    private FillFile? Open(FillFileName name, FillRequest[] requests, int mostOpen, FillFindings findings)
    {
        if (_files.TryGetValue(name, out FillFile? known) && known is not null) return known;
        try
        {
            var file = new FillFile(name);
            // So many files may not be open at once; the others are opened again when their turn comes.
            file.StaysOpen = _files.Count < mostOpen;
            file.Rest();
            return _files[name] = file;
        }
        catch (TableException exception)
        {
            foreach (FillRequest request in requests) findings.NotOpened(request, exception.Message);
            return _files[name] = null;
        }
    }
}

/// <summary>A file and the requests that want its events.</summary>
/// <param name="File">The file.</param>
/// <param name="FirstRow">The number of its first row.</param>
internal sealed record FillGroup(FillFile File, long FirstRow)
{
    private readonly List<int> _sources = [];
    private readonly List<FillRequest> _requests = [];

    /// <summary>The requests.</summary>
    public IReadOnlyList<FillRequest> Requests => _requests;

    /// <summary>The sources of these requests as text: groups with the same have the same requests.</summary>
    public string Sources => string.Join(',', _sources);

    /// <summary>Adds the requests of a source.</summary>
    public void Add(int source, IReadOnlyList<FillRequest> requests)
    {
        _sources.Add(source);
        _requests.AddRange(requests);
    }
}
