using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Histograms;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Smooths, splits and symmetrizes a variation with templates, in the order of its systematic.</summary>
/// <param name="variation">The variation, its templates cleaned.</param>
/// <param name="nominal">The nominal template, cleaned.</param>
/// <param name="axes">The axes of the region.</param>
/// <param name="scope">Where decisions go.</param>
internal sealed class VariationTreatment(TemplateVariation variation, Template nominal, ImmutableArray<IAxis> axes, ProcessingLog.Scope scope)
{
    /// <summary>Both norms on one side of 1 by more than this are told, as TRExFitter does it.</summary>
    internal const double SameSideThreshold = 0.005;

    private static readonly ImmutableArray<ProcessingStep> s_defaultOrder = [ProcessingStep.Smooth, ProcessingStep.Normalize, ProcessingStep.Symmetrize];

    private readonly SystematicSettings _systematic = variation.Systematic;
    private readonly double _integral = nominal.Integral;

    /// <summary>Both sides with their factors split off; null where there is nothing to split, which is told.</summary>
    internal SidePair? Run()
    {
        var sides = new SidePair(Start(variation.Up, variation.NormUp), Start(variation.Down, variation.NormDown));
        if (!IsDefined(sides)) return null;

        TellSameSide(sides);
        foreach (ProcessingStep step in _systematic.Order.Concat(s_defaultOrder).Distinct())
        {
            sides = step switch
            {
                ProcessingStep.Smooth => Smooth(sides),
                ProcessingStep.Normalize => sides.Map(Split) with { IsSplit = true },
                _ => Symmetrize(sides),
            };
        }
        return sides;
    }

    // A side given as a number varies the nominal template as a whole.
    private Side? Start(Template? template, double? norm)
    {
        if (template is not null) return new Side([.. template.Yields]);
        return norm is { } factor ? new Side([.. nominal.Yields.Select(value => value * factor)]) : null;
    }

    private bool IsDefined(SidePair sides)
    {
        if (sides.Up is null && sides.Down is null)
        {
            scope.Tell(DecisionKind.Undefined, "Neither side has a template or a number; the systematic is left out here.");
            return false;
        }
        if (_integral != 0) return true;

        double expected = BinGroups.Sum((sides.Up ?? sides.Down)!.Yields);
        scope.Tell(DecisionKind.Undefined, "The nominal template has no yield, so that neither factor nor shape is defined; the systematic is left out here. The varied template has the yield given.", expected, 0);
        return false;
    }

    private void TellSameSide(SidePair sides)
    {
        if (sides.Up is null || sides.Down is null) return;
        TellSameSide((BinGroups.Sum(sides.Up.Yields) / _integral) - 1, (BinGroups.Sum(sides.Down.Yields) / _integral) - 1, scope);
    }

    /// <summary>Tells that both sides change the normalisation in one direction.</summary>
    /// <param name="up">The relative change of the upward side.</param>
    /// <param name="down">The relative change of the downward side.</param>
    /// <param name="scope">Where the decision goes.</param>
    internal static void TellSameSide(double up, double down, ProcessingLog.Scope scope)
    {
        double smaller = Math.Min(Math.Abs(up), Math.Abs(down));
        if (!(up * down > 0) || !(smaller > SameSideThreshold)) return;
        scope.Tell(DecisionKind.SameSide, $"Up and down both {(up > 0 ? "raise" : "lower")} the normalisation; the smaller change is the value given.", smaller, SameSideThreshold);
    }

    private SidePair Smooth(SidePair sides)
    {
        if (_systematic.Smoothing is not { } settings || !settings.Regions.Contains(variation.Target.Region) || !settings.Samples.Contains(variation.Target.Sample)) return sides;
        if (axes.Length > 1)
        {
            scope.Tell(DecisionKind.Undefined, "The region has several axes and no order of bins along which to smooth; the variation is not smoothed.", axes.Length, 1);
            return sides;
        }

        int empty = nominal.Yields.Count(value => value == 0);
        if (empty > 0) scope.Tell(DecisionKind.Undefined, "Bins without nominal content have no ratio and are not smoothed; their number is the value given.", empty, 0);
        return sides.Map((side, isUp) =>
        {
            double[] smoothed = VariationSmoother.Smooth(settings, nominal, side.Yields, axes);
            string name = VariationSmoother.NameOf(settings.Algorithm);
            scope.Tell(DecisionKind.Smoothed, $"The {SideName(isUp)} variation was smoothed by {name}; the largest relative change of a bin is the value given.", LargestChange(side.Yields, smoothed));
            return side with { Yields = smoothed };
        });
    }

    private double LargestChange(double[] before, double[] after)
    {
        double largest = 0;
        for (int bin = 0; bin < before.Length; bin++)
        {
            if (nominal.Yields[bin] != 0) largest = Math.Max(largest, Math.Abs((after[bin] - before[bin]) / nominal.Yields[bin]));
        }
        return largest;
    }

    private Side Split(Side side, bool isUp)
    {
        double integral = BinGroups.Sum(side.Yields);
        double norm = integral / _integral;
        if (norm == 0 || !double.IsFinite(norm))
        {
            scope.Tell(DecisionKind.Undefined, $"The {SideName(isUp)} variation has no yield and so no shape; it has the nominal one.", integral, 0);
            return new Side([.. nominal.Yields], double.IsFinite(norm) ? side.Norm * norm : 1);
        }
        return new Side([.. side.Yields.Select(value => value / norm)], side.Norm * norm);
    }

    private SidePair Symmetrize(SidePair sides)
    {
        SidePair complete = sides.Up is null || sides.Down is null ? AddMissing(sides) : sides;
        SymmetrizationRule rule = _systematic.Symmetrization;
        if (rule is SymmetrizationRule.None) return complete;
        if (rule is SymmetrizationRule.OneSided)
        {
            if (ReferenceEquals(complete, sides)) scope.Tell(DecisionKind.Symmetrized, "Both sides are given, so that there is none to make; they are left as they are.");
            return complete;
        }

        scope.Tell(DecisionKind.Symmetrized, $"Both sides were made symmetric by the rule {rule}.");
        return Rebuild(complete, rule);
    }

    private SidePair AddMissing(SidePair sides)
    {
        bool isUp = sides.Up is null;
        Side given = (sides.Up ?? sides.Down)!;
        bool isAsked = (isUp ? _systematic.Up : _systematic.Down)?.IsSymmetrized == true;
        var mirrored = new Side(Symmetrization.Mirror(nominal.Yields.AsSpan(), given.Yields), sides.IsSplit ? 2 - given.Norm : 1);
        string reason = isAsked || _systematic.Symmetrization != SymmetrizationRule.None ? "" : " because nothing was given for it";
        scope.Tell(DecisionKind.Symmetrized, $"The {SideName(isUp)} side is the mirror image of the {SideName(!isUp)} side{reason}.");
        // cabinetry's mirrored side may be negative; what is told of it is in Pruning. TRExFitter's rules stop at 0.
        if (!isAsked || _systematic.Symmetrization != SymmetrizationRule.None) mirrored = Clip(mirrored, sides.IsSplit, isUp);
        return isUp ? sides with { Up = mirrored } : sides with { Down = mirrored };
    }

    private SidePair Rebuild(SidePair sides, SymmetrizationRule rule)
    {
        double[] up = new double[nominal.BinCount];
        double[] down = new double[nominal.BinCount];
        for (int bin = 0; bin < up.Length; bin++) (up[bin], down[bin]) = Symmetrization.Apply(rule, nominal.Yields[bin], sides.Up!.Yields[bin], sides.Down!.Yields[bin]);
        if (sides.IsSplit) TakeOutMean(up, down);
        (double Up, double Down) norm = sides.IsSplit ? Symmetrization.Apply(rule, 1, sides.Up!.Norm, sides.Down!.Norm) : (1, 1);
        return sides with { Up = Clip(new Side(up, norm.Up), sides.IsSplit, isUp: true), Down = Clip(new Side(down, norm.Down), sides.IsSplit, isUp: false) };
    }

    // The larger or the absolute changes of two shapes don't add up to 0: their mean relative change goes, so that the shapes keep the nominal integral and stay symmetric.
    private void TakeOutMean(double[] up, double[] down)
    {
        double mean = (BinGroups.Sum(up) - _integral) / _integral;
        for (int bin = 0; bin < up.Length; bin++)
        {
            up[bin] -= mean * nominal.Yields[bin];
            down[bin] += mean * nominal.Yields[bin];
        }
    }

    private Side Clip(Side side, bool isSplit, bool isUp)
    {
        int clipped = Symmetrization.Clip(nominal.Yields.AsSpan(), side.Yields);
        if (clipped > 0)
        {
            scope.Tell(DecisionKind.Symmetrized, $"Bins of the {SideName(isUp)} side that came out negative became 0; their number is the value given.", clipped, 0);
            double sum = BinGroups.Sum(side.Yields);
            if (isSplit && sum != 0) side = side with { Yields = [.. side.Yields.Select(value => value * _integral / sum)] };
        }
        if (side.Norm >= 0) return side;

        scope.Tell(DecisionKind.Symmetrized, $"The factor of the {SideName(isUp)} side came out negative and became 0.", side.Norm, 0);
        return side with { Norm = 0 };
    }

    private static string SideName(bool isUp) => isUp ? "up" : "down";
}
