using Wilks.Inference;
using Wilks.Models;
using Wilks.Tests.Likelihoods;
using Wilks.Tests.Reference;

namespace Wilks.Tests.Inference;

/// <summary>How often fits evaluate the likelihood: a bound on the work, which the clock can't blur. Each bound is the number seen and one more.</summary>
public sealed class FitCostTests
{
    [Theory]
    [InlineData("tiny_2bin", 6)]
    [InlineData("u_deficit", 3)]
    [InlineData("u_histosys", 6)]
    [InlineData("u_lumi", 5)]
    [InlineData("u_normsys", 6)]
    [InlineData("u_shapefactor", 6)]
    [InlineData("u_shapesys", 4)]
    [InlineData("u_staterror", 5)]
    public void Fits_of_reference_models_take_few_evaluations(string name, int most) => AssertCost(ReferenceCase.Committed(name).Model, most);

    [Theory]
    [InlineData("nine bins with everything", 6)]
    [InlineData("single-bin control region", 6)]
    [InlineData("shapesys and staterror on one sample", 5)]
    [InlineData("negative nominal bins", 6)]
    [InlineData("zero observed bins", 8)]
    public void Fits_of_small_models_take_few_evaluations(string name, int most) => AssertCost(Model.Compile(SmallWorkspaces.All[name]), most);

    private static void AssertCost(Model model, int most)
    {
        FitResult fit = model.Fitted();

        int evaluations = fit.Evaluations.Value + fit.Evaluations.Gradient + fit.Evaluations.Hessian;
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.True(evaluations <= most, $"{fit.Evaluations}: {evaluations} evaluations, at most {most} are allowed.");
    }
}
