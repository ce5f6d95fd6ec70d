using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

internal static partial class BinProfile
{
    // Lanes are bins. A block with a lane that needs a special case (a negative part) is done bin by bin.
    internal static double EvaluateVector(ref BinArrays bins)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        double special = 0;
        for (int i = 0; i < bins.Count; i += Lanes.Width)
        {
            Vector256<double> n = Lanes.Load(ref Lanes.Start(bins.N), i);
            Vector256<double> a = bins.FixedRate.IsEmpty ? Vector256<double>.Zero : Lanes.Load(ref Lanes.Start(bins.FixedRate), i);
            bool isDone = bins.HasLocal ? LocalBlock(ref bins, i, n, a, ref sum) : PlainBlock(ref bins, i, n, a, ref sum);
            if (isDone) continue;

            double value = BlockByBin(ref bins, i);
            if (double.IsPositiveInfinity(value)) return value;
            special += value;
        }

        return Lanes.Sum(sum) + special;
    }

    private static double BlockByBin(ref BinArrays bins, int start)
    {
        double sum = 0;
        int end = Math.Min(start + Lanes.Width, bins.Count);
        for (int i = start; i < end; i++)
        {
            double value = EvaluateBin(ref bins, i);
            if (double.IsPositiveInfinity(value))
            {
                bins.Offender = i;
                return value;
            }

            sum += value;
        }

        return sum;
    }

    private static bool PlainBlock(ref BinArrays bins, int i, Vector256<double> n, Vector256<double> rate, ref Vector256<double> sum)
    {
        Vector256<double> zero = Vector256<double>.Zero, one = Vector256<double>.One;
        Vector256<double> hasCount = Vector256.GreaterThan(n, zero);

        // Padding lanes have n = 0 and ν = 0.
        Vector256<double> allowed = Vector256.GreaterThan(rate, zero) | Vector256.AndNot(Vector256.Equals(rate, zero), hasCount);
        if (Vector256.ExtractMostSignificantBits(allowed) != 0xF) return false;

        Vector256<double> safe = Vector256.ConditionalSelect(hasCount, rate, one);
        sum += Twice(rate - n * Vector256.Log(safe));
        Lanes.Store(rate, ref Lanes.Start(bins.Rate), i);
        if (bins.Order == 0) return true;

        Vector256<double> ratio = n / safe;
        Lanes.Store(Twice(one - ratio), ref Lanes.Start(bins.GradientA), i);
        if (bins.Order == 2) Lanes.Store(Twice(ratio / safe), ref Lanes.Start(bins.HessianAA), i);
        return true;
    }

    private static bool LocalBlock(ref BinArrays bins, int i, Vector256<double> n, Vector256<double> a, ref Vector256<double> sum)
    {
        SlotState slot = bins.Slot!;
        if (slot.Kind == ConstraintKind.None) return false;

        Vector256<double> zero = Vector256<double>.Zero, one = Vector256<double>.One;
        Vector256<double> b = Lanes.Load(ref Lanes.Start(bins.Slope), i);
        Vector256<double> datum = Vector256.Create(slot.A, i), s = Vector256.Create(slot.S, i);
        Vector256<double> lower = Vector256.Create(slot.Lower, i), upper = Vector256.Create(slot.Upper, i);
        Vector256<double> hasCount = Vector256.GreaterThan(n, zero);
        bool isGaussian = slot.Kind == ConstraintKind.Gaussian;
        Vector256<double> gamma = isGaussian
            ? GaussianOptimum(n, a, b, datum, s, hasCount)
            : PoissonOptimum(n, a, b, datum, s, hasCount);
        Vector256<double> ordinary = isGaussian ? Vector256<double>.AllBitsSet
            : Vector256.GreaterThanOrEqual(a, zero) & Vector256.GreaterThanOrEqual(b, zero) & Vector256.GreaterThan(datum, zero);
        gamma = Vector256.Min(Vector256.Max(gamma, lower), upper);
        Vector256<double> rate = a + gamma * b;
        ordinary &= Vector256.GreaterThan(rate, zero) | Vector256.AndNot(Vector256.Equals(rate, zero), hasCount);
        if (Vector256.ExtractMostSignificantBits(ordinary) != 0xF) return false;

        Vector256<double> safe = Vector256.ConditionalSelect(hasCount, rate, one);
        Vector256<double> constraint = isGaussian
            ? (gamma - datum) * (gamma - datum) / (s + s)
            : s * gamma - datum * Vector256.Log(gamma);

        // Padding lanes would add the constraint of their dummy γ.
        Vector256<double> real = Vector256.LessThan(Vector256.Create(i + 0.0, i + 1.0, i + 2.0, i + 3.0), Vector256.Create((double)bins.Count));
        sum += Twice(real & (rate - n * Vector256.Log(safe) + constraint));
        Lanes.Store(gamma, ref slot.Gamma[0], i);
        Lanes.Store(rate, ref Lanes.Start(bins.Rate), i);
        if (bins.Order == 0) return true;

        Vector256<double> ratio = n / safe;
        Vector256<double> tilt = one - ratio;
        Lanes.Store(Twice(tilt), ref Lanes.Start(bins.GradientA), i);
        Lanes.Store(Twice(tilt * gamma), ref Lanes.Start(bins.GradientB), i);
        if (bins.Order == 1) return true;

        Vector256<double> isFree = Vector256.GreaterThan(gamma, lower) & Vector256.LessThan(gamma, upper);
        Vector256<double> curvature = isGaussian ? one / s : datum / (gamma * gamma);
        if (bins.Curvature == Curvature.GaussNewton) tilt = zero;
        StoreHessian(ref bins, i, ratio / safe, b, gamma, tilt, curvature, isFree);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> GaussianOptimum(Vector256<double> n, Vector256<double> a, Vector256<double> b, Vector256<double> datum, Vector256<double> s, Vector256<double> hasCount)
    {
        Vector256<double> half = Vector256.Create(0.5), one = Vector256<double>.One;
        Vector256<double> sb = s * b;
        Vector256<double> p = a + datum * b - sb * b;
        Vector256<double> q = Vector256.Create(4.0) * sb * b * n;
        Vector256<double> root = Vector256.Sqrt(p * p + q);
        Vector256<double> isAscending = Vector256.GreaterThanOrEqual(p, Vector256<double>.Zero);
        Vector256<double> rate = Vector256.ConditionalSelect(isAscending, half * (p + root), half * q / (root - p));
        Vector256<double> tilt = one - Vector256.ConditionalSelect(hasCount, n / rate, Vector256<double>.Zero);
        Vector256<double> variance = sb * b;
        Vector256<double> isStiff = hasCount & Vector256.GreaterThan(variance * n, rate * Vector256.Max(rate, Vector256.Abs(a)));
        Vector256<double> gamma = datum - sb * tilt;
        return Vector256.ExtractMostSignificantBits(isStiff) == 0 ? gamma : Vector256.ConditionalSelect(isStiff, (rate - a) / b, gamma);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PoissonOptimum(Vector256<double> n, Vector256<double> a, Vector256<double> b, Vector256<double> datum, Vector256<double> tau, Vector256<double> hasCount)
    {
        Vector256<double> half = Vector256.Create(0.5), zero = Vector256<double>.Zero;
        Vector256<double> total = tau + b;
        Vector256<double> left = half * total * a, right = half * (n + datum) * b;
        Vector256<double> difference = left - right;
        Vector256<double> rate = (left + right + Vector256.Sqrt(difference * difference + datum * total * a * b)) / total;
        Vector256<double> tilt = Vector256<double>.One - Vector256.ConditionalSelect(hasCount, n / rate, zero);
        Vector256<double> part = rate - a;
        Vector256<double> isStiff = hasCount & Vector256.GreaterThan(part * part * n, datum * rate * Vector256.Max(rate, a));
        Vector256<double> gamma = datum / (tau + b * tilt);
        return Vector256.ExtractMostSignificantBits(isStiff) == 0 ? gamma : Vector256.ConditionalSelect(isStiff, part / b, gamma);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHessian(ref BinArrays bins, int i, Vector256<double> w, Vector256<double> b, Vector256<double> gamma, Vector256<double> tilt, Vector256<double> curvature, Vector256<double> isFree)
    {
        Vector256<double> two = Vector256.Create(2.0);
        Vector256<double> inverse = two / (w * b * b + curvature);
        Vector256<double> wg = w * gamma;
        Vector256<double> aa = w * curvature * inverse;
        Vector256<double> ab = w * (gamma * curvature - b * tilt) * inverse;
        Vector256<double> bb = (wg * gamma * curvature - tilt * (two * wg * b + tilt)) * inverse;
        Lanes.Store(Vector256.ConditionalSelect(isFree, aa, two * w), ref Lanes.Start(bins.HessianAA), i);
        Lanes.Store(Vector256.ConditionalSelect(isFree, ab, two * wg), ref Lanes.Start(bins.HessianAB), i);
        Lanes.Store(Vector256.ConditionalSelect(isFree, bb, two * wg * gamma), ref Lanes.Start(bins.HessianBB), i);
    }

    private static Vector256<double> Twice(Vector256<double> x) => x + x;
}
