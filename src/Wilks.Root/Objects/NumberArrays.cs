namespace Wilks.Root;

/// <summary>Arrays of any number type as doubles.</summary>
internal static class NumberArrays
{
    public static double[] ToDoubles(Array values) => NumberKinds.Of(values) switch
    {
        NumberKind.Float64 => (double[])values,
        NumberKind.Float32 => Array.ConvertAll((float[])values, value => (double)value),
        NumberKind.Int32 => Array.ConvertAll((int[])values, value => (double)value),
        NumberKind.UInt32 => Array.ConvertAll((uint[])values, value => (double)value),
        NumberKind.Int16 => Array.ConvertAll((short[])values, value => (double)value),
        NumberKind.UInt16 => Array.ConvertAll((ushort[])values, value => (double)value),
        NumberKind.Int8 => Array.ConvertAll((sbyte[])values, value => (double)value),
        NumberKind.UInt8 => Array.ConvertAll((byte[])values, value => (double)value),
        NumberKind.Int64 => Array.ConvertAll((long[])values, value => (double)value),
        NumberKind.UInt64 => Array.ConvertAll((ulong[])values, value => (double)value),
        NumberKind.Bool => Array.ConvertAll((bool[])values, value => value ? 1.0 : 0),
        _ => [],
    };
}
