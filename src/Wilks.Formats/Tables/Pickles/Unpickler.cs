using System.Buffers.Binary;
using System.Text;

namespace Wilks.Formats.Tables.Pickles;

/// <summary>Reads pickles of protocols 2 to 5 into inert objects. It calls nothing and knows a short list of names; any other name ends it.</summary>
internal sealed class Unpickler
{
    private const string Advice = "Write the frame as Parquet (DataFrame.to_parquet), which holds data only";
    private const int MostObjects = 1 << 26;

    private static readonly object s_mark = new();

    // Everything that plain frames of pandas 0.25 to 3 and their numpy arrays name.
    private static readonly HashSet<string> s_allowed = new(StringComparer.Ordinal)
    {
        "pandas.core.frame.DataFrame", "pandas.core.internals.managers.BlockManager", "pandas._libs.internals.BlockManager", "pandas._libs.internals._unpickle_block",
        "pandas._libs.internals.BlockPlacement", "pandas.core.internals.blocks.new_block", "pandas.core.indexes.base._new_Index", "pandas.core.indexes.base.Index",
        "pandas.core.indexes.range.RangeIndex", "pandas.core.indexes.numeric.Int64Index", "pandas.core.indexes.numeric.UInt64Index", "pandas.core.indexes.numeric.Float64Index",
        "pandas._libs.arrays.__pyx_unpickle_NDArrayBacked", "pandas.core.arrays.datetimes.DatetimeArray", "pandas.core.arrays.timedeltas.TimedeltaArray",
        "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar",
        "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer", "numpy.ndarray", "numpy.dtype",
        "builtins.slice", "__builtin__.slice", "_codecs.encode", "builtins.bytearray", "__builtin__.bytearray", "copyreg._reconstructor", "copy_reg._reconstructor", "builtins.object", "__builtin__.object",
    };

    // Columns that are not read: their names are known so that those beside them are.
    private static readonly HashSet<string> s_columns = new(StringComparer.Ordinal)
    {
        "pandas.core.arrays.categorical.Categorical", "pandas.core.dtypes.dtypes.CategoricalDtype", "pandas.core.dtypes.dtypes.DatetimeTZDtype", "pandas.core.dtypes.dtypes.PeriodDtype",
        "pandas.core.arrays.integer.IntegerArray", "pandas.core.arrays.floating.FloatingArray", "pandas.core.arrays.boolean.BooleanArray",
        "pandas.core.arrays.integer.Int8Dtype", "pandas.core.arrays.integer.Int16Dtype", "pandas.core.arrays.integer.Int32Dtype", "pandas.core.arrays.integer.Int64Dtype",
        "pandas.core.arrays.integer.UInt8Dtype", "pandas.core.arrays.integer.UInt16Dtype", "pandas.core.arrays.integer.UInt32Dtype", "pandas.core.arrays.integer.UInt64Dtype",
        "pandas.core.arrays.floating.Float32Dtype", "pandas.core.arrays.floating.Float64Dtype", "pandas.core.arrays.boolean.BooleanDtype",
        "pandas.core.arrays.string_.StringArray", "pandas.core.arrays.string_.StringDtype", "pandas._libs.missing.NAType", "pandas._libs.missing.NA", "pandas._libs.missing._NA",
        "pandas.core.arrays.period.PeriodArray", "pandas._libs.tslibs.offsets.Day", "pandas._libs.tslibs.offsets.Hour", "pandas._libs.tslibs.offsets.Minute", "pandas._libs.tslibs.offsets.Second",
        "pytz._UTC", "datetime.timezone", "datetime.timedelta", "pandas.core.indexes.datetimes._new_DatetimeIndex", "pandas.core.indexes.datetimes.DatetimeIndex",
    };

    private readonly byte[] _bytes;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _at;

    private Unpickler(byte[] bytes) => _bytes = bytes;

    /// <summary>Reads a pickle.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or needs what is not on the list; the message says which name and what to do.</exception>
    public static object? Read(byte[] bytes)
    {
        var reader = new Unpickler(bytes);
        while (reader.Step())
        {
            if (reader._stack.Count > MostObjects) throw new InvalidDataException("the pickle piles up too many objects");
        }
        return reader.Pop();
    }

    private bool Step()
    {
        byte code = NextByte();
        switch (code)
        {
            case (byte)'.': return false;
            case 0x80: CheckProtocol(NextByte()); break;
            case 0x95: Take(8); break;
            case (byte)'(': Push(s_mark); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': PopMarked(); break;
            case (byte)'2': Push(Top()); break;
            default:
                if (!TryAtom(code) && !TryContainer(code) && !TryMemo(code)) MakeObject(code);
                break;
        }
        return true;
    }

    private bool TryAtom(byte code)
    {
        switch (code)
        {
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case (byte)'K': Push((long)NextByte()); break;
            case (byte)'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case 0x8A: Push(Long(Take(NextByte()))); break;
            case (byte)'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case (byte)'X': Push(Encoding.UTF8.GetString(Take(Length(4)))); break;
            case 0x8C: Push(Encoding.UTF8.GetString(Take(NextByte()))); break;
            case 0x8D: Push(Encoding.UTF8.GetString(Take(Length(8)))); break;
            case (byte)'B' or (byte)'T': Push(TakeMemory(Length(4))); break;
            case (byte)'C' or (byte)'U': Push(TakeMemory(NextByte())); break;
            case 0x8E or 0x96: Push(TakeMemory(Length(8))); break;
            default: return false;
        }
        return true;
    }

    private bool TryContainer(byte code)
    {
        switch (code)
        {
            case (byte)')': Push(Array.Empty<object?>()); break;
            case (byte)'t': Push(PopMarked()); break;
            case 0x85 or 0x86 or 0x87: Push(PopSome(code - 0x84)); break;
            case (byte)']': Push(new List<object?>()); break;
            case (byte)'a':
                object? item = Pop();
                TopList().Add(item);
                break;
            case (byte)'e':
                object?[] items = PopMarked();
                TopList().AddRange(items);
                break;
            case (byte)'}': Push(new PickleDictionary()); break;
            case (byte)'s': SetItems(PopSome(2)); break;
            case (byte)'u': SetItems(PopMarked()); break;
            default: return false;
        }
        return true;
    }

    private bool TryMemo(byte code)
    {
        switch (code)
        {
            case (byte)'q': _memo[NextByte()] = Top(); break;
            case (byte)'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Top(); break;
            case 0x94: _memo[_memo.Count] = Top(); break;
            case (byte)'h': Push(Recall(NextByte())); break;
            case (byte)'j': Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            default: return false;
        }
        return true;
    }

    private void MakeObject(byte code)
    {
        switch (code)
        {
            case (byte)'c':
                string module = Line();
                Push(Allowed(module, Line()));
                break;
            case 0x93:
                object?[] names = PopSome(2);
                Push(names is [string first, string second] ? Allowed(first, second) : throw Damaged());
                break;
            case (byte)'R' or 0x81:
                object?[] call = PopSome(2);
                Push(call is [PickleName function, object?[] arguments] ? new PickleCall(function, arguments) : throw Damaged());
                break;
            case (byte)'b':
                object? state = Pop();
                if (Top() is not PickleCall made) throw Damaged();
                made.State = state;
                break;
            case 0x97 or 0x98: throw new InvalidDataException($"it keeps its arrays outside the file. {Advice}");
            default: throw new InvalidDataException($"it has the instruction 0x{code:X2} at byte {_at - 1}, which plain frames don't need. {Advice}");
        }
    }

    private static PickleName Allowed(string module, string name)
    {
        var wanted = new PickleName(module, name);
        return s_allowed.Contains(wanted.ToString()) || s_columns.Contains(wanted.ToString()) ? wanted : throw new InvalidDataException($"it needs '{wanted}', and only plain frames of numpy columns are read: a pickle could run any program. {Advice}");
    }

    private static void CheckProtocol(int protocol)
    {
        if (protocol is < 2 or > 5) throw new InvalidDataException($"it is a pickle of protocol {protocol}; read are 2 to 5. {Advice}");
    }

    private static long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8) throw new InvalidDataException("it has a whole number of more than 64 bits");
        long value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0 || Top() is not PickleDictionary dictionary) throw Damaged();
        for (int i = 0; i < items.Length; i += 2) dictionary.Add(items[i], items[i + 1]);
    }

    private List<object?> TopList() => Top() as List<object?> ?? throw Damaged();

    private object? Recall(long key) => _memo.TryGetValue(key, out object? value) ? value : throw Damaged();

    private void Push(object? value) => _stack.Add(value);

    private object? Top() => _stack.Count > 0 ? _stack[^1] : throw Damaged();

    private object? Pop()
    {
        object? value = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopSome(int count)
    {
        if (count > _stack.Count) throw Damaged();
        object?[] values = [.. _stack.GetRange(_stack.Count - count, count)];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopMarked()
    {
        int mark = _stack.LastIndexOf(s_mark);
        if (mark < 0) throw Damaged();
        object?[] values = PopSome(_stack.Count - mark - 1);
        Pop();
        return values;
    }

    private byte NextByte() => Take(1)[0];

    private int Length(int size)
    {
        ulong length = size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) : BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return length <= (ulong)(_bytes.Length - _at) ? (int)length : throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int count) => TakeMemory(count).Span;

    // Arrays stay where they are in the file's bytes.
    private ReadOnlyMemory<byte> TakeMemory(int count)
    {
        if (count > _bytes.Length - _at) throw new InvalidDataException("the pickle ends early");
        _at += count;
        return _bytes.AsMemory(_at - count, count);
    }

    private string Line()
    {
        int length = _bytes.AsSpan(_at).IndexOf((byte)'\n');
        if (length < 0) throw Damaged();
        string line = Encoding.UTF8.GetString(Take(length));
        _at++;
        return line;
    }

    private InvalidDataException Damaged() => new($"the pickle makes no sense at byte {_at}");
}
