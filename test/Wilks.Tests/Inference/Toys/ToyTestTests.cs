using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Inference.Toys;

public sealed class ToyTestTests
{
    private const ulong Seed = 5;
    private const int Toys = 1000;

    // Four standard deviations of a fraction of toys: the seeds are fixed, so that a right sampler always passes.
    private const double Sigmas = 4;

    // Fits of one parameter are exact to rounding.
    private const double QTolerance = 1e-9;

    private static readonly CompiledModel s_model = new(CountingModel.Create());

    private static readonly ToyTestOptions s_options = new() { TestValue = 1.5, Toys = Toys, Seed = Seed, Threads = 1 };

    private static CompiledModel Counting(double signal, double background, double observed) => new(Model.Compile(new Workspace
    {
        Channels = [new Channel("bin", [new Sample("signal", [signal], [new NormFactor("mu")]), new Sample("background", [background], [])])],
        Observations = [new Observation("bin", [observed])],
        Measurements = [new Measurement("main", ["mu"], [])],
    }));

    private static double PoissonTail(int from, double mean, bool upper)
    {
        double probability = Math.Exp(-mean), sum = 0;
        for (int n = 0; n < 400; n++)
        {
            if (upper ? n >= from : n <= from) sum += probability;
            probability *= mean / (n + 1);
        }

        return sum;
    }

    private static void SameBits(ToySample expected, ToySample actual)
    {
        foreach (ToyEnsemble ensemble in Enum.GetValues<ToyEnsemble>())
        {
            Assert.Equal(Bits(expected[ensemble].Q), Bits(actual[ensemble].Q));
            Assert.Equal(Bits(expected[ensemble].PoiHat), Bits(actual[ensemble].PoiHat));
            Assert.Equal(expected[ensemble].Status.ToArray(), actual[ensemble].Status.ToArray());
        }
    }

    private static long[] Bits(ReadOnlySpan<double> values)
    {
        long[] bits = new long[values.Length];
        for (int i = 0; i < bits.Length; i++) bits[i] = BitConverter.DoubleToInt64Bits(values[i]);
        return bits;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_number_of_threads_does_not_change_a_bit(int threads)
    {
        ToyTestResult one = ToyRun.Of(s_model, s_options);

        ToyTestResult many = ToyRun.Of(s_model, s_options with { Threads = threads });

        Assert.Equal(ToyTestStatus.Done, one.Status);
        SameBits(one.Sample, many.Sample);
        Assert.Equal(one.CLs, many.CLs);
        Assert.Equal(one.CLsExpected, many.CLsExpected);
    }

    [Fact]
    public void Seven_shards_make_the_toys_of_one_run_to_the_bit()
    {
        ToyTestResult whole = ToyRun.Of(s_model, s_options);
        ToySample merged = ToySample.Empty(Toys, Toys, ToyShard.Whole);

        for (int shard = 1; shard <= 7; shard++)
        {
            ToySample part = ToyRun.Of(s_model, s_options with { Shard = new ToyShard(shard, 7) }).Sample;
            foreach (ToyColumns columns in new[] { part.Tested, part.Alternative })
            {
                Assert.All(columns.Blocks(most: 100), block => Assert.True(merged[columns.Ensemble].Put(block)));
            }
        }

        SameBits(whole.Sample, merged);
    }

    [Fact]
    public void Known_toys_are_not_made_again()
    {
        ToyTestResult whole = ToyRun.Of(s_model, s_options);
        int made = 0;

        ToyTestResult again = ToyRun.Of(s_model, s_options with { Known = [.. whole.Sample.Tested.Blocks(64).Skip(3)], BlockDone = block => made += block.Count });

        Assert.Equal((3 * 64) + Toys, made);
        SameBits(whole.Sample, again.Sample);
    }

    [Theory]
    [InlineData(5, 8, 2.0)]
    [InlineData(12, 50, 1.0)]
    [InlineData(4, 1, 1.0)]
    public void Upper_limit_p_values_of_a_counting_experiment_are_Poisson_sums(double signal, int observed, double testValue)
    {
        const double background = 6;
        const int toys = 20_000;
        CompiledModel model = Counting(signal, background, observed);

        ToyTestResult result = ToyRun.Of(model, new ToyTestOptions { TestValue = testValue, Toys = toys, Seed = Seed });

        // q falls as the count rises, up to the tested rate, above which it is zero; below the background it grows on.
        bool isAbove = observed > (testValue * signal) + background;
        double sb = isAbove ? 1 : PoissonTail(observed, (testValue * signal) + background, upper: false);
        double b = isAbove ? 1 : PoissonTail(observed, background, upper: false);
        Assert.InRange(result.CLsb.Value, sb - (Sigmas * result.CLsb.Uncertainty), sb + (Sigmas * result.CLsb.Uncertainty));
        Assert.InRange(result.CLb.Value, b - (Sigmas * result.CLb.Uncertainty), b + (Sigmas * result.CLb.Uncertainty));
        Assert.InRange(result.CLs.Value, (sb / b) - (Sigmas * result.CLs.Uncertainty), (sb / b) + (Sigmas * result.CLs.Uncertainty));
    }

    [Fact]
    public void The_discovery_p_value_of_a_counting_experiment_is_a_Poisson_sum()
    {
        const double background = 6;
        const int observed = 11;
        CompiledModel model = Counting(5, background, observed);

        ToyTestResult result = ToyRun.Of(model, new ToyTestOptions { TestValue = 0, Statistic = TestStatistic.Q0, Toys = 20_000, Seed = Seed });

        double exact = PoissonTail(observed, background, upper: true);
        double power = PoissonTail(observed, background + 5, upper: true);
        Assert.InRange(result.CLsb.Value, exact - (Sigmas * result.CLsb.Uncertainty), exact + (Sigmas * result.CLsb.Uncertainty));
        Assert.InRange(result.CLb.Value, power - (Sigmas * result.CLb.Uncertainty), power + (Sigmas * result.CLb.Uncertainty));
    }

    [Fact]
    public void The_observed_statistic_is_the_difference_of_two_fits()
    {
        double free = new Fitter(s_model.Model).FitTwiceNll(s_model.ObservedData);
        double held = new Fitter(s_model.Model).FitTwiceNll(s_model.ObservedData, new FitOptions { Hold = new Dictionary<int, double> { [s_model.Pois[0]] = 1.5 } });

        ToyTestResult result = ToyRun.Of(s_model, s_options with { Toys = 1, Statistic = TestStatistic.TMu });

        Assert.Equal(held - free, result.Experiment.Observed, QTolerance);
    }

    [Fact]
    public void No_toy_passing_has_an_uncertainty_and_an_interval_that_are_not_zero()
    {
        ToyPValue none = ToyPValue.FromCounts(0, 1000), all = ToyPValue.FromCounts(1000, 1000), half = ToyPValue.FromCounts(500, 1000);

        Assert.Equal(0.5 / 1001, none.Uncertainty, QTolerance);
        Assert.Equal(0, none.Lower);
        Assert.Equal(1 / 1001.0, none.Upper, QTolerance);
        Assert.Equal(1, all.Upper);
        Assert.Equal(none.Uncertainty, all.Uncertainty);
        Assert.Equal(Math.Sqrt(0.25 / 1000), half.Uncertainty, QTolerance);
    }

    [Fact]
    public void Without_passing_alternative_toys_there_is_no_CLs()
    {
        ToyRatio ratio = ToyRatio.Of(ToyPValue.FromCounts(1, 10), ToyPValue.FromCounts(0, 10));

        Assert.True(double.IsNaN(ratio.Value));
    }

    [Fact]
    public void Bands_are_the_quantiles_of_the_p_values_of_each_alternative_toy()
    {
        ToyTestResult result = ToyRun.Of(s_model, s_options with { Toys = 201, BackgroundToys = 101 });

        double[] tested = result.Sample.Tested.Q.ToArray(), alternative = result.Sample.Alternative.Q.ToArray();
        double[] cls = [.. alternative.Select(q => tested.Average(t => t >= q - QTolerance ? 1.0 : 0) / alternative.Average(a => a >= q - QTolerance ? 1.0 : 0)).Order()];
        Assert.Equal(cls[50], result.CLsExpected[2], QTolerance);
        Assert.Equal(result.CLsExpected.Order(), result.CLsExpected);
        double place = 0.15865525393145705 * 100;
        Assert.Equal(cls[15] + ((place - 15) * (cls[16] - cls[15])), result.CLsExpected[1], QTolerance);
    }

    [Fact]
    public void A_toy_allocates_nothing_once_warm()
    {
        var experiment = ToyExperiment.Prepare(s_model, s_options, s_model.Pois[0], CancellationToken.None);
        IDatasetSource[] sources = [s_model.CreateSource([.. experiment.TestedPoint]), s_model.CreateSource([.. experiment.AlternativePoint])];
        var worker = new ToyWorker(s_model, experiment, s_model.Pois[0], sources, s_model.ObservedData);
        for (int i = 0; i < 200; i++) worker.Run((ToyEnsemble)(i % 2), i);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 200; i < 400; i++) worker.Run((ToyEnsemble)(i % 2), i);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
    }

    [Fact]
    public void A_cancelled_run_keeps_the_blocks_that_are_complete()
    {
        using var cancellation = new CancellationTokenSource();
        int blocks = 0;

        ToyTestResult result = ToyTest.Run(s_model, s_options with { BlockDone = _ => Count() }, null, cancellation.Token);

        Assert.Equal(ToyTestStatus.Cancelled, result.Status);
        Assert.Equal((2 * Toys) - (2 * ToySampler.BlockSize), result.MissingCount);

        void Count()
        {
            if (++blocks == 2) cancellation.Cancel();
        }
    }

    [Fact]
    public void An_exception_of_the_caller_ends_the_run_on_all_threads() =>
        Assert.Throws<InvalidOperationException>(() => ToyRun.Of(s_model, s_options with { Threads = 3, BlockDone = _ => throw new InvalidOperationException() }));
}
