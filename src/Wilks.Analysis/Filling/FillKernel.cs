using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wilks.Analysis.Filling;

/// <summary>The innermost loops. Every sum runs over the events in their order, so that its bits depend on nothing else.</summary>
internal static class FillKernel
{
    /// <summary>Adds w and w² of each entry at its place.</summary>
    /// <param name="rows">The row of each entry.</param>
    /// <param name="places">The place of each entry; as many.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <param name="sums">For each place Σw and Σw².</param>
    public static void Add(ReadOnlySpan<int> rows, ReadOnlySpan<int> places, ReadOnlySpan<double> weights, Span<double> sums)
    {
        Debug.Assert(rows.Length == places.Length, "An entry has a row and a place.");
        ref int row = ref MemoryMarshal.GetReference(rows);
        ref int place = ref MemoryMarshal.GetReference(places);
        ref double weight = ref MemoryMarshal.GetReference(weights);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (int i = 0; i < rows.Length; i++)
        {
            Debug.Assert(Unsafe.Add(ref row, i) < weights.Length && 2 * Unsafe.Add(ref place, i) < sums.Length, "Rows and places are inside.");
            double w = Unsafe.Add(ref weight, Unsafe.Add(ref row, i));
            ref double target = ref Unsafe.Add(ref sum, 2 * Unsafe.Add(ref place, i));
            target += w;
            Unsafe.Add(ref target, 1) += w * w;
        }
    }

    /// <summary>How many entries have a negative weight.</summary>
    public static int CountNegative(ReadOnlySpan<int> rows, ReadOnlySpan<double> weights)
    {
        int count = 0;
        foreach (int row in rows) count += weights[row] < 0 ? 1 : 0;
        return count;
    }
}
