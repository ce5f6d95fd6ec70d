namespace Wilks.Root;

/// <summary>Arrays of any number type as doubles.</summary>
internal static class NumberArrays
{
    public static double[] ToDoubles(Array values) => values switch
    {
        double[] array => array,
        float[] array => Array.ConvertAll(array, value => (double)value),
        int[] array => Array.ConvertAll(array, value => (double)value),
        uint[] array => Array.ConvertAll(array, value => (double)value),
        short[] array => Array.ConvertAll(array, value => (double)value),
        ushort[] array => Array.ConvertAll(array, value => (double)value),
        sbyte[] array => Array.ConvertAll(array, value => (double)value),
        byte[] array => Array.ConvertAll(array, value => (double)value),
        long[] array => Array.ConvertAll(array, value => (double)value),
        ulong[] array => Array.ConvertAll(array, value => (double)value),
        bool[] array => Array.ConvertAll(array, value => value ? 1.0 : 0),
        _ => [],
    };
}
