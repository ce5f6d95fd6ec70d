using System.Buffers.Binary;
using System.Text;
using static Wilks.Root.Tests.NtupleBytes;

namespace Wilks.Root.Tests;

/// <summary>An RNTuple written by hand after the specification: fields of every role, two cluster groups, and a column that came after the first cluster.</summary>
internal sealed class NtupleDraft
{
    private readonly List<byte> _file = [];

    public static int[] Counts { get; } = [2, 0, 1, 3, 0];

    public static float[] Momenta { get; } = [1.5f, -2, 3, 4, 5, 6];

    public static string[] Names { get; } = ["a", "", "µ", "jet", "x"];

    public static double[] Values { get; } = [0.5, 1.5, 2.5, 3.5, 4.5];

    public static int[] Integers { get; } = [-1, 2, -3, 4, -5];

    public static bool[] Flags { get; } = [true, false, true, true, true];

    public static int[] Late { get; } = [0, 0, 0, 70, 80];

    public long HeaderSeek { get; private set; }

    /// <summary>Where the first page of the numbers is, to damage it.</summary>
    public long PageSeek { get; private set; }

    public byte[] Bytes { get; private set; } = [];

    public byte[] Anchor { get; private set; } = [];

    public static NtupleDraft Create()
    {
        NtupleDraft draft = new();
        draft.Write();
        return draft;
    }

    private void Write()
    {
        _file.AddRange(Fixtures.Create());
        byte[] header = Envelope(EnvelopeKind.Header, Join(I64(0), Text("events"), Text("by hand"), Text("test"), List(FieldRecords), List(ColumnRecords), List([]), List([])));
        ulong checksum = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(header.Length - 8));
        HeaderSeek = Put(header);
        byte[] first = PageList(checksum, [Summary(0, 3)], [List(FirstPages())]), second = PageList(checksum, [Summary(3, 2)], [List(SecondPages())]);
        byte[] groups = List([Group(0, 3, 1, first, Put(first)), Group(3, 2, 1, second, Put(second))]);
        byte[] extension = Record(Join(List([Field(9, 0, 0, "late", "std::int32_t")]), List([Column(0x07, 32, 9, 1, I64(3))]), List([]), List([])));
        byte[] footer = Envelope(EnvelopeKind.Footer, Join(I64(0), I64((long)checksum), extension, groups, List([])));
        long footerSeek = Put(footer);
        Bytes = [.. _file];
        Anchor = NtupleBytes.Anchor(HeaderSeek, header.Length, footerSeek, footer.Length);
    }

    private static byte[][] FieldRecords =>
    [
        Field(0, 0, 0, "x", "double"), Field(1, 0, 0, "n", "std::int32_t"), Field(2, 1, 0, "pt", "std::vector<float>"), Field(2, 0, 0, "_0", "float"),
        Field(4, 0, 0, "name", "std::string"), Field(5, 0, 2, "pair", "std::array<std::int16_t,2>"), Field(5, 0, 0, "_0", "std::int16_t"), Field(7, 2, 0, "point", "Point"), Field(7, 0, 0, "flag", "bool"),
    ];

    private static byte[][] ColumnRecords =>
    [
        Column(0x0D, 64, 0), Column(0x13, 32, 1), Column(0x1B, 64, 2), Column(0x18, 32, 3), Column(0x0E, 32, 4), Column(0x02, 8, 4), Column(0x05, 16, 6), Column(0x00, 1, 8),
    ];

    // x = 0.5, 1.5, 2.5 | 3.5, 4.5; n = -1, 2, -3 | 4, -5 folded to 1, 4, 5 | 8, 9; flag = 1, 0, 1 | 1, 1
    private byte[][] FirstPages() =>
    [
        Pages(2, Join(F64(0.5), F64(1.5)), 1, F64(2.5)), Pages(3, Split(4, I32(1), I32(4), I32(5))), Pages(3, Split(8, I64(2), I64(0), I64(1))), Pages(3, Split(4, F32(1.5f), F32(-2), F32(3))),
        Pages(3, Join(I32(1), I32(1), I32(3))), Pages(3, Encoding.UTF8.GetBytes("aµ")), Pages(6, Join(I16(0), I16(1), I16(2), I16(3), I16(4), I16(5))), Pages(3, [0b101]),
    ];

    private byte[][] SecondPages() =>
    [
        Pages(2, Join(F64(3.5), F64(4.5))), Pages(2, Split(4, I32(8), I32(9))), Pages(2, Split(8, I64(3), I64(0))), Pages(3, Split(4, F32(4), F32(5), F32(6))),
        Pages(2, Join(I32(3), I32(4))), Pages(4, "jetx"u8.ToArray()), Pages(4, Join(I16(6), I16(7), I16(8), I16(9))), Pages(2, [0b11]), Pages(2, Join(I32(70), I32(80))),
    ];

    private byte[] Pages(int count, byte[] page, int secondCount = 0, byte[]? second = null)
    {
        byte[] one = Page(count, page);
        byte[] content = second is null ? Join(I32(1), one) : Join(I32(2), one, Page(secondCount, second));
        return Framed(Join(content, I64(0), I32(0)), isList: true);
    }

    private byte[] Page(int count, byte[] page)
    {
        long seek = Put(Join(page, I64((long)XxHash3.Of(page))));
        if (PageSeek == 0) PageSeek = seek;
        return Join(I32(-count), I32(page.Length), I64(seek));
    }

    private static byte[] Column(short type, short bits, int field, short flags = 0, byte[]? first = null) => Record(Join(I16(type), I16(bits), I32(field), I16(flags), I16(0), first ?? []));

    private long Put(byte[] bytes)
    {
        long seek = _file.Count;
        _file.AddRange(bytes);
        return seek;
    }

    private static byte[] Split(int width, params byte[][] numbers) => [.. Enumerable.Range(0, width).SelectMany(b => numbers.Select(number => number[b]))];

    private static byte[] F32(float value) => [.. BitConverter.GetBytes(value)];
}
