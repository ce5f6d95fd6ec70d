using System.Text.Json;
using Wilks.Inference;
using Wilks.Reports;

namespace Wilks.Cli.Tests.Reports;

public sealed class FitReportJsonTests
{
    private static JsonElement Write(FitReport report) => JsonDocument.Parse(VerbCall.Json(json => FitReportJson.Write(report, json))).RootElement;

    [Fact]
    public void The_keys_are_the_contract()
    {
        JsonElement json = Write(SampleFits.WithMatrices);

        Assert.Equal(
            ["status", "status_message", "twice_nll", "edm", "measurement", "free_parameters", "parameters", "correlation", "covariance", "evaluations", "seconds"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["name", "value", "uncertainty", "init", "bounds", "fixed", "at_bound", "constrained", "pull"],
            json.GetProperty("parameters")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["value", "gradient", "hessian"], json.GetProperty("evaluations").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_null()
    {
        JsonElement mu = Write(SampleFits.Small).GetProperty("parameters")[2];

        Assert.Equal(JsonValueKind.Null, mu.GetProperty("uncertainty").ValueKind);
        Assert.False(mu.TryGetProperty("pull", out _));
        Assert.True(mu.GetProperty("at_bound").GetBoolean());
    }

    [Fact]
    public void Doubles_read_back_as_they_were()
    {
        const double awkward = 0.1 + 0.2;

        JsonElement json = Write(SampleFits.Small with { TwiceNll = awkward, Edm = double.Epsilon });

        Assert.Equal(awkward, json.GetProperty("twice_nll").GetDouble());
        Assert.Equal(double.Epsilon, json.GetProperty("edm").GetDouble());
    }

    [Fact]
    public void A_matrix_is_rows_with_names()
    {
        JsonElement correlation = Write(SampleFits.WithMatrices).GetProperty("correlation");

        Assert.Equal("[\"alpha\",\"norm\"]", correlation.GetProperty("names").GetRawText());
        Assert.Equal("[[1,-0.25],[-0.25,1]]", correlation.GetProperty("matrix").GetRawText());
    }

    [Fact]
    public void Random_starts_are_an_object_of_their_own()
    {
        JsonElement starts = Write(SampleFits.WithRandomStarts).GetProperty("random_starts");

        Assert.Equal(15, starts.GetProperty("reached_lowest").GetInt32());
        Assert.Equal("alpha", starts.GetProperty("other_minima")[0].GetProperty("differences")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_covariance_becomes_a_correlation_with_ones_on_the_diagonal()
    {
        const double tolerance = 1e-15; // one square root and one division

        NamedMatrix correlation = new NamedMatrix(["a", "b"], [4, -3, -3, 9]).ToCorrelation();

        Assert.Equal(1, correlation.Values[0]);
        Assert.Equal(-0.5, correlation.Values[1], tolerance);
        Assert.Equal(1, correlation.Values[3]);
    }

    [Fact]
    public void Every_status_has_a_word_in_snake_case()
    {
        string[] words = [.. Enum.GetValues<FitStatus>().Select(FitReport.StatusWord)];

        Assert.Equal(["converged", "flat_direction", "indefinite", "no_finite_start", "iteration_limit", "stalled", "cancelled"], words);
    }
}
