using System.Text;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Writes Apache Thrift's compact protocol.</summary>
internal sealed class ThriftWriter
{
    private readonly List<byte> _bytes = [];
    private readonly Stack<int> _outer = new();
    private int _last;

    public byte[] ToArray() => _bytes.ToArray();

    public ThriftWriter Int32(int field, long value)
    {
        Head(field, 5);
        Signed(value);
        return this;
    }

    public ThriftWriter Int64(int field, long value)
    {
        Head(field, 6);
        Signed(value);
        return this;
    }

    public ThriftWriter Text(int field, string value)
    {
        Head(field, ThriftReader.Binary);
        RawText(value);
        return this;
    }

    public void RawText(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Unsigned((ulong)bytes.Length);
        _bytes.AddRange(bytes);
    }

    public void RawInteger(long value) => Signed(value);

    public void List(int field, int elementType, int count)
    {
        Head(field, ThriftReader.List);
        if (count < 15)
        {
            _bytes.Add((byte)((count << 4) | elementType));
            return;
        }
        _bytes.Add((byte)(0xF0 | elementType));
        Unsigned((ulong)count);
    }

    /// <summary>Begins a structure: a field of the current one, or with 0 an element of a list.</summary>
    public ThriftWriter Begin(int field = 0)
    {
        if (field > 0) Head(field, ThriftReader.Struct);
        _outer.Push(_last);
        _last = 0;
        return this;
    }

    public ThriftWriter End()
    {
        _bytes.Add(0);
        _last = _outer.Pop();
        return this;
    }

    private void Head(int field, int type)
    {
        _bytes.Add((byte)(((field - _last) << 4) | type));
        _last = field;
    }

    private void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    private void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
