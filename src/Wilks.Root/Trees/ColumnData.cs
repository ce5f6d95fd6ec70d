namespace Wilks.Root;

/// <summary>The values of one column for a range of entries: flat, with offsets where entries differ in length.</summary>
public sealed class ColumnData
{
    internal ColumnData(long first, long entryCount, Array values, IReadOnlyList<ColumnLevel> levels)
    {
        FirstEntry = first;
        EntryCount = entryCount;
        Values = values;
        Levels = levels;
    }

    /// <summary>The first entry.</summary>
    public long FirstEntry { get; }

    /// <summary>The number of entries.</summary>
    public long EntryCount { get; }

    /// <summary>All values one after another: an array of numbers, of <see cref="bool"/> or of <see cref="string"/>.</summary>
    public Array Values { get; }

    /// <summary>How entries are made of values, from the outside in; none where every entry is one value.</summary>
    public IReadOnlyList<ColumnLevel> Levels { get; }

    /// <summary>Whether every entry is one value.</summary>
    public bool IsFlat => Levels.Count == 0;

    /// <summary>The values as an array of their own type.</summary>
    /// <exception cref="InvalidCastException">The values are of another type; <see cref="ToDoubles"/> converts.</exception>
    public T[] As<T>() => Values.GetType() == typeof(T[]) ? (T[])Values : throw new InvalidCastException($"The values are {Values.GetType().GetElementType()!.Name}, not {typeof(T).Name}.");

    /// <summary>The numbers as doubles; true is 1.</summary>
    /// <exception cref="InvalidCastException">The values are text.</exception>
    public double[] ToDoubles() => Values is string[]? throw new InvalidCastException("The values are text.") : NumberArrays.ToDoubles(Values);

    /// <summary>The offsets of the outermost level: entry <c>i</c> has the elements <c>[Offsets[i], Offsets[i+1])</c>.</summary>
    /// <exception cref="InvalidOperationException">Every entry is one value.</exception>
    public long[] Offsets => Levels.Count == 0 ? throw new InvalidOperationException("Every entry is one value.") : Levels[0].Offsets;
}

/// <summary>One level of nesting.</summary>
/// <param name="Offsets">Where each list begins among the elements of the next level, and a last one for the end.</param>
/// <param name="FixedLength">The length that every list has; null where lengths differ.</param>
public sealed record ColumnLevel(long[] Offsets, int? FixedLength)
{
    internal static ColumnLevel Fixed(long lists, int length)
    {
        long[] offsets = new long[lists + 1];
        for (long index = 0; index <= lists; index++) offsets[index] = index * length;
        return new ColumnLevel(offsets, length);
    }
}
