namespace Wilks.Formats.Columns;

/// <summary>A slice as Python means it: negative places count from the end, and what lies outside is cut off.</summary>
/// <param name="Start">Where it begins; null for the first element, or the last one of a negative step.</param>
/// <param name="Stop">The place before which it ends; null for the end that the step leads to.</param>
/// <param name="Step">From one element to the next; not 0.</param>
internal readonly record struct SliceBounds(int? Start, int? Stop, int Step)
{
    /// <summary>The first place and the number of places in a list.</summary>
    internal (int First, int Count) Of(int size)
    {
        bool isForward = Step > 0;
        int first = Clamp(Start ?? (isForward ? 0 : size - 1), size, Start is null);
        int stop = Clamp(Stop ?? (isForward ? size : -1), size, Stop is null);
        long distance = isForward ? (long)stop - first : (long)first - stop;
        long stride = Math.Abs((long)Step);
        return (first, distance <= 0 ? 0 : (int)((distance + stride - 1) / stride));
    }

    private int Clamp(int place, int size, bool isOpen)
    {
        if (place < 0 && !isOpen) place += size;
        return Step > 0 ? Math.Clamp(place, 0, size) : Math.Clamp(place, -1, size - 1);
    }
}
