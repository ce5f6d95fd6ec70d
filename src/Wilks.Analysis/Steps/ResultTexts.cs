using System.Globalization;
using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Steps;

/// <summary>The settings that change a result, as one text to take a hash of.</summary>
internal static class ResultTexts
{
    internal static string Of(ResultSettings settings, string step)
    {
        string all = string.Create(CultureInfo.InvariantCulture, $"{settings.UsesAsimov}|{settings.Seed}");
        if (step == "fit") return $"{all}|{(settings.Minos is { } minos ? string.Join('\0', minos) : "pois")}";

        return step.StartsWith("limit", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{all}|{settings.ConfidenceLevel:R}") : all;
    }
}
