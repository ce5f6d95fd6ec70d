using System.Globalization;
using System.Text;
using Wilks.Root;

namespace Wilks.Cli.Look;

/// <summary>The content of a ROOT file for people.</summary>
internal sealed class LookText(RootFile file, int width, long mostEntries, CancellationToken cancellationToken)
{
    /// <summary>Entries that ranges are taken over unless all are wanted: every column of a large file would take minutes.</summary>
    public const long MostEntries = 100_000;

    private readonly StringBuilder _text = new();

    /// <summary>Everything in short, or one entry in full.</summary>
    public string Write(RootEntry? entry)
    {
        if (entry is null) WriteDirectory(file.Root, 0, []);
        else WriteEntry(entry);
        return _text.ToString();
    }

    private void WriteDirectory(RootDirectory directory, int depth, HashSet<long> seen)
    {
        foreach (RootKey key in directory.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string indent = new(' ', 2 * depth);
            if (RootDirectory.IsDirectory(key) && seen.Add(key.Seek))
            {
                Line($"{indent}{key.Name}/");
                WriteDirectory(directory.Open(key), depth + 1, seen);
            }
            else
            {
                Line($"{indent}{key.NameAndCycle}  {key.ClassName}{Summary(new RootEntry(directory, key))}");
            }
        }
    }

    private string Summary(RootEntry entry)
    {
        try
        {
            return file[entry.PathAndCycle] switch
            {
                Tree tree => $"  {Count(tree.EntryCount)} entries, {Number(tree.Branches.Count)} branches",
                Ntuple ntuple => $"  {Count(ntuple.EntryCount)} entries, {Number(ntuple.Fields.Count)} fields",
                Histogram histogram => $"  {Axes(histogram.Axes)}, {Number(histogram.Entries)} entries",
                Profile profile => $"  {Axes(profile.Axes)}, {Number(profile.Entries)} entries",
                Graph graph => $"  {Number(graph.X.Length)} points",
                _ => "",
            };
        }
        catch (RootException exception)
        {
            return $"  can't be read: {exception.Message}";
        }
    }

    private void WriteEntry(RootEntry entry)
    {
        switch (file[entry.PathAndCycle])
        {
            case RootDirectory directory:
                WriteDirectory(directory, 0, []);
                break;
            case Tree tree:
                WriteTree(tree);
                break;
            case Ntuple ntuple:
                WriteNtuple(ntuple);
                break;
            case Histogram histogram:
                WriteHistogram(histogram);
                break;
            case Profile profile:
                Line($"{entry.PathAndCycle}  {profile.ClassName}  {profile.Title}");
                if (profile.Axes.Count == 1) _text.Append(HistogramPlot.Draw(profile.Axes[0], profile.Values, width));
                break;
            case Graph graph:
                Line($"{entry.PathAndCycle}  {graph.ClassName}  {graph.Title}");
                for (int index = 0; index < Math.Min(graph.X.Length, graph.Y.Length); index++) Line($"{Number(graph.X[index])}  {Number(graph.Y[index])}");
                break;
            case RootObject value:
                Line($"{entry.PathAndCycle}  {value.ClassName}{(value.Refused is { } reason ? $"  not read: {reason}" : "")}");
                foreach ((string name, object? member) in value.Members) Line($"  {name} = {(member is Array array and not object[]? $"{array.Length} values" : member is IConvertible plain ? plain.ToString(CultureInfo.InvariantCulture) : member?.ToString() ?? "null")}");
                break;
        }
    }

    private void WriteTree(Tree tree)
    {
        Line($"{tree.Path}  {tree.ClassName}  {Count(tree.EntryCount)} entries{Limit(tree.EntryCount)}");
        int nameWidth = tree.Branches.Count == 0 ? 0 : tree.Branches.Max(branch => branch.Path.Length);
        int typeWidth = tree.Branches.Count == 0 ? 0 : tree.Branches.Max(branch => branch.TypeName.Length);
        foreach (Branch branch in tree.Branches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Line($"  {branch.Path.PadRight(nameWidth)}  {branch.TypeName.PadRight(typeWidth)}  {Range(branch.Refused, () => branch.Read(0, mostEntries))}".TrimEnd());
        }
    }

    private void WriteNtuple(Ntuple ntuple)
    {
        Line($"{ntuple.Path}  RNTuple {ntuple.Version}  {Count(ntuple.EntryCount)} entries in {Count(ntuple.ClusterCount)} clusters{Limit(ntuple.EntryCount)}");
        int nameWidth = ntuple.Fields.Count == 0 ? 0 : ntuple.Fields.Max(field => field.Path.Length);
        int typeWidth = ntuple.Fields.Count == 0 ? 0 : ntuple.Fields.Max(field => field.TypeName.Length);
        foreach (NtupleField field in ntuple.Fields)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Line($"  {field.Path.PadRight(nameWidth)}  {field.TypeName.PadRight(typeWidth)}  {Range(field.Refused, () => field.Read(0, mostEntries))}".TrimEnd());
        }
    }

    private static string Range(string? refused, Func<ColumnData> read)
    {
        if (refused is not null) return $"({refused})";
        try
        {
            ColumnData column = read();
            if (column.Values.Length == 0) return "no values";
            if (column.Values is string[] text) return $"'{text.Min(StringComparer.Ordinal)}' … '{text.Max(StringComparer.Ordinal)}'";
            double[] values = column.ToDoubles();
            return $"{Number(values.Min())} … {Number(values.Max())}";
        }
        catch (RootException exception)
        {
            return $"(can't be read: {exception.Message})";
        }
    }

    private void WriteHistogram(Histogram histogram)
    {
        Line($"{histogram.Name}  {histogram.ClassName}  {histogram.Title}");
        Line($"{Axes(histogram.Axes)}, {Number(histogram.Entries)} entries, sum {Number(histogram.ValuesInRange().Sum())} in range");
        if (histogram.Axes.Count == 1) _text.Append(HistogramPlot.Draw(histogram.Axes[0], histogram.Values, width));
    }

    private static string Axes(IReadOnlyList<Axis> axes) => string.Join(" × ", axes.Select(axis => Number(axis.BinCount))) + " bins";

    private string Limit(long entries) => entries > mostEntries ? $"; ranges of the first {Count(mostEntries)} (--all-entries: of all)" : "";

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private void Line(string text) => _text.Append(text).Append('\n');
}
