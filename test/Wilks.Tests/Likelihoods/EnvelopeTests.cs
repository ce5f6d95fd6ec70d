using MathNet.Numerics.LinearAlgebra;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Likelihoods;

/// <summary>The profiled likelihood is the minimum of the full one over the profiled parameters, and its Hessian their Schur complement.</summary>
public sealed class EnvelopeTests
{
    /// <summary>Both sides sum the same terms in another order; values are near 100.</summary>
    private const double ValueRelative = 1e-12;

    /// <summary>Of the largest entry: a Schur complement by a general factorisation loses a few digits.</summary>
    private const double DerivativeRelative = 1e-9;

    private static readonly double[] s_steps = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.3];

    public static TheoryData<string> Names() => [.. SmallWorkspaces.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Profiling_minimises_and_takes_the_Schur_complement(string name) => Check(SmallWorkspaces.All[name]);

    private static void Check(Workspace workspace)
    {
        Model model = Model.Compile(workspace);
        var profiled = new ProfiledObjective(model);
        profiled.TakeData(model.ObservedData);
        LikelihoodEvaluator full = model.With(model.ObservedData).CreateEvaluator();
        int n = profiled.Dimension, all = model.Parameters.Count;
        double[] point = TestPoints.Random(model, model.ProfiledMap, 0.8, seed: 23);
        double[] gradient = new double[n], hessian = new double[n * n], fullGradient = new double[all], fullHessian = new double[all * all];

        double value = profiled.Evaluate(point, gradient, hessian) + profiled.Constant;
        ProfiledPoint complete = ProfiledPoint.Of(model, profiled, point);
        double[] fullPoint = complete.Values;
        double fullValue = full.Evaluate(fullPoint, fullGradient, fullHessian);

        Assert.Equal(fullValue, value, ValueRelative * (1 + Math.Abs(fullValue)));
        AssertMinimal(model, profiled, full, fullPoint, fullValue);
        int[] free = [.. Enumerable.Range(0, all).Where(p => profiled.IsProfiled(p) && complete.States[p] == CoordinateState.Free)];
        double scale = DerivativeRelative * (1 + fullHessian.Max(Math.Abs));
        Assert.All(free, p => Assert.Equal(0, fullGradient[p], scale));
        for (int i = 0; i < n; i++) Assert.Equal(fullGradient[model.ProfiledMap.ParameterOf[i]], gradient[i], scale);
        Matrix<double> schur = SchurComplement(fullHessian, all, model.ProfiledMap.ParameterOf, free);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) Assert.Equal(schur[i, j], hessian[(i * n) + j], scale);
        }
    }

    /// <summary>No step of one profiled parameter, nor of two neighbours, within their bounds leads down.</summary>
    private static void AssertMinimal(Model model, ProfiledObjective profiled, LikelihoodEvaluator full, double[] point, double value)
    {
        int[] eliminated = [.. Enumerable.Range(0, model.Parameters.Count).Where(profiled.IsProfiled)];
        double tolerance = ValueRelative * (1 + Math.Abs(value));
        foreach (int p in eliminated)
        {
            foreach (int q in eliminated)
            {
                foreach (double step in s_steps.SelectMany(s => (double[])[s, -s]))
                {
                    double[] moved = [.. point];
                    moved[p] = Within(model.Parameters[p], point[p] + step);
                    if (q != p) moved[q] = Within(model.Parameters[q], point[q] + (0.6 * step));
                    Assert.True(full.TwiceNll(moved) >= value - tolerance, $"{model.Parameters[p].Name} + {step} is lower.");
                    if (q == p) continue;

                    moved[q] = Within(model.Parameters[q], point[q] - (0.9 * step));
                    Assert.True(full.TwiceNll(moved) >= value - tolerance, $"{model.Parameters[p].Name} + {step} against {model.Parameters[q].Name} is lower.");
                }
            }
        }
    }

    private static double Within(Parameter parameter, double value) => parameter.Fixed ? parameter.Init : Math.Clamp(value, parameter.Lower, parameter.Upper);

    private static Matrix<double> SchurComplement(double[] hessian, int size, int[] kept, int[] eliminated)
    {
        Matrix<double> keptBlock = Block(kept, kept);
        if (eliminated.Length == 0) return keptBlock;

        Matrix<double> cross = Block(kept, eliminated);
        return keptBlock - (cross * Block(eliminated, eliminated).LU().Solve(cross.Transpose()));

        Matrix<double> Block(int[] rows, int[] columns) => Matrix<double>.Build.Dense(rows.Length, columns.Length, (i, j) => hessian[(rows[i] * size) + columns[j]]);
    }
}
