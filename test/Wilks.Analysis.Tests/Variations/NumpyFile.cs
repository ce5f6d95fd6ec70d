using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Analysis.Tests.Variations;

/// <summary>Writes arrays of two dimensions as numpy does (NEP 1).</summary>
internal static class NumpyFile
{
    internal static void Write(string path, double[] values, int columns)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({values.Length / columns}, {columns}), }}");
        header = header.PadRight(117) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)];
        File.WriteAllBytes(path, [.. start, .. MemoryMarshal.AsBytes(values.AsSpan())]);
    }
}
