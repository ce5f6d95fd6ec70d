namespace Wilks.Formats.Tables.Arrow;

/// <summary>Arrow's IPC files (Feather version 2) and streams.</summary>
internal sealed class ArrowFormat : ITableFormat
{
    public string Name => "Arrow";

    public IReadOnlyList<string> Extensions => [".feather", ".arrow", ".arrows", ".ipc"];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("ARROW1"u8) || head.StartsWith("FEA1"u8);

    public ITableReader Open(ByteSource source, TableOptions options)
    {
        byte[] head = source.Head(8);
        if (head.AsSpan().StartsWith("FEA1"u8)) throw new TableException($"'{source.Name}' is Feather of version 1, which is not read. Write it again with pyarrow 0.17 or newer.");
        ArrowMessages messages = head.AsSpan().StartsWith("ARROW1"u8) ? ArrowMessages.ReadFile(source) : ArrowMessages.ReadStream(source);
        return new ArrowTable(source, messages);
    }
}
