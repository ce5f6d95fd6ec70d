namespace Wilks.Cli.Tests;

public sealed class ProgressTests
{
    // The line appears after one second.
    private const int LongEnoughMilliseconds = 1300;

    private static string ErrorOf(bool isTerminal, int milliseconds)
    {
        using var error = new StringWriter();
        using (new Progress(new Terminal { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = error, ErrorIsTerminal = isTerminal }, "fitting"))
        {
            Thread.Sleep(milliseconds);
        }
        return error.ToString();
    }

    [Fact]
    public void Long_work_says_on_a_terminal_what_it_is_and_cleans_up()
    {
        string text = ErrorOf(isTerminal: true, LongEnoughMilliseconds);

        Assert.Contains("fitting: 1 s", text, StringComparison.Ordinal);
        Assert.EndsWith(Progress.ClearLine, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Short_work_says_nothing() => Assert.Equal("", ErrorOf(isTerminal: true, 1));

    [Fact]
    public void A_file_gets_no_progress() => Assert.Equal("", ErrorOf(isTerminal: false, LongEnoughMilliseconds));
}
