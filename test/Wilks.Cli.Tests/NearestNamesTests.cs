namespace Wilks.Cli.Tests;

public sealed class NearestNamesTests
{
    [Fact]
    public void The_nearest_come_first_and_at_most_three() =>
        Assert.Equal("; did you mean 'mu_sig' or 'mu_sag' or 'mu_sig22'?", NearestNames.Suggest("mu_sig1", ["lumi", "mu_sog", "mu_sag", "mu_sig22", "mu_sig"]));

    [Fact]
    public void The_case_of_letters_counts_for_nothing() => Assert.Equal("; did you mean 'Lumi'?", NearestNames.Suggest("lumi", ["Lumi", "background"]));

    [Fact]
    public void Nothing_near_is_an_empty_text() => Assert.Equal("", NearestNames.Suggest("mu", ["jet_energy_scale"]));
}
