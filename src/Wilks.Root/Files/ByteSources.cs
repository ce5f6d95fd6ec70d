using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Wilks.Root;

/// <summary>A file, read at offsets without a shared position.</summary>
internal sealed class FileByteSource : IByteSource
{
    private readonly SafeFileHandle _handle;

    public FileByteSource(string path)
    {
        _handle = File.OpenHandle(path, options: FileOptions.RandomAccess);
        Name = path;
        Length = RandomAccess.GetLength(_handle);
    }

    public string Name { get; }

    public long Length { get; }

    public void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_handle, destination, offset);
            if (read == 0) throw new EndOfStreamException($"{Name} ended at byte {offset}");
            destination = destination[read..];
            offset += read;
        }
    }

    public void Dispose() => _handle.Dispose();
}

/// <summary>A file that is in memory already.</summary>
internal sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes, string name) : IByteSource
{
    public string Name => name;

    public long Length => bytes.Length;

    public void Read(long offset, Span<byte> destination) => bytes.Span.Slice(checked((int)offset), destination.Length).CopyTo(destination);

    public void Dispose()
    {
    }
}

/// <summary>A stream that can seek; it has one position, so readers take turns.</summary>
internal sealed class StreamByteSource(Stream stream, string name, bool leaveOpen) : IByteSource
{
    private readonly Lock _turn = new();

    public string Name => name;

    public long Length { get; } = stream.CanSeek ? stream.Length : throw new ArgumentException("The stream can't seek; copy it into memory first.", nameof(stream));

    public void Read(long offset, Span<byte> destination)
    {
        lock (_turn)
        {
            stream.Position = offset;
            stream.ReadExactly(destination);
        }
    }

    public void Dispose()
    {
        if (!leaveOpen) stream.Dispose();
    }
}

/// <summary>A file mapped into memory: no system call per read.</summary>
internal sealed class MappedByteSource : IByteSource
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public MappedByteSource(string path)
    {
        Name = path;
        Length = new FileInfo(path).Length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
    }

    public string Name { get; }

    public long Length { get; }

    public void Read(long offset, Span<byte> destination) => _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, destination);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
