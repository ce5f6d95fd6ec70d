namespace Wilks.Root;

/// <summary>A column of a tree to be written.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">The values: an array of numbers, of <see cref="bool"/> or of <see cref="string"/>.</param>
/// <param name="Offsets">For lists of numbers: entry <c>i</c> has the values <c>[Offsets[i], Offsets[i+1])</c>; a column <c>n</c> and the name, that counts them, is written before.</param>
public sealed record TreeColumn(string Name, Array Values, long[]? Offsets = null)
{
    /// <summary>The number of entries.</summary>
    public long EntryCount => Offsets is null ? Values.Length : Offsets.Length - 1;

    internal NumberKind? Kind => NumberKinds.Of(Values) ?? (Values is string[]? null : throw new ArgumentException($"A column of {Values.GetType().Name} can't be written."));

    internal TreeColumn Counter() => new("n" + Name, Enumerable.Range(0, (int)EntryCount).Select(entry => (int)(Offsets![entry + 1] - Offsets[entry])).ToArray());

    internal void Check(long entries)
    {
        if (EntryCount != entries) throw new ArgumentException($"The column '{Name}' has {EntryCount} entries, the first has {entries}.");
        if (Offsets is null) return;
        bool isRising = Offsets.Length > 0 && Offsets[0] >= 0 && Offsets[^1] <= Values.Length && Offsets.Zip(Offsets.Skip(1)).All(pair => pair.First <= pair.Second);
        if (!isRising || Values is string[]) throw new ArgumentException($"The offsets of the column '{Name}' must rise within its {Values.Length} numbers.");
    }
}
