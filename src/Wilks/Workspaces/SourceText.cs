namespace Wilks.Workspaces;

/// <summary>A document that parts of a workspace were read from; it turns an offset into a line and a path, on demand.</summary>
/// <remarks>Offsets are cheap to keep on every record; lines and paths are only worked out when a message needs them.</remarks>
public interface ISourceText
{
    /// <summary>What to call the document in a message: a file name as the user gave it, or <c>&lt;stdin&gt;</c>.</summary>
    string Name { get; }

    /// <summary>The 1-based line and the path inside the document (such as <c>$.channels[2].samples[1]</c>) of a byte offset.</summary>
    /// <param name="offset">A byte offset into the document.</param>
    (int Line, string Path) Locate(int offset);
}

/// <summary>A document that can say where a part of a value stands, so that a message about one array of a modifier points at that array.</summary>
public interface INavigableText : ISourceText
{
    /// <summary>The place of a part of the value at an offset; the nearest enclosing place when the document has no such part.</summary>
    /// <param name="offset">The byte offset of a value.</param>
    /// <param name="path">Member names and decimal indices that lead from that value to the part.</param>
    SourceLocation Find(int offset, ReadOnlySpan<string> path);
}

/// <summary>Where something was written: a document and a byte offset in it. The default value means "made in code".</summary>
/// <param name="Text">The document, or null for something made in code.</param>
/// <param name="Offset">The byte offset of the first character of the value.</param>
public readonly record struct SourceLocation(ISourceText? Text, int Offset)
{
    /// <summary>The place of a part of what is written here, as far as the document can tell; otherwise this place.</summary>
    /// <param name="path">Member names and decimal indices that lead to the part.</param>
    public SourceLocation Within(params ReadOnlySpan<string> path) =>
        Text is INavigableText text ? text.Find(Offset, path) : this;

    /// <summary><c>file:line $.path</c>, or the empty string for something made in code.</summary>
    public override string ToString()
    {
        if (Text is null) return "";

        (int line, string path) = Text.Locate(Offset);
        return $"{Text.Name}:{line} {path}";
    }
}
