using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>How the statistical uncertainties of a channel's templates enter the likelihood.</summary>
/// <param name="IsPoisson">Whether their constraint terms are Poisson; otherwise Gaussian. ROOT's default since 6.22 is Poisson.</param>
/// <param name="Threshold">Relative uncertainties below are left out. ROOT's default is 0.05.</param>
internal readonly record struct StatErrorConfig(bool IsPoisson, double Threshold)
{
    public static StatErrorConfig Default { get; } = new(true, 0.05);

    /// <summary>The settings of a channel; the last element counts, as in ROOT.</summary>
    public static StatErrorConfig Read(XmlElement channel, ElementReader reader)
    {
        StatErrorConfig config = Default;
        foreach (XmlElement element in channel.All("StatErrorConfig"))
        {
            reader.CheckKnown(element);
            bool isPoisson = (element["ConstraintType"] ?? "Poisson").Trim() switch
            {
                "" or "Poisson" or "Pois" => true,
                "Gaussian" or "Gauss" => false,
                var other => Wrong(element, other, reader),
            };
            config = new StatErrorConfig(isPoisson, reader.Number(element, "RelErrorThreshold") ?? Default.Threshold);
        }

        return config;
    }

    /// <summary>
    /// The changes that make the per-bin parameters of a channel's staterror those of HistFactory: Poisson terms with τ = 1/σ², and parameters of
    /// bins with a relative uncertainty σ below the threshold held.
    /// </summary>
    /// <param name="channel">The channel.</param>
    public IEnumerable<ParameterChange> Changes(Channel channel)
    {
        if (RelativeUncertainties(channel) is not { } found) yield break;

        string name = RootNames.StatErrorOf(channel.Name);
        SourceLocation location = channel.Samples.SelectMany(sample => sample.Modifiers.OfType<StatError>()).Last().Location;
        for (int bin = 0; bin < found.Relative.Length; bin++)
        {
            double relative = found.Relative[bin];
            bool isHeld = relative < Threshold || relative == 0;
            if (!IsPoisson && !isHeld) continue;

            // A held parameter keeps a term of the same kind, so that the set stays one.
            yield return new ParameterChange(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}[{bin}]"))
            {
                Constraint = IsPoisson ? new PoissonSetting(relative > 0 ? 1 / (relative * relative) : 1) : null,
                Fixed = isHeld ? true : null,
                Location = location,
            };
        }
    }

    /// <summary>The set of per-bin parameters of a channel with the relative uncertainties of the sums of the samples that have them, 0 for sums that are not positive; null when no sample has one.</summary>
    /// <param name="channel">The channel.</param>
    public static (string Set, double[] Relative)? RelativeUncertainties(Channel channel)
    {
        (double[] nominal, double[] variance) = (new double[channel.BinCount], new double[channel.BinCount]);
        string? set = null;
        foreach (Sample sample in channel.Samples)
        {
            foreach (StatError modifier in sample.Modifiers.OfType<StatError>())
            {
                set ??= modifier.Name;
                for (int bin = 0; bin < nominal.Length; bin++)
                {
                    nominal[bin] += sample.Data[bin];
                    variance[bin] += modifier.Data[bin] * modifier.Data[bin];
                }
            }
        }

        return set is null ? null : (set, [.. nominal.Select((sum, bin) => sum > 0 ? Math.Sqrt(variance[bin]) / sum : 0)]);
    }

    private static bool Wrong(XmlElement element, string found, ElementReader reader)
    {
        reader.Findings.Error("WK714", element.Location, $"'ConstraintType' of {element.Name} is '{found}'; expected Poisson or Gaussian.", "Correct it.");
        return true;
    }
}
