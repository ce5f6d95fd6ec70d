using Wilks.Workspaces;

namespace Wilks.Tests.Workspaces;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("mu", "mu", true)]
    [InlineData("mu", "Mu", false)]
    [InlineData("mu", "mux", false)]
    [InlineData("JES_*", "JES_", true)]
    [InlineData("JES_*", "JES_1", true)]
    [InlineData("JES_*", "JER_1", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*a*b*", "xxaxxabx", true)]
    [InlineData("*a*b", "xaxbx", false)]
    [InlineData("gamma[*]", "gamma[12]", true)]
    [InlineData("**x", "x", true)]
    public void A_name_matches_a_pattern_as_a_whole(string pattern, string name, bool expected)
        => Assert.Equal(expected, NamePattern.Matches(pattern, name));

    [Fact]
    public void Many_stars_take_no_time()
        => Assert.False(NamePattern.Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 5000)));
}
