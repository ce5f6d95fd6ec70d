using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>Finds what a multiplicative interpolation of histosys can't be computed with.</summary>
internal static class RatioChecks
{
    internal static IEnumerable<Diagnostic> Check(Workspace workspace, CompileOptions options)
    {
        foreach (Channel channel in workspace.Channels)
        {
            foreach (Sample sample in channel.Samples)
            {
                foreach (HistoSys modifier in sample.Modifiers.OfType<HistoSys>())
                {
                    if ((modifier.Interpolation ?? options.HistoSysInterpolation) is not (InterpolationCode.Code1 or InterpolationCode.Code4)) continue;

                    string owner = $"histosys '{modifier.Name}' of sample '{sample.Name}' of channel '{channel.Name}' is interpolated multiplicatively";
                    if (options.ClipSampleRate is not null)
                    {
                        yield return new Diagnostic("WK407", Severity.Error, modifier.Location, $"{owner}, which is not possible together with a least rate of samples.", "Clip the rate of bins instead, or take an additive code.");
                    }

                    int bin = FirstBadBin(sample, modifier);
                    if (bin >= 0)
                    {
                        yield return new Diagnostic("WK408", Severity.Error, modifier.Location,
                            $"{owner}, but bin {bin} goes from {Text(sample.Data[bin])} to {Text(modifier.LowData[bin])} and {Text(modifier.HighData[bin])}: factors must be positive.", "Take an additive code for it.");
                    }
                }
            }
        }
    }

    // Lists of another length are reported elsewhere.
    private static int FirstBadBin(Sample sample, HistoSys modifier)
    {
        int count = Math.Min(sample.Data.Length, Math.Min(modifier.LowData.Length, modifier.HighData.Length));
        for (int bin = 0; bin < count; bin++)
        {
            double nominal = sample.Data[bin], low = modifier.LowData[bin], high = modifier.HighData[bin];
            bool isFine = nominal == 0 ? low == 0 && high == 0 : low / nominal > 0 && high / nominal > 0;
            if (!isFine) return bin;
        }

        return -1;
    }

    private static string Text(double value) => value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
}
