using Wilks.Formats.Columns.Kernels;

namespace Wilks.Formats.Columns;

/// <summary>Operations that make one value of one.</summary>
internal sealed partial class BlockMachine
{
    private void RunElements(int id, in PlanNode node, ColumnBuffer result, int n)
    {
        switch (node.Operation)
        {
            case PlanOperation.NumberBinary:
                NumberKernels.Binary(node.Detail, Numbers(node.A, n), Numbers(node.B, n), result.WriteNumbers(n), _isVector);
                break;
            case PlanOperation.NumberUnary:
                NumberKernels.Unary(node.Detail, Numbers(node.A, n), result.WriteNumbers(n));
                break;
            case PlanOperation.NumberTest:
                NumberKernels.Test(node.Detail, Numbers(node.A, n), result.WriteTruths(n));
                break;
            case PlanOperation.IntegerBinary:
                IntegerKernels.Binary(node.Detail, Integers(node.A, n), Integers(node.B, n), result.WriteIntegers(n));
                break;
            case PlanOperation.IntegerUnary:
                IntegerKernels.Unary(node.Detail, Integers(node.A, n), result.WriteIntegers(n));
                break;
            case PlanOperation.CompareNumbers:
                CompareKernels.Numbers(node.Detail, Numbers(node.A, n), Numbers(node.B, n), result.WriteTruths(n), _isVector);
                break;
            case PlanOperation.CompareIntegers:
                CompareKernels.Integers(node.Detail, Integers(node.A, n), Integers(node.B, n), result.WriteTruths(n), _isVector);
                break;
            case PlanOperation.CompareMixed:
                CompareKernels.Mixed(node.Detail, Integers(node.A, n), Numbers(node.B, n), result.WriteTruths(n));
                break;
            case PlanOperation.TruthBinary:
                TruthKernels.Binary(node.Detail, Truths(node.A, n), Truths(node.B, n), result.WriteTruths(n), _isVector);
                break;
            case PlanOperation.TruthNot:
                TruthKernels.Not(Truths(node.A, n), result.WriteTruths(n));
                break;
            case PlanOperation.Select:
                Select(node, result, n);
                break;
            default:
                Convert(id, node, result, n);
                break;
        }
    }

    private void Select(in PlanNode node, ColumnBuffer result, int n)
    {
        ReadOnlySpan<bool> condition = Truths(node.C, n);
        if (node.Type == ColumnValueType.Number) TruthKernels.Select(condition, Numbers(node.A, n), Numbers(node.B, n), result.WriteNumbers(n));
        else if (node.Type == ColumnValueType.Integer) TruthKernels.Select(condition, Integers(node.A, n), Integers(node.B, n), result.WriteIntegers(n));
        else TruthKernels.Select(condition, Truths(node.A, n), Truths(node.B, n), result.WriteTruths(n));
    }

    private void Convert(int id, in PlanNode node, ColumnBuffer result, int n)
    {
        switch (node.Operation)
        {
            case PlanOperation.IntegerToNumber:
                ReadOnlySpan<long> integers = Integers(node.A, n);
                Span<double> numbers = result.WriteNumbers(n);
                for (int i = 0; i < n; i++) numbers[i] = integers[i] == ColumnBuffer.Missing ? double.NaN : integers[i];
                break;
            case PlanOperation.TruthToNumber:
                TruthKernels.ToNumbers(Truths(node.A, n), result.WriteNumbers(n));
                break;
            case PlanOperation.TruthToInteger:
                TruthKernels.ToIntegers(Truths(node.A, n), result.WriteIntegers(n));
                break;
            case PlanOperation.IntegerToTruth:
                ReadOnlySpan<long> whole = Integers(node.A, n);
                Span<bool> truths = result.WriteTruths(n);
                for (int i = 0; i < n; i++) truths[i] = whole[i] != 0;
                break;
            case PlanOperation.NumberToInteger:
                ReadOnlySpan<double> whole64 = Numbers(node.A, n);
                Span<long> made = result.WriteIntegers(n);
                for (int i = 0; i < n; i++) made[i] = double.IsNaN(whole64[i]) ? ColumnBuffer.Missing : (long)whole64[i];
                break;
            case PlanOperation.NumberToTruth or PlanOperation.SelectionTruth:
                ReadOnlySpan<double> values = Numbers(node.A, n);
                Span<bool> chosen = result.WriteTruths(n);
                for (int i = 0; i < n; i++) chosen[i] = values[i] != 0;
                if (node.Operation == PlanOperation.SelectionTruth) RefuseNaN(id, values);
                break;
            default:
                throw new InvalidOperationException($"The operation {node.Operation} is not one of elements.");
        }
    }

    private void RefuseNaN(int id, ReadOnlySpan<double> values)
    {
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) throw Error(id, row, "the selection is not a number (NaN), so the row is neither in nor out. A value is missing, or a calculation had no result; write a comparison, which is false for NaN.");
        }
    }
}
