namespace Wilks.Formats.Tables.Pickles;

/// <summary>A name in a Python module. It is only a name: nothing is imported.</summary>
internal sealed record PickleName(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A call that unpickling would make, written down and not made.</summary>
internal sealed class PickleCall(PickleName function, object?[] arguments)
{
    public PickleName Function { get; } = function;

    public object?[] Arguments { get; } = arguments;

    /// <summary>What the object would be given to set itself up; null when nothing.</summary>
    public object? State { get; set; }
}

/// <summary>A dictionary in the order written.</summary>
internal sealed class PickleDictionary
{
    private readonly List<(object? Key, object? Value)> _items = [];

    public void Add(object? key, object? value) => _items.Add((key, value));

    /// <summary>The value of a key of text; null when there is none. The last one counts.</summary>
    public object? Find(string key) => _items.FindLast(item => item.Key is string text && text == key).Value;
}
