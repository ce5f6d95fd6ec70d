using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics;
using Wilks.Numerics.Kernels;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Likelihoods;

/// <summary>The vector form of the bins against the scalar one, for every kind of constraint and every special case in random places.</summary>
public sealed class BinProfileTests
{
    /// <summary>Of each value: the vector logarithm differs in its last place, and γ near a cancelling root loses a few digits.</summary>
    private const double Relative = 1e-11;

    private static readonly int[] s_counts = [4, 5, 7, 8, 9, 16, 31, 40];
    private static readonly Curvature[] s_curvatures = [Curvature.Exact, Curvature.GaussNewton];

    [Theory]
    [InlineData("none")]
    [InlineData("staterror")]
    [InlineData("shapesys")]
    [InlineData("shapefactor")]
    public void Vector_equals_scalar_for_ordinary_and_special_bins(string kind)
    {
        foreach (int count in s_counts)
        {
            for (ulong seed = 0; seed < 20; seed++)
            {
                foreach (Curvature curvature in s_curvatures) Compare(new Bins(kind, count, seed), new Bins(kind, count, seed), curvature);
            }
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("staterror")]
    public void A_rate_that_is_not_allowed_is_told_with_its_bin(string kind)
    {
        Bins bins = new(kind, 9, 1);
        bins.FixedRate[6] = -50;
        bins.Observed[6] = 3;
        bins.Slope[6] = 0;
        BinArrays scalar = bins.Arrays(2, Curvature.Exact), vector = bins.Arrays(2, Curvature.Exact);

        Assert.Equal(double.PositiveInfinity, BinProfile.EvaluateScalar(ref scalar));
        Assert.Equal(double.PositiveInfinity, BinProfile.EvaluateVector(ref vector));
        Assert.Equal(6, scalar.Offender);
        Assert.Equal(6, vector.Offender);
    }

    private static void Compare(Bins s, Bins v, Curvature curvature)
    {
        for (int order = 0; order <= 2; order++)
        {
            BinArrays scalar = s.Arrays(order, curvature), vector = v.Arrays(order, curvature);

            Close([BinProfile.EvaluateScalar(ref scalar)], [BinProfile.EvaluateVector(ref vector)], "value");

            Close(scalar.Rate, vector.Rate, "rate");
            if (s.Slot is { } slot) Close(slot.Gamma.AsSpan(0, s.Count), v.Slot!.Gamma.AsSpan(0, s.Count), "γ");
            if (order > 0) Close(scalar.GradientA, vector.GradientA, "A");
            if (order > 0 && s.Slot is not null) Close(scalar.GradientB, vector.GradientB, "B");
            if (order < 2) continue;

            Close(scalar.HessianAA, vector.HessianAA, "AA");
            if (s.Slot is null) continue;

            Close(scalar.HessianAB, vector.HessianAB, "AB");
            Close(scalar.HessianBB, vector.HessianBB, "BB");
        }

        void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
        {
            for (int i = 0; i < Math.Min(expected.Length, s.Count); i++)
            {
                double difference = Math.Abs(expected[i] - actual[i]);
                Assert.True(expected[i] == actual[i] || difference <= Relative * (1 + Math.Abs(expected[i])), $"{what}[{i}] of {s.Count}: {actual[i]:R} for {expected[i]:R}, {s.Describe(i)}");
            }
        }
    }

    /// <summary>Random bins: most ordinary; some empty, held, with tight bounds, without slope, with a slope or rest below zero, with a datum of zero.</summary>
    private sealed class Bins
    {
        private readonly double[][] _results;

        internal Bins(string kind, int count, ulong seed)
        {
            Count = count;
            var random = new Philox(seed, (ulong)count);
            int stride = Lanes.Stride(count);
            (Observed, FixedRate, Slope) = (new double[stride], new double[stride], new double[stride]);
            Slot = CreateSlot(kind, count);
            _results = [.. Enumerable.Range(0, 6).Select(_ => new double[stride])];
            for (int bin = 0; bin < count; bin++) Fill(bin, random);
        }

        internal int Count { get; }

        internal double[] Observed { get; }

        internal double[] FixedRate { get; }

        internal double[] Slope { get; }

        internal SlotState? Slot { get; }

        internal BinArrays Arrays(int order, Curvature curvature) => new()
        {
            Count = Count,
            HasLocal = Slot is not null,
            Order = order,
            Curvature = curvature,
            Multipliers = new double[Observed.Length].Select(_ => PoissonTerm.Unconditional).ToArray(),
            N = Observed,
            FixedRate = FixedRate,
            Slope = Slot is null ? default : Slope,
            Slot = Slot,
            Rate = _results[0],
            GradientA = _results[1],
            GradientB = Slot is null ? default : _results[2],
            HessianAA = _results[3],
            HessianAB = _results[4],
            HessianBB = Slot is null ? default : _results[5],
        };

        internal string Describe(int bin) => $"n = {Observed[bin]}, A = {FixedRate[bin]}, B = {Slope[bin]}, γ in [{Slot?.Lower[bin]}, {Slot?.Upper[bin]}], datum {Slot?.A[bin]}, scale {Slot?.S[bin]}";

        private void Fill(int bin, Philox random)
        {
            Observed[bin] = random.NextDouble() < 0.2 ? 0 : Math.Round(60 * random.NextDouble()) + 1;
            FixedRate[bin] = random.NextDouble() < 0.2 ? 0 : 30 * random.NextDouble();
            Slope[bin] = 1 + (30 * random.NextDouble());
            if (Slot is null)
            {
                FixedRate[bin] += 1;
                return;
            }

            Slot.S[bin] = Slot.Kind == ConstraintKind.Gaussian ? 0.001 + (0.3 * random.NextDouble()) : 1 + (200 * random.NextDouble());
            if (Slot.Kind != ConstraintKind.None) Slot.A[bin] = Slot.Kind == ConstraintKind.Gaussian ? 0.8 + (0.4 * random.NextDouble()) : Slot.S[bin] * (0.8 + (0.4 * random.NextDouble()));
            Specialise(bin, random.NextDouble());
        }

        private void Specialise(int bin, double draw)
        {
            if (draw < 0.06) Slot!.Restrict(bin, 1.1, 1.1);
            else if (draw < 0.12) Slot!.Restrict(bin, 0.999, 1.001);
            else if (draw < 0.16) (Slope[bin], FixedRate[bin]) = (0, FixedRate[bin] + 1);
            else if (draw < 0.20) (Slope[bin], FixedRate[bin]) = (-0.1 * Slope[bin], FixedRate[bin] + 40);
            else if (draw < 0.24) FixedRate[bin] = -0.05 * Slope[bin];
            else if (draw < 0.28 && Slot!.Kind == ConstraintKind.Poisson) Slot.A[bin] = 0;
        }

        private static SlotState? CreateSlot(string kind, int count)
        {
            double[] nominal = [.. Enumerable.Repeat(10.0, count)], uncertainty = [.. Enumerable.Repeat(1.0, count)];
            IModifier? modifier = kind switch
            {
                "staterror" => StatError("gamma", uncertainty),
                "shapesys" => ShapeSys("gamma", uncertainty),
                "shapefactor" => new ShapeFactor("gamma"),
                _ => null,
            };
            if (modifier is null) return null;

            Model model = Model.Compile(OneChannel(nominal, Sample("signal", nominal, new NormFactor("mu")), Sample("background", nominal, modifier)));
            return new SlotState(model.TemplateChannels[0], 0, isEliminated: true, model.Parameters);
        }
    }
}
