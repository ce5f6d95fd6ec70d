using Wilks.Root;

namespace Wilks.Cli.Look;

/// <summary>The columns of a tree one after another, read several at a time: neighbours in the file need fewer calls.</summary>
internal sealed class BranchColumns(Tree tree, IReadOnlyList<Branch> branches)
{
    // So many bytes of columns may wait in memory; a column that is larger comes alone.
    private const long MostBytes = 32 << 20;

    private readonly Dictionary<string, ColumnData> _ahead = new(StringComparer.Ordinal);
    private bool _isBroken;

    /// <summary>The column of a branch.</summary>
    /// <exception cref="RootException">This column, and not just one near it, is broken.</exception>
    public ColumnData Read(Branch branch)
    {
        if (!_ahead.ContainsKey(branch.Path) && !_isBroken) ReadAhead(branch);
        return _ahead.Remove(branch.Path, out ColumnData? column) ? column : branch.Read();
    }

    private void ReadAhead(Branch first)
    {
        _ahead.Clear();
        var paths = new List<string>();
        long bytes = 0;
        foreach (Branch branch in branches.SkipWhile(branch => branch != first))
        {
            bytes += Math.Max(branch.EntryCount * sizeof(double), branch.Object.Members.GetValueOrDefault("fTotBytes") is long stored ? stored : 0);
            if (bytes > MostBytes) break;
            paths.Add(branch.Path);
        }
        if (paths.Count < 2) return;
        try
        {
            foreach ((string path, ColumnData column) in tree.Read(paths)) _ahead.Add(path, column);
        }
        catch (RootException)
        {
            // Which column it is comes out when they are read one by one.
            _isBroken = true;
        }
    }
}
