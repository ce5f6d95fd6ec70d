using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>Gathers what the modifiers do to one sample; modifier rules write to it.</summary>
internal sealed class SampleBuilder(string channelName, string name, double[] nominal, CompileOptions options)
{
    private readonly List<SampleBuilder> _parts = [];
    private int _partedCount;

    public CompileOptions Options { get; } = options;

    public string ChannelName { get; } = channelName;

    public string Name { get; } = name;

    public double[] Nominal { get; } = nominal;

    /// <summary>Model parameters of plain factors.</summary>
    public List<int> Factors { get; } = [];

    /// <summary>Interpolated factors.</summary>
    public List<(int Parameter, FactorPair Factors)> Norms { get; } = [];

    /// <summary>Interpolated rows of counts.</summary>
    public List<(int Parameter, double[] S, double[] D, InterpolationCode Code)> Rows { get; } = [];

    /// <summary>First model parameter of each per-bin factor.</summary>
    public List<int> PerBin { get; } = [];

    /// <summary>Whether its rate is zero whatever the parameters are.</summary>
    public bool IsZero => Rows.Count == 0 && Nominal.AsSpan().IndexOfAnyExcept(0.0) < 0;

    public void MultiplyBy(int parameter) => Factors.Add(parameter);

    public void InterpolateFactor(int parameter, FactorPair factors) => Norms.Add((parameter, factors));

    public void MultiplyPerBin(int firstParameter) => PerBin.Add(firstParameter);

    /// <summary>Adds a row of counts at α = −1 and α = +1, around the nominal ones.</summary>
    public void InterpolateCounts(int parameter, ReadOnlySpan<double> low, ReadOnlySpan<double> high, InterpolationCode code)
    {
        double[] s = new double[Nominal.Length], d = new double[Nominal.Length];
        for (int bin = 0; bin < Nominal.Length; bin++)
        {
            double up = high[bin] - Nominal[bin], down = Nominal[bin] - low[bin];
            s[bin] = 0.5 * (up + down);
            d[bin] = 0.5 * (up - down);
        }

        Rows.Add((parameter, s, d, code));
    }

    /// <summary>
    /// Adds the change of counts <c>I₀(f(α) − 1)</c>, f between the factors of counts at α = −1 and α = +1 bin by bin. The bins of one pair of
    /// factors become a part of the sample: their nominal counts times f.
    /// </summary>
    public void InterpolateRatios(int parameter, ReadOnlySpan<double> low, ReadOnlySpan<double> high, InterpolationCode code)
    {
        Dictionary<FactorPair, SampleBuilder> parts = [];
        for (int bin = 0; bin < Nominal.Length; bin++)
        {
            // Checked before: an empty bin has no change.
            if (Nominal[bin] == 0) continue;

            FactorPair factors = new(low[bin] / Nominal[bin], high[bin] / Nominal[bin], code);
            if (!parts.TryGetValue(factors, out SampleBuilder? part))
            {
                part = new SampleBuilder(ChannelName, Name, new double[Nominal.Length], Options);
                if (factors.Low != 1 || factors.High != 1) part.InterpolateFactor(parameter, factors);
                parts.Add(factors, part);
            }

            part.Nominal[bin] = Nominal[bin];
        }

        _parts.AddRange(parts.Values);
        _partedCount++;
    }

    /// <summary>The sample and its parts, whose rates add up; called once, when all modifiers were applied.</summary>
    public IEnumerable<SampleBuilder> Complete()
    {
        if (_partedCount == 0) return [this];

        for (int bin = 0; bin < Nominal.Length; bin++) Nominal[bin] -= _partedCount * Nominal[bin];
        foreach (SampleBuilder part in _parts)
        {
            part.Factors.AddRange(Factors);
            part.Norms.AddRange(Norms);
            part.PerBin.AddRange(PerBin);
        }

        return [this, .. _parts];
    }
}

/// <summary>The factors at α = −1 and α = +1 and how to interpolate between them.</summary>
internal readonly record struct FactorPair(double Low, double High, InterpolationCode Code);

