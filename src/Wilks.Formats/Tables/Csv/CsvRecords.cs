using System.IO.Compression;

namespace Wilks.Formats.Tables.Csv;

/// <summary>A field of the current record: where it stands in the buffer, and whether it was quoted.</summary>
internal readonly record struct CsvField(int Start, int Length, bool IsQuoted, bool HasEscapes);

/// <summary>Reads records of separated text (RFC 4180) from a file, plain or gzip, one by one.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int FirstBuffer = 1 << 20;
    private const int LongestRecord = 1 << 26;

    private readonly string _name;
    private readonly byte _separator;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[FirstBuffer + CsvScanner.Padding];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private long _bufferOffset;
    private CsvField[] _fields = new CsvField[64];

    /// <param name="source">The file.</param>
    /// <param name="separator">What separates fields.</param>
    /// <param name="offset">Where to begin, at the start of a record; only for plain files.</param>
    /// <param name="line">The line there, from 1.</param>
    public CsvRecords(ByteSource source, byte separator, long offset = 0, long line = 1)
    {
        _name = source.Name;
        _separator = separator;
        NextLine = line;
        Stream stream = source.OpenStream();
        stream.Position = offset;
        _bufferOffset = offset;
        _stream = IsGzip(source) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        if (offset == 0 && Ensure(3) && _buffer.AsSpan(_start).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _start += 3;
    }

    /// <summary>The line where the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The line where the next record begins.</summary>
    public long NextLine { get; private set; }

    /// <summary>Where the next record begins in the decompressed text.</summary>
    public long NextOffset => _bufferOffset + _start;

    public int FieldCount { get; private set; }

    public static bool IsGzip(ByteSource source) => source.Head(2) is [0x1F, 0x8B];

    public CsvField Field(int index) => _fields[index];

    /// <summary>The bytes of a field, escapes as they stand.</summary>
    public ReadOnlySpan<byte> Bytes(int index)
    {
        CsvField field = _fields[index];
        return _buffer.AsSpan(field.Start, field.Length);
    }

    /// <summary>The bytes of a field, doubled quotes undone.</summary>
    public ReadOnlySpan<byte> Unescaped(int index)
    {
        ReadOnlySpan<byte> bytes = Bytes(index);
        if (!_fields[index].HasEscapes) return bytes;
        byte[] plain = new byte[bytes.Length];
        int count = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            plain[count++] = bytes[i];
            if (bytes[i] == '"') i++;
        }
        return plain.AsSpan(0, count);
    }

    /// <summary>Moves to the next record, over comments and empty lines; false at the end.</summary>
    public bool Next()
    {
        while (true)
        {
            if (_start == _end && !Fill()) return false;
            int next;
            if (_buffer[_start] == '#')
            {
                next = EndOfLine();
                if (next < 0)
                {
                    if (!Fill()) return false;
                    continue;
                }
                NextLine++;
                _start = next;
                continue;
            }
            Line = NextLine;
            long lines = 0;
            next = Scan(ref lines);
            if (next < 0)
            {
                Fill();
                continue;
            }
            NextLine += lines;
            _start = next;
            if (FieldCount > 1 || _fields[0].Length > 0 || _fields[0].IsQuoted) return true;
        }
    }

    public void Dispose() => _stream.Dispose();

    private int EndOfLine()
    {
        int feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        return feed >= 0 ? _start + feed + 1 : _isAtEnd ? _end : -1;
    }

    // Divides the record at _start; the place behind it, or −1 when its end is not in the buffer.
    private int Scan(ref long lines)
    {
        FieldCount = 0;
        var scanner = new CsvScanner(_buffer, _start, _end, _separator);
        int field = _start;
        while (true)
        {
            int at = scanner.Next();
            if (at < _end && _buffer[at] == '"')
            {
                // A quote inside an unquoted field is a letter like others.
                if (at != field) continue;
                at = ScanQuoted(ref scanner, field, ref lines);
                if (at < 0) return -1;
            }
            else if (at == _end && !_isAtEnd)
            {
                return -1;
            }
            else
            {
                bool isLast = at == _end || _buffer[at] == '\n';
                int length = at - field;
                if (isLast && length > 0 && _buffer[at - 1] == '\r') length--;
                Add(new CsvField(field, length, false, false));
            }
            if (at == _end || _buffer[at] == '\n')
            {
                lines++;
                return Math.Min(at + 1, _end);
            }
            field = at + 1;
        }
    }

    // From an opening quote to the separator or line feed behind the closing one.
    private int ScanQuoted(ref CsvScanner scanner, int open, ref long lines)
    {
        bool hasEscapes = false;
        while (true)
        {
            int at = scanner.Next();
            if (at == _end)
            {
                if (_isAtEnd) throw new TableException($"'{_name}' line {Line}: a quote is opened and not closed. Close it, or double it if it is a letter.");
                return -1;
            }
            if (_buffer[at] == '\n') lines++;
            if (_buffer[at] != '"') continue;
            if (at + 1 == _end && !_isAtEnd) return -1;
            if (at + 1 < _end && _buffer[at + 1] == '"')
            {
                hasEscapes = true;
                scanner.Next();
                continue;
            }
            int next = at + 1;
            if (next < _end && _buffer[next] == '\r') next++;
            if (next == _end && !_isAtEnd) return -1;
            if (next < _end && _buffer[next] != '\n' && (_buffer[next] != _separator || next != at + 1))
            {
                throw new TableException($"'{_name}' line {Line + lines}: text follows a closing quote. Double the quotes inside a quoted field.");
            }
            Add(new CsvField(open + 1, at - open - 1, true, hasEscapes));
            return next < _end ? scanner.Next() : _end;
        }
    }

    private void Add(CsvField field)
    {
        if (FieldCount == _fields.Length) Array.Resize(ref _fields, 2 * _fields.Length);
        _fields[FieldCount++] = field;
    }

    private bool Ensure(int count)
    {
        while (_end - _start < count && Fill())
        {
        }
        return _end - _start >= count;
    }

    // Moves what is left to the front and reads more behind it; false when there is no more.
    private bool Fill()
    {
        if (_isAtEnd) return false;
        int left = _end - _start;
        if (left >= LongestRecord) throw new TableException($"'{_name}' line {Line}: a record is longer than {LongestRecord} bytes. Check for a quote that is not closed.");
        byte[] target = left > _buffer.Length / 2 ? new byte[(2 * _buffer.Length) - CsvScanner.Padding] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, left);
        _buffer = target;
        _bufferOffset += _start;
        (_start, _end) = (0, left);
        int read = _stream.ReadAtLeast(_buffer.AsSpan(_end, _buffer.Length - CsvScanner.Padding - _end), 1, throwOnEndOfStream: false);
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }
}
