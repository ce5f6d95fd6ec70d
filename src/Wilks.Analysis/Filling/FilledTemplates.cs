using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Filling;

/// <summary>Gathers the templates of requests from the sums of plans.</summary>
internal sealed class FilledTemplates
{
    private readonly Dictionary<TemplateKey, Draft> _drafts = [];

    public FilledTemplates(IReadOnlyList<FillRequest> requests)
    {
        foreach (FillRequest request in requests) _drafts[request.Key] = new Draft(request);
    }

    /// <summary>Adds the sums of a plan.</summary>
    public void Add(FillPlan plan, IReadOnlyList<FillRequest> requests, FillSums sums)
    {
        for (int i = 0; i < requests.Count; i++) _drafts[requests[i].Key].Add(plan, plan.FillOfRequest[i], sums);
    }

    /// <summary>The templates; what is wrong with them is told to the findings.</summary>
    public ImmutableSortedDictionary<TemplateKey, FilledTemplate> Finish(NotFiniteMode mode, FillFindings findings)
    {
        ImmutableSortedDictionary<TemplateKey, FilledTemplate>.Builder templates = ImmutableSortedDictionary.CreateBuilder<TemplateKey, FilledTemplate>(TemplateKey.Order);
        foreach ((TemplateKey key, Draft draft) in _drafts) templates[key] = draft.Finish(mode, findings);
        return templates.ToImmutable();
    }

    private sealed class Draft
    {
        private readonly FillRequest _request;
        private readonly double[] _yields;
        private readonly double[] _variances;
        private readonly double[]?[] _cells;
        private readonly (long Count, double[]? Example)[] _noCell;
        private FillCounts _counts;

        public Draft(FillRequest request)
        {
            _request = request;
            int bins = request.Axes.Aggregate(1, (product, axis) => checked(product * axis.BinCount));
            (_yields, _variances) = (new double[bins], new double[bins]);
            _cells = [.. request.Corrections.Select(correction => correction.KeepsCells ? new double[bins * correction.Table.CellCount] : null)];
            _noCell = new (long, double[]?)[request.Corrections.Length];
        }

        public void Add(FillPlan plan, int index, FillSums sums)
        {
            PlannedFill fill = plan.Fills[index];
            _counts = _counts.Plus(sums.Counts[index]);
            for (int bin = 0; bin < _yields.Length; bin++)
            {
                _yields[bin] += sums.Sums[fill.FirstSum + (2 * bin)];
                _variances[bin] += sums.Sums[fill.FirstSum + (2 * bin) + 1];
            }

            for (int i = 0; i < _request.Corrections.Length; i++)
            {
                string name = _request.Corrections[i].Settings.Name;
                foreach ((int correction, int first) in fill.Cells)
                {
                    if (_cells[i] is not { } cells || plan.Corrections[correction].Correction.Settings.Name != name) continue;
                    for (int c = 0; c < cells.Length; c++) cells[c] += sums.Cells[first + c];
                }

                if (_request.Corrections[i].Settings.AllowsOutside) continue;
                foreach ((int correction, int place) in plan.Entries[fill.Entries].Checks)
                {
                    if (plan.Corrections[correction].Correction.Settings.Name == name) _noCell[i] = (_noCell[i].Count + sums.NoCell[place], _noCell[i].Example ?? sums.NoCellExamples[place]);
                }
            }
        }

        public FilledTemplate Finish(NotFiniteMode mode, FillFindings findings)
        {
            findings.NotFinite(_request, _counts, mode);
            for (int i = 0; i < _noCell.Length; i++)
            {
                if (_noCell[i].Example is { } example) findings.NoCell(_request, _request.Corrections[i], _noCell[i].Count, example);
            }

            if (_counts.Selected == 0 || (_counts.Selected == _counts.Outside && _yields.All(value => value == 0))) findings.Empty(_request, _counts);
            ImmutableSortedDictionary<string, CellSums>.Builder cells = ImmutableSortedDictionary.CreateBuilder<string, CellSums>(StringComparer.Ordinal);
            for (int i = 0; i < _cells.Length; i++)
            {
                if (_cells[i] is { } sums) cells[_request.Corrections[i].Settings.Name] = new CellSums(_request.Corrections[i].Table.CellCount, [.. sums]);
            }

            return new FilledTemplate(new Template([.. _yields], [.. _variances]))
            {
                SelectedCount = _counts.Selected,
                NotFiniteCount = _counts.NaNVariables + _counts.NotFiniteWeights,
                OutsideCount = _counts.Outside,
                NegativeWeightCount = _counts.Negative,
                Cells = cells.ToImmutable(),
            };
        }
    }
}
