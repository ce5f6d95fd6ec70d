using System.Text;
using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Arrow;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Types that Apache's builders don't make, from bytes laid out by Arrow's columnar format.</summary>
public sealed class ArrowTypeTests
{
    private static readonly FlatDraft s_double = new FlatDraft().Int16(0, 2);
    private static readonly byte[] s_noValidity = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Large_lists_and_texts_are_read_from_files_and_streams(bool isFile)
    {
        ArrowDraft draft = new ArrowDraft(
                ArrowDraft.Field("list", ArrowKind.LargeList, children: [ArrowDraft.Field("item", ArrowKind.FloatingPoint, s_double)]),
                ArrowDraft.Field("word", ArrowKind.LargeUtf8))
            .Batch(3, [3, 0, 4, 0, 3, 1], [s_noValidity, ArrowDraft.Bytes(0L, 1, 1, 4), s_noValidity, ArrowDraft.Bytes(1.5, 2, 3, 4), [0b101], ArrowDraft.Bytes(0L, 2, 5, 5), "abcde"u8.ToArray()]);
        using IEventTable table = Columns.Open("t.arrow", isFile ? draft.ToFile() : draft.ToStream());

        ColumnData list = Columns.Read(table, "list");
        ColumnData word = Columns.Read(table, "word");

        Assert.Equal([1.5, 2, 3, 4], (double[])list.Values);
        Assert.Equal([0, 1, 1, 4], list.Offsets[0]);
        Assert.Equal(["ab", "", ""], (string[])word.Values);
        Assert.Equal([false, true, false], word.IsNull!);
    }

    /// <summary>Found by 20,000 changed bytes: a precision that doesn't exist was read as doubles, twice as many as there are rows.</summary>
    [Fact]
    public void A_precision_of_numbers_that_does_not_exist_is_told()
    {
        ArrowDraft draft = new ArrowDraft(ArrowDraft.Field("x", ArrowKind.FloatingPoint, new FlatDraft().Int16(0, 3))).Batch(1, [1, 0], [s_noValidity, ArrowDraft.Bytes(1.5, 2.5)]);

        TableException exception = Assert.Throws<TableException>(() =>
        {
            using IEventTable table = Columns.Open("t.arrow", draft.ToFile());
            Columns.Read(table, "x");
        });

        Assert.Contains("16 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_one_size_skip_the_elements_of_a_missing_list()
    {
        ArrowDraft draft = new ArrowDraft(ArrowDraft.Field("p", ArrowKind.FixedSizeList, new FlatDraft().Int32(0, 2), [ArrowDraft.Field("item", ArrowKind.Int, new FlatDraft().Int32(0, 16).Boolean(1, true))]))
            .Batch(3, [3, 1, 6, 1], [[0b101], [0b111101], ArrowDraft.Bytes<short>(1, 2, 3, 4, 5, 6)]);
        using IEventTable table = Columns.Open("t.arrow", draft.ToFile());

        ColumnData p = Columns.Read(table, "p");

        Assert.Equal(2, table.Columns[0].FixedLength);
        Assert.Equal([1, 0, 5, 6], (short[])p.Values);
        Assert.Equal([0, 2, 2, 4], p.Offsets[0]);
    }

    [Fact]
    public void Views_of_text_are_read_inline_and_from_buffers_and_other_views_are_named()
    {
        byte[] far = "a text beyond twelve bytes"u8.ToArray();
        byte[] views = [.. View("short"u8.ToArray(), 0, 0), .. View(far, 1, 3)];
        ArrowDraft draft = new ArrowDraft(
                ArrowDraft.Field("bytes", ArrowKind.BinaryView),
                ArrowDraft.Field("word", ArrowKind.Utf8View),
                ArrowDraft.Field("rows", ArrowKind.ListView, children: [ArrowDraft.Field("item", ArrowKind.FloatingPoint, s_double)]),
                ArrowDraft.Field("x", ArrowKind.FloatingPoint, s_double))
            .Batch(2, [2, 0, 2, 0, 2, 0, 1, 0, 2, 0], [s_noValidity, views, far, s_noValidity, views, far, [1, 2, 3, .. far], s_noValidity, ArrowDraft.Bytes(0, 0), ArrowDraft.Bytes(1, 1), s_noValidity, ArrowDraft.Bytes(9.0), s_noValidity, ArrowDraft.Bytes(0.5, 1.5)], [1, 2]);
        using IEventTable table = Columns.Open("t.arrows", draft.ToStream());

        Assert.Equal(["word", "x"], table.Columns.Select(column => column.Name));
        Assert.Equal(["short", Encoding.UTF8.GetString(far)], (string[])Columns.Read(table, "word").Values);
        Assert.Equal([0.5, 1.5], (double[])Columns.Read(table, "x").Values);
        Assert.Equal("is of Arrow's type BinaryView, which is not read", table.Unreadable["bytes"]);
        Assert.Equal("is of Arrow's type ListView, which is not read", table.Unreadable["rows"]);
    }

    [Fact]
    public void Dictionaries_are_replaced_and_extended_along_a_stream()
    {
        FlatDraft encoding = new FlatDraft().Int64(0, 7).Table(1, new FlatDraft().Int32(0, 8).Boolean(1, false));
        ArrowDraft draft = new ArrowDraft(ArrowDraft.Field("word", ArrowKind.Utf8, dictionary: encoding))
            .Dictionary(7, isDelta: false, 2, [2, 1], [[0b01], ArrowDraft.Bytes(0, 1, 1), "a"u8.ToArray()])
            .Batch(3, [3, 0], [s_noValidity, [0, 1, 0]])
            .Dictionary(7, isDelta: true, 1, [1, 0], [s_noValidity, ArrowDraft.Bytes(0, 1), "b"u8.ToArray()])
            .Batch(2, [2, 1], [[0b01], [2, 200]])
            .Dictionary(7, isDelta: false, 1, [1, 0], [s_noValidity, ArrowDraft.Bytes(0, 1), "c"u8.ToArray()])
            .Batch(1, [1, 0], [s_noValidity, [0]]);
        using IEventTable table = Columns.Open("t.arrows", draft.ToStream());

        ColumnData word = Columns.Read(table, "word");

        Assert.Equal(["a", "", "a", "b", "", "c"], (string[])word.Values);
        Assert.Equal([false, true, false, false, true, false], word.IsNull!);
    }

    [Fact]
    public void Bits_half_floats_times_and_decimals_have_their_values()
    {
        ArrowDraft draft = new ArrowDraft(
                ArrowDraft.Field("flag", ArrowKind.Bool),
                ArrowDraft.Field("half", ArrowKind.FloatingPoint, new FlatDraft().Int16(0, 0)),
                ArrowDraft.Field("time", ArrowKind.Timestamp, new FlatDraft().Int16(0, 0)),
                ArrowDraft.Field("money", ArrowKind.Decimal, new FlatDraft().Int32(0, 9).Int32(1, 3).Int32(2, 64)))
            .Batch(10, [10, 1, 10, 0, 10, 1, 10, 0], [[0xFF, 0b01], [0b01010101, 0b11], s_noValidity, ArrowDraft.Bytes([.. Enumerable.Range(0, 10).Select(i => (Half)(i * 0.5))]),
                [0b11111101, 0b11], ArrowDraft.Bytes([1L, long.MaxValue, -3, 0, 0, 0, 0, 0, 0, 5]), s_noValidity, ArrowDraft.Bytes([1250L, -1, 0, 0, 0, 0, 0, 0, 0, 7])]);
        using IEventTable table = Columns.Open("t.arrow", draft.ToFile());

        Assert.Equal([true, false, true, false, true, false, true, false, true, false], (bool[])Columns.Read(table, "flag").Values);
        Assert.Equal([false, true, false], (bool[])Columns.Read(table, "flag", new RowRange(7, 3)).Values);
        Assert.Equal([false, false, true], Columns.Read(table, "flag", new RowRange(7, 3)).IsNull!);
        Assert.Equal(4.5f, ((float[])Columns.Read(table, "half").Values)[9]);
        Assert.Equal([1_000_000_000L, 0, -3_000_000_000], ((long[])Columns.Read(table, "time").Values)[..3]);
        Assert.Equal([1.25, -0.001], ((double[])Columns.Read(table, "money").Values)[..2]);
    }

    [Fact]
    public void A_time_beyond_64_bits_of_nanoseconds_is_refused()
    {
        ArrowDraft draft = new ArrowDraft(ArrowDraft.Field("time", ArrowKind.Timestamp, new FlatDraft().Int16(0, 0))).Batch(1, [1, 0], [s_noValidity, ArrowDraft.Bytes(10_000_000_000L)]);
        using IEventTable table = Columns.Open("t.arrow", draft.ToFile());

        Assert.Contains("292 years", Assert.Throws<TableException>(() => Columns.Read(table, "time")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Big_endian_files_are_refused()
    {
        ArrowDraft draft = new(1, ArrowDraft.Field("x", ArrowKind.FloatingPoint, s_double));

        Assert.Contains("big-endian", Assert.Throws<TableException>(() => Columns.Open("t.arrow", draft.ToFile())).Message, StringComparison.Ordinal);
        Assert.Contains("big-endian", Assert.Throws<TableException>(() => Columns.Open("t.arrows", draft.ToStream())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_structures_hide_their_members()
    {
        ArrowDraft draft = new ArrowDraft(ArrowDraft.Field("p", ArrowKind.Struct, children: [ArrowDraft.Field("x", ArrowKind.FloatingPoint, s_double), ArrowDraft.Field("l", ArrowKind.List, children: [ArrowDraft.Field("item", ArrowKind.FloatingPoint, s_double)])]))
            .Batch(2, [2, 1, 2, 0, 2, 0, 3, 0], [[0b10], s_noValidity, ArrowDraft.Bytes(1.0, 2), s_noValidity, ArrowDraft.Bytes(0, 1, 3), s_noValidity, ArrowDraft.Bytes(7.0, 8, 9)]);
        using IEventTable table = Columns.Open("t.arrow", draft.ToFile());

        Assert.Equal([double.NaN, 2], (double[])Columns.Read(table, "p.x").Values);
        Assert.Equal([0, 0, 2], Columns.Read(table, "p.l").Offsets[0]);
        Assert.Equal([8.0, 9], (double[])Columns.Read(table, "p.l").Values);
    }

    private static byte[] View(byte[] text, int buffer, int offset)
    {
        byte[] view = new byte[16];
        BitConverter.TryWriteBytes(view, text.Length);
        text.AsSpan(0, Math.Min(12, text.Length)).CopyTo(view.AsSpan(4));
        if (text.Length <= 12) return view;

        BitConverter.TryWriteBytes(view.AsSpan(8), buffer);
        BitConverter.TryWriteBytes(view.AsSpan(12), offset);
        return view;
    }
}
