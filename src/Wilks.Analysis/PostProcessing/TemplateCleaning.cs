using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Makes templates fit for arithmetic: variances that are no number, negative bins, empty bins.</summary>
/// <param name="settings">What is done.</param>
internal sealed class TemplateCleaning(ProcessingSettings settings)
{
    /// <summary>A template without variances that are no number and with negative bins treated.</summary>
    /// <param name="template">The template.</param>
    /// <param name="scope">Where decisions and errors go.</param>
    /// <param name="what">What it is, for messages: <c>nominal template</c> or <c>up variation</c>.</param>
    /// <param name="location">Where its sample or systematic was written.</param>
    internal Template Clean(Template template, ProcessingLog.Scope scope, string what, SourceLocation location)
    {
        if (!IsFinite(template, scope, what, location)) return template;

        template = ClearVariances(template, scope, what);
        int negative = template.Yields.Count(value => value < 0);
        if (negative == 0 || settings.NegativeBins == NegativeBinRule.Keep) return template;
        if (settings.NegativeBins == NegativeBinRule.Error)
        {
            TellErrors(template, scope, what, location);
            return template;
        }

        double lowest = template.Yields.Min();
        Template cleaned = Lift(template);
        string scaled = settings.NegativeBins == NegativeBinRule.ZeroKeepIntegral && template.Integral > 0 ? " and the others were scaled to the integral" : "";
        scope.Tell(DecisionKind.NegativeBins, $"{Count(negative, "negative bin")} of the {what} became 0{scaled}; the lowest held the value given.", lowest, 0);
        return cleaned;
    }

    /// <summary>A template whose empty bins have the variance of one event of the mean weight <c>Σw²/Σw</c>, where that is asked for.</summary>
    /// <param name="template">The template.</param>
    /// <param name="scope">Where the decision goes.</param>
    internal Template FillEmptyBins(Template template, ProcessingLog.Scope scope)
    {
        double sum = template.Integral;
        int empty = Enumerable.Range(0, template.BinCount).Count(bin => IsEmpty(template, bin));
        double weight = BinGroups.Sum(template.Variances.AsSpan()) / sum;
        if (!settings.GuessesEmptyBins || empty == 0 || !(sum > 0) || !(weight > 0) || !double.IsFinite(weight)) return template;

        scope.Tell(DecisionKind.EmptyBins, $"{Count(empty, "empty bin")} got the uncertainty of one event of the mean weight Σw²/Σw, which is the value given.", weight);
        return template with { Variances = [.. template.Variances.Select((variance, bin) => IsEmpty(template, bin) ? weight * weight : variance)] };
    }

    private static bool IsEmpty(Template template, int bin) => template.Yields[bin] == 0 && template.Variances[bin] == 0;

    private static bool IsFinite(Template template, ProcessingLog.Scope scope, string what, SourceLocation location)
    {
        bool isFinite = true;
        for (int bin = 0; bin < template.BinCount; bin++)
        {
            if (double.IsFinite(template.Yields[bin])) continue;
            isFinite = false;
            scope.Log.Diagnostics.Error("WK870", location, $"The {what} of {scope} holds {Number(template.Yields[bin])} in bin {bin}; expected a number.", "Look for weights that are no number.");
        }
        return isFinite;
    }

    private static Template ClearVariances(Template template, ProcessingLog.Scope scope, string what)
    {
        int unknown = template.Variances.Count(variance => !IsVariance(variance));
        if (unknown == 0) return template;

        scope.Tell(DecisionKind.UnknownVariances, $"{Count(unknown, "variance")} of the {what} was negative or no number and became 0.", unknown);
        return template with { Variances = [.. template.Variances.Select(variance => IsVariance(variance) ? variance : 0)] };
    }

    private static bool IsVariance(double value) => double.IsFinite(value) && value >= 0;

    private static void TellErrors(Template template, ProcessingLog.Scope scope, string what, SourceLocation location)
    {
        for (int bin = 0; bin < template.BinCount; bin++)
        {
            if (!(template.Yields[bin] < 0)) continue;
            scope.Log.Diagnostics.Error("WK871", location, $"The {what} of {scope} holds {Number(template.Yields[bin])} in bin {bin}; expected no negative bin.", "Merge bins, or choose another rule for negative bins.");
        }
    }

    private Template Lift(Template template)
    {
        double integral = template.Integral;
        double kept = BinGroups.Sum([.. template.Yields.Select(value => Math.Max(value, 0))]);
        double factor = settings.NegativeBins == NegativeBinRule.ZeroKeepIntegral && integral > 0 ? integral / kept : 1;
        ImmutableArray<double> yields = [.. template.Yields.Select(value => value < 0 ? 0 : value * factor)];
        return new Template(yields, [.. template.Variances.Select((variance, bin) => template.Yields[bin] < 0 ? variance : variance * factor * factor)]);
    }

    private static string Count(int count, string noun) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Number(double value) => value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
}
