using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Tests.Variations;

/// <summary>Templates written by hand.</summary>
internal static class TemplateTable
{
    /// <summary>A set of templates whose variances are a hundredth of their yields by absolute value.</summary>
    internal static TemplateSet Of(params ReadOnlySpan<(string Region, string Sample, string Systematic, string Side, double[] Yields)> rows)
    {
        var set = new TemplateSet();
        foreach ((string region, string sample, string systematic, string side, double[] yields) in rows)
        {
            set = set with { Templates = set.Templates.SetItem(new TemplateKey(region, sample, systematic, side), Counts(yields)) };
        }

        return set;
    }

    /// <summary>Nominal templates of one region.</summary>
    internal static TemplateSet Nominal(string region, params ReadOnlySpan<(string Sample, double[] Yields)> rows)
    {
        var set = new TemplateSet();
        foreach ((string sample, double[] yields) in rows) set = set.With(region, sample, "", "", yields);
        return set;
    }

    internal static TemplateSet With(this TemplateSet set, string region, string sample, string systematic, string side, params double[] yields) =>
        set with { Templates = set.Templates.SetItem(new TemplateKey(region, sample, systematic, side), Counts(yields)) };

    internal static Template Counts(params double[] yields) => new([.. yields], [.. yields.Select(value => Math.Abs(value) / 100)]);
}
