using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Writes messages for people to standard error: one line each, nothing dropped without saying so.</summary>
internal sealed class Messages(Terminal terminal)
{
    private const int MostOfOneCode = 10;
    private const int ShownOfMany = 3;
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    /// <summary>The command that lists every finding.</summary>
    public string ListedBy { get; set; } = "wilks validate";

    /// <summary>Whether warnings and notes are left out.</summary>
    public bool Quiet { get; set; }

    public void Error(string text) => Write("error", Red, text);

    public void Warning(string text)
    {
        if (!Quiet) Write("warning", Yellow, text);
    }

    public void Note(string text)
    {
        if (!Quiet) Write("note", "", text);
    }

    /// <summary>Findings of reading and compiling: errors all, warnings folded, notes counted.</summary>
    public void Diagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (Diagnostic error in diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)) Error(error.ToString());
        if (Quiet) return;

        foreach (IGrouping<string, Diagnostic> code in diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Warning).GroupBy(diagnostic => diagnostic.Code, StringComparer.Ordinal))
        {
            Diagnostic[] all = [.. code];
            int shown = all.Length > MostOfOneCode ? ShownOfMany : all.Length;
            foreach (Diagnostic warning in all.Take(shown)) Warning(warning.ToString());
            if (shown < all.Length) Warning($"… {all.Length - shown} more of {code.Key}; '{ListedBy}' lists all");
        }
        int notes = diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Note);
        if (notes > 0) Write("note", "", $"{notes} {(notes == 1 ? "note" : "notes")} not shown; '{ListedBy}' lists all");
    }

    /// <summary>Findings, every one of them.</summary>
    public void AllDiagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            (string word, string color) = diagnostic.Severity switch
            {
                Severity.Error => ("error", Red),
                Severity.Warning => ("warning", Yellow),
                _ => ("note", ""),
            };
            if (diagnostic.Severity == Severity.Error || !Quiet) Write(word, color, diagnostic.ToString());
        }
    }

    public void InternalError(Exception exception)
    {
        terminal.Error.WriteLine($"internal error: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} Please report it with the command and the file; WILKS_TRACE=1 shows where.");
        if (Environment.GetEnvironmentVariable("WILKS_TRACE") == "1") terminal.Error.WriteLine(exception);
    }

    private void Write(string word, string color, string text)
    {
        string head = terminal.Color && color.Length > 0 ? $"{color}{word}:{Plain}" : $"{word}:";
        // On a terminal a line of progress may stand where the message goes.
        string clear = terminal.ErrorIsTerminal ? Progress.ClearLine : "";
        lock (terminal.Error) terminal.Error.WriteLine($"{clear}{head} {text.ReplaceLineEndings(" ")}");
    }
}
