namespace Wilks.Inference;

/// <summary>Seeds of experiments that consist of several ensembles of toys: one for each point, whatever the order of the points.</summary>
internal static class StreamKey
{
    /// <summary>The seed of the toys at a point: a pure function of the seed of the whole and of the values.</summary>
    /// <param name="seed">The seed of the whole.</param>
    /// <param name="values">The values that make the point.</param>
    public static ulong At(ulong seed, ReadOnlySpan<double> values)
    {
        ulong key = Mix(seed);
        // In single precision: values of fits differ in their last bits between machines. Minus zero is the same point as zero.
        foreach (double value in values) key = Mix(key ^ BitConverter.SingleToUInt32Bits((float)value + 0f));
        return key;
    }

    // The finaliser of SplitMix64: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014.
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
