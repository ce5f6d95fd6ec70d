namespace Wilks.Root;

/// <summary>Layouts of ROOT's own classes, for files that do not describe them.</summary>
internal static partial class BuiltInLayouts
{
    public static StreamerCatalog Catalog { get; } = new([], null);
}
