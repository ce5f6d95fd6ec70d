namespace Wilks.Formats.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Nothing_is_here_yet() => Assert.Equal(4, 2 + 2);
}
