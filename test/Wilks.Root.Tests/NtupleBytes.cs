using System.Text;

namespace Wilks.Root.Tests;

/// <summary>The pieces of an RNTuple's envelopes, after the specification: little-endian numbers, text, frames.</summary>
internal static class NtupleBytes
{
    public static byte[] Envelope(EnvelopeKind kind, byte[] content)
    {
        byte[] body = Join(I64((long)kind | ((long)(content.Length + 16) << 16)), content);
        return Join(body, I64((long)XxHash3.Of(body)));
    }

    public static byte[] Field(int parent, short role, int repetition, string name, string type, int? projected = null)
    {
        short flags = (short)((repetition > 0 ? 1 : 0) | (projected is null ? 0 : 2));
        return Record(Join(I32(0), I32(0), I32(parent), I16(role), I16(flags), Text(name), Text(type), Text(""), Text(""), repetition > 0 ? I64(repetition) : [], projected is { } source ? I32(source) : []));
    }

    public static byte[] PageList(ulong checksum, byte[][] summaries, byte[][] clusters) => Envelope(EnvelopeKind.PageList, Join(I64((long)checksum), List(summaries), List(clusters)));

    public static byte[] Summary(long first, long count) => Record(Join(I64(first), I64(count)));

    public static byte[] Group(long first, long count, int clusters, byte[] pageList, long seek) => Record(Join(I64(first), I64(count), I32(clusters), I64(pageList.Length), I32(pageList.Length), I64(seek)));

    /// <summary>The object that a key holds: where header and footer are.</summary>
    public static byte[] Anchor(long headerSeek, int headerLength, long footerSeek, int footerLength)
    {
        long[] values = [headerSeek, headerLength, headerLength, footerSeek, footerLength, footerLength, 1 << 30];
        byte[] members = [0, 1, 0, 0, 0, 0, 0, 0, .. values.SelectMany(Reversed)];
        return Join([0x40, 0, 0, 66, 0, 2], members, Reversed((long)XxHash3.Of(members)));
    }

    public static byte[] Record(byte[] content) => Framed(content, isList: false);

    public static byte[] List(byte[][] items) => Framed(Join(I32(items.Length), Join(items)), isList: true);

    public static byte[] Framed(byte[] content, bool isList) => Join(I64(isList ? -(content.Length + 8) : content.Length + 8), content);

    public static byte[] Text(string text) => Join(I32(Encoding.UTF8.GetByteCount(text)), Encoding.UTF8.GetBytes(text));

    public static byte[] I16(short value) => [.. BitConverter.GetBytes(value)];

    public static byte[] I32(int value) => [.. BitConverter.GetBytes(value)];

    public static byte[] I64(long value) => [.. BitConverter.GetBytes(value)];

    public static byte[] F64(double value) => [.. BitConverter.GetBytes(value)];

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Reversed(long value) => [.. BitConverter.GetBytes(value).Reverse()];
}
