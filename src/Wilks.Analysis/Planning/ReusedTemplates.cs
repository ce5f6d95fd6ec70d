using System.Globalization;
using Wilks.Analysis.Filling;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>Tells again of templates that are up to date what was told when they were filled: events that were left out, and templates without entries.</summary>
internal sealed class ReusedTemplates
{
    private readonly List<(FillRequest Request, FilledTemplate Filled)> _reused = [];

    internal void Add(FillRequest request, FilledTemplate filled) => _reused.Add((request, filled));

    /// <summary>One warning for all templates of the same files, filters and variables.</summary>
    internal IEnumerable<Diagnostic> Warnings()
    {
        foreach (IGrouping<string, (FillRequest Request, FilledTemplate Filled)> place in _reused.Where(pair => pair.Filled.NotFiniteCount > 0).GroupBy(pair => Kind(pair.Request), StringComparer.Ordinal))
        {
            long most = place.Max(pair => pair.Filled.NotFiniteCount);
            yield return Warning("WK856", place, string.Create(CultureInfo.InvariantCulture, $"when it was filled, {most} events with a weight or variable that is no number were left out."), "");
        }

        foreach (IGrouping<string, (FillRequest Request, FilledTemplate Filled)> place in _reused.Where(pair => pair.Filled.Template.Yields.All(value => value == 0)).GroupBy(pair => Kind(pair.Request), StringComparer.Ordinal))
        {
            yield return Warning("WK857", place, "when it was filled, no event passed, or all lay beyond the outer edges.", "The template is empty; check the expressions and the binning.");
        }
    }

    private static string Kind(FillRequest request) => string.Join('\u001f', [.. request.Source.Paths, "", .. request.Filters, "", .. request.Variables]);

    private static Diagnostic Warning(string code, IGrouping<string, (FillRequest Request, FilledTemplate Filled)> place, string message, string hint)
    {
        int others = place.Count() - 1;
        string more = others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {others} more");
        return new Diagnostic(code, Severity.Warning, place.First().Request.Location, $"{place.First().Request.Key}{more}: {message}", hint);
    }
}
