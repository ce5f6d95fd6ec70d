using System.Globalization;
using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Steps;

/// <summary>The settings that change results, as one text to take a hash of.</summary>
internal static class ResultTexts
{
    internal static string Of(ResultSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(',', settings.Scans)}|{(settings.Minos is { } minos ? string.Join(',', minos) : "pois")}|{settings.ConfidenceLevel:R}|{settings.UsesAsimov}|{settings.Seed}");
}
