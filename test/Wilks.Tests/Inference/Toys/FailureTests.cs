using Wilks.Inference;

namespace Wilks.Tests.Inference.Toys;

public sealed class FailureTests
{
    private const int Toys = 500;

    private static readonly CompiledModel s_model = new(CountingModel.Create());

    private static readonly ToyTestOptions s_options = new() { TestValue = 1, Toys = Toys, Threads = 2 };

    private static bool IsOdd(double sum) => sum % 2 == 1;

    [Fact]
    public void A_fit_that_fails_is_tried_again_from_the_initial_values()
    {
        ToyTestResult plain = ToyRun.Of(s_model, s_options);

        ToyTestResult result = ToyRun.Of(new FailingModel(s_model, IsOdd, _ => false), s_options);

        Assert.Equal(ToyTestStatus.Done, result.Status);
        Assert.InRange(result.RetriedCount, 1, (2 * Toys) - 1);
        Assert.Empty(result.Failures);
        Assert.Equal(plain.CLsb, result.CLsb);
    }

    [Fact]
    public void Toys_that_fail_twice_are_counted_kept_apart_and_judged()
    {
        ToyTestResult result = ToyRun.Of(new FailingModel(s_model, IsOdd, IsOdd), s_options);

        Assert.Equal(ToyTestStatus.TooManyFailures, result.Status);
        Assert.Equal((2 * Toys) - result.Failures.Count, result.CLsb.Count + result.CLb.Count);
        Assert.All(result.Failures, failure => Assert.Equal(ToyStatus.FreeFitFailed, failure.Status));
        Assert.All(result.Failures, failure => Assert.Equal(failure.Status, result.Sample[failure.Ensemble].Status[failure.Index]));
        Assert.Contains("toys of the tested hypothesis failed", result.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_within_the_budget_are_allowed()
    {
        ToyTestResult result = ToyRun.Of(new FailingModel(s_model, IsOdd, IsOdd), s_options with { FailureBudget = 0.75 });

        Assert.Equal(ToyTestStatus.Done, result.Status);
        Assert.NotEmpty(result.Failures);
    }
}
