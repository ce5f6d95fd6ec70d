namespace Wilks.Analysis.Templates;

/// <summary>Which template: of a region and a sample, as it is or varied.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="Sample">The sample's name.</param>
/// <param name="Systematic">The systematic's name; empty for the nominal template.</param>
/// <param name="Side">Which variation of the systematic: <see cref="Up"/>, <see cref="Down"/>, or one of <see cref="Member"/>; empty for the nominal template.</param>
public sealed record TemplateKey(string Region, string Sample, string Systematic = "", string Side = "")
{
    /// <summary>The side of an upward variation.</summary>
    public const string Up = "Up";

    /// <summary>The side of a downward variation.</summary>
    public const string Down = "Down";

    /// <summary>Whether it is the nominal template.</summary>
    public bool IsNominal => Systematic.Length == 0;

    /// <summary>The side of one of many variations or replicas of a systematic.</summary>
    /// <param name="index">Which one, 0-based.</param>
    public static string Member(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{index}");

    /// <summary>The nominal template of the same region and sample.</summary>
    public TemplateKey Nominal => IsNominal ? this : new TemplateKey(Region, Sample);

    /// <summary>Orders by region, sample, systematic and side, by the characters of their names.</summary>
    public static IComparer<TemplateKey> Order { get; } = Comparer<TemplateKey>.Create(Compare);

    /// <summary>Names for messages: <c>region / sample</c> or <c>region / sample / systematic Up</c>.</summary>
    public override string ToString() => IsNominal ? $"{Region} / {Sample}" : $"{Region} / {Sample} / {Systematic} {Side}";

    private static int Compare(TemplateKey left, TemplateKey right)
    {
        int order = string.CompareOrdinal(left.Region, right.Region);
        if (order == 0) order = string.CompareOrdinal(left.Sample, right.Sample);
        if (order == 0) order = string.CompareOrdinal(left.Systematic, right.Systematic);
        return order == 0 ? string.CompareOrdinal(left.Side, right.Side) : order;
    }
}
