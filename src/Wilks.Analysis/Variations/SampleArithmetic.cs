using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Models;

namespace Wilks.Analysis.Variations;

/// <summary>Makes the templates of samples that are formulas of others, bin by bin, with <c>σ² = Σ (∂f/∂x)² σ²ₓ</c> of independent samples.</summary>
internal sealed class SampleArithmetic
{
    private readonly AnalysisConfiguration _configuration;
    private readonly Dictionary<TemplateKey, Template> _templates;
    private readonly Dictionary<TemplateKey, CellSums> _cells;

    private SampleArithmetic(AnalysisConfiguration configuration, TemplateSet templates)
    {
        _configuration = configuration;
        _templates = new Dictionary<TemplateKey, Template>(templates.Templates);
        _cells = new Dictionary<TemplateKey, CellSums>(templates.Cells);
    }

    /// <summary>The templates with those of formulas among them: nominal ones, and every variation that one of the inputs has.</summary>
    internal static TemplateSet Apply(AnalysisConfiguration configuration, TemplateSet templates)
    {
        SampleSettings[] formulas = [.. configuration.Samples.Where(sample => sample.Formula is not null)];
        if (formulas.Length == 0) return templates;

        var arithmetic = new SampleArithmetic(configuration, templates);
        foreach (SampleSettings sample in InOrder(formulas)) arithmetic.Make(sample);
        return templates with
        {
            Templates = arithmetic._templates.ToImmutableSortedDictionary(TemplateKey.Order),
            Cells = arithmetic._cells.ToImmutableSortedDictionary(TemplateKey.Order),
        };
    }

    /// <summary>The samples that a formula names.</summary>
    internal static IReadOnlyList<string> Inputs(SampleSettings sample) => ParameterExpression.Parse(sample.Formula!).Names;

    // Inputs before what is made of them; cycles were refused when the configuration was read.
    private static IEnumerable<SampleSettings> InOrder(SampleSettings[] formulas)
    {
        var waiting = formulas.ToList();
        while (waiting.Count > 0)
        {
            SampleSettings next = waiting.FirstOrDefault(sample => !Inputs(sample).Any(input => waiting.Any(other => other.Name == input))) ?? waiting[0];
            waiting.Remove(next);
            yield return next;
        }
    }

    private void Make(SampleSettings sample)
    {
        ParameterExpression formula = ParameterExpression.Parse(sample.Formula!);
        ExpressionEvaluator evaluator = formula.CreateEvaluator();
        foreach (RegionSettings region in _configuration.Regions.Where(region => sample.Regions.Contains(region.Name)))
        {
            TemplateKey[] inputs = [.. formula.Names.Select(name => new TemplateKey(region.Name, name))];
            if (inputs.Length == 0 || inputs.Any(key => !_templates.ContainsKey(key))) continue;

            (string Systematic, string Side)[] sides =
            [
                .. _templates.Keys.Where(key => key.Region == region.Name && !key.IsNominal && formula.Names.Contains(key.Sample))
                    .Select(key => (key.Systematic, key.Side)).Distinct(),
            ];
            foreach ((string systematic, string side) in sides.Prepend(("", "")))
            {
                Template[] values = [.. inputs.Select(key => _templates.GetValueOrDefault(key with { Systematic = systematic, Side = side }) ?? _templates[key])];
                _templates[new TemplateKey(region.Name, sample.Name, systematic, side)] = Evaluate(evaluator, values);
            }

            MakeCells(new TemplateKey(region.Name, sample.Name), inputs, evaluator);
        }
    }

    /// <summary>How the bins change with the cells of correction tables: <c>Σ (∂f/∂x) ∂x/∂cell</c>, so that these are sums of weights as those of a sample of events.</summary>
    private void MakeCells(TemplateKey target, TemplateKey[] inputs, ExpressionEvaluator evaluator)
    {
        string[] corrections = [.. _cells.Keys.Where(key => inputs.Contains(new TemplateKey(key.Region, key.Sample))).Select(key => key.Systematic).Distinct()];
        foreach (string correction in corrections)
        {
            CellSums?[] sums = [.. inputs.Select(key => _cells.GetValueOrDefault(key with { Systematic = correction }))];
            int cells = sums.OfType<CellSums>().First().CellCount;
            double[] weights = new double[_templates[target].BinCount * cells];
            double[] slopes = new double[inputs.Length];
            for (int i = 0; i < weights.Length; i++)
            {
                evaluator.Evaluate([.. inputs.Select(key => _templates[key].Yields[i / cells])], slopes, []);
                double sum = 0;
                for (int input = 0; input < slopes.Length; input++) sum += sums[input] is { } own ? slopes[input] * own.Weights[i] : 0;
                weights[i] = double.IsFinite(sum) ? sum : 0;
            }

            _cells[target with { Systematic = correction }] = new CellSums(cells, [.. weights]);
        }
    }

    private static Template Evaluate(ExpressionEvaluator evaluator, Template[] inputs)
    {
        int bins = inputs[0].BinCount;
        double[] yields = new double[bins];
        double[] variances = new double[bins];
        double[] values = new double[inputs.Length];
        double[] slopes = new double[inputs.Length];
        for (int bin = 0; bin < bins; bin++)
        {
            for (int i = 0; i < inputs.Length; i++) values[i] = inputs[i].Yields[bin];
            yields[bin] = evaluator.Evaluate(values, slopes, []);
            for (int i = 0; i < inputs.Length; i++) variances[bin] += slopes[i] * slopes[i] * inputs[i].Variances[bin];

            // A quotient by an empty bin has no value: nothing is expected there, and nothing known of it.
            if (double.IsFinite(yields[bin]) && double.IsFinite(variances[bin])) continue;

            yields[bin] = 0;
            variances[bin] = 0;
        }

        return new Template([.. yields], [.. variances]);
    }
}
