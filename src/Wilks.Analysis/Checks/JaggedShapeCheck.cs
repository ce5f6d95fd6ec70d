namespace Wilks.Analysis.Checks;

/// <summary>Shapes that jump up and down from bin to bin, as fluctuations do: of random numbers two thirds of the inner bins are turning points, of a smooth shape one or none.</summary>
internal sealed class JaggedShapeCheck : ICheck
{
    private const int FewestBins = 6;
    private const int FewestTurns = 3;

    public IEnumerable<CheckFinding> Run(CheckContext context) => SystematicEffect.All(context)
        .Where(effect => effect.Shape is not null && effect.Up.Length >= FewestBins && effect.Channel.Channel.Axes.Length < 2)
        .Select(effect => Judge(effect, context.Options))
        .OfType<CheckFinding>();

    private static CheckFinding? Judge(SystematicEffect effect, CheckOptions options)
    {
        int[] bins = [.. Enumerable.Range(0, effect.Up.Length).Where(bin => effect.Sample.Data[bin] > 0)];
        if (bins.Length < FewestBins) return null;

        double[] ratios = [.. bins.Select(bin => effect.Up[bin] / effect.Sample.Data[bin])];
        double[] jumps = [.. ratios.Skip(1).Zip(ratios, (next, previous) => next - previous)];
        int turns = jumps.Skip(1).Zip(jumps, (next, previous) => next * previous < 0).Count(isTurn => isTurn);
        double size = jumps.Select(Math.Abs).Order().ElementAt(jumps.Length / 2);
        double share = (double)turns / (bins.Length - 2);
        bool matters = size * effect.Yield >= options.SmallestImpact * effect.Total;
        if (turns < FewestTurns || share < options.TurningShare || size <= options.Jump || !matters) return null;

        return effect.Finding(FindingKind.JaggedShape, $"{turns} of {bins.Length - 2} inner bins are turning points, jumps of {Text.Number(100 * size)} %") with { Value = share, Threshold = options.TurningShare };
    }
}
