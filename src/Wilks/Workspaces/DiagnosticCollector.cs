using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>Gathers findings while a document is read or checked, so that all of them are told at once. Not thread-safe.</summary>
public sealed class DiagnosticCollector
{
    private readonly List<Diagnostic> _found = [];

    /// <summary>Whether an error was found.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Notes that the document can't be used.</summary>
    /// <param name="code">The code, <c>WK</c> and three digits.</param>
    /// <param name="location">Where it was written.</param>
    /// <param name="message">What was found and what was expected.</param>
    /// <param name="hint">What to do; may be empty.</param>
    public void Error(string code, SourceLocation location, string message, string hint = "")
    {
        HasErrors = true;
        _found.Add(new Diagnostic(code, Severity.Error, location, message, hint));
    }

    /// <summary>Notes something accepted that was probably not meant.</summary>
    /// <inheritdoc cref="Error"/>
    public void Warning(string code, SourceLocation location, string message, string hint = "") =>
        _found.Add(new Diagnostic(code, Severity.Warning, location, message, hint));

    /// <summary>Notes something worth knowing that changes no number.</summary>
    /// <inheritdoc cref="Error"/>
    public void Note(string code, SourceLocation location, string message, string hint = "") =>
        _found.Add(new Diagnostic(code, Severity.Note, location, message, hint));

    /// <summary>Adds findings made elsewhere.</summary>
    /// <param name="diagnostics">The findings.</param>
    public void Add(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            HasErrors |= diagnostic.Severity == Severity.Error;
            _found.Add(diagnostic);
        }
    }

    /// <summary>All findings: document by document in the order first met, each from its start to its end.</summary>
    public ImmutableArray<Diagnostic> InDocumentOrder()
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Diagnostic diagnostic in _found) order.TryAdd(diagnostic.Location.Text?.Name ?? "", order.Count);

        return [.. _found.OrderBy(d => order[d.Location.Text?.Name ?? ""]).ThenBy(d => d.Location.Offset)];
    }

    /// <summary>Ends the reading when an error was found.</summary>
    /// <exception cref="WorkspaceException">An error was found; carries every finding.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors) throw new WorkspaceException(InDocumentOrder());
    }
}
