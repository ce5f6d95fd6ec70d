using System.Text.Json;
using Wilks.Likelihoods;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>The likelihood at one parameter point.</summary>
public sealed record NllPoint
{
    /// <summary>−2 ln L with all constants; +∞ where it has no finite value.</summary>
    public required double TwiceNll { get; init; }

    /// <summary>The expected counts per channel, in the model's order.</summary>
    public required IReadOnlyList<KeyValuePair<string, double[]>> ExpectedData { get; init; }

    /// <summary>The expected auxiliary data.</summary>
    public required double[] ExpectedAuxiliaryData { get; init; }

    /// <summary>The gradient of 2NLL; null when not asked for or where there is none.</summary>
    public double[]? Gradient { get; init; }

    /// <summary>Why there is no finite value; null where there is one.</summary>
    public string? Note { get; init; }

    /// <summary>Evaluates a likelihood at a point.</summary>
    /// <param name="likelihood">The likelihood.</param>
    /// <param name="evaluator">An evaluator of it.</param>
    /// <param name="parameters">All parameters in the model's order.</param>
    /// <param name="gradient">Whether the gradient is wanted.</param>
    public static NllPoint Create(Likelihood likelihood, LikelihoodEvaluator evaluator, double[] parameters, bool gradient)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(evaluator);
        Model model = likelihood.Model;
        double twiceNll = evaluator.TwiceNll(parameters);
        string? note = double.IsFinite(twiceNll) ? null : Describe(model, likelihood.Data, evaluator, parameters);
        double[]? slope = null;
        if (gradient && note is null)
        {
            slope = new double[parameters.Length];
            evaluator.Evaluate(parameters, slope, []);
        }
        double[] main = new double[model.BinCount];
        double[] auxiliary = new double[model.AuxiliaryParameters.Count];
        evaluator.ExpectedMain(parameters, main);
        evaluator.ExpectedAuxiliary(parameters, auxiliary);
        return new NllPoint
        {
            TwiceNll = twiceNll,
            ExpectedData = [.. model.Channels.Select(channel => KeyValuePair.Create(channel.Name, main[channel.FirstBin..(channel.FirstBin + channel.BinCount)]))],
            ExpectedAuxiliaryData = auxiliary,
            Gradient = slope,
            Note = note,
        };
    }

    /// <summary>Writes a list of points as one JSON object.</summary>
    /// <param name="points">The points.</param>
    /// <param name="json">The writer.</param>
    public static void Write(IReadOnlyList<NllPoint> points, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteStartArray("points");
        foreach (NllPoint point in points) point.Write(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumberOrNull("twice_nll", TwiceNll);
        json.WriteStartObject("expected_data");
        foreach ((string channel, double[] counts) in ExpectedData) json.WriteNumbers(channel, counts);
        json.WriteEndObject();
        json.WriteNumbers("expected_auxdata", ExpectedAuxiliaryData);
        if (Gradient is not null) json.WriteNumbers("gradient", Gradient);
        if (Note is not null) json.WriteString("note", Note);
        json.WriteEndObject();
    }

    // Asks for the offending bin before anything else is evaluated: the evaluator remembers the last point only.
    private static string Describe(Model model, Dataset data, LikelihoodEvaluator evaluator, double[] parameters)
    {
        int bin = evaluator.OffendingBin;
        if (bin < 0) return "2NLL is infinite: a constraint term does not allow this point";

        double[] main = new double[model.BinCount];
        evaluator.ExpectedMain(parameters, main);
        ModelChannel channel = model.Channels.First(candidate => bin < candidate.FirstBin + candidate.BinCount);
        string rate = ValueWithUncertainty.Short(main[bin], 6);
        string observed = ValueWithUncertainty.Short(data.Main.Span[bin], 6);
        return FormattableString.Invariant($"2NLL is infinite: channel '{channel.Name}' bin {bin - channel.FirstBin} expects {rate}, with {observed} observed");
    }
}
