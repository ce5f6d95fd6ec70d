using Wilks.Workspaces;

namespace Wilks.Cli.Tests;

public sealed class MessagesTests
{
    private static Diagnostic Finding(string code, Severity severity, int number) => new(code, severity, default, $"Finding {number}.", "Do something.");

    private static string Write(bool quiet, IEnumerable<Diagnostic> diagnostics)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var messages = new Messages(new Terminal { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = error }) { Quiet = quiet };
        messages.Diagnostics([.. diagnostics]);
        return error.ToString();
    }

    [Fact]
    public void Ten_warnings_of_a_code_are_all_shown()
    {
        string text = Write(quiet: false, Enumerable.Range(0, 10).Select(number => Finding("WK201", Severity.Warning, number)));

        Assert.Equal(10, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Of_more_than_ten_the_first_three_are_shown_and_the_others_counted()
    {
        string text = Write(quiet: false, Enumerable.Range(0, 26).Select(number => Finding("WK201", Severity.Warning, number)));

        Assert.Equal(
            "warning: WK201: Finding 0. Do something.\nwarning: WK201: Finding 1. Do something.\nwarning: WK201: Finding 2. Do something.\nwarning: … 23 more of WK201; 'wilks validate' lists all\n",
            text);
    }

    [Fact]
    public void Errors_are_never_folded_nor_silenced()
    {
        string text = Write(quiet: true, Enumerable.Range(0, 12).Select(number => Finding("WK101", Severity.Error, number)));

        Assert.Equal(12, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Quiet_leaves_out_warnings_and_notes() =>
        Assert.Equal("", Write(quiet: true, [Finding("WK201", Severity.Warning, 1), Finding("WK301", Severity.Note, 2)]));

    [Fact]
    public void Notes_are_counted() =>
        Assert.Equal("note: 2 notes not shown; 'wilks validate' lists all\n", Write(quiet: false, [Finding("WK301", Severity.Note, 1), Finding("WK301", Severity.Note, 2)]));

    [Theory]
    [InlineData(true, "\e[31merror:\e[0m Broken.\n")]
    [InlineData(false, "error: Broken.\n")]
    public void Colours_are_only_used_where_they_are_wanted(bool color, string expected)
    {
        using var error = new StringWriter { NewLine = "\n" };

        new Messages(new Terminal { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = error, Color = color }).Error("Broken.");

        Assert.Equal(expected, error.ToString());
    }

    [Fact]
    public void A_message_of_several_lines_becomes_one()
    {
        using var error = new StringWriter { NewLine = "\n" };

        new Messages(new Terminal { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = error }).Error("One.\nTwo.");

        Assert.Equal("error: One. Two.\n", error.ToString());
    }

    [Fact]
    public void An_internal_error_is_one_line_that_asks_for_a_report()
    {
        using var error = new StringWriter { NewLine = "\n" };

        new Messages(new Terminal { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = error }).InternalError(new InvalidOperationException("Impossible."));

        Assert.StartsWith("internal error: InvalidOperationException: Impossible. Please report it", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
