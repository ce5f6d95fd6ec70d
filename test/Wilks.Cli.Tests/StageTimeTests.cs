using Wilks.Cli.Bench;

namespace Wilks.Cli.Tests;

public sealed class StageTimeTests
{
    [Fact]
    public void A_fast_action_is_called_often_and_a_slow_one_at_least_three_times()
    {
        int calls = 0;
        StageTime fast = StageTime.Measure("fast", 0.001, () => calls++, CancellationToken.None);
        StageTime slow = StageTime.Measure("slow", 0.0001, () => Thread.Sleep(2), CancellationToken.None);

        Assert.True(fast.Repeats >= 11, $"{fast.Repeats} repeats");
        Assert.True(calls >= fast.Repeats, $"{calls} calls");
        Assert.InRange(slow.Repeats, 3, 11);
        Assert.True(slow.MedianSeconds >= 0.002, $"{slow.MedianSeconds} s");
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => StageTime.Measure("any", 1, () => { }, source.Token));
    }

    [Fact]
    public void An_agreement_with_a_number_that_is_not_one_does_not_hold() => Assert.False(new Agreement("any", double.NaN, 1).Holds);
}
