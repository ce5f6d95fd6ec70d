namespace Wilks.Models.Compilation;

/// <summary>Gathers what the modifiers do to one sample; modifier rules write to it.</summary>
internal sealed class SampleBuilder(string channelName, string name, double[] nominal)
{
    public string ChannelName { get; } = channelName;

    public string Name { get; } = name;

    public double[] Nominal { get; } = nominal;

    /// <summary>Model parameters of plain factors.</summary>
    public List<int> Factors { get; } = [];

    /// <summary>Interpolated factors.</summary>
    public List<(int Parameter, double Low, double High)> Norms { get; } = [];

    /// <summary>Interpolated rows of counts.</summary>
    public List<(int Parameter, double[] S, double[] D)> Rows { get; } = [];

    /// <summary>First model parameter of each per-bin factor.</summary>
    public List<int> PerBin { get; } = [];

    /// <summary>Whether its rate is zero whatever the parameters are.</summary>
    public bool IsZero => Rows.Count == 0 && Nominal.AsSpan().IndexOfAnyExcept(0.0) < 0;

    public void MultiplyBy(int parameter) => Factors.Add(parameter);

    public void InterpolateFactor(int parameter, double low, double high) => Norms.Add((parameter, low, high));

    public void MultiplyPerBin(int firstParameter) => PerBin.Add(firstParameter);

    /// <summary>Adds a row of counts at α = −1 and α = +1.</summary>
    public void InterpolateCounts(int parameter, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        double[] s = new double[Nominal.Length], d = new double[Nominal.Length];
        for (int bin = 0; bin < Nominal.Length; bin++)
        {
            double up = high[bin] - Nominal[bin], down = Nominal[bin] - low[bin];
            s[bin] = 0.5 * (up + down);
            d[bin] = 0.5 * (up - down);
        }

        Rows.Add((parameter, s, d));
    }
}
