using Wilks.Inference;
using Wilks.Workspaces;

namespace Wilks.Formats.Toys;

/// <summary>What a file of toys says about the experiment its toys belong to.</summary>
public sealed record ToyFileHeader
{
    /// <summary>A fingerprint of all that defines the likelihood and the data, see <see cref="ToyFingerprint"/>.</summary>
    public required UInt128 Fingerprint { get; init; }

    /// <summary>What was tested.</summary>
    public required ToyExperiment Experiment { get; init; }

    /// <summary>How many toys of the tested hypothesis the experiment has in all shards.</summary>
    public required int Toys { get; init; }

    /// <summary>How many toys of the alternative it has in all shards.</summary>
    public required int BackgroundToys { get; init; }

    /// <summary>The part that this file is meant to hold.</summary>
    public required ToyShard Shard { get; init; }

    /// <summary>Empty columns for the toys that the file is meant to hold.</summary>
    public ToySample EmptySample() => ToySample.Empty(Toys, BackgroundToys, Shard);
}

/// <summary>A file of toys that was read.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Blocks">Its blocks that are whole.</param>
/// <param name="DamagedBytes">How many bytes do not belong to a whole block: a block that was cut off, or changed.</param>
public sealed record ToyFile(ToyFileHeader Header, IReadOnlyList<ToyBlock> Blocks, long DamagedBytes)
{
    /// <summary>Reads a file; damaged blocks are left out and counted.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WorkspaceException">It can't be opened (<c>WK601</c>), or is not such a file or of another version, or its header is damaged (<c>WK602</c>).</exception>
    public static ToyFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ToyFileErrors.Refusal("WK601", $"'{path}' can't be read: {exception.Message}", "Check the name and the permissions.");
        }

        ToyFileHeader header = ToyFileCodec.ReadHeader(bytes, path, out int position);
        var blocks = new List<ToyBlock>();
        long damaged = 0;
        while (position < bytes.Length)
        {
            if (ToyFileCodec.TryReadBlock(bytes.AsSpan(position), out ToyBlock? block, out int length))
            {
                blocks.Add(block);
                position += length;
            }
            else
            {
                // Looks for the next whole block byte by byte: a damaged one does not take those behind it along.
                damaged++;
                position++;
            }
        }

        return new ToyFile(header, blocks, damaged);
    }

    /// <summary>The toys of the file in the columns of its part of the experiment.</summary>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="WorkspaceException">Two blocks hold the same toy with different values (<c>WK604</c>).</exception>
    public ToySample ToSample(string path)
    {
        ToySample sample = Header.EmptySample();
        PutInto(sample, path);
        return sample;
    }

    /// <summary>Puts the toys of the file into columns.</summary>
    /// <param name="sample">The columns.</param>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="WorkspaceException">A toy is there already with another value (<c>WK604</c>).</exception>
    public void PutInto(ToySample sample, string path)
    {
        ArgumentNullException.ThrowIfNull(sample);
        foreach (ToyBlock block in Blocks)
        {
            if (sample[block.Ensemble].Put(block)) continue;
            throw ToyFileErrors.Refusal("WK604", $"'{path}' holds toys between the indices {block.First} and {block.First + block.Count - 1} ({block.Ensemble}) that are there already with other values.", "They come from another version or another kind of machine; make the toys again with one of them.");
        }
    }
}

/// <summary>The errors of files of toys.</summary>
internal static class ToyFileErrors
{
    public static WorkspaceException Refusal(string code, string message, string hint) => new([new Diagnostic(code, Severity.Error, default, message, hint)]);
}
