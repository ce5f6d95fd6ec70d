using System.Diagnostics;
using System.Globalization;
using Wilks.Inference;

namespace Wilks.Cli.Toys;

/// <summary>Says how many toys are made, how fast, and how long the rest will take.</summary>
internal sealed class ToyProgressLine(Progress line) : IProgress<ToyProgress>
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Report(ToyProgress value) => line.Report(Text(value, Stopwatch.GetElapsedTime(_start).TotalSeconds));

    /// <summary>The line after some seconds.</summary>
    public static string Text(ToyProgress value, double seconds)
    {
        double rate = value.Done / Math.Max(seconds, 1e-6);
        double left = (value.Total - value.Done) / Math.Max(rate, 1e-6);
        string failed = value.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {value.Failed} failed");
        return string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} toys{failed}, {rate:G3} per second, {Math.Ceiling(left):F0} s left; running");
    }
}
