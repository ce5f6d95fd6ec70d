using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Drops what changes too little, or too much (TRExFitter v4.11, <c>PruningUtil</c>).</summary>
/// <param name="settings">The thresholds.</param>
/// <param name="references">What changes are compared with.</param>
internal sealed class Pruning(ProcessingSettings settings, PruningReferences references)
{
    /// <summary>The yield below which a sample counts as empty, as in TRExFitter.</summary>
    internal const double EmptyYield = 1e-4;

    // A mirrored factor is negative when the one given is above it (cabinetry's issue 430).
    private const double LargestMirrored = 2;

    /// <summary>What is left of a variation, and what that is called.</summary>
    /// <param name="variation">The variation.</param>
    /// <param name="nominal">The nominal template.</param>
    /// <param name="scope">Where decisions go.</param>
    internal (ProcessedVariation Left, VariationStatus Status) Apply(ProcessedVariation variation, Template nominal, ProcessingLog.Scope scope)
    {
        ProcessedVariation nothing = variation with { Norm = null, Shape = null, BinUncertainties = null };
        bool mayDrop = !variation.Systematic.KeepAlways;
        if (settings.DropsOnEmpty && mayDrop && nominal.Integral < EmptyYield)
        {
            scope.Tell(DecisionKind.DroppedOnEmpty, "The sample has no yield in the region.", nominal.Integral, EmptyYield);
            return (nothing, VariationStatus.Dropped);
        }
        if (IsTooLarge(variation, mayDrop, scope)) return (nothing, VariationStatus.Dropped);

        bool dropsNorm = mayDrop && DropsNorm(variation, nominal, scope);
        bool dropsShape = mayDrop && DropsShape(variation, nominal, scope);
        ProcessedVariation left = variation with { Norm = dropsNorm ? null : variation.Norm, Shape = dropsShape ? null : variation.Shape };
        bool isEmpty = left.Norm is null && left.Shape is null && left.BinUncertainties is null;
        return (left, (isEmpty, dropsNorm, dropsShape) switch
        {
            (true, _, _) => VariationStatus.Dropped,
            (_, true, _) => VariationStatus.ShapeOnly,
            (_, _, true) => VariationStatus.NormOnly,
            _ => VariationStatus.Kept,
        });
    }

    private bool IsTooLarge(ProcessedVariation variation, bool mayDrop, ProcessingLog.Scope scope)
    {
        if (variation.Norm is not { } norm) return false;

        double change = Math.Max(Math.Abs(norm.Up - 1), Math.Abs(norm.Down - 1));
        bool isLarge = settings.LargeThreshold is { } limit && change > limit;
        double threshold = settings.LargeThreshold ?? double.NaN;
        if (isLarge && settings.DropsLarge && mayDrop)
        {
            scope.Tell(DecisionKind.DroppedAsLarge, "The normalisation changes by more than the threshold.", change, threshold);
            return true;
        }
        if (Math.Min(norm.Up, norm.Down) < 0)
        {
            scope.Tell(DecisionKind.Large, "A factor is negative: a change of more than 100 % was mirrored, 2 − x. Give the other side, or a rule that stops at 0.", Math.Max(norm.Up, norm.Down), LargestMirrored);
        }
        else if (isLarge)
        {
            scope.Tell(DecisionKind.Large, "The normalisation changes by more than the threshold; it is kept.", change, threshold);
        }
        return false;
    }

    private bool DropsNorm(ProcessedVariation variation, Template nominal, ProcessingLog.Scope scope)
    {
        if (settings.NormThreshold is not { } threshold || variation.Norm is not { } norm) return false;

        double reference = Math.Abs(BinGroups.Sum(references.Find(variation.Target, nominal).AsSpan()));
        double change = Math.Max(Math.Abs(norm.Up - 1), Math.Abs(norm.Down - 1)) * Math.Abs(nominal.Integral) / reference;
        if (!(change < threshold)) return false;

        scope.Tell(DecisionKind.NormDropped, $"The normalisation of {PruningReferences.NameOf(settings.PruningReference)} changes by less than the threshold.", change, threshold);
        return true;
    }

    private bool DropsShape(ProcessedVariation variation, Template nominal, ProcessingLog.Scope scope)
    {
        if (settings.ShapeThreshold is not { } threshold || variation.Shape is not { } shape) return false;

        bool isKolmogorov = settings.ShapeMeasure == ShapeMeasure.Kolmogorov;
        double size = isKolmogorov ? Difference(variation, shape, nominal) : LargestBin(shape, nominal.Yields, references.Find(variation.Target, nominal));
        if (size >= threshold) return false;

        string measure = isKolmogorov ? "One minus the Kolmogorov probability of the shape" : $"The largest change of a bin, as a fraction of {PruningReferences.NameOf(settings.PruningReference)},";
        scope.Tell(DecisionKind.ShapeDropped, $"{measure} is below the threshold.", size, threshold);
        return true;
    }

    // Bins with a negative nominal content are passed over; one with no reference counts only where it changes.
    private static double LargestBin((ImmutableArray<double> Up, ImmutableArray<double> Down) shape, ImmutableArray<double> nominal, ImmutableArray<double> reference)
    {
        double largest = 0;
        for (int bin = 0; bin < nominal.Length; bin++)
        {
            if (nominal[bin] < 0) continue;
            double change = Math.Max(Math.Abs(shape.Up[bin] - nominal[bin]), Math.Abs(shape.Down[bin] - nominal[bin]));
            if (change > 0) largest = Math.Max(largest, change / Math.Abs(reference[bin]));
        }
        return largest;
    }

    private static double Difference(ProcessedVariation variation, (ImmutableArray<double> Up, ImmutableArray<double> Down) shape, Template nominal)
    {
        (Template? up, Template? down) = variation.Original;
        double count = KolmogorovTest.EffectiveCount(nominal);
        double upCount = (up ?? down) is { } first ? KolmogorovTest.EffectiveCount(first) : count;
        double downCount = (down ?? up) is { } second ? KolmogorovTest.EffectiveCount(second) : count;
        double upProbability = KolmogorovTest.Probability(nominal.Yields.AsSpan(), shape.Up.AsSpan(), count, upCount);
        double downProbability = KolmogorovTest.Probability(nominal.Yields.AsSpan(), shape.Down.AsSpan(), count, downCount);
        return 1 - Math.Min(upProbability, downProbability);
    }
}
