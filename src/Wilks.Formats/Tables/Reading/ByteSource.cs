using Microsoft.Win32.SafeHandles;

namespace Wilks.Formats.Tables;

/// <summary>The bytes of a file, read at any place by several threads at once.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly byte[] _bytes = [];

    private ByteSource(string name, SafeFileHandle file)
    {
        Name = name;
        _file = file;
        Length = RandomAccess.GetLength(file);
    }

    /// <summary>Bytes in memory.</summary>
    public ByteSource(string name, byte[] bytes)
    {
        Name = name;
        _bytes = bytes;
        Length = bytes.Length;
    }

    /// <summary>The path in messages.</summary>
    public string Name { get; }

    public long Length { get; }

    /// <exception cref="TableException">The file is not there or may not be read.</exception>
    public static ByteSource Open(string path)
    {
        if (Directory.Exists(path)) throw new TableException($"'{path}' is a directory; expected a file. Name the files in it, such as '{path.TrimEnd('/')}/*.parquet'.");
        try
        {
            return new ByteSource(path, File.OpenHandle(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"'{path}' doesn't exist. Check the spelling and the folder.", exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or NotSupportedException or ArgumentException)
        {
            throw new TableException($"'{path}' can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Fills the target from an offset.</summary>
    /// <exception cref="TableException">The file ends before.</exception>
    public void Read(long offset, Span<byte> target)
    {
        if (offset < 0 || offset > Length || target.Length > Length - offset)
        {
            throw Damaged(offset, $"{target.Length} bytes are expected there, but the file has {Length} in all");
        }
        if (_file is null)
        {
            _bytes.AsSpan((int)offset, target.Length).CopyTo(target);
            return;
        }
        while (target.Length > 0)
        {
            int count = RandomAccess.Read(_file, target, offset);
            if (count == 0) throw Damaged(offset, "the file became shorter while it was read");
            offset += count;
            target = target[count..];
        }
    }

    /// <summary>Some bytes; asked for after a check of the length, so that no claim of a file makes a large array.</summary>
    public byte[] Read(long offset, long count)
    {
        if (count < 0 || offset < 0 || offset > Length || count > Length - offset || count > Array.MaxLength)
        {
            throw Damaged(offset, $"{count} bytes are expected there, but the file has {Length} in all");
        }
        byte[] bytes = new byte[count];
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>The first bytes, at most so many.</summary>
    public byte[] Head(int most) => Read(0, Math.Min(most, Length));

    /// <summary>A stream of its own position.</summary>
    public Stream OpenStream() => new ByteSourceStream(this);

    /// <summary>The exception for content that contradicts the format.</summary>
    public TableException Damaged(long offset, string found) => new($"'{Name}' is damaged at byte {offset}: {found}. Fetch or write the file again.");

    /// <summary>The exception for content that contradicts the format at no single place.</summary>
    public TableException Damaged(string found, Exception? inner = null) => new($"'{Name}' is damaged: {found}. Fetch or write the file again.", inner);

    public void Dispose() => _file?.Dispose();
}
