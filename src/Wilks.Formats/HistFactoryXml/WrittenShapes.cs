using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Per-bin uncertainties as XML says them: relative numbers and one kind of constraint terms. Takes out of what is laid over the workspace what they say.</summary>
internal sealed class WrittenShapes(LaidOver laidOver, DiagnosticCollector findings)
{
    // Terms that differ by rounding only are the same.
    private const double Rounding = 1e-12;

    private static readonly Interval s_range = new(1e-10, 10);

    private readonly Dictionary<string, (double[] Relative, bool IsGaussian)?> _shared = new(StringComparer.Ordinal);

    /// <summary>The relative uncertainties of a shapesys and whether its terms are Gaussian.</summary>
    public (double[] Relative, bool IsGaussian) Of(Sample sample, ShapeSys modifier)
    {
        ParameterChange[] said = Said(modifier.Name, modifier.Data.Length);
        bool isGaussian = said.Any(change => change.Constraint is GaussianSetting);
        double[] relative = new double[said.Length];
        for (int bin = 0; bin < said.Length; bin++)
        {
            (double nominal, double uncertainty) = (sample.Data[bin], modifier.Data[bin]);
            bool isValid = nominal > 0 && uncertainty > 0;
            double ratio = isValid ? uncertainty / nominal : 0;
            relative[bin] = isGaussian && isValid && said[bin].Constraint is GaussianSetting own ? own.Sigma : NearbyNumbers.Factor(uncertainty, nominal);
            bool isSaid = isGaussian
                ? said[bin].Constraint is GaussianSetting { Mean: null or 1 } || !isValid
                : said[bin].Constraint is null || (said[bin].Constraint is PoissonSetting { Observed: null } poisson && IsNear(poisson.Tau, isValid ? 1 / (ratio * ratio) : 1));
            if (isSaid) laidOver.Take(said[bin].Name, change => change with { Constraint = null });
        }

        return (relative, isGaussian);
    }

    /// <summary>The same of a shapefactor whose parameters have constraint terms, which is a shapesys of several samples; null when they have none.</summary>
    public (double[] Relative, bool IsGaussian)? Of(Sample sample, ShapeFactor modifier)
    {
        if (_shared.TryGetValue(modifier.Name, out (double[] Relative, bool IsGaussian)? known)) return known;

        ParameterChange[] said = Said(modifier.Name, sample.Data.Length);
        bool isGaussian = said.All(change => change.Constraint is GaussianSetting { Mean: 1 });
        bool isShape = isGaussian || said.All(change => change.Constraint is PoissonSetting { Observed: null });
        known = isShape ? ([.. said.Select((change, bin) => Width(change, sample.Data[bin]))], isGaussian) : null;
        _shared.Add(modifier.Name, known);
        foreach (ParameterChange change in isShape ? said : [])
        {
            bool isHeld = IsHeld(change);
            laidOver.Take(change.Name, taken => taken with { Constraint = null, Bounds = taken.Bounds == s_range ? null : taken.Bounds, Fixed = isHeld ? null : taken.Fixed });
        }

        return known;
    }

    /// <summary>The settings of the statistical uncertainty of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="first">The element of the set that belongs to the first bin.</param>
    public StatErrorConfig ConfigOf(Channel channel, int first)
    {
        (string set, double[] relative) = StatErrorConfig.RelativeUncertainties(channel)!.Value;
        ParameterChange[] said = [.. Said(set, first + relative.Length)[first..]];
        bool isPoisson = said.Any(change => change.Constraint is PoissonSetting);
        bool[] isHeld = [.. said.Select((change, bin) => change.Fixed == true && relative[bin] > 0)];
        double largestHeld = relative.Where((_, bin) => isHeld[bin]).DefaultIfEmpty(0).Max();
        double smallestFree = relative.Where((value, bin) => !isHeld[bin] && value > 0).DefaultIfEmpty(double.PositiveInfinity).Min();
        bool isThreshold = largestHeld < smallestFree;
        double threshold = !isThreshold || largestHeld == 0 ? 0 : Threshold(largestHeld, smallestFree);
        for (int bin = 0; bin < said.Length; bin++)
        {
            double tau = relative[bin] > 0 ? 1 / (relative[bin] * relative[bin]) : 1;
            bool isSaid = said[bin].Constraint switch
            {
                PoissonSetting { Observed: null } own => IsNear(own.Tau, tau),
                GaussianSetting { Mean: null or 1 } own => !isPoisson && (relative[bin] == 0 || IsNear(own.Sigma, relative[bin])),
                null => !isPoisson || relative[bin] == 0,
                _ => false,
            };
            if (!isSaid && said[bin].Constraint is null)
            {
                findings.Error("WK741", said[bin].Location, $"the constraint terms of the statistical uncertainty of channel '{channel.Name}' are of two kinds; '{said[bin].Name}' has a Gaussian one beside Poisson ones.", "Give all of them one kind.");
            }

            laidOver.Take(said[bin].Name, change => change with
            {
                Constraint = isSaid ? null : change.Constraint,
                Fixed = change.Fixed == true && (relative[bin] == 0 || isThreshold) ? null : change.Fixed,
            });
        }

        return new StatErrorConfig(isPoisson, threshold);
    }

    // ROOT's default where it does the same; otherwise the least that holds no other bin.
    private static double Threshold(double largestHeld, double smallestFree)
        => largestHeld < StatErrorConfig.Default.Threshold && StatErrorConfig.Default.Threshold <= smallestFree ? StatErrorConfig.Default.Threshold
            : double.IsFinite(smallestFree) ? smallestFree : Math.BitIncrement(largestHeld);

    private ParameterChange[] Said(string set, int count) => [.. Enumerable.Range(0, count).Select(i => laidOver.Of(WrittenParameters.Element(set, i)))];

    // The bin of a sample without uncertainty or counts is held, with a term that says nothing.
    private static bool IsHeld(ParameterChange change) => change.Fixed == true && change.Constraint is PoissonSetting { Tau: 1 } or GaussianSetting { Sigma: 1 };

    private static double Width(ParameterChange change, double nominal)
    {
        if (IsHeld(change)) return 0;
        if (change.Constraint is GaussianSetting gaussian) return gaussian.Sigma;

        double tau = ((PoissonSetting)change.Constraint!).Tau;
        return NearbyNumbers.Near(1 / Math.Sqrt(tau), relative =>
        {
            double width = relative * nominal / nominal;
            return 1 / (width * width) == tau;
        });
    }

    private static bool IsNear(double x, double y) => Math.Abs(x - y) <= Rounding * Math.Abs(y);
}
