using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Formats.Columns;
using Wilks.Formats.Tables;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>What was found while templates were filled: each problem once, with the first template that has it and the number of all. Not thread-safe.</summary>
internal sealed class FillFindings
{
    private readonly Dictionary<(string Code, string Message), Finding> _found = [];
    private readonly List<Finding> _order = [];

    /// <summary>Whether anything forbids to go on.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>All findings in the order in which they were met.</summary>
    public ImmutableArray<Diagnostic> All() => [.. _order.Select(finding => finding.ToDiagnostic())];

    /// <summary>A file or table that can't be opened.</summary>
    public void NotOpened(FillRequest request, string reason) => Error("WK850", request, reason, "");

    /// <summary>An expression that can't be read for the columns that there are.</summary>
    public void Expression(FillRequest request, ColumnUse use, ColumnExpressionException problem, IEventTable table)
    {
        string what = use switch { ColumnUse.Selection => "filter", ColumnUse.Weight => "weight", _ => "variable" };
        string hint = string.Join(' ', table.Unreadable.Where(pair => problem.Text.Contains(pair.Key, StringComparison.Ordinal)).Select(pair => $"The column '{pair.Key}' is there, but it {pair.Value}."));
        Error("WK851", request, $"{what} {problem.Message}", hint, $"in '{table.Name}'");
    }

    /// <summary>A list per event with several axes.</summary>
    public void ListOfAxes(FillRequest request, string text) =>
        Error("WK852", request, $"variable \"{text}\" is a list per event, and there are {request.Axes.Length} axes.", "Give one axis, or one number per event, such as Max$(x) or ak.max(x, axis=1).");

    /// <summary>An expression without a value in some row.</summary>
    public void NoValue(FillRequest request, string file, ColumnExpressionException problem) => Error("WK853", request, problem.Message, "", $"in '{file}'");

    /// <summary>A file that was opened and then couldn't be read.</summary>
    public void NotRead(FillRequest request, string reason) => Error("WK854", request, reason, "");

    /// <summary>Events with a variable or weight that is not finite.</summary>
    public void NotFinite(FillRequest request, FillCounts counts, NotFiniteMode mode)
    {
        if (counts.NaNVariables > 0) NotFinite(request, $"{Texts("variable", request.Variables)} is not a number in {Events(counts.NaNVariables)} that the selection takes", mode);
        if (counts.NotFiniteWeights > 0) NotFinite(request, $"{Texts("weight", request.Weights)} is infinite or not a number in {Events(counts.NotFiniteWeights)} that the selection takes", mode);
    }

    /// <summary>A template without entries.</summary>
    public void Empty(FillRequest request, FillCounts counts)
    {
        string message = counts.Selected == 0
            ? $"no event passes {(request.Filters.IsEmpty ? "although there is no filter: the files hold none." : $"{Texts("filter", request.Filters)}.")}"
            : $"all {Events(counts.Selected)} that {(request.Filters.IsEmpty ? "there are" : $"pass {Texts("filter", request.Filters)}")} have {Texts("variable", request.Variables)} beyond the outer edges.";
        Warning("WK857", request, message, "The template is empty; check the expressions and the binning.");
    }

    /// <summary>Friends that don't fit the files.</summary>
    public void Friends(FillRequest request, string reason) => Error("WK858", request, reason, "Name one friend for each file, in the same order.");

    /// <summary>Events in no cell of a correction.</summary>
    public void NoCell(FillRequest request, FillCorrection correction, long count, double[] example)
    {
        string values = string.Join(", ", correction.Table.Variables.Select((name, v) => string.Create(CultureInfo.InvariantCulture, $"{name} = {example[v]:R}")));
        Error("WK859", request, $"correction '{correction.Settings.Name}' has no cell for {Events(count)}; the first has {values}.", "Extend the table, let its filter or the selection leave such events out, or allow events outside of all cells.");
    }

    /// <summary>A file that a source names twice.</summary>
    public void Twice(FillRequest request, string path) => Warning("WK860", request, $"'{path}' is named twice; its events count twice.", "Name it once, unless that is meant.");

    private static string Events(long count) => count == 1 ? "1 event" : string.Create(CultureInfo.InvariantCulture, $"{count} events");

    private static string Texts(string what, ImmutableArray<string> texts) => texts.IsEmpty ? what : $"{what} {string.Join(what == "filter" ? " and " : what == "weight" ? " times " : " or ", texts.Select(text => $"\"{text}\""))}";

    private void NotFinite(FillRequest request, string what, NotFiniteMode mode)
    {
        if (mode == NotFiniteMode.Drop) Warning("WK856", request, $"{what}; they are left out.", "");
        else Error("WK855", request, $"{what}.", "Tighten the selection, mend the expression, or let such events be left out.");
    }

    private void Error(string code, FillRequest request, string message, string hint, string place = "") => Add(new Finding(code, Severity.Error, message, hint, place), request);

    private void Warning(string code, FillRequest request, string message, string hint) => Add(new Finding(code, Severity.Warning, message, hint, ""), request);

    private void Add(Finding made, FillRequest request)
    {
        HasErrors |= made.Severity == Severity.Error;
        if (!_found.TryGetValue((made.Code, made.Message), out Finding? finding))
        {
            _found[(made.Code, made.Message)] = finding = made;
            _order.Add(made);
        }

        finding.First ??= request;
        finding.Templates.Add(request.Key);
        if (made.Place.Length > 0) finding.Places.Add(made.Place);
    }

    private sealed record Finding(string Code, Severity Severity, string Message, string Hint, string Place)
    {
        public FillRequest? First { get; set; }

        public HashSet<TemplateKey> Templates { get; } = [];

        public HashSet<string> Places { get; } = [];

        public Diagnostic ToDiagnostic()
        {
            string templates = Templates.Count == 1 ? $"{First!.Key}" : string.Create(CultureInfo.InvariantCulture, $"{First!.Key} and {Templates.Count - 1} more");
            string place = Place.Length == 0 ? "" : Places.Count == 1 ? $", {Place}" : string.Create(CultureInfo.InvariantCulture, $", {Place} and {Places.Count - 1} more");
            return new Diagnostic(Code, Severity, First.Location, $"{templates}{place}: {Message}", Hint);
        }
    }
}
