using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>Makes morphings: every template stands in the model with a factor that follows from the parameters (<see cref="MorphingWeights"/>).</summary>
internal sealed class MorphingBuilder
{
    private readonly AnalysisConfiguration _configuration;
    private readonly ProcessedTemplates _templates;
    private readonly Dictionary<string, (string Parameter, string Expression, double AtStart)> _weights = new(StringComparer.Ordinal);
    private readonly List<ParameterChange> _new = [];

    internal MorphingBuilder(AnalysisConfiguration configuration, ProcessedTemplates templates)
    {
        _configuration = configuration;
        _templates = templates;
        foreach (MorphingSettings morphing in configuration.Morphing) Add(morphing);
    }

    /// <summary>The parameters and what the factors of the templates follow from.</summary>
    internal IReadOnlyList<ParameterChange> NewParameters => _new;

    /// <summary>The factors of the templates.</summary>
    internal IEnumerable<ParameterChange> Weights => _weights.Values.Select(weight => new ParameterChange(weight.Parameter) { Expression = weight.Expression });

    /// <summary>The factor of a sample; null where it is no point of a morphing.</summary>
    internal string? WeightOf(string sample) => _weights.TryGetValue(sample, out (string Parameter, string, double) weight) ? weight.Parameter : null;

    /// <summary>The statistical uncertainties that a sample has in the model.</summary>
    /// <remarks>
    /// A model divides the root of the sum of squared uncertainties by the sum of all nominal yields of the region (HistFactory's shared statistical parameters).
    /// The templates of a morphing would count fully in both. With the weights w at the starting values, the uncertainties <c>|w| σ N/ν</c> make the quotient
    /// what it is of the sum that the model then has: N is the sum of the nominal yields and ν that of the weighted ones.
    /// </remarks>
    internal ImmutableArray<double> StatErrors(RegionSettings region, string sample, ImmutableArray<double> deviations)
    {
        SampleSettings[] shared = [.. ModelSamples.Of(_configuration, region).Where(other => other.StatError == StatErrorMode.Shared)];
        if (!shared.Any(other => _weights.ContainsKey(other.Name))) return deviations;

        double own = Math.Abs(AtStart(sample));
        return [.. deviations.Select((deviation, bin) => own * deviation * Ratio(region, shared, bin))];
    }

    private double Ratio(RegionSettings region, SampleSettings[] shared, int bin)
    {
        double all = 0;
        double weighted = 0;
        foreach (SampleSettings other in shared)
        {
            if (_templates.Nominal.GetValueOrDefault(new TemplateKey(region.Name, other.Name)) is not { } template) continue;

            all += template.Yields[bin];
            weighted += AtStart(other.Name) * template.Yields[bin];
        }

        return weighted > 0 ? all / weighted : 1;
    }

    /// <summary>The factor of a sample at the starting values; 1 where it is no point of a morphing.</summary>
    internal double AtStart(string sample) => _weights.TryGetValue(sample, out (string, string, double AtStart) weight) ? weight.AtStart : 1;

    private void Add(MorphingSettings morphing)
    {
        var factors = new Dictionary<(int Dimension, double Value), (string Text, double AtStart)>();
        for (int dimension = 0; dimension < morphing.Parameters.Length; dimension++)
        {
            MorphingParameter parameter = morphing.Parameters[dimension];
            int index = dimension;
            double[] values = [.. morphing.Points.Select(point => point.Values[index]).Distinct().Order()];
            AddParameter(parameter, values);
            double start = HeldParameters.Of(_configuration, parameter.Name) ?? parameter.Init;
            string[] texts = MorphingWeights.Of(Quoted(parameter.Name), values, morphing.Interpolation);
            for (int i = 0; i < values.Length; i++)
            {
                double atStart = ParameterExpression.Parse(texts[i]) is { Names.Count: > 0 } expression ? expression.CreateEvaluator().Evaluate([start], [], []) : 0;
                string text = texts[i];
                if (morphing.Parameters.Length > 1)
                {
                    text = string.Create(CultureInfo.InvariantCulture, $"{morphing.Name}_{parameter.Name}_{i}");
                    _new.Add(new ParameterChange(text) { Expression = texts[i], Location = morphing.Location });
                    text = Quoted(text);
                }

                factors[(dimension, values[i])] = (text, atStart);
            }
        }

        foreach (MorphingPoint point in morphing.Points)
        {
            (string Text, double AtStart)[] own = [.. point.Values.Select((value, dimension) => factors[(dimension, value)])];
            _weights[point.Sample] = ($"weight_{point.Sample}", string.Join(" * ", own.Select(factor => factor.Text)), own.Aggregate(1.0, (product, factor) => product * factor.AtStart));
        }
    }

    // A parameter that several morphings share, or that is a free factor already, is made once.
    private void AddParameter(MorphingParameter parameter, double[] values)
    {
        if (_new.Exists(other => other.Name == parameter.Name) || _configuration.NormFactors.Any(factor => factor.Name == parameter.Name)) return;

        double? held = HeldParameters.Of(_configuration, parameter.Name);
        _new.Add(new ParameterChange(parameter.Name)
        {
            Init = held ?? parameter.Init,
            Fixed = held is null ? null : true,
            Bounds = parameter.Bounds ?? new Interval(values[0], values[^1]),
            Label = parameter.Title,
            Location = parameter.Location,
        });
    }

    private static string Quoted(string name) => Wilks.Formats.Overlays.ExpressionNames.Quoted(name);
}
