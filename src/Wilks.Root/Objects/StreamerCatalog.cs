namespace Wilks.Root;

/// <summary>Layouts of classes: those of the file, else the built-in ones. Immutable once made.</summary>
internal sealed class StreamerCatalog
{
    private readonly Dictionary<(string Name, int Version), StreamerInfo> _byVersion = [];
    private readonly Dictionary<(string Name, uint Checksum), StreamerInfo> _byChecksum = [];
    private readonly Dictionary<string, StreamerInfo> _newest = new(StringComparer.Ordinal);
    private readonly StreamerCatalog? _builtIn;

    public StreamerCatalog(IEnumerable<StreamerInfo> infos, StreamerCatalog? builtIn)
    {
        _builtIn = builtIn;
        foreach (StreamerInfo info in infos)
        {
            string name = Normal(info.Name);
            _byVersion.TryAdd((name, info.Version), info);
            _byChecksum.TryAdd((name, info.Checksum), info);
            if (!_newest.TryGetValue(name, out StreamerInfo? known) || known.Version < info.Version) _newest[name] = info;
        }
    }

    public IEnumerable<StreamerInfo> Infos => _byVersion.Values;

    public StreamerInfo? Find(string name, int version) =>
        _byVersion.GetValueOrDefault((Normal(name), version)) ?? _builtIn?.Find(name, version);

    public StreamerInfo? FindByChecksum(string name, uint checksum) =>
        _byChecksum.GetValueOrDefault((Normal(name), checksum)) ?? _builtIn?.FindByChecksum(name, checksum);

    /// <summary>The newest layout of a class, for classes that carry no version.</summary>
    public StreamerInfo? Newest(string name) => _newest.GetValueOrDefault(Normal(name)) ?? _builtIn?.Newest(name);

    // Writers differ in the spaces of template arguments.
    private static string Normal(string name) => name.Contains('<', StringComparison.Ordinal) ? CppType.Parse(name).FullName : name;
}
