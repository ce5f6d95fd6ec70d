using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

public sealed class BrokenHs3Tests
{
    [Fact]
    public void The_small_document_has_no_finding() => Assert.Empty(Hs3Text.Found(Hs3Documents.Small));

    [Theory]
    [InlineData("WK620", "\"name\": \"lim\"", "\"name\": \"SR\"")]
    [InlineData("WK620", "{\"name\": \"alpha\", \"value\"", "{\"name\": \"mu\", \"value\"")]
    [InlineData("WK620", "\"functions\": []", "\"functions\": [{\"name\": \"SR\", \"type\": \"sum\", \"summands\": []}]")]
    [InlineData("WK621", "\"distributions\": [\"SR\"]", "\"distributions\": [\"SS\"]")]
    [InlineData("WK621", "\"data\": [\"obs\"]", "\"data\": [\"obz\"]")]
    [InlineData("WK621", "\"aux_distributions\": [\"lim\"]", "\"aux_distributions\": [\"lin\"]")]
    [InlineData("WK621", "\"likelihood\": \"L\"", "\"likelihood\": \"M\"")]
    [InlineData("WK621", "\"init\": \"p\"", "\"init\": \"q\"")]
    [InlineData("WK621", "\"domain\": \"d\"", "\"domain\": \"e\"")]
    [InlineData("WK621", "\"parameter\": \"alpha\", \"constraint\": \"Gauss\"", "\"parameter\": \"alpha\", \"constraint\": \"Gaus\"")]
    [InlineData("WK621", "\"functions\": []", "\"functions\": [{\"name\": \"mu\", \"type\": \"sum\", \"summands\": [\"nowhere\"]}]")]
    [InlineData("WK622", "\"histfactory_dist\"", "\"argus_dist\"")]
    [InlineData("WK622", "\"type\": \"normsys\"", "\"type\": \"normsis\"")]
    [InlineData("WK622", "\"type\": \"binned\"", "\"type\": \"unbinned\"")]
    [InlineData("WK622", "\"gaussian_dist\"", "\"argus_dist\"")]
    [InlineData("WK622", "\"functions\": []", "\"functions\": [{\"name\": \"mu\", \"type\": \"derivative\"}]")]
    [InlineData("WK623", "[\"st_0\", \"st_1\"]", "[\"st_0\"]")]
    [InlineData("WK623", "\"data\": [\"obs\"]", "\"data\": [\"obs\", \"obs\"]")]
    [InlineData("WK623", "\"contents\": [11, 22]", "\"contents\": [11, 22, 33]")]
    [InlineData("WK623", "\"contents\": [10, 20]", "\"contents\": [10, 20, 30]")]
    [InlineData("WK623", "\"parameters\": [\"st_0\", \"st_1\"], \"constraint\": \"Gauss\"", "\"parameters\": [\"st_0\", \"st_1\"], \"constraints\": [null]")]
    [InlineData("WK624", "\"functions\": []", "\"functions\": [{\"name\": \"mu\", \"type\": \"sum\", \"summands\": [\"f\"]}, {\"name\": \"f\", \"type\": \"product\", \"factors\": [\"mu\"]}]")]
    [InlineData("WK624", "\"gaussian_dist\", \"x\"", "\"product_dist\", \"factors\": [\"lim\"], \"x\"")]
    [InlineData("WK625", "\"parameter\": \"mu\"}", "\"parameter\": \"mu\", \"constraint\": \"second\"}, {\"name\": \"n\", \"type\": \"normfactor\", \"parameter\": \"mu\", \"constraint\": \"lim\"}", "{\"name\": \"lim\"", "{\"name\": \"second\", \"type\": \"normal_dist\", \"x\": \"mu\", \"mean\": 3, \"sigma\": 1}, {\"name\": \"lim\"")]
    [InlineData("WK626", "\"mean\": 1.5", "\"mean\": \"alpha2\"")]
    [InlineData("WK626", "\"sigma\": 0.5", "\"sigma\": -0.5")]
    [InlineData("WK626", "\"parameter\": \"alpha\", \"constraint\": \"Gauss\"", "\"parameter\": \"alpha\", \"constraint\": \"Poisson\"")]
    [InlineData("WK627", "\"distributions\": [\"SR\"], \"data\": [\"obs\"]", "\"distributions\": [], \"data\": []")]
    [InlineData("WK628", "\"contents\": [11, 22]}]", "\"contents\": [11, 22]}]", "\"axes\": [{\"name\": \"x\", \"min\": 0, \"max\": 2, \"nbins\": 2}], \"samples\"", "\"axes\": [{\"name\": \"x\", \"edges\": [0, 2, 1]}], \"samples\"")]
    [InlineData("WK634", "\"constraint\": \"Gauss\", \"data\"", "\"constraint\": \"Gauss\", \"interpolation\": \"cubic\", \"data\"")]
    [InlineData("WK635", "\"min\": -5, \"max\": 5", "\"min\": 5, \"max\": -5")]
    [InlineData("WK520", "\"functions\": []", "\"functions\": [{\"name\": \"mu\", \"type\": \"generic_function\", \"expression\": \"1 +\"}]")]
    [InlineData("WK101", "\"lo\": 0.9", "\"lo\": \"0.9\"")]
    [InlineData("WK101", "\"functions\": []", "\"functions\": {}")]
    [InlineData("WK103", "\"lo\": 0.9, ", "")]
    [InlineData("WK244", "\"value\": 0.5", "\"value\": 50")]
    public void A_mistake_is_told_with_its_place(string code, string old, string replacement, string old2 = "\"name\": \"A\"", string replacement2 = "\"name\": \"A\"")
    {
        string broken = Hs3Documents.With(old, replacement).Replace(old2, replacement2, StringComparison.Ordinal);

        IReadOnlyList<Diagnostic> found = Hs3Text.Found(broken);

        Diagnostic[] errors = [.. found.Where(d => d.Severity == Severity.Error)];
        Assert.True(errors.Any(d => d.Code == code), $"No {code} in:\n{string.Join('\n', found)}");
        Assert.All(errors, d => Assert.NotNull(d.Location.Text));
    }

    [Fact]
    public void A_dangling_name_is_told_with_the_nearest_one()
    {
        Diagnostic finding = Findings.AssertFound(Hs3Text.Found(Hs3Documents.With("\"distributions\": [\"SR\"]", "\"distributions\": [\"SS\"]")), "WK621", "13 $.likelihoods[0].distributions[0]");

        Assert.Contains("Did you mean 'SR'", finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_likelihood_is_told() => Assert.Contains(Hs3Text.Found(Hs3Documents.Small, "B"), d => d.Code == "WK627");

    [Fact]
    public void An_unknown_member_is_noted_and_changes_nothing()
    {
        IReadOnlyList<Diagnostic> found = Hs3Text.Found(Hs3Documents.With("\"type\": \"histfactory_dist\"", "\"type\": \"histfactory_dist\", \"color\": \"red\""));

        Assert.Equal(Severity.Note, Findings.AssertFound(found, "WK630", "4 $.distributions[0].color").Severity);
    }

    [Fact]
    public void Likelihoods_of_other_distributions_are_told()
    {
        string other = Hs3Documents.With("{\"name\": \"L\"", "{\"name\": \"K\", \"distributions\": [\"lim\"], \"data\": [1]}, {\"name\": \"L\"");

        Assert.Contains(Hs3Text.Found(other), d => d is { Code: "WK633", Severity: Severity.Warning });
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"distributions\": 3}")]
    [InlineData("{\"distributions\": [1]}")]
    [InlineData("{\"distributions\": []}")]
    [InlineData("{\"likelihoods\": [{}]}")]
    [InlineData("{\"likelihoods\": [], \"distributions\": [{\"name\": \"p\", \"type\": \"product_dist\", \"factors\": [\"p\"]}]}")]
    public void What_is_no_model_at_all_is_refused(string json) => Assert.Contains(Hs3Text.Found(json), d => d.Severity == Severity.Error);
}
