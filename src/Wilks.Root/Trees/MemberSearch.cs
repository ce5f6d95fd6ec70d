using System.Text.RegularExpressions;

namespace Wilks.Root;

/// <summary>Finds the member of a class that a branch of a split object holds.</summary>
internal static partial class MemberSearch
{
    private const int DeepestNesting = 20;

    // "event.tracks.pt[3]" is the member pt.
    [GeneratedRegex(@"^(?:.*[./])?([^./\[\]]+)(?:\[.*\])*\.?$")]
    private static partial Regex LastName();

    public static StreamerElement? Find(StreamerCatalog catalog, RootObject branch)
    {
        if (branch.ClassName != "TBranchElement") return null;
        Match match = LastName().Match(branch.Name);
        string member = match.Success ? match.Groups[1].Value : branch.Name;
        string className = branch.Text("fClassName");
        if (OfPair(CppType.Parse(className), member) is { } part) return part;
        StreamerInfo? info = catalog.FindByChecksum(className, (uint)branch.Integer("fCheckSum")) ?? catalog.Find(className, (int)branch.Integer("fClassVersion")) ?? catalog.Newest(className);
        long id = branch.Integer("fID", -1);
        if (info is not null && id >= 0 && id < info.Elements.Count && info.Elements[(int)id].Name == member) return info.Elements[(int)id];
        return Walk(catalog, info, member, 0) ?? Walk(catalog, catalog.Newest(branch.Text("fParentName")), member, 0);
    }

    // No file describes these; their arguments tell the members.
    private static StreamerElement? OfPair(CppType type, string member)
    {
        int index = (type.Name, member) switch
        {
            ("pair", "first") => 0,
            ("pair", "second") => 1,
            ("tuple", _) when int.TryParse(member.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture, out int number) => number,
            _ => -1,
        };
        return index < 0 || index >= type.Arguments.Count ? null : new StreamerElement { Kind = "TStreamerSTL", Name = member, Type = StreamerTypes.Collection, TypeName = type.Arguments[index].FullName };
    }

    private static StreamerElement? Walk(StreamerCatalog catalog, StreamerInfo? info, string member, int depth)
    {
        if (info is null || depth > DeepestNesting) return null;
        foreach (StreamerElement element in info.Elements)
        {
            if (element.Name == member && element.Kind != "TStreamerBase") return element;
        }
        foreach (StreamerElement element in info.Elements)
        {
            if (element.Kind == "TStreamerBase" && Walk(catalog, catalog.Newest(element.Name), member, depth + 1) is { } found) return found;
        }
        return null;
    }
}
