namespace Wilks.Root;

/// <summary>Bytes by offset: a file, memory, a stream. Reading is safe from several threads at once.</summary>
public interface IByteSource : IDisposable
{
    /// <summary>The name in messages.</summary>
    string Name { get; }

    /// <summary>The number of bytes.</summary>
    long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on; the caller keeps within <see cref="Length"/>.</summary>
    /// <exception cref="EndOfStreamException">There are fewer bytes than <see cref="Length"/> said.</exception>
    void Read(long offset, Span<byte> destination);
}
