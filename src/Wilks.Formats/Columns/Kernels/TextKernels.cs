using Wilks.Formats.Tables;

namespace Wilks.Formats.Columns.Kernels;

/// <summary>Texts of a column against one text, code unit by code unit.</summary>
internal static class TextKernels
{
    internal static void Test(ColumnOperator kind, string text, ColumnData column, int start, Span<bool> result)
    {
        ReadOnlySpan<string> texts = ((string[])column.Values).AsSpan(start, result.Length);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = kind switch
            {
                ColumnOperator.StartsWith => texts[i].StartsWith(text, StringComparison.Ordinal),
                ColumnOperator.EndsWith => texts[i].EndsWith(text, StringComparison.Ordinal),
                _ => string.Equals(texts[i], text, StringComparison.Ordinal),
            };
        }

        if (column.IsNull is not { } isNull) return;

        // A missing text equals none, not even the empty one that stands in its place.
        for (int i = 0; i < result.Length; i++) result[i] &= !isNull[start + i];
    }
}
