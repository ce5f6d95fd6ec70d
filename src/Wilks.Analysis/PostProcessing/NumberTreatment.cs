using Wilks.Analysis.Configurations;
using Wilks.Analysis.Variations;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Completes and symmetrizes a variation that is given as factors, and uncertainties of bins.</summary>
internal static class NumberTreatment
{
    /// <summary>Both factors; null where there is neither, which is told.</summary>
    /// <param name="variation">The variation.</param>
    /// <param name="scope">Where decisions go.</param>
    internal static (double Up, double Down)? Factors(TemplateVariation variation, ProcessingLog.Scope scope)
    {
        SystematicSettings systematic = variation.Systematic;
        if ((variation.NormUp ?? variation.NormDown) is not { } given)
        {
            scope.Tell(DecisionKind.Undefined, "Neither side has a number; the systematic is left out here.");
            return null;
        }

        (double Up, double Down) norm = (variation.NormUp ?? 2 - given, variation.NormDown ?? 2 - given);
        if (variation.NormUp is not null && variation.NormDown is not null) VariationTreatment.TellSameSide(norm.Up - 1, norm.Down - 1, scope);
        else TellMirrored(variation, scope);
        if (systematic.Symmetrization is SymmetrizationRule.None) return norm;

        norm = Symmetrization.Apply(systematic.Symmetrization, 1, norm.Up, norm.Down);
        scope.Tell(DecisionKind.Symmetrized, $"Both factors were made symmetric by the rule {systematic.Symmetrization}.");
        if (norm.Up >= 0 && norm.Down >= 0) return norm;

        scope.Tell(DecisionKind.Symmetrized, "A factor came out negative and became 0.", Math.Min(norm.Up, norm.Down), 0);
        return (Math.Max(norm.Up, 0), Math.Max(norm.Down, 0));
    }

    /// <summary>Absolute uncertainties of every bin: those given, or the mean size of the varied templates' differences from nominal.</summary>
    /// <param name="variation">The variation, its templates cleaned.</param>
    /// <param name="nominal">The nominal yields.</param>
    /// <param name="scope">Where decisions go.</param>
    internal static double[]? BinUncertainties(TemplateVariation variation, ReadOnlySpan<double> nominal, ProcessingLog.Scope scope)
    {
        double[]? uncertainties = variation.BinUncertainties is { } given ? [.. given] : FromSides(variation, nominal);
        if (uncertainties is null)
        {
            scope.Tell(DecisionKind.Undefined, "There are no uncertainties of bins; the systematic is left out here.");
            return null;
        }

        int unknown = 0;
        for (int bin = 0; bin < uncertainties.Length; bin++)
        {
            if (!double.IsFinite(uncertainties[bin])) (uncertainties[bin], unknown) = (0, unknown + 1);
            uncertainties[bin] = Math.Abs(uncertainties[bin]);
        }
        if (unknown > 0) scope.Tell(DecisionKind.Undefined, "Uncertainties of bins that are no number became 0; their number is the value given.", unknown, 0);
        return uncertainties;
    }

    private static double[]? FromSides(TemplateVariation variation, ReadOnlySpan<double> nominal)
    {
        double[]? uncertainties = null;
        int sides = 0;
        foreach ((Templates.Template? template, double? factor) in ((Templates.Template?, double?)[])[(variation.Up, variation.NormUp), (variation.Down, variation.NormDown)])
        {
            if (template is null && factor is null) continue;
            uncertainties ??= new double[nominal.Length];
            sides++;
            for (int bin = 0; bin < nominal.Length; bin++)
            {
                double varied = template is not null ? template.Yields[bin] : nominal[bin] * factor!.Value;
                uncertainties[bin] += Math.Abs(varied - nominal[bin]);
            }
        }
        for (int bin = 0; bin < (uncertainties?.Length ?? 0); bin++) uncertainties![bin] /= sides;
        return uncertainties;
    }

    private static void TellMirrored(TemplateVariation variation, ProcessingLog.Scope scope)
    {
        bool isUp = variation.NormUp is null;
        bool isAsked = (isUp ? variation.Systematic.Up : variation.Systematic.Down)?.IsSymmetrized == true || variation.Systematic.Symmetrization != SymmetrizationRule.None;
        string reason = isAsked ? "" : " because nothing was given for it";
        scope.Tell(DecisionKind.Symmetrized, $"The factor of the {(isUp ? "up" : "down")} side is mirrored, 2 − x{reason}.");
    }
}
