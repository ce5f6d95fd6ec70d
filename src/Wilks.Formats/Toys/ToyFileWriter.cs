using Wilks.Formats.Files;
using Wilks.Inference;
using Wilks.Workspaces;

namespace Wilks.Formats.Toys;

/// <summary>Writes a file of toys block by block. A run that is killed leaves whole blocks and at most one that is cut off, which readers leave out.</summary>
public sealed class ToyFileWriter : IDisposable
{
    // Toys that are written again lie in blocks of this many.
    private const int RewrittenBlock = 4096;

    private readonly FileStream _stream;

    private ToyFileWriter(FileStream stream) => _stream = stream;

    /// <summary>Begins a file with toys that are known already, in the place of one that may be there, and leaves it open for more.</summary>
    /// <param name="path">The file. It is replaced by the header and the known toys whole or not at all.</param>
    /// <param name="header">What the toys belong to.</param>
    /// <param name="known">Toys that are known.</param>
    /// <exception cref="WorkspaceException">The file can't be written (<c>WK510</c>, <c>WK511</c>).</exception>
    public static ToyFileWriter Begin(string path, ToyFileHeader header, IEnumerable<ToyBlock> known)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(known);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(ToyFileCodec.Header(header));
            foreach (ToyBlock block in known) stream.Write(ToyFileCodec.Block(block));
        });
        return new ToyFileWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">The file; it is replaced whole or not at all.</param>
    /// <param name="header">What the toys belong to.</param>
    /// <param name="sample">The toys.</param>
    /// <exception cref="WorkspaceException">The file can't be written (<c>WK510</c>, <c>WK511</c>).</exception>
    public static void Write(string path, ToyFileHeader header, ToySample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        using ToyFileWriter writer = Begin(path, header, [.. sample.Tested.Blocks(RewrittenBlock), .. sample.Alternative.Blocks(RewrittenBlock)]);
    }

    /// <summary>Appends a block in one piece.</summary>
    /// <param name="block">The block.</param>
    public void Append(ToyBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _stream.Write(ToyFileCodec.Block(block));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
