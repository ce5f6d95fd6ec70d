using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Workspaces;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("mu", "mu", 0)]
    [InlineData("mu", "MU", 1)]
    [InlineData("normsys", "nromsys", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Distance_counts_edits(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestNames.Distance(left, right));
        Assert.Equal(expected, NearestNames.Distance(right, left));
    }

    [Theory]
    [InlineData("normsis", "Did you mean 'normsys'?")]
    [InlineData("zzzzzzz", "Known: 'lumi', 'normsys'.")]
    public void Suggest_names_what_is_near_or_all_there_is(string name, string expected) =>
        Assert.Equal(expected, NearestNames.Suggest(name, ["lumi", "normsys"]));

    [Fact]
    public void Suggest_is_silent_when_there_are_no_names() => Assert.Equal("", NearestNames.Suggest("x", []));
}
