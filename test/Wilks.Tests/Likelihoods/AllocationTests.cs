using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Likelihoods;

/// <summary>Evaluations and lean fits allocate nothing once they are warm.</summary>
public sealed class AllocationTests
{
    private const int WarmUps = 40;
    private const int Repetitions = 100;

    public static TheoryData<string> Names() => [.. SmallWorkspaces.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluations_allocate_nothing(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        int n = evaluator.Dimension;
        double[] point = TestPoints.Random(model, model.FullMap, 1.5, seed: 29);
        double[] gradient = new double[n], hessian = new double[n * n], main = new double[model.BinCount], auxiliary = new double[model.AuxiliaryParameters.Count];

        Assert.Equal(0, BytesOf(() => evaluator.TwiceNll(point)));
        Assert.Equal(0, BytesOf(() => evaluator.Evaluate(point, gradient, default)));
        Assert.Equal(0, BytesOf(() => evaluator.Evaluate(point, gradient, hessian)));
        Assert.Equal(0, BytesOf(() => evaluator.Evaluate(point, gradient, hessian, Curvature.GaussNewton)));
        Assert.Equal(0, BytesOf(() => evaluator.ExpectedMain(point, main)));
        Assert.Equal(0, BytesOf(() => evaluator.ExpectedAuxiliary(point, auxiliary)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lean_fits_allocate_nothing(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        var fitter = new Fitter(model);
        Dataset[] data = [model.ObservedData, new ToyGenerator(model.With(model.ObservedData), [.. model.Parameters.Select(p => p.Init)]).Draw(1, 0)];
        int next = 0;

        Assert.Equal(0, BytesOf(() => fitter.FitTwiceNll(data[next++ % 2])));
    }

    private static long BytesOf(Action action)
    {
        for (int i = 0; i < WarmUps; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Repetitions; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
