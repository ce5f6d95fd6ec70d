using System.Runtime.InteropServices;
using Wilks.Formats.Columns;
using Wilks.Histograms;

namespace Wilks.Analysis.Filling;

/// <summary>Makes the plan of requests on one file; what they share is found by its text.</summary>
internal sealed class FillPlanBuilder(PlanExpressions expressions)
{
    private readonly Dictionary<string, int> _selectionOf = new(StringComparer.Ordinal);
    private readonly List<int[]> _selections = [];
    private readonly Dictionary<PlannedWeight, int> _weightOf = [];
    private readonly List<PlannedWeight> _weights = [new PlannedWeight(-1, -1, -1, false)];
    private readonly Dictionary<string, Binning> _binningOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _correctionOf = new(StringComparer.Ordinal);
    private readonly List<PlannedCorrection> _corrections = [];
    private readonly Dictionary<string, Draft> _drafts = new(StringComparer.Ordinal);

    /// <summary>The plan; null when an expression is wrong, which was told.</summary>
    public FillPlan? Build(IReadOnlyList<FillRequest> requests)
    {
        (Draft Entries, string Fill)[] found = new (Draft, string)[requests.Count];
        for (int i = 0; i < requests.Count; i++) found[i] = Plan(requests[i]);
        if (expressions.HasProblems) return null;

        // Those of one selection stand together, so that its rows are found once.
        Draft[] drafts = [.. _drafts.Values.OrderBy(draft => draft.Selection)];
        var entries = new List<PlannedEntries>();
        var fills = new List<PlannedFill>();
        var placeOf = new Dictionary<(Draft, string), int>();
        (int sums, int cells, int checks) = (0, 0, 0);
        foreach (Draft draft in drafts)
        {
            int first = fills.Count;
            foreach ((string key, FillDraft fill) in draft.Fills)
            {
                placeOf[(draft, key)] = fills.Count;
                var kept = new List<(int, int)>();
                foreach (int correction in fill.Cells)
                {
                    kept.Add((correction, cells));
                    cells = checked(cells + (draft.Binning.PlaceCount * _corrections[correction].Correction.Table.CellCount));
                }

                fills.Add(new PlannedFill(entries.Count, fill.Weight, sums, [.. kept]));
                sums = checked(sums + (2 * draft.Binning.PlaceCount));
            }

            (int, int)[] places = [.. draft.Checks.Order().Select(correction => (correction, checks++))];
            entries.Add(new PlannedEntries(draft.Selection, draft.Variables, draft.Binning, draft.IsList, first, fills.Count - first, places));
        }

        return new FillPlan
        {
            Program = ColumnProgram.Compile(expressions.Requests),
            Selections = [.. _selections],
            Weights = [.. _weights],
            Corrections = [.. _corrections],
            Entries = [.. entries],
            Fills = [.. fills],
            FillOfRequest = [.. found.Select(pair => placeOf[pair])],
            SumLength = sums,
            CellLength = cells,
            CheckCount = checks,
        };
    }

    private (Draft Entries, string Fill) Plan(FillRequest request)
    {
        int selection = Selection([.. request.Filters.Select(text => expressions.Find(text, ColumnUse.Selection, request))]);
        int[] variables = [.. request.Variables.Select(text => expressions.Find(text, ColumnUse.Variable, request))];
        int weight = 0;
        foreach (string text in request.Weights) weight = Weight(weight, expressions.Find(text, ColumnUse.Weight, request), -1);
        int[] corrections = [.. request.Corrections.Select(correction => Correction(correction, request))];
        for (int i = 0; i < corrections.Length; i++)
        {
            if (request.Corrections[i].Settings.IsApplied) weight = Weight(weight, -1, corrections[i]);
        }

        bool isList = variables.Any(expressions.IsList);
        if (isList && variables.Length > 1) expressions.Refuse(request, variables.First(expressions.IsList));
        (Binning binning, string binningKey) = BinningOf(request);
        string key = $"{selection}|{string.Join(',', variables)}|{binningKey}";
        if (!_drafts.TryGetValue(key, out Draft? draft)) _drafts[key] = draft = new Draft(selection, variables, binning, isList);
        int[] kept = [.. corrections.Where((_, i) => request.Corrections[i].KeepsCells)];
        for (int i = 0; i < corrections.Length; i++)
        {
            if (!request.Corrections[i].Settings.AllowsOutside) draft.Checks.Add(corrections[i]);
        }

        string fill = $"{weight}|{string.Join(',', kept)}";
        draft.Fills.TryAdd(fill, new FillDraft(weight, kept));
        return (draft, fill);
    }

    private int Selection(int[] outputs)
    {
        int[] distinct = [.. outputs.Distinct().Order()];
        string key = string.Join(',', distinct);
        if (_selectionOf.TryGetValue(key, out int known)) return known;

        _selections.Add(distinct);
        return _selectionOf[key] = _selections.Count - 1;
    }

    private int Weight(int parent, int output, int correction)
    {
        var weight = new PlannedWeight(parent == 0 ? -1 : parent, output, correction, output >= 0 && expressions.HasPresence(output));
        if (_weightOf.TryGetValue(weight, out int known)) return known;

        _weights.Add(weight);
        return _weightOf[weight] = _weights.Count - 1;
    }

    // The bits of the edges as text: equal edges of the same kind share the search.
    private (Binning Binning, string Key) BinningOf(FillRequest request)
    {
        string key = $"{request.Overflow}|{string.Join('|', request.Axes.Select(Bits))}";
        if (!_binningOf.TryGetValue(key, out Binning? binning)) _binningOf[key] = binning = new Binning(request.Axes, request.Overflow);
        return (binning, key);
    }

    private static string Bits(INumericAxis axis)
    {
        double[] edges = [.. axis.Edges];
        return $"{(axis is RegularAxis ? 'r' : 'v')}{(axis.IsCircular ? 'c' : ' ')}{edges.Length}:{new string(MemoryMarshal.Cast<double, char>(edges))}";
    }

    private int Correction(FillCorrection correction, FillRequest request)
    {
        string name = correction.Settings.Name;
        if (_correctionOf.TryGetValue(name, out int known)) return known;

        int filter = correction.Settings.Filter is { } text ? expressions.Find(text, ColumnUse.Selection, request) : -1;
        int[] variables = [.. correction.Table.Variables.Select(variable => expressions.Find(Expression(correction, variable), ColumnUse.Weight, request))];
        _corrections.Add(new PlannedCorrection(correction, new CorrectionLookup(correction.Table), filter, variables));
        return _correctionOf[name] = _corrections.Count - 1;
    }

    private static string Expression(FillCorrection correction, string variable) =>
        correction.Settings.Variables.Where(pair => pair.Key == variable).Select(pair => pair.Value).FirstOrDefault(variable);

    /// <summary>Entries while fills are added.</summary>
    private sealed record Draft(int Selection, int[] Variables, Binning Binning, bool IsList)
    {
        public Dictionary<string, FillDraft> Fills { get; } = new(StringComparer.Ordinal);

        public HashSet<int> Checks { get; } = [];

        public bool Equals(Draft? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    private sealed record FillDraft(int Weight, int[] Cells);
}
