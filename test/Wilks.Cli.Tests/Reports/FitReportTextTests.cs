using Wilks.Reports;

namespace Wilks.Cli.Tests.Reports;

public sealed class FitReportTextTests
{
    [Fact]
    public void A_small_fit_shows_all_parameters() => Snapshot.Matches("fit-small", FitReportText.Write(SampleFits.Small));

    [Fact]
    public void A_failed_fit_says_why() => Snapshot.Matches("fit-failed", FitReportText.Write(SampleFits.Failed));

    [Fact]
    public void Correlations_are_listed_by_size() => Snapshot.Matches("fit-correlations", FitReportText.Write(SampleFits.WithMatrices));

    [Fact]
    public void Random_starts_name_other_minima() => Snapshot.Matches("fit-random-starts", FitReportText.Write(SampleFits.WithRandomStarts));

    [Fact]
    public void A_fit_as_Markdown() => Snapshot.Matches("fit-markdown", FitReportText.Write(SampleFits.Small, FitTextOptions.Default with { Markdown = true }));

    [Fact]
    public void A_long_fit_keeps_POIs_free_parameters_and_large_pulls() => Snapshot.Matches("fit-long", FitReportText.Write(SampleFits.Long));

    [Fact]
    public void Top_changes_how_many_pulls_are_kept()
    {
        string text = FitReportText.Write(SampleFits.Long, FitTextOptions.Default with { LargestPulls = 3, MostRows = 0 });

        Assert.Equal(3, text.Split('\n').Count(line => line.StartsWith("systematic_", StringComparison.Ordinal)));
        Assert.Contains("… 60 more parameters", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_leaves_nothing_out()
    {
        string text = FitReportText.Write(SampleFits.Long, FitTextOptions.Default with { All = true });

        Assert.Equal(60, text.Split('\n').Count(line => line.StartsWith("systematic_", StringComparison.Ordinal)));
        Assert.DoesNotContain("more parameters", text, StringComparison.Ordinal);
    }
}
