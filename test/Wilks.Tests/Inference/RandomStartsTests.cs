using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Inference;

public sealed class RandomStartsTests
{
    private static readonly Model s_model = CountingModel.Create();

    private static FitResult Fit(double twiceNll, FitStatus status = FitStatus.Converged) => new(s_model.Parameters)
    {
        Status = status,
        StatusMessage = "",
        TwiceNll = twiceNll,
        Edm = 0,
        Values = new double[s_model.Parameters.Count],
        Uncertainties = new double[s_model.Parameters.Count],
        States = new CoordinateState[s_model.Parameters.Count],
        Certificate = default,
        FreeParameterCount = 1,
        Evaluations = default,
        Iterations = 1,
        Seconds = 0,
    };

    [Fact]
    public void The_first_fit_stays_the_answer_unless_another_is_truly_lower()
    {
        FitResult first = Fit(10);

        RandomStartsResult result = RandomStartsResult.Summarise(first, [Fit(10 - 1e-9), Fit(10 + 1e-9)]);

        Assert.Same(first, result.Lowest);
        Assert.Equal(2, result.LowestCount);
        Assert.Empty(result.OtherMinima);
    }

    [Fact]
    public void A_lower_minimum_replaces_the_first_which_becomes_another_one()
    {
        FitResult first = Fit(10);
        FitResult lower = Fit(8);

        RandomStartsResult result = RandomStartsResult.Summarise(first, [Fit(10), lower, Fit(12), Fit(7, FitStatus.Stalled)]);

        Assert.Same(lower, result.Lowest);
        Assert.Equal(3, result.ConvergedCount);
        Assert.Equal(1, result.LowestCount);
        Assert.Equal([10, 12], result.OtherMinima.Select(fit => fit.TwiceNll));
    }

    [Fact]
    public void When_nothing_converged_the_first_fit_is_given()
    {
        FitResult first = Fit(10, FitStatus.Stalled);

        RandomStartsResult result = RandomStartsResult.Summarise(first, [Fit(9, FitStatus.IterationLimit)]);

        Assert.Same(first, result.Lowest);
        Assert.Equal(0, result.LowestCount);
    }

    [Fact]
    public void A_first_fit_that_failed_is_replaced_by_one_that_converged()
    {
        FitResult converged = Fit(11);

        RandomStartsResult result = RandomStartsResult.Summarise(Fit(10, FitStatus.Stalled), [converged]);

        Assert.Same(converged, result.Lowest);
    }
}
