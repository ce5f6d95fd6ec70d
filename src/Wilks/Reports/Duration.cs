namespace Wilks.Reports;

/// <summary>Durations as text.</summary>
public static class Duration
{
    private const int Digits = 3;

    /// <summary>Seconds as ns, µs, ms or s with three digits.</summary>
    /// <param name="seconds">The seconds.</param>
    public static string Text(double seconds) => Math.Abs(seconds) switch
    {
        < 1e-6 => $"{ValueWithUncertainty.Significant(seconds * 1e9, Digits)} ns",
        < 1e-3 => $"{ValueWithUncertainty.Significant(seconds * 1e6, Digits)} µs",
        < 1 => $"{ValueWithUncertainty.Significant(seconds * 1e3, Digits)} ms",
        _ => $"{ValueWithUncertainty.Significant(seconds, Digits)} s",
    };
}
