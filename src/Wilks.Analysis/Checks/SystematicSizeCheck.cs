using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>Systematics that are too large to be one: of the yield, of a bin, or to where nothing positive is left.</summary>
internal sealed class SystematicSizeCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context)
    {
        InterpolationCode code = context.Model?.Options.NormSysInterpolation ?? CompileOptions.Default.NormSysInterpolation;
        return SystematicEffect.All(context).SelectMany(effect => Judge(effect, context.Options, code));
    }

    private static IEnumerable<CheckFinding> Judge(SystematicEffect effect, CheckOptions options, InterpolationCode code)
    {
        if (effect.Factor is { } factor && Math.Min(factor.Low, factor.High) <= 0 && (factor.Interpolation ?? code) is InterpolationCode.Code1 or InterpolationCode.Code4)
        {
            yield return effect.Finding(FindingKind.NonpositiveFactor, $"factors {Text.Number(factor.Low)} and {Text.Number(factor.High)}") with { Value = Math.Min(factor.Low, factor.High), Threshold = 0 };
            yield break;
        }

        double norm = Math.Abs(effect.NormUp) > Math.Abs(effect.NormDown) ? effect.NormUp : effect.NormDown;
        bool isLarge = Math.Abs(norm) > options.LargeNormalization && Math.Abs(norm) * effect.Yield >= options.SmallestImpact * effect.Total;
        if (isLarge) yield return effect.Finding(FindingKind.LargeNormalization, $"yield {Text.Percent(effect.NormUp)} up, {Text.Percent(effect.NormDown)} down") with { Value = norm, Threshold = options.LargeNormalization };
        if (!isLarge && LargeBin(effect, options) is { } large) yield return large;
        if (NegativeBin(effect) is { } negative) yield return negative;
    }

    private static CheckFinding? LargeBin(SystematicEffect effect, CheckOptions options)
    {
        if (effect.Shape is null) return null;

        int worst = -1, count = 0;
        double largest = 0;
        for (int bin = 0; bin < effect.Up.Length; bin++)
        {
            double nominal = effect.Sample.Data[bin], change = Math.Max(Math.Abs(effect.Up[bin]), Math.Abs(effect.Down[bin]));
            if (!(nominal > 0) || change <= options.LargeShape * nominal || change < options.LargeImpact * effect.Channel.Total[bin]) continue;
            count++;
            if (change / nominal <= largest) continue;
            (worst, largest) = (bin, change / nominal);
        }

        if (worst < 0) return null;

        double content = effect.Sample.Data[worst];
        string message = $"{Text.Percent(effect.Up[worst] / content)} up, {Text.Percent(effect.Down[worst] / content)} down{Text.Such(count)}";
        return effect.Finding(FindingKind.LargeShape, message) with { Bin = worst, Value = largest, Threshold = options.LargeShape };
    }

    private static CheckFinding? NegativeBin(SystematicEffect effect)
    {
        for (int bin = 0; bin < effect.Up.Length; bin++)
        {
            double total = effect.Channel.Total[bin], least = total + Math.Min(effect.Up[bin], effect.Down[bin]);
            if (!(total > 0) || least >= 0) continue;

            return effect.Finding(FindingKind.NegativeVariation, $"the total falls from {Text.Number(total)} to {Text.Number(least)}") with { Bin = bin, Value = least, Threshold = 0 };
        }

        return null;
    }
}
