using Wilks.Inference;
using Wilks.Tests.Inference;

namespace Wilks.Tests.Reference;

/// <summary>The same answers as pyhf: parameters, densities, expected data, minima. Tool, version and command stand in each file of test/Reference.</summary>
public sealed class ReferenceTests
{
    private const int Starts = 20;
    private const double SameMinimum = 1e-6;

    /// <summary>How many models there are beside the repository; fewer would mean that some were not found.</summary>
    private const int LeastShared = 25;

    public static TheoryData<string> Committed() => [.. ReferenceCase.CommittedNames];

    [Theory]
    [MemberData(nameof(Committed))]
    public void Parameters_are_declared_as_in_pyhf(string name) => ReferenceAssert.Declarations(ReferenceCase.Committed(name));

    [Theory]
    [MemberData(nameof(Committed))]
    public void Densities_and_expected_data_are_those_of_pyhf(string name) => ReferenceAssert.Points(ReferenceCase.Committed(name));

    [Theory]
    [MemberData(nameof(Committed))]
    public void Fits_reach_the_reference_minimum(string name) => ReferenceAssert.Fit(ReferenceCase.Committed(name));

    [Theory]
    [MemberData(nameof(Committed))]
    public void Twenty_random_starts_end_in_one_minimum(string name)
    {
        ReferenceCase reference = ReferenceCase.Committed(name);
        FitResult first = reference.Model.Fitted();

        RandomStartsResult starts = RandomStarts.Run(new CompiledModel(reference.Model), reference.Model.ObservedData, first, FitOptions.Default, Starts, seed: 20, TestContext.Current.CancellationToken);

        Assert.Equal(Starts, starts.ConvergedCount);
        Assert.Equal(Starts, starts.LowestCount);
        Assert.Equal(first.TwiceNll, starts.Lowest.TwiceNll, SameMinimum);
    }

    [Fact]
    public void Models_beside_the_repository_are_declared_as_in_pyhf() => ForAllShared(ReferenceAssert.Declarations);

    [Fact]
    public void Models_beside_the_repository_have_pyhfs_densities_and_expected_data() => ForAllShared(ReferenceAssert.Points);

    [Fact]
    public void Models_beside_the_repository_reach_the_reference_minimum() => ForAllShared(reference => ReferenceAssert.Fit(reference));

    private static void ForAllShared(Action<ReferenceCase> check)
    {
        List<string> faults = [];
        int count = 0;
        foreach (ReferenceCase reference in ReferenceCase.AllShared())
        {
            count++;
            if (Record.Exception(() => check(reference)) is { } fault) faults.Add($"{reference.Name}: {fault.Message}");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(count >= LeastShared, $"Only {count} models were found.");
    }
}
