namespace Wilks.Root;

/// <summary>A table of entries in fields, in the format that follows trees (RNTuple, version 1). Thread-safe; nothing but its description is read until a field is asked for.</summary>
public sealed class Ntuple
{
    private readonly Dictionary<string, NtupleField> _byPath = new(StringComparer.Ordinal);
    private readonly NtupleSchema _schema;

    internal Ntuple(RootFile file, byte[] payload, string path)
    {
        File = file;
        Path = path;
        NtupleAnchor anchor = NtupleAnchor.Decode(payload, Place);
        Version = anchor.Version;
        _schema = NtupleSchema.Decode(anchor.Header.Open(file.Records, EnvelopeKind.Header, file.Records.Place($"{path} header")));
        Clusters = ReadFooter(anchor.Footer.Open(file.Records, EnvelopeKind.Footer, file.Records.Place($"{path} footer")));
        EntryCount = Clusters.Count == 0 ? 0 : Clusters[^1].FirstEntry + Clusters[^1].EntryCount;
        Fields = new NtupleFieldSearch(this, _schema).Find();
        foreach (NtupleField field in Fields) _byPath.TryAdd(field.Path, field);
    }

    /// <summary>The name.</summary>
    public string Name => _schema.Name;

    /// <summary>The description.</summary>
    public string Title => _schema.Description;

    /// <summary>The version of the format, such as <c>1.0.0.0</c>.</summary>
    public string Version { get; }

    /// <summary>The number of entries.</summary>
    public long EntryCount { get; }

    /// <summary>The number of clusters: ranges of entries that are stored together.</summary>
    public int ClusterCount => Clusters.Count;

    /// <summary>All fields, records before their members.</summary>
    public IReadOnlyList<NtupleField> Fields { get; }

    /// <summary>The path in the file with the cycle.</summary>
    public string Path { get; }

    internal RootFile File { get; }

    internal IReadOnlyList<NtupleCluster> Clusters { get; }

    internal RootPlace Place => File.Records.Place(Path);

    /// <summary>A field by its path, such as <c>muons.pt</c>.</summary>
    /// <exception cref="RootException">There is none; the message lists what there is.</exception>
    public NtupleField this[string path] => Find(path) ?? throw new RootException(Place, 0, $"no field '{path}'", $"it has {string.Join(", ", Fields.Select(field => field.Path))}");

    /// <summary>A field by its path; null if there is none.</summary>
    public NtupleField? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Reads several fields, in parallel; the result does not depend on the number of threads.</summary>
    /// <param name="paths">Paths of fields.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">The number of entries; all that are left unless given.</param>
    /// <param name="cancellationToken">Stops between fields.</param>
    /// <exception cref="RootException">A field does not exist, is refused or is broken; of several, the message is about the first.</exception>
    public IReadOnlyDictionary<string, ColumnData> Read(IEnumerable<string> paths, long first = 0, long? count = null, CancellationToken cancellationToken = default)
    {
        NtupleField[] fields = [.. paths.Distinct(StringComparer.Ordinal).Select(path => this[path])];
        var columns = new ColumnData?[fields.Length];
        var faults = new RootException?[fields.Length];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, fields.Length, options, index =>
        {
            try
            {
                columns[index] = fields[index].Read(first, count);
            }
            catch (RootException exception)
            {
                faults[index] = exception;
            }
        });
        if (Array.Find(faults, fault => fault is not null) is { } fault) throw new RootException(fault);

        return fields.Index().ToDictionary(item => item.Item.Path, item => columns[item.Index]!, StringComparer.Ordinal);
    }

    private List<NtupleCluster> ReadFooter(EnvelopeCursor footer)
    {
        footer.RefuseFeatures();
        ulong checksum = footer.U64();
        if (checksum != _schema.Checksum) throw footer.Fault($"a footer of the header {checksum:x16}", $"the header is {_schema.Checksum:x16}");

        footer.Record(_schema.Extend);
        List<NtupleStretch> groups = footer.List(item => item.Record(frame =>
        {
            frame.I64(); // the first entry
            frame.I64(); // the number of entries
            frame.U32(); // the number of clusters
            return NtupleStretch.Link(frame);
        }));
        List<NtupleCluster> clusters = [];
        foreach (NtupleStretch group in groups)
        {
            clusters.AddRange(NtupleCluster.Decode(group.Open(File.Records, EnvelopeKind.PageList, File.Records.Place($"{Path} page list")), _schema.Checksum));
        }

        clusters.Sort((a, b) => a.FirstEntry.CompareTo(b.FirstEntry));
        long next = 0;
        foreach (NtupleCluster cluster in clusters)
        {
            if (cluster.FirstEntry != next || cluster.EntryCount > long.MaxValue - next) throw footer.Fault($"a cluster from entry {cluster.FirstEntry} on", $"entry {next} comes next");
            next += cluster.EntryCount;
        }

        return clusters;
    }
}
