using System.Buffers.Binary;
using System.Text;

namespace Wilks.Root;

/// <summary>Gathers big-endian numbers.</summary>
internal sealed class ByteWriter
{
    private const int ShortString = 255;
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Room for <paramref name="count"/> more bytes, which count as written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(Length + count, 2 * _bytes.Length));
        Span<byte> room = _bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }

    public void U8(int value) => Reserve(1)[0] = (byte)value;

    public void I16(int value) => BinaryPrimitives.WriteInt16BigEndian(Reserve(2), (short)value);

    public void I32(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

    public void U32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void I64(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void String(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        U8(Math.Min(bytes.Length, ShortString));
        if (bytes.Length >= ShortString) I32(bytes.Length);
        Bytes(bytes);
    }

    /// <summary>Numbers as the file has them.</summary>
    public void Numbers(Array values, NumberKind kind)
    {
        ReadOnlySpan<byte> memory = kind.Bytes(values);
        kind.Convert(memory, Reserve(memory.Length));
    }

    /// <summary>Writes over what was written at <paramref name="position"/>.</summary>
    public void SetU32(int position, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(position, 4), value);
}
