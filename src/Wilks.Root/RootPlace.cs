namespace Wilks.Root;

/// <summary>Where in which file: the beginning of every message.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Object">The object, such as <c>dir/tree;1</c> or <c>file header</c>.</param>
public readonly record struct RootPlace(string File, string Object)
{
    /// <summary>The same file, another object.</summary>
    public RootPlace With(string name) => this with { Object = name };

    /// <inheritdoc/>
    public override string ToString() => $"{File} · {Object}";
}
