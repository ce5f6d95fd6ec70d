using System.Globalization;

namespace Wilks.Analysis.Checks;

/// <summary>Pieces of messages.</summary>
internal static class Text
{
    /// <summary>A relative change, such as <c>+3.2 %</c>.</summary>
    internal static string Percent(double change) => Math.Abs(change) < Huge
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * change:+0.##;-0.##;0} %")
        : string.Create(CultureInfo.InvariantCulture, $"{(change > 0 ? "+" : "")}{100 * change:G3} %");

    // Beyond this, digits after the first ones say nothing.
    private const double Huge = 100;

    /// <summary>A number with few digits.</summary>
    internal static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>Such as <c> (3 such bins)</c>; nothing for one.</summary>
    internal static string Such(int bins) => bins < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({bins} such bins)");
}
