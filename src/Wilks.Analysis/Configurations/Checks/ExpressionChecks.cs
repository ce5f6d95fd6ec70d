using Wilks.Formats.Columns;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that expressions over the columns of events can be read, as far as this can be told without the columns.</summary>
internal sealed class ExpressionChecks
{
    private readonly ColumnDialect[] _dialects;
    private readonly DiagnosticCollector _findings;

    private ExpressionChecks(ColumnDialect dialect, DiagnosticCollector findings)
    {
        _dialects = dialect == ColumnDialect.Auto ? [ColumnDialect.Root, ColumnDialect.Python] : [dialect];
        _findings = findings;
    }

    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        if (!InputKind.ReadsEvents(c)) return;

        var checks = new ExpressionChecks(c.General.Dialect, findings);
        checks.All("General", c.General.Location, ("Filter", c.General.Filter), ("Weight", c.General.Weight));
        foreach (RegionSettings region in c.Regions)
        {
            string what = $"region '{region.Name}'";
            checks.All(what, region.Location, ("Filter", region.Filter));
            foreach (string variable in region.Variables) checks.All(what, region.Location, ("Variable", variable));
        }

        foreach (SampleSettings sample in c.Samples) checks.All($"sample '{sample.Name}'", sample.Location, ("Filter", sample.Filter), ("Weight", sample.Weight));
        foreach (CorrectionSettings correction in c.Corrections)
        {
            string what = $"correction '{correction.Name}'";
            checks.All(what, correction.Location, ("Filter", correction.Filter));
            foreach ((string _, string expression) in correction.Variables) checks.All(what, correction.Location, ("Variables", expression));
        }

        foreach (SystematicSettings systematic in c.Systematics)
        {
            foreach (VariationSettings variation in Variations(systematic)) checks.Variation(systematic.Name, variation);
        }
    }

    /// <summary>All variations of a systematic.</summary>
    internal static IEnumerable<VariationSettings> Variations(SystematicSettings systematic)
    {
        IEnumerable<VariationSettings> sides = new[] { systematic.Up, systematic.Down }.OfType<VariationSettings>();
        return [.. sides, .. systematic.Variations, .. systematic.Covariance?.Source is ReplicaSource replicas ? replicas.Variations : []];
    }

    private void Variation(string systematic, VariationSettings variation)
    {
        string what = $"a variation of systematic '{systematic}'";
        All(what, variation.Location, ("Filter", variation.Filter), ("Weight", variation.Weight), ("WeightFactor", variation.WeightFactor));
        foreach (string variable in variation.Variables) All(what, variation.Location, ("Variable", variable));
    }

    private void All(string what, SourceLocation location, params ReadOnlySpan<(string Key, string? Text)> expressions)
    {
        foreach ((string key, string? text) in expressions)
        {
            if (text is null || text.Length == 0 || Failure(text) is not { } failure) continue;

            _findings.Error("WK818", location, $"'{key}' of {what} can't be read: {failure.Message}", "docs/reference/column-expressions.md has the grammar.");
        }
    }

    /// <summary>Why a text is no expression in any dialect that may be meant: what the one that came further says.</summary>
    private ColumnExpressionException? Failure(string text)
    {
        ColumnExpressionException? furthest = null;
        foreach (ColumnDialect dialect in _dialects)
        {
            ColumnExpressionException? failure = Failure(text, dialect);
            if (failure is null) return null;
            if (furthest is null || failure.Position > furthest.Position) furthest = failure;
        }

        return furthest;
    }

    private static ColumnExpressionException? Failure(string text, ColumnDialect dialect)
    {
        try
        {
            var parser = new ColumnParser(text, dialect);
            parser.Parse();
            return parser.Refusal;
        }
        catch (ColumnExpressionException failure)
        {
            return failure;
        }
    }
}
