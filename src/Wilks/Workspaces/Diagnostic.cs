namespace Wilks.Workspaces;

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>Something worth knowing that changes no number.</summary>
    Note,

    /// <summary>Accepted, but probably not what was meant; the message says what is done instead.</summary>
    Warning,

    /// <summary>The document can't be used.</summary>
    Error,
}

/// <summary>One finding about a document: what was found, where, what was expected and what to do.</summary>
/// <param name="Code">A stable code, <c>WK</c> and three digits; <c>docs/reference/diagnostics.md</c> lists them.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Location">Where it was written.</param>
/// <param name="Message">What was found and what was expected, as one sentence.</param>
/// <param name="Hint">What to do, as one sentence; may be empty.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceLocation Location, string Message, string Hint)
{
    /// <summary>The one-line form <c>code file:line $.path: message hint</c>.</summary>
    public override string ToString()
    {
        string location = Location.ToString();
        string where = location.Length == 0 ? Code : $"{Code} {location}";
        return Hint.Length == 0 ? $"{where}: {Message}" : $"{where}: {Message} {Hint}";
    }
}

/// <summary>A document can't be used; carries every problem found, not only the first.</summary>
public sealed class WorkspaceException : Exception
{
    /// <summary>An exception for a list of problems.</summary>
    /// <param name="diagnostics">All findings, at least one of them an error.</param>
    public WorkspaceException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics.Where(d => d.Severity == Severity.Error)))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All findings in document order, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
