using Wilks.Formats.Toys;
using Wilks.Inference;

namespace Wilks.Cli.Toys;

/// <summary>Writes the toys of a run to its file as they are made, after what the file held before.</summary>
internal sealed class ToyStore(string path, UInt128 fingerprint, ToyTestOptions options, bool resumes) : IDisposable
{
    private ToyFileWriter? _writer;
    private ToyBlock[] _known = [];

    /// <summary>How many bytes of the file that is gone on with were damaged.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Whether the file is there.</summary>
    public bool IsBegun => _writer is not null;

    /// <summary>Options that begin the file, know what it holds and append to it.</summary>
    public ToyTestOptions Attach(ToyTestOptions plain) => plain with { Prepared = Begin, Known = Known(), BlockDone = block => _writer!.Append(block) };

    public void Dispose() => _writer?.Dispose();

    // Asked for after Begin has read the file.
    private IEnumerable<ToyBlock> Known()
    {
        foreach (ToyBlock block in _known) yield return block;
    }

    private void Begin(ToyExperiment experiment)
    {
        var header = new ToyFileHeader { Fingerprint = fingerprint, Experiment = experiment, Toys = options.Toys, BackgroundToys = options.BackgroundToys ?? options.Toys, Shard = options.Shard };
        if (resumes && File.Exists(path))
        {
            ToyFile file = ToyFile.Read(path);
            ToyFileMerge.Require(file.Header, path, header, "this command");
            DamagedBytes = file.DamagedBytes;
            _known = [.. file.Blocks];
        }

        _writer = ToyFileWriter.Begin(path, header, _known);
    }
}
