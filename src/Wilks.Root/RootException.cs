namespace Wilks.Root;

/// <summary>A ROOT file, or a part of it, can't be read: broken, cut short, or of a kind that is refused.</summary>
/// <remarks>The message says file · object · offset · what was found · what was expected.</remarks>
public sealed class RootException : Exception
{
    /// <summary>Names the place and what was wrong there.</summary>
    /// <param name="place">The file and the object in it.</param>
    /// <param name="offset">The byte: of the file, or of the object once it is decompressed.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected, or what to do.</param>
    /// <param name="inner">What a decoder had to say.</param>
    public RootException(RootPlace place, long offset, string found, string expected, Exception? inner = null)
        : base($"{place} · byte {offset}: {found}; {expected}.", inner)
    {
        Place = place;
        Offset = offset;
    }

    /// <summary>The file and the object in it.</summary>
    public RootPlace Place { get; }

    /// <summary>The byte: of the file, or of the object once it is decompressed.</summary>
    public long Offset { get; }

    /// <summary>The same fault again, thrown from another thread.</summary>
    internal RootException(RootException inner)
        : base(inner.Message, inner)
    {
        Place = inner.Place;
        Offset = inner.Offset;
    }
}
