using System.Buffers.Binary;

namespace Wilks.Root.Tests;

/// <summary>Entries written by hand as ROOT streams them.</summary>
public sealed class EntryShapeTests
{
    private static readonly ClassShapes s_classes = new(new StreamerCatalog(
        [new StreamerInfo("Point", 3, 7, [Member("fX", StreamerTypes.Double, "double"), Member("fN", StreamerTypes.Int, "int")])], null));

    // A member of the type T in objects: 6 bytes of header, then a double and an int.
    private static readonly byte[] s_point = [.. Header(14, 3), .. Big(1.5), 0, 0, 0, 9];

    private static readonly byte[] s_map = [.. Header(18, 9), 0, 0, 0, 2, 0, 0, 0, 1, 1, (byte)'a', 0, 0, 0, 2, 1, (byte)'b'];

    private static readonly byte[] s_memberWise = [.. Header(32, 0x4009), 0, 3, 0, 0, 0, 2, .. Big(1.5), .. Big(2.5), 0, 0, 0, 7, 0, 0, 0, 8];

    [Fact]
    public void An_object_is_the_columns_of_its_members() =>
        Assert.Equal(["fX:0", "fN:0"], Names(s_classes.Object("Point")));

    [Fact]
    public void A_member_is_read_over_the_others() => Assert.Equal([9], Ints(Column("Point", "fN"), s_point));

    [Fact]
    public void Maps_have_firsts_and_seconds()
    {
        Assert.Equal(["first:1", "second:1"], Names(s_classes.Of(CppType.Parse("map<int,string>"), true, false)));
        Assert.Equal([1, 2], Ints(Column("map<int,string>", "first"), s_map));
    }

    [Fact]
    public void Collections_streamed_by_members_are_read_member_by_member() => Assert.Equal([7, 8], Ints(Column("vector<Point>", "fN"), s_memberWise));

    [Fact]
    public void An_object_of_another_length_than_its_description_is_refused()
    {
        byte[] longer = [.. Header(15, 3), .. s_point.AsSpan(6), 0];

        Assert.Contains("description", Assert.Throws<RootException>(() => Ints(Column("Point", "fN"), longer)).Message, StringComparison.Ordinal);
    }

    // Entries of objects, maps and collections streamed by members: every byte with every value, and cut anywhere.
    [Theory]
    [InlineData("Point", "fN")]
    [InlineData("Point", "fX")]
    [InlineData("map<int,string>", "first")]
    [InlineData("map<int,string>", "second")]
    [InlineData("vector<Point>", "fN")]
    [InlineData("vector<Point>", "fX")]
    public void Changed_and_cut_entries_are_refused_or_read(string type, string member)
    {
        EntryShape shape = Column(type, member);
        byte[] entry = type switch { "Point" => s_point, "vector<Point>" => s_memberWise, _ => s_map };
        int refused = 0;
        for (int at = 0; at < entry.Length; at++)
        {
            for (int value = 0; value <= byte.MaxValue; value++)
            {
                byte[] changed = [.. entry];
                changed[at] = (byte)value;
                if (IsRefused(shape, changed)) refused++;
            }

            if (IsRefused(shape, entry[..at])) refused++;
        }

        Assert.False(IsRefused(shape, entry));
        Assert.True(refused > entry.Length);
    }

    [Fact]
    public void A_class_without_a_description_is_no_column() => Assert.Empty(ClassColumns.Of(s_classes.Object("Unknown")));

    private static EntryShape Column(string type, string name) => ClassColumns.Of(s_classes.Of(CppType.Parse(type), true, false)).Single(column => column.Name == name).Shape;

    private static IEnumerable<string> Names(EntryShape shape) => ClassColumns.Of(shape).Select(column => $"{column.Name}:{column.Shape.Depth}");

    private static bool IsRefused(EntryShape shape, byte[] entry)
    {
        try
        {
            Read(shape, entry);
            return false;
        }
        catch (RootException)
        {
            return true;
        }
    }

    private static ColumnPart Read(EntryShape shape, byte[] entry)
    {
        var part = new ColumnPart(shape.Codec ?? default, shape.Depth);
        new ShapeReader(new ByteCursor(entry, entry.Length, new RootPlace("bytes", "entry"))).Read(shape, entry.Length, 0, part);
        return part;
    }

    private static int[] Ints(EntryShape shape, byte[] entry)
    {
        ColumnPart part = Read(shape, entry);
        return [.. Enumerable.Range(0, part.Numbers.Length / 4).Select(index => BitConverter.ToInt32(part.Numbers[(4 * index)..]))];
    }

    private static StreamerElement Member(string name, int type, string typeName) => new() { Kind = "TStreamerBasicType", Name = name, Type = type, TypeName = typeName };

    // The length counts the version's two bytes.
    private static byte[] Header(int length, int version) => [0x40, 0, 0, (byte)length, (byte)(version >> 8), (byte)version];

    private static byte[] Big(double value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return bytes;
    }
}
