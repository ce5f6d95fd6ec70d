namespace Wilks.Root;

/// <summary>Lists the fields of a schema with their paths: what holds the items of lists, and what stands for a base class, has no name of its own.</summary>
internal sealed class NtupleFieldSearch(Ntuple ntuple, NtupleSchema schema)
{
    private const int Deepest = 100;

    private readonly List<NtupleField> _found = [];

    public List<NtupleField> Find()
    {
        foreach (FieldRecord field in schema.Fields.Where(field => field.Parent == field.Id)) Visit(field, field.Name, [], field, isNamed: true);
        return _found;
    }

    private void Visit(FieldRecord field, string path, FieldRecord[] above, FieldRecord named, bool isNamed)
    {
        if (above.Length > Deepest) throw new RootException(ntuple.Place, 0, $"fields more than {Deepest} levels deep", "no type is");

        FieldRecord[] steps = [.. above, field];
        bool isWrapper = field.Role == FieldRole.Collection || (field.Role == FieldRole.Leaf && field.Columns.Count == 0 && field.Children.Count == 1);
        if (isWrapper && field.Children.Count == 1)
        {
            Visit(field.Children[0], path, steps, named, isNamed);
            return;
        }

        if (isNamed) _found.Add(new NtupleField(ntuple, path, named, steps));
        if (isNamed && field.Role == FieldRole.Variant) _found.Add(new NtupleField(ntuple, $"{path}._index", named, steps, isTag: true));
        if (field.Role is not (FieldRole.Record or FieldRole.Variant)) return;

        foreach (FieldRecord child in field.Children)
        {
            bool isBase = child.Name.StartsWith(':');
            string name = child.Name.Length > 1 && child.Name[0] == '_' && char.IsAsciiDigit(child.Name[1]) ? child.Name[1..] : child.Name;
            Visit(child, isBase ? path : $"{path}.{name}", steps, child, !isBase);
        }
    }
}
