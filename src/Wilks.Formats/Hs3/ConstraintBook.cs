using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>The constraint terms that a document gives its parameters, by HS3 name. One term per parameter: the same one twice is one, two different ones are an error.</summary>
internal sealed class ConstraintBook(DiagnosticCollector findings)
{
    private readonly Dictionary<string, (IConstraintSetting Term, bool IsExplicit, SourceLocation Location)> _terms = new(StringComparer.Ordinal);
    private readonly List<(CorrelatedConstraint Term, JsonObject Node)> _correlated = [];
    private readonly HashSet<string> _const = new(StringComparer.Ordinal);

    /// <summary>Functions that are part of a term and no quantities of their own.</summary>
    internal HashSet<string> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Terms of several parameters, in HS3 names.</summary>
    internal IEnumerable<CorrelatedConstraint> Correlated => _correlated.Select(entry => entry.Term);

    /// <summary>The parameters that have a term.</summary>
    internal IEnumerable<string> Names => _terms.Keys;

    /// <summary>The term of a parameter; null where nothing was said. A kept one is what the modifier has by itself.</summary>
    internal IConstraintSetting? Find(string hs3Name) => _terms.TryGetValue(hs3Name, out var entry) ? entry.Term : null;

    /// <summary>Where the term was written.</summary>
    internal SourceLocation LocationOf(string hs3Name) => _terms[hs3Name].Location;

    /// <summary>Whether a constraint of the kind <c>Const</c> holds the parameter.</summary>
    internal bool IsConst(string hs3Name) => _const.Contains(hs3Name);

    /// <summary>Holds a parameter.</summary>
    internal void AddConst(string hs3Name)
    {
        _const.Add(hs3Name);
        _terms.TryAdd(hs3Name, (new NoConstraintSetting(), false, default));
    }

    /// <summary>Adds the term that a modifier implies; a distribution that says it in full goes before.</summary>
    internal void AddImplied(string hs3Name, IConstraintSetting term, SourceLocation location)
    {
        if (!_terms.TryGetValue(hs3Name, out var old) || (old.Term is NoConstraintSetting && !old.IsExplicit)) _terms[hs3Name] = (term, false, location);
        else if (term is not NoConstraintSetting && !old.IsExplicit && !AreEqual(old.Term, term)) ReportTwo(hs3Name, location);
    }

    /// <summary>Adds the term of a constraint distribution.</summary>
    internal void AddExplicit(string hs3Name, IConstraintSetting term, SourceLocation location)
    {
        if (_terms.TryGetValue(hs3Name, out var old) && old.IsExplicit && !AreEqual(old.Term, term)) ReportTwo(hs3Name, location);
        _terms[hs3Name] = (term, true, location);
    }

    /// <summary>Adds a term of several parameters.</summary>
    internal void AddCorrelated(CorrelatedConstraint term, JsonObject node)
    {
        if (_correlated.Any(entry => ReferenceEquals(entry.Node, node))) return;

        foreach (string name in term.Parameters)
        {
            if (_terms.TryGetValue(name, out var old) && old.IsExplicit) ReportTwo(name, term.Location);
            _terms[name] = (new KeptConstraintSetting(), true, term.Location);
        }

        _correlated.Add((term, node));
    }

    /// <summary>A book with the same terms, to which others can be added.</summary>
    internal ConstraintBook Copy()
    {
        ConstraintBook copy = new(findings);
        foreach ((string name, var entry) in _terms) copy._terms.Add(name, entry);
        copy._correlated.AddRange(_correlated);
        copy._const.UnionWith(_const);
        copy.Parts.UnionWith(Parts);
        return copy;
    }

    private static bool AreEqual(IConstraintSetting left, IConstraintSetting right) => left.Equals(right);

    private void ReportTwo(string name, SourceLocation location) =>
        findings.Error("WK625", location, $"'{name}' has two different constraint terms.", "Keep one.");
}
