namespace Wilks.Root;

/// <summary>An object to be written: its class and the members that are not zero, empty or null.</summary>
internal sealed class ObjectDraft(string className)
{
    private readonly Dictionary<string, object> _members = new(StringComparer.Ordinal);

    public string ClassName => className;

    /// <summary>The elements of a list or array of objects.</summary>
    public List<ObjectDraft> Items { get; } = [];

    /// <summary>A member: a number, text, an array of numbers or another draft.</summary>
    public object? this[string name]
    {
        get => _members.GetValueOrDefault(name);
        init => _members[name] = value!;
    }

    public void Set(string name, object value) => _members[name] = value;
}
