namespace Wilks.Root;

/// <summary>Takes a shape with several values apart into columns: one shape for each, which reads over everything else.</summary>
internal sealed class ClassColumns
{
    // A damaged description may branch without end.
    private const int MostSteps = 20_000;
    private const int MostColumns = 2_000;

    private int _steps;

    /// <summary>The columns, with the names of members by which they are reached; a single value has an empty name.</summary>
    public static IReadOnlyList<(string Name, EntryShape Shape)> Of(EntryShape shape) => [.. new ClassColumns().Split(shape).Take(MostColumns)];

    private IEnumerable<(string Name, EntryShape Shape)> Split(EntryShape shape)
    {
        if (++_steps > MostSteps) return [];
        return shape switch
        {
            EntryShape.Text or EntryShape.Number or EntryShape.Counted or EntryShape.Bits or EntryShape.Identity { IsReference: true } => [("", shape)],
            EntryShape.Clones clones => Split(clones.Element).Select(item => (item.Name, (EntryShape)new EntryShape.Clones((EntryShape.Object)item.Shape))),
            // The elements of a collection that can't be read over have no known beginning.
            EntryShape.List list when !list.Item.CanSkip && list is not EntryShape.Pointer => [],
            EntryShape.Wrapper wrapper => Split(wrapper.Item).Select(item => (item.Name, (EntryShape)(wrapper with { Item = item.Shape }))),
            EntryShape.Object target => SplitMembers(target.Members).Select(item => (item.Name, (EntryShape)(target with { Members = item.Shape }))),
            EntryShape.Struct members => SplitMembers(members).Select(item => (item.Name, (EntryShape)item.Shape)),
            _ => [],
        };
    }

    private IEnumerable<(string Name, EntryShape.Struct Shape)> SplitMembers(EntryShape.Struct members)
    {
        for (int index = 0; index < members.Fields.Count; index++)
        {
            EntryShape.Field field = members.Fields[index];
            foreach ((string name, EntryShape shape) in Split(field.Shape))
            {
                string path = field.Name.Length == 0 || name.Length == 0 ? field.Name + name : $"{field.Name}.{name}";
                yield return (path, members with { Chosen = index, ChosenShape = shape });
            }
            if (!field.Shape.CanSkip) yield break;
        }
    }
}
