using System.Buffers.Binary;
using System.IO.Compression;
using ZstdSharp;

namespace Wilks.Formats.Tables.Compression;

/// <summary>How bytes of a file are compressed.</summary>
internal enum Codec
{
    None,
    Snappy,
    Gzip,
    Brotli,
    Zstd,
    Lz4Block,
    Lz4Hadoop,
    Lz4Frame,
}

/// <summary>Decompresses blocks whose length is declared beside them; absurd declarations are refused before memory is taken.</summary>
internal static class Decompressor
{
    /// <summary>The most that one block may hold, 1 GiB.</summary>
    public const int Largest = 1 << 30;

    private const int AlwaysAllowed = 1 << 20;

    /// <summary>Decompresses a block into an array of the declared length.</summary>
    /// <exception cref="InvalidDataException">The block is damaged, of another length, or its declared length can't be true.</exception>
    public static byte[] Decode(Codec codec, ReadOnlySpan<byte> source, long declared)
    {
        if (declared < 0 || declared > Largest) throw new InvalidDataException($"a block of {declared} bytes is declared; at most {Largest} are read");
        if (declared > AlwaysAllowed && declared > (long)(source.Length + 1) * HighestRatio(codec))
        {
            throw new InvalidDataException($"{source.Length} bytes can't hold the {declared} that are declared");
        }
        byte[] target = GC.AllocateUninitializedArray<byte>((int)declared);
        Decode(codec, source, target);
        return target;
    }

    // The formats' own bounds; a run of Zstandard takes 4 bytes for 131,072, and Brotli, which has no bound, gets the same.
    private static int HighestRatio(Codec codec) => codec switch
    {
        Codec.None => 1,
        Codec.Snappy => 24,
        Codec.Gzip => 1033,
        Codec.Lz4Block or Codec.Lz4Hadoop or Codec.Lz4Frame => 256,
        _ => 40_000,
    };

    private static void Decode(Codec codec, ReadOnlySpan<byte> source, Span<byte> target)
    {
        switch (codec)
        {
            case Codec.None:
                if (source.Length != target.Length) throw WrongLength(source.Length, target.Length);
                source.CopyTo(target);
                break;
            case Codec.Snappy:
                Snappy.Decode(source, target);
                break;
            case Codec.Gzip:
                Inflate(source, target);
                break;
            case Codec.Brotli:
                if (!BrotliDecoder.TryDecompress(source, target, out int brotli) || brotli != target.Length) throw new InvalidDataException("Brotli data is damaged");
                break;
            case Codec.Zstd:
                Zstd(source, target);
                break;
            case Codec.Lz4Block:
                int lz4 = Lz4Block.Decode(source, target);
                if (lz4 != target.Length) throw WrongLength(lz4, target.Length);
                break;
            case Codec.Lz4Hadoop:
                Hadoop(source, target);
                break;
            default:
                Lz4Frame.Decode(source, target);
                break;
        }
    }

    private static unsafe void Inflate(ReadOnlySpan<byte> source, Span<byte> target)
    {
        fixed (byte* bytes = source)
        {
            using var compressed = new UnmanagedMemoryStream(bytes, source.Length);
            using var unzipped = new GZipStream(compressed, CompressionMode.Decompress);
            int count = unzipped.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            if (count != target.Length || unzipped.ReadByte() >= 0) throw WrongLength(count, target.Length);
        }
    }

    private static void Zstd(ReadOnlySpan<byte> source, Span<byte> target)
    {
        try
        {
            using var decompressor = new ZstdSharp.Decompressor();
            int count = decompressor.Unwrap(source, target);
            if (count != target.Length) throw WrongLength(count, target.Length);
        }
        catch (ZstdException exception)
        {
            throw new InvalidDataException($"Zstandard data is damaged ({exception.Message})", exception);
        }
    }

    // Old writers put big-endian lengths before raw LZ4 blocks, or nothing, or a frame, all under one name.
    private static void Hadoop(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length >= 8 && BinaryPrimitives.ReadInt32BigEndian(source) is int whole && whole == target.Length && BinaryPrimitives.ReadInt32BigEndian(source[4..]) == source.Length - 8)
        {
            Decode(Codec.Lz4Block, source[8..], target);
        }
        else
        {
            Decode(source.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) ? Codec.Lz4Frame : Codec.Lz4Block, source, target);
        }
    }

    private static InvalidDataException WrongLength(int found, int declared) => new($"a block has {found} bytes where {declared} are declared");
}
