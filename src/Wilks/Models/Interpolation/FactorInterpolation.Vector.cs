using System.Runtime.Intrinsics;
using Wilks.Numerics.Kernels;

namespace Wilks.Models.Interpolation;

internal sealed partial class FactorInterpolation
{
    // Lanes are modifiers. Horner's scheme runs for value, slope and half the curvature at once.
    internal void EvaluateVector(ReadOnlySpan<double> alpha, Span<double> value, Span<double> first, Span<double> second)
    {
        ref double coefficients = ref Lanes.Start(_coefficients);
        ref double alphas = ref Lanes.Start(alpha);
        ref double values = ref Lanes.Start(value);
        ref double firsts = ref Lanes.Start(first);
        ref double seconds = ref Lanes.Start(second);
        Vector256<double> one = Vector256<double>.One;
        for (int i = 0; i < _padded; i += Lanes.Width)
        {
            Vector256<double> a = Lanes.Load(ref alphas, i);
            Vector256<double> outside = Vector256.GreaterThanOrEqual(Vector256.Abs(a), Vector256.Create(_boundary, i));
            bool wantsDerivatives = !first.IsEmpty;
            Vector256<double> f = Vector256<double>.Zero, f1 = f, half = f;
            for (int at = (Degree - 1) * _padded + i; at >= 0; at -= _padded)
            {
                if (wantsDerivatives)
                {
                    half = Vector256.FusedMultiplyAdd(half, a, f1);
                    f1 = Vector256.FusedMultiplyAdd(f1, a, f);
                }

                f = Vector256.FusedMultiplyAdd(f, a, Lanes.Load(ref coefficients, at));
            }

            half = Vector256.FusedMultiplyAdd(half, a, f1);
            f1 = Vector256.FusedMultiplyAdd(f1, a, f);
            f = Vector256.FusedMultiplyAdd(f, a, one);
            Vector256<double> f2 = half + half;
            if (Vector256.ExtractMostSignificantBits(outside) != 0)
            {
                Vector256<double> slope = Vector256.ConditionalSelect(Vector256.IsNegative(a), Vector256.Create(_slopeDown, i), Vector256.Create(_slopeUp, i));
                Vector256<double> e = Vector256.Exp(slope * a), e1 = slope * e, e2 = slope * e1;
                if (_hasLinear)
                {
                    Vector256<double> intercept = Vector256.Create(_intercept, i), isLinear = Vector256.Equals(intercept, intercept);
                    e = Vector256.ConditionalSelect(isLinear, Vector256.FusedMultiplyAdd(slope, a, intercept), e);
                    e1 = Vector256.ConditionalSelect(isLinear, slope, e1);
                    e2 = Vector256.ConditionalSelect(isLinear, Vector256<double>.Zero, e2);
                }

                f = Vector256.ConditionalSelect(outside, e, f);
                f1 = Vector256.ConditionalSelect(outside, e1, f1);
                f2 = Vector256.ConditionalSelect(outside, e2, f2);
            }

            Lanes.Store(f, ref values, i);
            if (!first.IsEmpty) Lanes.Store(f1, ref firsts, i);
            if (!second.IsEmpty) Lanes.Store(f2, ref seconds, i);
        }
    }
}
