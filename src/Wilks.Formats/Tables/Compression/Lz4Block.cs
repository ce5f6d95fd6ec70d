using K4os.Compression.LZ4;

namespace Wilks.Formats.Tables.Compression;

/// <summary>Decodes LZ4 blocks with the library that ROOT files are read with, too.</summary>
internal static class Lz4Block
{
    /// <summary>How far back a match may reach.</summary>
    private const int Window = 1 << 16;

    /// <summary>Decodes one block; matches may reach back into what was decoded before.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Where to write.</param>
    /// <param name="start">Where in the target this block begins.</param>
    /// <returns>The position in the target behind the last byte.</returns>
    /// <exception cref="InvalidDataException">The block is damaged or longer than the target.</exception>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target, int start = 0)
    {
        if (source.IsEmpty) throw Damaged();
        int count = LZ4Codec.Decode(source, target[start..], target[Math.Max(0, start - Window)..start]);
        return count >= 0 ? start + count : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("LZ4 data is damaged");
}
