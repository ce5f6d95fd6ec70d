namespace Wilks.Root.Tests;

/// <summary>An RNTuple with a column of every type and a field of every role, in three clusters of two groups, with the values that it holds.</summary>
internal static class NtupleKinds
{
    public const string Name = "kinds";

    private static readonly int[] s_entries = [3, 2, 2];

    /// <summary>The values of each path, and the offsets of each level of lists.</summary>
    public static Dictionary<string, (Array Values, long[][] Offsets)> Expected { get; } = [];

    public static byte[] Bytes { get; } = Create();

    public static int EntryCount => s_entries.Sum();

    /// <summary>Where the header, the page lists and the footer are: what begins like an envelope and ends with its checksum.</summary>
    public static IEnumerable<(int Start, int Length)> Envelopes()
    {
        for (int start = 0; start < Bytes.Length - 16; start++)
        {
            ulong head = BitConverter.ToUInt64(Bytes, start);
            if ((head & 0xFFFF) is < 1 or > 3 || head >> 16 is < 16 or > int.MaxValue || (int)(head >> 16) > Bytes.Length - start) continue;

            int length = (int)(head >> 16);
            if (XxHash3.Of(Bytes.AsSpan(start, length - 8)) == BitConverter.ToUInt64(Bytes, start + length - 8)) yield return (start, length);
        }
    }

    private static byte[] Create()
    {
        using NtupleFile file = new();
        AddNumbers(file);
        foreach (PageType type in Of(PageType.Index32, PageType.Index64, PageType.SplitIndex32, PageType.SplitIndex64)) AddList(file, type);
        AddText(file);
        AddVariant(file);
        AddOptional(file);
        AddNested(file);
        AddRecords(file);
        AddRepresentations(file);
        file.Extend();
        AddLate(file);
        return file.Finish(Name, s_entries);
    }

    private static void AddNumbers(NtupleFile file)
    {
        AddFlat<bool>(file, "bool", PageType.Bit, 1, [true, false, true, true, false, false, true]);
        AddFlat<byte>(file, "std::byte", PageType.Byte, 8, [0, 1, 255, 3, 4, 5, 6]);
        AddFlat<byte>(file, "char", PageType.Char, 8, [.. "letters"u8]);
        AddFlat<sbyte>(file, "std::int8_t", PageType.Int8, 8, [-128, 127, 0, -1, 1, 2, 3]);
        AddFlat<byte>(file, "std::uint8_t", PageType.UInt8, 8, [255, 127, 0, 9, 1, 2, 3]);
        short[] shorts = [short.MinValue, short.MaxValue, 0, -1, 1, 300, -300];
        ushort[] words = [ushort.MaxValue, 0, 1, 300, 5, 6, 7];
        int[] integers = [int.MinValue, int.MaxValue, 0, -1, 1, 70_000, -70_000];
        uint[] counts = [uint.MaxValue, 0, 1, 70_000, 5, 6, 7];
        long[] longs = [long.MinValue, long.MaxValue, 0, -1, 1, 1L << 40, -(1L << 40)];
        ulong[] masks = [ulong.MaxValue, 0, 1, 1UL << 40, 5, 6, 7];
        float[] halves = [0.5f, -2, 65504, 0, float.PositiveInfinity, 1.25f, -0.125f], singles = [0.1f, -2, float.MaxValue, 0, float.NaN, 1, 3];
        double[] doubles = [0.1, -2, double.MaxValue, 0, double.NegativeInfinity, 1, 3];
        AddFlat(file, "std::int16_t", PageType.Int16, 16, shorts, PageType.SplitInt16);
        AddFlat(file, "std::uint16_t", PageType.UInt16, 16, words, PageType.SplitUInt16);
        AddFlat(file, "std::int32_t", PageType.Int32, 32, integers, PageType.SplitInt32);
        AddFlat(file, "std::uint32_t", PageType.UInt32, 32, counts, PageType.SplitUInt32);
        AddFlat(file, "std::int64_t", PageType.Int64, 64, longs, PageType.SplitInt64);
        AddFlat(file, "std::uint64_t", PageType.UInt64, 64, masks, PageType.SplitUInt64);
        AddFlat(file, "float", PageType.Real16, 16, halves, PageType.SplitReal16);
        AddFlat(file, "float", PageType.Real32, 32, singles, PageType.SplitReal32);
        AddFlat(file, "double", PageType.Real64, 64, doubles, PageType.SplitReal64);
        AddFlat<float>(file, "float", PageType.Real32Trunc, 12, [1, -2, 0.5f, 0, 4, 8, -16]);
        AddFlat<float>(file, "float", PageType.Real32Quant, 5, [-1, 30, 0, 1, 2, 3, 29], null, -1, 30);
    }

    private static void AddFlat<T>(NtupleFile file, string typeName, PageType type, int bits, T[] values, PageType? split = null, double low = 0, double high = 0)
    {
        foreach (PageType stored in split is { } other ? Of(type, other) : [type])
        {
            file.Column(file.Field($"{stored}", typeName), new PageEncoding(stored, bits, low, high), Clustered(values));
            Expected[$"{stored}"] = (values, []);
        }
    }

    private static void AddList(NtupleFile file, PageType type)
    {
        int list = file.Field($"{type}", "std::vector<std::uint8_t>", FieldRole.Collection), item = file.Field("_0", "std::uint8_t", parent: list);
        int lengths = file.Column(list, new PageEncoding(type, type is PageType.Index32 or PageType.SplitIndex32 ? 32 : 64, 0, 0), [Of<long>(2, 2, 3), Of<long>(0, 1), Of<long>(1, 3)]);
        file.Column(item, new PageEncoding(PageType.UInt8, 8, 0, 0), [Of<byte>(1, 2, 3), Of<byte>(4), Of<byte>(5, 6, 7)]);
        Expected[$"{type}"] = (Of<byte>(1, 2, 3, 4, 5, 6, 7), [[0, 2, 2, 3, 3, 4, 5, 7]]);
        if (type != PageType.SplitIndex64) return;

        file.Alias(lengths, file.Field("count", "ROOT::RNTupleCardinality<std::uint64_t>", projected: list));
        Expected["count"] = (Of<long>(2, 0, 1, 0, 1, 1, 2), []);
    }

    private static void AddText(NtupleFile file)
    {
        int text = file.Field("text", "std::string");
        file.Column(text, new PageEncoding(PageType.SplitIndex32, 32, 0, 0), [Of<long>(1, 1, 3), Of<long>(2, 2), Of<long>(0, 1)]);
        file.Column(text, new PageEncoding(PageType.Char, 8, 0, 0), ["abc"u8.ToArray(), "µ"u8.ToArray(), "x"u8.ToArray()]);
        Expected["text"] = (Of("a", "", "bc", "µ", "", "", "x"), []);
    }

    // Whole numbers or floats; entry 1 has neither.
    private static void AddVariant(NtupleFile file)
    {
        int variant = file.Field("variant", "std::variant<std::int32_t,float>", FieldRole.Variant);
        int whole = file.Field("_0", "std::int32_t", parent: variant), real = file.Field("_1", "float", parent: variant);
        file.Column(variant, new PageEncoding(PageType.Switch, 96, 0, 0), [Of((0L, 1), (0L, 0), (1L, 1)), Of((0L, 2), (0L, 1)), Of((0L, 2), (1L, 2))]);
        file.Column(whole, new PageEncoding(PageType.SplitInt32, 32, 0, 0), [Of(10, 20), Of(-30), Array.Empty<int>()]);
        file.Column(real, new PageEncoding(PageType.SplitReal32, 32, 0, 0), [Array.Empty<float>(), Of(0.5f), Of(1.5f, 2.5f)]);
        Expected["variant._index"] = (Of(0, -1, 0, 1, 0, 1, 1), []);
        Expected["variant.0"] = (Of(10, 20, -30), [[0, 1, 1, 2, 2, 3, 3, 3]]);
        Expected["variant.1"] = (Of(0.5f, 1.5f, 2.5f), [[0, 0, 0, 0, 1, 1, 2, 3]]);
    }

    private static void AddOptional(NtupleFile file)
    {
        int optional = file.Field("optional", "std::optional<double>", FieldRole.Collection), item = file.Field("_0", "double", parent: optional);
        file.Column(optional, new PageEncoding(PageType.SplitIndex64, 64, 0, 0), [Of<long>(1, 1, 2), Of<long>(0, 0), Of<long>(1, 1)]);
        file.Column(item, new PageEncoding(PageType.SplitReal64, 64, 0, 0), [Of(0.5, 1.5), Array.Empty<double>(), Of(2.5)]);
        Expected["optional"] = (Of(0.5, 1.5, 2.5), [[0, 1, 1, 2, 2, 2, 3, 3]]);
    }

    private static void AddNested(NtupleFile file)
    {
        int outer = file.Field("nested", "std::vector<std::vector<std::int16_t>>", FieldRole.Collection), inner = file.Field("_0", "std::vector<std::int16_t>", FieldRole.Collection, outer);
        int item = file.Field("_0", "std::int16_t", parent: inner);
        file.Column(outer, new PageEncoding(PageType.SplitIndex64, 64, 0, 0), [Of<long>(2, 2, 3), Of<long>(1, 1), Of<long>(0, 1)]);
        file.Column(inner, new PageEncoding(PageType.Index32, 32, 0, 0), [Of<long>(1, 1, 3), Of<long>(2), Of<long>(1)]);
        file.Column(item, new PageEncoding(PageType.SplitInt16, 16, 0, 0), [Of<short>(1, -2, 3), Of<short>(-4, 5), Of<short>(-6)]);
        Expected["nested"] = (Of<short>(1, -2, 3, -4, 5, -6), [[0, 2, 2, 3, 4, 4, 4, 5], [0, 1, 1, 3, 5, 6]]);
    }

    private static void AddRecords(NtupleFile file)
    {
        int record = file.Field("record", "Point", FieldRole.Record), array = file.Field("array", "std::array<float,2>", FieldRole.Leaf, record, 2);
        float[] values = [.. Enumerable.Range(0, 2 * EntryCount).Select(value => 0.25f * value)];
        file.Column(file.Field("_0", "float", parent: array), new PageEncoding(PageType.SplitReal32, 32, 0, 0), Clustered(values, 2));
        Expected["record.array"] = (values, [[.. Enumerable.Range(0, EntryCount + 1).Select(entry => 2L * entry)]]);
    }

    // The first cluster in double precision, the others in single.
    private static void AddRepresentations(NtupleFile file)
    {
        int field = file.Field("represented", "double");
        file.Column(field, new PageEncoding(PageType.SplitReal64, 64, 0, 0), [Of(0.1, 0.2, 0.3), null, null]);
        file.Column(field, new PageEncoding(PageType.Real32, 32, 0, 0), [null, Of(0.5f, 1.5f), Of(2.5f, 3.5f)], representation: 1);
        Expected["represented"] = (Of(0.1, 0.2, 0.3, 0.5, 1.5, 2.5, 3.5), []);
    }

    private static void AddLate(NtupleFile file)
    {
        file.Column(file.Field("late", "std::int32_t"), new PageEncoding(PageType.SplitInt32, 32, 0, 0), [Array.Empty<int>(), Of(1, -2), Of(3, -4)], firstElement: s_entries[0]);
        Expected["late"] = (Of(0, 0, 0, 1, -2, 3, -4), []);
        int list = file.Field("late_list", "std::vector<float>", FieldRole.Collection), item = file.Field("_0", "float", parent: list);
        file.Column(list, new PageEncoding(PageType.SplitIndex64, 64, 0, 0), [Array.Empty<long>(), Of<long>(2, 2), Of<long>(0, 1)], firstElement: s_entries[0]);
        file.Column(item, new PageEncoding(PageType.SplitReal32, 32, 0, 0), [Array.Empty<float>(), Of(0.5f, 1.5f), Of(2.5f)]);
        Expected["late_list"] = (Of(0.5f, 1.5f, 2.5f), [[0, 0, 0, 0, 2, 2, 2, 3]]);
    }

    private static T[] Of<T>(params T[] values) => values;

    private static Array[] Clustered<T>(T[] values, int perEntry = 1) =>
        [.. s_entries.Select((count, cluster) => values.AsSpan(perEntry * s_entries.Take(cluster).Sum(), perEntry * count).ToArray())];
}
