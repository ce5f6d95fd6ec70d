namespace Wilks.Workspaces;

/// <summary>A change that parameters make to a sample's expected counts. The records are named as HistFactory's types.</summary>
public interface IModifier
{
    /// <summary>The name; modifiers of one name share their parameters where the type allows it.</summary>
    string Name { get; }

    /// <summary>The type as pyhf's JSON spells it, such as <c>normsys</c>.</summary>
    string Type { get; }

    /// <summary>Where it was written.</summary>
    SourceLocation Location { get; }
}
