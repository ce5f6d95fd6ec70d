using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Writes pickles instruction by instruction, laid out as pandas lays out a frame.</summary>
internal sealed class PickleText
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes, (byte)'.'];

    /// <summary>A frame with a block of doubles <c>x</c>, <c>y</c> (rows first) and one of texts <c>s</c>.</summary>
    public static byte[] Frame(int protocol, double[] x, double[] y, string?[] s)
    {
        var pickle = new PickleText();
        pickle.Op(0x80).Op(protocol);
        pickle.Name("pandas.core.frame", "DataFrame").Op(')').Op(0x81).Op('}').Op('(');
        pickle.Text("_mgr").Name("pandas.core.internals.managers", "BlockManager").Op('(').Op('(');
        pickle.Name("pandas._libs.internals", "_unpickle_block").Op('(').Numbers([2, x.Length], [.. x, .. y], protocol).Slice(0, 2).Whole(2).Op('t').Op('R');
        pickle.Name("pandas._libs.internals", "_unpickle_block").Op('(').Objects([1, s.Length], s).Slice(2, 3).Whole(2).Op('t').Op('R');
        pickle.Op('t').Op(']').Op('(');
        pickle.Name("pandas.core.indexes.base", "_new_Index").Op('(').Name("pandas.core.indexes.base", "Index").Op('}').Op('(').Text("data").Objects([3], ["x", "y", "s"]).Text("name").Op('N').Op('u').Op('t').Op('R');
        pickle.Name("pandas.core.indexes.base", "_new_Index").Op('(').Name("pandas.core.indexes.range", "RangeIndex").Op('}').Op('(').Text("start").Whole(0).Text("stop").Whole(x.Length).Text("step").Whole(1).Op('u').Op('t').Op('R');
        pickle.Op('e').Op('t').Op('R').Text("_typ").Text("dataframe").Op('u').Op('b');
        return pickle.ToArray();
    }

    /// <summary>A frame with doubles <c>x</c>, a column <c>c</c> of a class of pandas' own, and an index of times with the given data.</summary>
    public static byte[] FrameWith(string module, string className, double[] x, double[] index)
    {
        var pickle = new PickleText();
        pickle.Op(0x80).Op(4).Name("pandas.core.frame", "DataFrame").Op(')').Op(0x81).Op('}').Op('(');
        pickle.Text("_mgr").Name("pandas.core.internals.managers", "BlockManager").Op('(').Op('(');
        pickle.Name("pandas._libs.internals", "_unpickle_block").Op('(').Name(module, className).Op(')').Op(0x81).Op('}').Op('b').Slice(1, 2).Whole(2).Op('t').Op('R');
        pickle.Name("pandas._libs.internals", "_unpickle_block").Op('(').Numbers([1, x.Length], x, 4).Slice(0, 1).Whole(2).Op('t').Op('R');
        pickle.Op('t').Op(']').Op('(');
        pickle.Name("pandas.core.indexes.base", "_new_Index").Op('(').Name("pandas.core.indexes.base", "Index").Op('}').Op('(').Text("data").Objects([2], ["x", "c"]).Text("name").Op('N').Op('u').Op('t').Op('R');
        pickle.Name("pandas.core.indexes.datetimes", "_new_DatetimeIndex").Op('(').Name("pandas.core.indexes.datetimes", "DatetimeIndex").Op('}').Op('(').Text("data").Numbers([index.Length], index, 4).Text("name").Text("when").Op('u').Op('t').Op('R');
        pickle.Op('e').Op('t').Op('R').Text("_typ").Text("dataframe").Op('u').Op('b');
        return pickle.ToArray();
    }

    public PickleText Op(int code)
    {
        _bytes.Add((byte)code);
        return this;
    }

    public PickleText Name(string module, string name)
    {
        _bytes.AddRange(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));
        return this;
    }

    public PickleText Text(string text) => Op('X').Bytes(Encoding.UTF8.GetBytes(text));

    public PickleText Whole(int value)
    {
        Op('J');
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    private PickleText Bytes(byte[] bytes)
    {
        _bytes.AddRange(BitConverter.GetBytes(bytes.Length));
        _bytes.AddRange(bytes);
        return this;
    }

    private PickleText Slice(int start, int stop) => Name("builtins", "slice").Op('(').Whole(start).Whole(stop).Whole(1).Op('t').Op('R');

    private PickleText Shape(int[] shape)
    {
        Op('(');
        foreach (int length in shape) Whole(length);
        return Op('t');
    }

    private PickleText Numbers(int[] shape, double[] values, int protocol)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        if (protocol == 5) return Name("numpy.core.numeric", "_frombuffer").Op('(').Op(0x96).Long(bytes).Type("f8").Shape(shape).Text("C").Op('t').Op('R');
        Array(shape).Type("f8").Op(0x89);
        if (protocol == 2) Name("_codecs", "encode").Op('(').Text(Encoding.Latin1.GetString(bytes)).Text("latin1").Op('t').Op('R');
        else Op('B').Bytes(bytes);
        return Op('t').Op('b');
    }

    private PickleText Long(byte[] bytes)
    {
        _bytes.AddRange(BitConverter.GetBytes((long)bytes.Length));
        _bytes.AddRange(bytes);
        return this;
    }

    private PickleText Objects(int[] shape, string?[] values)
    {
        Array(shape).Type("O8").Op(0x89).Op(']').Op('(');
        foreach (string? value in values) _ = value is null ? Op('N') : Text(value);
        return Op('e').Op('t').Op('b');
    }

    private PickleText Array(int[] shape) =>
        Name("numpy.core.multiarray", "_reconstruct").Op('(').Name("numpy", "ndarray").Op('(').Whole(0).Op('t').Op('U').Op(1).Op('b').Op('t').Op('R').Op('(').Whole(1).Shape(shape);

    private PickleText Type(string name) =>
        Name("numpy", "dtype").Op('(').Text(name).Op(0x89).Op(0x88).Op('t').Op('R').Op('(').Whole(3).Text(name == "O8" ? "|" : "<").Op('N').Op('N').Op('N').Whole(-1).Whole(-1).Whole(0).Op('t').Op('b');
}
