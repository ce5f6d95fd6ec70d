using System.Buffers.Binary;
using System.Collections.Concurrent;
using K4os.Compression.LZ4;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace Wilks.Root;

/// <summary>The decoders of one thread; rented, so that their tables are made once and not per basket.</summary>
internal sealed class Decoders : IDisposable
{
    private const int Lz4ChecksumLength = 8;
    private static readonly ConcurrentBag<Decoders> s_idle = [];

    private readonly Inflater _zlib = new();
    private Decompressor? _zstd;

    public static Decoders Rent() => s_idle.TryTake(out Decoders? decoders) ? decoders : new Decoders();

    public void Dispose() => s_idle.Add(this);

    /// <summary>Decodes one block, which must have the length that its header says. What lies behind it in <paramref name="room"/> may be overwritten.</summary>
    public void Decode(BlockHeader header, ReadOnlySpan<byte> stored, Span<byte> room, RootPlace place, long offset)
    {
        Span<byte> destination = room[..header.Length];
        int written;
        try
        {
            written = header.Method switch
            {
                BlockMethod.Zlib => _zlib.Decode(stored, room),
                BlockMethod.Xz => Xz(stored, destination),
                BlockMethod.Lz4 => Lz4(stored, destination, place, offset),
                _ => (_zstd ??= new Decompressor()).Unwrap(stored, destination),
            };
        }
#pragma warning disable CA1031 // The decoders throw what they like; all of it means that the block is broken.
        catch (Exception exception) when (exception is not RootException and not OutOfMemoryException)
#pragma warning restore CA1031
        {
            _zstd?.Dispose();
            _zstd = null;
            throw new RootException(place, offset, $"a broken block of {header.Method} ({exception.Message.TrimEnd('.')})", "the file is damaged", exception);
        }
        if (written != destination.Length) throw new RootException(place, offset, $"a block of {header.Method} that holds {written} bytes", $"its header says {destination.Length}");
    }

    private static unsafe int Xz(ReadOnlySpan<byte> stored, Span<byte> destination)
    {
        fixed (byte* first = stored)
        {
            using var stream = new UnmanagedMemoryStream(first, stored.Length);
            using var xz = new XZStream(stream);
            return xz.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
    }

    private static int Lz4(ReadOnlySpan<byte> stored, Span<byte> destination, RootPlace place, long offset)
    {
        if (stored.Length < Lz4ChecksumLength) throw new RootException(place, offset, $"a block of {stored.Length} bytes", "LZ4 has a checksum of 8 bytes in front");
        ReadOnlySpan<byte> data = stored[Lz4ChecksumLength..];
        if (XxHash64.Of(data) != BinaryPrimitives.ReadUInt64BigEndian(stored)) throw new RootException(place, offset, "a block of LZ4 whose checksum is wrong", "the file is damaged");
        return LZ4Codec.Decode(data, destination);
    }
}
