using System.Buffers.Binary;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>The messages of an Arrow file or stream: the schema, and where batches stand.</summary>
internal sealed record ArrowMessages(ArrowSchema Schema, IReadOnlyList<ArrowPlace> Batches, IReadOnlyList<ArrowPlace> Dictionaries)
{
    private const int SchemaMessage = 1;
    private const int DictionaryMessage = 2;
    private const int BatchMessage = 3;
    private const int Tail = 10;

    /// <summary>Reads the footer of a file.</summary>
    public static ArrowMessages ReadFile(ByteSource source)
    {
        if (source.Length < 8 + Tail) throw source.Damaged("it is too short for an Arrow file");
        byte[] tail = source.Read(source.Length - Tail, Tail);
        if (!tail.AsSpan(4).SequenceEqual("ARROW1"u8)) throw source.Damaged(source.Length - 6, "an Arrow file ends with 'ARROW1'; the file was not written to its end");
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length < 0 || length > source.Length - Tail) throw source.Damaged(source.Length - Tail, $"a footer of {length} bytes is declared");

        var footer = FlatTable.Root(source.Read(source.Length - Tail - length, length));
        var schema = new ArrowSchema(footer.Table(1));
        ArrowPlace[] dictionaries = [.. Blocks(source, footer.Words(2, 3), 0)];
        return new ArrowMessages(schema, [.. Blocks(source, footer.Words(3, 3), dictionaries.Length)], dictionaries);
    }

    /// <summary>Walks over a stream, message by message.</summary>
    public static ArrowMessages ReadStream(ByteSource source)
    {
        ArrowSchema? schema = null;
        var batches = new List<ArrowPlace>();
        var dictionaries = new List<ArrowPlace>();
        for (long at = 0; at < source.Length;)
        {
            (long start, int length) = Head(source, at);
            if (length == 0) break;
            var message = FlatTable.Root(source.Read(start, length));
            long body = message.Int64(3);
            if (body < 0 || body > source.Length - start - length) throw source.Damaged(start, $"a body of {body} bytes is declared");
            switch (message.Int8(1))
            {
                case SchemaMessage: schema = new ArrowSchema(message.Table(2)); break;
                case DictionaryMessage: dictionaries.Add(new ArrowPlace(start, length, message.Table(2).Table(1).Int64(0), 0)); break;
                case BatchMessage: batches.Add(new ArrowPlace(start, length, Rows(source, start, message.Table(2)), dictionaries.Count)); break;
                default: throw source.Damaged(start, $"a message of kind {message.Int8(1)} is declared");
            }
            at = start + length + body;
        }
        return new ArrowMessages(schema ?? throw source.Damaged("the stream has no schema"), batches, dictionaries);
    }

    /// <summary>The message at a place, and where its body begins.</summary>
    public static (FlatTable Message, long Body) Open(ByteSource source, ArrowPlace place) =>
        (FlatTable.Root(source.Read(place.MetadataOffset, place.MetadataLength)), place.MetadataOffset + place.MetadataLength);

    // Blocks are an offset, a length of metadata (the upper half of the word is padding), a length of the body.
    private static IEnumerable<ArrowPlace> Blocks(ByteSource source, long[] words, int dictionaries)
    {
        for (int i = 0; i < words.Length; i += 3)
        {
            (long start, int length) = Head(source, words[i]);
            var message = FlatTable.Root(source.Read(start, length));
            FlatTable batch = message.Int8(1) == DictionaryMessage ? message.Table(2).Table(1) : message.Table(2);
            yield return new ArrowPlace(start, length, Rows(source, start, batch), dictionaries);
        }
    }

    private static long Rows(ByteSource source, long at, FlatTable batch)
    {
        long rows = batch.Int64(0);
        if (rows is < 0 or > 1L << 48) throw source.Damaged(at, $"a batch of {rows} rows is declared");
        return rows;
    }

    // Before version 0.15 the marker was missing.
    private static (long Start, int Length) Head(ByteSource source, long at)
    {
        int first = BinaryPrimitives.ReadInt32LittleEndian(source.Read(at, 4));
        long start = first == -1 ? at + 8 : at + 4;
        int length = first == -1 ? BinaryPrimitives.ReadInt32LittleEndian(source.Read(at + 4, 4)) : first;
        if (length < 0 || length > source.Length - start) throw source.Damaged(at, $"a message of {length} bytes is declared");
        return (start, length);
    }
}
