namespace Wilks.Root;

public sealed partial class RootFile
{
    private readonly Lazy<StreamerCatalog> _streamers;

    /// <summary>The layouts of the classes in this file.</summary>
    internal StreamerCatalog Streamers => _streamers.Value;

    /// <summary>The object at a path: a <see cref="Tree"/>, <see cref="Root.Ntuple"/>, <see cref="Histogram"/>, <see cref="Profile"/>, <see cref="Graph"/>, <see cref="RootDirectory"/> or <see cref="RootObject"/>.</summary>
    /// <exception cref="RootException">There is none, or it is broken.</exception>
    public object this[string path]
    {
        get
        {
            RootEntry entry = Find(path);
            if (RootDirectory.IsDirectory(entry.Key)) return entry.Directory.Open(entry.Key);
            if (entry.Key.ClassName == NtupleAnchor.ClassName) return new Ntuple(this, Payload(entry), entry.PathAndCycle);
            if (entry.Key.ClassName == NtupleAnchor.EarlyClassName)
            {
                throw new RootException(Records.Place(entry.PathAndCycle), 0, "an RNTuple from before version 1, a trial of the format", "write it again with a ROOT of 6.34 or newer");
            }

            RootObject value = Object(entry);
            if (value.Is("TTree")) return new Tree(this, value, entry.PathAndCycle);
            if (Profile.IsProfile(value)) return new Profile(value, Records.Place(entry.PathAndCycle));
            if (value.Is("TH1")) return new Histogram(value, Records.Place(entry.PathAndCycle));
            return value.Is("TGraph") ? new Graph(value) : value;
        }
    }

    /// <summary>Any object with its members by name.</summary>
    /// <exception cref="RootException">There is none, or it is broken.</exception>
    public RootObject Object(string path) => Object(Find(path));

    /// <summary>The object of an entry with its members by name.</summary>
    /// <exception cref="RootException">It is broken.</exception>
    public RootObject Object(RootEntry entry)
    {
        RootPlace place = Records.Place(entry.PathAndCycle);
        byte[] payload = Records.Payload(entry.Key, place);
        var cursor = new ByteCursor(payload, payload.Length, place);
        return new ObjectReader(cursor, Streamers, entry.Key.KeyLength).Read(entry.Key.ClassName);
    }

    /// <summary>A tree by its path.</summary>
    /// <exception cref="RootException">There is none, or it is something else.</exception>
    public Tree Tree(string path) => Typed<Tree>(path, "a tree");

    /// <summary>An RNTuple by its path.</summary>
    /// <exception cref="RootException">There is none, or it is something else.</exception>
    public Ntuple Ntuple(string path) => Typed<Ntuple>(path, "an RNTuple");

    /// <summary>A histogram of one, two or three dimensions by its path; not a profile.</summary>
    /// <exception cref="RootException">There is none, or it is something else.</exception>
    public Histogram Histogram(string path) => Typed<Histogram>(path, "a histogram");

    private T Typed<T>(string path, string what) => this[path] is T value
        ? value
        : throw new RootException(Records.Place(path), 0, $"an object of class {Find(path).Key.ClassName}", $"{what} is needed here");

    // Files without descriptions are met: the built-in layouts stand in.
    private StreamerCatalog ReadStreamers()
    {
        if (_header.InfoSeek <= 0 || _header.InfoLength <= 0) return BuiltInLayouts.Catalog;
        RootPlace place = Records.Place("descriptions of classes");
        RootKey key = RootKey.Decode(Records.Cursor(_header.InfoSeek, _header.InfoLength, place));
        byte[] payload = Records.Payload(_header.InfoSeek + key.KeyLength, key.PayloadLength, key.ObjectLength, place);
        var reader = new ObjectReader(new ByteCursor(payload, payload.Length, place), BuiltInLayouts.Catalog, key.KeyLength);
        return new StreamerCatalog(reader.ReadLayouts(), BuiltInLayouts.Catalog);
    }
}
