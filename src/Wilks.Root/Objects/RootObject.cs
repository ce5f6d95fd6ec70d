namespace Wilks.Root;

/// <summary>A streamed object of any class: its members by name, those of its base classes among them.</summary>
/// <remarks>
/// A member's value is a number, a <see cref="bool"/>, a <see cref="string"/>, an array of them, a <see cref="RootObject"/>, null, or a
/// list (<c>object?[]</c>) of these. Collections have their elements in <see cref="Items"/>.
/// </remarks>
public sealed class RootObject
{
    private readonly Dictionary<string, object?> _members = new(StringComparer.Ordinal);

    internal RootObject(string className) => ClassName = className;

    /// <summary>The class, such as <c>TH1F</c>.</summary>
    public string ClassName { get; }

    /// <summary>The version of the class.</summary>
    public int Version { get; internal set; }

    /// <summary>The members by name, in the order of the file, base classes first.</summary>
    public IReadOnlyDictionary<string, object?> Members => _members;

    /// <summary>The elements of a collection; empty for anything else.</summary>
    public IReadOnlyList<object?> Items { get; internal set; } = [];

    /// <summary>Why the members were passed over; null if they were read.</summary>
    public string? Refused { get; internal set; }

    /// <summary>The base classes, the nearest first.</summary>
    public IReadOnlyList<string> Bases { get; internal set; } = [];

    /// <summary>The value of a member.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member; the message lists them.</exception>
    public object? this[string name] => _members.TryGetValue(name, out object? value)
        ? value
        : throw new KeyNotFoundException(Refused is null
            ? $"{ClassName} has no member '{name}'. It has {string.Join(", ", _members.Keys)}."
            : $"{ClassName} has no member '{name}', because it was not read: {Refused}");

    /// <summary>The name of a named object, else an empty string.</summary>
    public string Name => Text("fName");

    /// <summary>The title of a named object, else an empty string.</summary>
    public string Title => Text("fTitle");

    /// <summary>Whether the object is of this class or derived from it.</summary>
    public bool Is(string className) => ClassName == className || Bases.Contains(className);

    /// <inheritdoc/>
    public override string ToString() => Name.Length == 0 ? ClassName : $"{ClassName} '{Name}'";

    internal bool Has(string name) => _members.ContainsKey(name);

    internal void Set(string name, object? value) => _members[name] = value;

    internal string Text(string name) => _members.GetValueOrDefault(name) as string ?? "";

    internal long Integer(string name, long absent = 0) => _members.GetValueOrDefault(name) switch
    {
        null => absent,
        bool value => value ? 1 : 0,
        double value => ToInteger(value, absent),
        float value => ToInteger(value, absent),
        ulong value => unchecked((long)value),
        IConvertible value and not string => value.ToInt64(null),
        _ => absent,
    };

    internal double Number(string name, double absent = 0) => _members.GetValueOrDefault(name) is IConvertible value and not string ? value.ToDouble(null) : absent;

    internal double[] Numbers(string name) => _members.GetValueOrDefault(name) switch
    {
        double[] values => values,
        RootObject array when array.Members.GetValueOrDefault("fArray") is Array values => NumberArrays.ToDoubles(values),
        Array values and not object[] => NumberArrays.ToDoubles(values),
        _ => [],
    };

    internal RootObject? Object(string name) => _members.GetValueOrDefault(name) as RootObject;

    // Entries were counted in floating point once; a number out of range says that the file is damaged.
    private static long ToInteger(double value, long absent) => value is > -9e18 and < 9e18 ? (long)value : absent;
}
