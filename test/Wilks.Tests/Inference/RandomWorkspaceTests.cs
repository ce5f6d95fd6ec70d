using Wilks.Formats.Tests.Generators;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Tests.Inference;

/// <summary>Thousands of random workspaces: every fit ends with a proof that the full likelihood confirms.</summary>
public sealed class RandomWorkspaceTests
{
    private const int Workspaces = 2000;
    private const int Shares = 8;

    /// <summary>Two values of 2NLL closer than this are one minimum.</summary>
    private const double SameMinimum = 1e-6;

    public static TheoryData<int> ShareIndices() => [.. Enumerable.Range(0, Shares)];

    [Theory]
    [MemberData(nameof(ShareIndices))]
    public void Every_fit_converges_with_a_certificate_that_the_full_likelihood_confirms(int share)
    {
        List<string> faults = [];
        for (int seed = share; seed < Workspaces; seed += Shares)
        {
            Model model = Model.Compile(RandomWorkspace.Create(seed));
            FitResult fit = model.Fitted();
            if (FitCertificate.Fault(fit, model.ObservedData) is { } fault && Identifiability.Holds(model)) faults.Add($"seed {seed}: {fault}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {Workspaces / Shares} fits:\n{string.Join("\n", faults.Take(300))}");
    }

    [Theory]
    [MemberData(nameof(ShareIndices))]
    public void Random_starts_find_nothing_lower(int share)
    {
        List<string> lower = [];
        for (int seed = share; seed < Workspaces; seed += Shares)
        {
            Model model = Model.Compile(RandomWorkspace.Create(seed));
            FitResult fit = model.Fitted();
            RandomStartsResult starts = RandomStarts.Run(model.ObservedData, fit, FitOptions.Default, 1, (ulong)seed, TestContext.Current.CancellationToken);
            if (starts.Lowest.TwiceNll < fit.TwiceNll - SameMinimum) lower.Add($"seed {seed}: lower by {fit.TwiceNll - starts.Lowest.TwiceNll}");
            if (starts.ConvergedCount == 0) lower.Add($"seed {seed}: the fit from a random start did not converge");
        }

        Assert.True(lower.Count == 0, string.Join("\n", lower));
    }

    [Theory]
    [MemberData(nameof(ShareIndices))]
    public void Uncertainties_are_the_roots_of_the_covariance_of_all_parameters(int share)
    {
        for (int seed = share; seed < Workspaces; seed += Shares * 4)
        {
            Model model = Model.Compile(RandomWorkspace.Create(seed));
            FitResult fit = model.Fitted();

            CovarianceAssert.Holds(fit, $"seed {seed}");
        }
    }
}
