namespace Wilks.Analysis.Checks;

/// <summary>Systematics whose two sides don't go together: the same direction, the same templates, one missing, one much larger.</summary>
/// <remarks>The threshold of the same direction is TRExFitter's (<c>HistoTools.cc</c>); the list is that of Combine's <c>ValidateDatacards</c>.</remarks>
internal sealed class SystematicSidesCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context) => SystematicEffect.All(context).Select(effect => Judge(effect, context.Options)).OfType<CheckFinding>();

    private static CheckFinding? Judge(SystematicEffect effect, CheckOptions options)
    {
        double largest = 0;
        for (int bin = 0; bin < effect.Up.Length; bin++) largest = Math.Max(largest, Math.Max(Math.Abs(effect.Up[bin]), Math.Abs(effect.Down[bin])));
        if (effect.IsNothing || largest < options.SmallestImpact * effect.Total) return null;

        return Identical(effect) ?? OneSided(effect) ?? SameSide(effect, options) ?? Asymmetric(effect, options) ?? SameSideBin(effect, options);
    }

    private static CheckFinding? Identical(SystematicEffect effect) => effect.Up.Zip(effect.Down, (up, down) => up - down).All(effect.IsNegligible)
        ? effect.Finding(FindingKind.IdenticalSides, $"up and down are the same, yield {Text.Percent(effect.NormUp)}") with { Value = effect.NormUp }
        : null;

    private static CheckFinding? OneSided(SystematicEffect effect)
    {
        bool hasUp = !effect.Up.All(effect.IsNegligible), hasDown = !effect.Down.All(effect.IsNegligible);
        if (hasUp && hasDown) return null;

        string message = hasUp ? $"down changes nothing, up {Text.Percent(effect.NormUp)}" : $"up changes nothing, down {Text.Percent(effect.NormDown)}";
        return effect.Finding(FindingKind.OneSideOnly, message) with { Value = hasUp ? effect.NormUp : effect.NormDown, Threshold = 0 };
    }

    private static CheckFinding? SameSide(SystematicEffect effect, CheckOptions options)
    {
        double smaller = Math.Min(Math.Abs(effect.NormUp), Math.Abs(effect.NormDown));
        if (effect.NormUp * effect.NormDown <= 0 || smaller <= options.SameSide || smaller * effect.Yield < options.SmallestImpact * effect.Total) return null;

        return effect.Finding(FindingKind.SameSide, $"yield {Text.Percent(effect.NormUp)} up, {Text.Percent(effect.NormDown)} down") with { Value = smaller, Threshold = options.SameSide };
    }

    private static CheckFinding? Asymmetric(SystematicEffect effect, CheckOptions options)
    {
        double up = Math.Abs(effect.NormUp), down = Math.Abs(effect.NormDown), larger = Math.Max(up, down), ratio = larger / Math.Min(up, down);
        if (larger <= options.AsymmetryLeast || !(ratio > options.Asymmetry) || larger * effect.Yield < options.SmallestImpact * effect.Total) return null;

        return effect.Finding(FindingKind.Asymmetric, $"yield {Text.Percent(effect.NormUp)} up, {Text.Percent(effect.NormDown)} down") with { Value = ratio, Threshold = options.Asymmetry };
    }

    private static CheckFinding? SameSideBin(SystematicEffect effect, CheckOptions options)
    {
        int worst = -1, count = 0;
        double largest = 0;
        for (int bin = 0; bin < effect.Up.Length; bin++)
        {
            double nominal = effect.Sample.Data[bin], smaller = Math.Min(Math.Abs(effect.Up[bin]), Math.Abs(effect.Down[bin]));
            bool isSame = nominal > 0 && effect.Up[bin] * effect.Down[bin] > 0 && smaller > options.SameSideBin * nominal && smaller > options.SmallestImpact * effect.Channel.Total[bin];
            if (!isSame) continue;
            count++;
            if (smaller / nominal <= largest) continue;
            (worst, largest) = (bin, smaller / nominal);
        }

        if (worst < 0) return null;

        double content = effect.Sample.Data[worst];
        string message = $"{Text.Percent(effect.Up[worst] / content)} up, {Text.Percent(effect.Down[worst] / content)} down{Text.Such(count)}";
        return effect.Finding(FindingKind.SameSideBin, message) with { Bin = worst, Value = largest, Threshold = options.SameSideBin };
    }
}
