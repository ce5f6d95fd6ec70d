using System.Collections.Immutable;
using Wilks.Analysis.Templates;
using Wilks.Formats.Columns;
using Wilks.Formats.Tables;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>Fills templates from events in one pass: every file is read once, every column decoded once and every expression evaluated once, whatever the number of templates.</summary>
/// <remarks>
/// A bin holds its lower edge and not its upper one. Within parts of a file, which are the same for any number of threads, Σw and Σw² are plain sums in the order
/// of the events; the parts are added in their order. Results are therefore the same to the last bit for any number of threads. Memory does not grow with the number of events.
/// </remarks>
public static class TemplateFiller
{
    /// <summary>Fills templates.</summary>
    /// <param name="requests">What to fill; those of equal sources share a pass, and those of different sources the files that both name.</param>
    /// <param name="options">Choices.</param>
    /// <param name="cancellationToken">Stops soon and gives nothing.</param>
    /// <exception cref="WorkspaceException">A file, table, column or expression is wrong, or events can't be used; everything that can be told at once is.</exception>
    /// <exception cref="ArgumentException">A key is there twice, or there is not one axis for each variable.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static FillResult Fill(IReadOnlyList<FillRequest> requests, FillOptions options, CancellationToken cancellationToken = default) => Fill(requests, options, new FillTuning(), cancellationToken);

    /// <summary>For tests, which choose the sizes of parts and blocks.</summary>
    internal static FillResult Fill(IReadOnlyList<FillRequest> requests, FillOptions options, FillTuning tuning, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        Check(requests);
        var findings = new FillFindings();
        using var groups = new FillGroups(requests, tuning.MostOpen, findings);
        List<(FillPlan Plan, FillGroup Group)> plans = Plan(groups.Groups, options, findings);
        ThrowIfErrors(findings);

        var units = new List<FillUnit>();
        foreach ((FillPlan plan, FillGroup group) in plans) AddUnits(units, plan, group, tuning, findings);
        ThrowIfErrors(findings);

        using var queue = new FillQueue(units, options.Threads, options.Progress);
        FillRun.Run(units, queue, options.Threads, tuning, cancellationToken);
        if (queue.Failure is { } failure) Tell(failure, units, findings);
        ThrowIfErrors(findings);

        FillPlan[] distinct = [.. plans.Select(pair => pair.Plan).Distinct()];
        var collected = new FilledTemplates(requests);
        foreach (FillPlan plan in distinct) collected.Add(plan, plans.First(pair => pair.Plan == plan).Group.Requests, queue.Total(plan));
        ImmutableSortedDictionary<TemplateKey, FilledTemplate> templates = collected.Finish(options.NotFinite, findings);
        ThrowIfErrors(findings);
        return new FillResult(templates)
        {
            EventCount = groups.Groups.Sum(group => group.File.RowCount),
            ColumnCount = distinct.Sum(plan => plan.Program.Columns.Count),
            OperationCount = distinct.Sum(plan => plan.Program.OperationCount),
            Diagnostics = findings.All(),
        };
    }

    private static void Check(IReadOnlyList<FillRequest> requests)
    {
        var keys = new HashSet<TemplateKey>();
        foreach (FillRequest request in requests)
        {
            if (!keys.Add(request.Key)) throw new ArgumentException($"The template '{request.Key}' is asked for twice.", nameof(requests));
            if (request.Axes.Length == 0 || request.Axes.Length != request.Variables.Length) throw new ArgumentException($"'{request.Key}' has {request.Variables.Length} variables and {request.Axes.Length} axes; give one axis for each variable.", nameof(requests));
            if (request.Source.Paths.IsEmpty) throw new ArgumentException($"'{request.Key}' names no file.", nameof(requests));
        }
    }

    // Files with the same columns and requests share a plan.
    private static List<(FillPlan Plan, FillGroup Group)> Plan(IReadOnlyList<FillGroup> groups, FillOptions options, FillFindings findings)
    {
        var known = new List<(string Sources, IReadOnlyList<ColumnInfo> Columns, FillPlan? Plan)>();
        var plans = new List<(FillPlan, FillGroup)>();
        foreach (FillGroup group in groups)
        {
            string sources = group.Sources;
            int index = known.FindIndex(entry => entry.Sources == sources && entry.Columns.SequenceEqual(group.File.Columns));
            if (index < 0)
            {
                IEventTable table = group.File.Table();
                FillPlan? made = new FillPlanBuilder(new PlanExpressions(table, options.Dialect, findings)).Build(group.Requests);
                group.File.Rest();
                known.Add((sources, group.File.Columns, made));
                index = known.Count - 1;
            }

            if (known[index].Plan is { } plan) plans.Add((plan, group));
        }

        return plans;
    }

    private static void AddUnits(List<FillUnit> units, FillPlan plan, FillGroup group, FillTuning tuning, FillFindings findings)
    {
        try
        {
            int before = units.Count;
            units.AddRange(FillRun.Units(group, plan, group.File.Table(), tuning.LeastRows));
            group.File.Expect(units.Count - before);
            group.File.Rest();
        }
        catch (TableException exception)
        {
            foreach (FillRequest request in group.Requests) findings.NotRead(request, exception.Message);
        }
    }

    private static void Tell(FillFailure failure, List<FillUnit> units, FillFindings findings)
    {
        FillGroup group = units[failure.Unit].Group;
        foreach (FillRequest request in group.Requests)
        {
            if (failure.Exception is not ColumnExpressionException problem) findings.NotRead(request, failure.Exception.Message);
            else if (Uses(request, problem.Text)) findings.NoValue(request, group.File.Name, problem);
        }
    }

    private static bool Uses(FillRequest request, string text) =>
        request.Filters.Contains(text) || request.Weights.Contains(text) || request.Variables.Contains(text)
        || request.Corrections.Any(correction => correction.Settings.Filter == text || correction.Settings.Variables.Any(pair => pair.Value == text));

    private static void ThrowIfErrors(FillFindings findings)
    {
        if (findings.HasErrors) throw new WorkspaceException(findings.All());
    }
}
