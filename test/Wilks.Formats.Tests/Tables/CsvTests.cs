using System.Globalization;
using System.IO.Compression;
using System.Text;
using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Csv;

namespace Wilks.Formats.Tests.Tables;

public sealed class CsvTests
{
    private const int RandomNumbers = 200_000;
    private const int Seed = 20_260;

    [Fact]
    public void Quotes_line_feeds_and_separators_inside_fields_are_text()
    {
        using IEventTable table = Open("a,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\nplain,z\r\n");

        Assert.Equal(["x,\"y\"", "plain"], (string[])Columns.Read(table, "a").Values);
        Assert.Equal(["two\r\nlines", "z"], (string[])Columns.Read(table, "b").Values);
    }

    [Fact]
    public void A_byte_order_mark_comments_and_empty_lines_are_passed_over()
    {
        using IEventTable table = Open("\uFEFF# made by hand\nx;y\n\n1;2\n# between\n3;4");

        Assert.Equal(2, table.RowCount);
        Assert.Equal([1L, 3L], (long[])Columns.Read(table, "x").Values);
        Assert.Equal([2L, 4L], (long[])Columns.Read(table, "y").Values);
    }

    [Fact]
    public void Gzip_is_recognised()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress, leaveOpen: true)) gzip.Write("x\n1.5\n"u8);

        using IEventTable table = Columns.Open("t.csv.gz", stream.ToArray());

        Assert.Equal([1.5], (double[])Columns.Read(table, "x").Values);
    }

    [Fact]
    public void Types_widen_until_they_fit_all_rows()
    {
        using IEventTable table = Open("whole,real,flag,word,none\n1,1,true,1,\n-2,2.5,FALSE,x,NA\n,nan,,,null\n");

        Assert.Equal([ColumnType.Int64, ColumnType.Double, ColumnType.Boolean, ColumnType.Text, ColumnType.Double], table.Columns.Select(column => column.Type));
        Assert.Equal([false, false, true], Columns.Read(table, "whole").IsNull!);
        Assert.Null(Columns.Read(table, "real").IsNull);
        Assert.Equal([true, true, true], Columns.Read(table, "none").IsNull!);
    }

    [Fact]
    public void A_row_that_doesnt_fit_the_sample_is_named()
    {
        using IEventTable table = Columns.Open("t.csv", Encoding.UTF8.GetBytes("a,x\n1,1\n2,\"2\"\n3,oops\n"), new TableOptions { SampleRows = 2 });

        TableException refusal = Assert.Throws<TableException>(() => Columns.Read(table, "x"));

        Assert.Contains("'t.csv' line 4, column 'x' (field 2): 'oops' is no int64", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: 1 fields, but the header has 2")]
    [InlineData("a,b\n1,\"2\n", "line 2: a quote is opened and not closed")]
    [InlineData("a,b\n1,\"2\"x\n", "line 2: text follows a closing quote")]
    [InlineData("a,a\n1,2\n", "2 columns are called 'a'")]
    [InlineData("1,2\n3,4\n", "the first line holds only numbers")]
    [InlineData("# nothing\n", "has no header")]
    public void What_is_wrong_is_said_with_its_line(string text, string expected)
    {
        TableException refusal = Assert.Throws<TableException>(() => Open(text));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_may_be_longer_than_the_buffer()
    {
        string longest = new('x', 3_000_000);
        using IEventTable table = Open($"a,b\n1,\"{longest}\"\n2,y\n");

        Assert.Equal([longest, "y"], (string[])Columns.Read(table, "b").Values);
    }

    [Fact]
    public void Doubles_are_read_to_the_last_bit()
    {
        var random = new Random(Seed);
        string[] formats = ["R", "E16", "F3", "G5", "E20"];
        for (int i = 0; i < RandomNumbers; i++)
        {
            double value = i % 2 == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-25, 25));
            if (!double.IsFinite(value)) continue;
            AssertReadsLikeTheRuntime(value.ToString(formats[i % formats.Length], CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992.5")]
    [InlineData("2.2250738585072012e-308")]
    [InlineData("4.9e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("0.1e-400")]
    [InlineData("-0")]
    [InlineData("+5.")]
    [InlineData(".5")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("8.5e22")]
    [InlineData("0.500000000000000166533453693773481063544750213623046875")]
    public void Hard_cases_are_read_to_the_last_bit(string text) => AssertReadsLikeTheRuntime(text);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1,5")]
    [InlineData("in")]
    public void What_is_no_number_is_refused(string text) => Assert.False(NumberText.TryDouble(Encoding.UTF8.GetBytes(text), out _));

    private static void AssertReadsLikeTheRuntime(string text)
    {
        Assert.True(NumberText.TryDouble(Encoding.UTF8.GetBytes(text), out double read), text);
        Assert.True(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(read), text);
    }

    private static IEventTable Open(string text) => Columns.Open("t.csv", Encoding.UTF8.GetBytes(text));
}
