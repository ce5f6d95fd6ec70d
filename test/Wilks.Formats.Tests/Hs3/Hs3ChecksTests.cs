using System.Globalization;
using Wilks.Formats.Hs3;
using Wilks.Models;

namespace Wilks.Formats.Tests.Hs3;

public sealed class Hs3ChecksTests
{
    private const string Gaussian = """
        {"metadata": {"hs3_version": "0.2.9"}, "distributions": [{"name": "gauss", "type": "gaussian_dist", "x": "x", "mean": "mean", "sigma": "sigma"}]}
        """;

    [Fact]
    public void A_scan_of_the_likelihood_is_held_against_expected_values()
    {
        Model model = Model.Compile(Hs3Text.Read(Hs3Documents.Small));
        Dictionary<string, double> start = model.Parameters.ToDictionary(p => p.Name, p => p.Init, StringComparer.Ordinal);
        double difference = Hs3Text.TwiceNll(model, new Dictionary<string, double>(start) { ["mu"] = 2, ["st[0]"] = 1.1 }) - Hs3Text.TwiceNll(model, start);

        Assert.Equal(Hs3CheckOutcome.Passed, Scan(difference, "{\"likelihood\": \"L\"}").Outcome);
        Hs3Check failed = Scan(difference + 1e-5, "{\"likelihood\": \"L\"}");
        Assert.Equal(Hs3CheckOutcome.Failed, failed.Outcome);
        Assert.Contains("at mu = 2, st_0 = 1.1 found", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_of_one_distribution_has_no_further_constraint_terms()
    {
        double both = Pulled(2) - Pulled(0.5);
        Model model = Model.Compile(Hs3Text.Read(Hs3Documents.Small));
        Dictionary<string, double> start = model.Parameters.ToDictionary(p => p.Name, p => p.Init, StringComparer.Ordinal);
        double difference = Hs3Text.TwiceNll(model, new Dictionary<string, double>(start) { ["mu"] = 2, ["st[0]"] = 1.1 }) - Hs3Text.TwiceNll(model, start) - both;

        Assert.Equal(Hs3CheckOutcome.Passed, Scan(difference, "{\"pdf\": \"SR\", \"data\": \"obs\"}").Outcome);

        static double Pulled(double mu) => (mu - 1.5) * (mu - 1.5) / 0.25;
    }

    [Fact]
    public void A_Gaussian_is_scanned_as_a_density()
    {
        // The example of the test suite's documentation.
        Hs3Check check = Run(Gaussian, """
            {"id": "p", "kind": "pdf_scan", "target": {"pdf": "gauss", "observables": ["x"]}, "reference_point": {"mean": 0, "sigma": 1, "x": 0}, "scan_parameters": ["x"],
             "scan_points": [[-2], [-1], [0], [1], [2]], "expected": [0.05399096651318806, 0.24197072451914337, 0.3989422804014327, 0.24197072451914337, 0.05399096651318806], "tolerance": {"atol": 1e-12, "rtol": 1e-8}}
            """);

        Assert.Equal(Hs3CheckOutcome.Passed, check.Outcome);
    }

    [Theory]
    [InlineData("[\"SR\"]", "Passed")]
    [InlineData("[\"SS\"]", "Failed")]
    public void A_document_has_what_it_should_have(string pdfs, string outcome) =>
        Assert.Equal(outcome, Run(Hs3Documents.Small, $"{{\"id\": \"s\", \"kind\": \"structure_import\", \"target\": {{\"pdfs\": {pdfs}, \"data\": [\"obs\"]}}}}").Outcome.ToString());

    [Theory]
    [InlineData("{\"id\": \"f\", \"kind\": \"function_scan\", \"target\": {\"function\": \"f\"}, \"reference_point\": {}, \"scan_parameters\": [\"x\"], \"scan_points\": [[1]], \"expected\": [1]}")]
    [InlineData("{\"id\": \"n\", \"kind\": \"twice_delta_nll_scan\", \"target\": {\"likelihood\": \"none\"}, \"reference_point\": {}, \"scan_parameters\": [\"x\"], \"scan_points\": [[1]], \"expected\": [1]}")]
    public void What_is_not_supported_is_said_and_not_passed(string check) => Assert.Equal(Hs3CheckOutcome.Unsupported, Run(Gaussian, check).Outcome);

    private static Hs3Check Scan(double expected, string target) => Run(Hs3Documents.Small, string.Create(CultureInfo.InvariantCulture, $$"""
        {"id": "n", "kind": "twice_delta_nll_scan", "target": {{target}}, "reference_point": {"mu": 0.5}, "scan_parameters": ["mu", "st_0"],
         "scan_points": [[0.5, 1], [2, 1.1]], "expected": [0, {{expected:R}}]}
        """));

    private static Hs3Check Run(string document, string check) =>
        Assert.Single(Hs3Checks.Run(Findings.Tree(document), Findings.Tree($"{{\"schema_version\": 1, \"test_id\": \"t\", \"checks\": [{check}]}}")));
}
