using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wilks.Formats.Tables.Arrow;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Arrow messages put together buffer by buffer, for types that no writer at hand makes.</summary>
internal sealed class ArrowDraft(int endianness, params FlatDraft[] fields)
{
    private const int Version5 = 4;
    private readonly List<byte> _messages = [];
    private readonly List<long> _dictionaries = [];
    private readonly List<long> _batches = [];

    public ArrowDraft(params FlatDraft[] fields)
        : this(0, fields)
    {
    }

    /// <summary>The numbers of Schema.fbs.</summary>
    public static FlatDraft Field(string name, ArrowKind kind, FlatDraft? type = null, FlatDraft[]? children = null, FlatDraft? dictionary = null)
    {
        FlatDraft field = new FlatDraft().Text(0, name).Boolean(1, true).Int8(2, (int)kind).Table(3, type ?? new FlatDraft()).Tables(5, children ?? []);
        return dictionary is null ? field : field.Table(4, dictionary);
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    public ArrowDraft Batch(int rows, long[] nodes, byte[][] buffers, long[]? variadic = null)
    {
        (FlatDraft batch, byte[] body) = Describe(rows, nodes, buffers, variadic);
        Add(3, batch, body, _batches);
        return this;
    }

    public ArrowDraft Dictionary(long id, bool isDelta, int rows, long[] nodes, byte[][] buffers)
    {
        (FlatDraft batch, byte[] body) = Describe(rows, nodes, buffers, null);
        Add(2, new FlatDraft().Int64(0, id).Table(1, batch).Boolean(2, isDelta), body, _dictionaries);
        return this;
    }

    public byte[] ToStream() => [.. Message(1, Schema(), []), .. _messages, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

    public byte[] ToFile()
    {
        byte[] start = [.. "ARROW1\0\0"u8, .. Message(1, Schema(), [])];
        byte[] footer = new FlatDraft().Int16(0, Version5).Table(1, Schema()).Words(2, Moved(_dictionaries, start.Length), 3).Words(3, Moved(_batches, start.Length), 3).ToArray();
        return [.. start, .. _messages, .. footer, .. BitConverter.GetBytes(footer.Length), .. "ARROW1"u8];
    }

    private static long[] Moved(List<long> blocks, int by) => [.. blocks.Select((word, i) => i % 3 == 0 ? word + by : word)];

    private FlatDraft Schema() => new FlatDraft().Int16(0, endianness).Tables(1, fields);

    private static (FlatDraft Batch, byte[] Body) Describe(int rows, long[] nodes, byte[][] buffers, long[]? variadic)
    {
        var body = new List<byte>();
        var places = new List<long>();
        foreach (byte[] buffer in buffers)
        {
            places.AddRange([body.Count, buffer.Length]);
            body.AddRange(buffer);
            while (body.Count % 8 != 0) body.Add(0);
        }
        FlatDraft batch = new FlatDraft().Int64(0, rows).Words(1, nodes, 2).Words(2, places, 2);
        return (variadic is null ? batch : batch.Words(4, variadic, 1), [.. body]);
    }

    private void Add(int kind, FlatDraft header, byte[] body, List<long> blocks)
    {
        byte[] message = Message(kind, header, body);
        blocks.AddRange([_messages.Count, message.Length - body.Length, body.Length]);
        _messages.AddRange(message);
    }

    private static byte[] Message(int kind, FlatDraft header, byte[] body)
    {
        byte[] metadata = new FlatDraft().Int16(0, Version5).Int8(1, kind).Table(2, header).Int64(3, body.Length).ToArray();
        Array.Resize(ref metadata, (metadata.Length + 7) / 8 * 8);
        byte[] head = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), metadata.Length);
        return [.. head, .. metadata, .. body];
    }
}
