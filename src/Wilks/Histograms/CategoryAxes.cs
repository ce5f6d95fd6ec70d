namespace Wilks.Histograms;

/// <summary>A bin for each of some texts.</summary>
public sealed record TextCategoryAxis : IAxis
{
    /// <summary>An axis from its categories.</summary>
    /// <param name="categories">Different texts.</param>
    public TextCategoryAxis(IReadOnlyList<string> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Distinct(StringComparer.Ordinal).Count() != categories.Count) throw new ArgumentException("Categories must be different.", nameof(categories));
        Categories = [.. categories];
    }

    /// <inheritdoc/>
    public string Name { get; init; } = "";

    /// <summary>The categories in the order of their bins.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <inheritdoc/>
    public int BinCount => Categories.Count;

    /// <inheritdoc/>
    public bool HasUnderflow => false;

    /// <inheritdoc/>
    public bool HasOverflow { get; init; }
}

/// <summary>A bin for each of some whole numbers, in any order.</summary>
public sealed record IntegerCategoryAxis : IAxis
{
    /// <summary>An axis from its categories.</summary>
    /// <param name="categories">Different numbers.</param>
    public IntegerCategoryAxis(IReadOnlyList<long> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Distinct().Count() != categories.Count) throw new ArgumentException("Categories must be different.", nameof(categories));
        Categories = [.. categories];
    }

    /// <inheritdoc/>
    public string Name { get; init; } = "";

    /// <summary>The categories in the order of their bins.</summary>
    public IReadOnlyList<long> Categories { get; }

    /// <inheritdoc/>
    public int BinCount => Categories.Count;

    /// <inheritdoc/>
    public bool HasUnderflow => false;

    /// <inheritdoc/>
    public bool HasOverflow { get; init; }
}

/// <summary>A bin for false, then one for true.</summary>
public sealed record BooleanAxis : IAxis
{
    /// <inheritdoc/>
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    public int BinCount => 2;

    /// <inheritdoc/>
    public bool HasUnderflow => false;

    /// <inheritdoc/>
    public bool HasOverflow => false;
}
