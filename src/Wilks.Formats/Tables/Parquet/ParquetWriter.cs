using ZstdSharp;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Writes Parquet: plain values, one page per chunk and column, Zstandard. All flat columns are optional, so that any row may lack a value.</summary>
internal sealed class ParquetWriter : ITableWriter
{
    private const int GroupRows = 1 << 20;
    private const long GroupBytes = 1 << 27;
    private const int CompressionLevel = 3;

    private readonly Stream _stream;
    private readonly IReadOnlyList<ColumnInfo> _columns;
    private readonly MemoryStream[] _pages;
    private readonly long[] _valueCounts;
    private readonly long[] _plainSizes;
    private readonly List<(long Rows, List<(long Offset, long Size, long PlainSize, long Values)> Columns)> _groups = [];
    private readonly Compressor _compressor = new(CompressionLevel);
    private long _position;
    private long _groupRows;
    private long _rows;

    public ParquetWriter(Stream stream, IReadOnlyList<ColumnInfo> columns)
    {
        _stream = stream;
        _columns = columns;
        _pages = [.. columns.Select(_ => new MemoryStream())];
        _valueCounts = new long[columns.Count];
        _plainSizes = new long[columns.Count];
        Put("PAR1"u8);
    }

    public void Write(TableChunk chunk)
    {
        for (int i = 0; i < _columns.Count; i++) WritePage(i, chunk.Columns[i], chunk.RowCount);
        _groupRows += chunk.RowCount;
        if (_groupRows >= GroupRows || _pages.Sum(pages => pages.Length) >= GroupBytes) FlushGroup();
    }

    public void Finish()
    {
        if (_groupRows > 0) FlushGroup();
        byte[] footer = new ParquetFooter(_columns, _rows, _groups).Encode();
        Put(footer);
        Put(BitConverter.GetBytes(footer.Length));
        Put("PAR1"u8);
    }

    public void Dispose() => _compressor.Dispose();

    private void WritePage(int index, ColumnData data, int rows)
    {
        PageContent content = PageContent.Of(data, rows);
        byte[] body = content.Bytes;
        ReadOnlySpan<byte> packed = _compressor.Wrap(body);
        var header = new ThriftWriter();
        header.Begin().Int32(1, 0).Int32(2, body.Length).Int32(3, packed.Length)
            .Begin(5).Int32(1, content.EntryCount).Int32(2, Encodings.Plain).Int32(3, Encodings.Runs).Int32(4, Encodings.Runs).End().End();
        byte[] head = header.ToArray();
        _pages[index].Write(head);
        _pages[index].Write(packed);
        _valueCounts[index] += content.EntryCount;
        _plainSizes[index] += head.Length + body.Length;
    }

    private void FlushGroup()
    {
        var columns = new List<(long, long, long, long)>();
        for (int i = 0; i < _columns.Count; i++)
        {
            columns.Add((_position, _pages[i].Length, _plainSizes[i], _valueCounts[i]));
            Put(_pages[i].GetBuffer().AsSpan(0, (int)_pages[i].Length));
            _pages[i].SetLength(0);
            (_valueCounts[i], _plainSizes[i]) = (0, 0);
        }
        _groups.Add((_groupRows, columns));
        _rows += _groupRows;
        _groupRows = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }
}
