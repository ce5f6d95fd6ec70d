using System.Globalization;

namespace Wilks.Reports;

/// <summary>A number with its uncertainty, written with the digits that mean something.</summary>
/// <remarks>The uncertainty keeps two significant digits, three when the first is a 1; the value stops at the same decimal place.</remarks>
/// <param name="Value">The value.</param>
/// <param name="Uncertainty">The uncertainty; NaN or zero where there is none.</param>
public readonly record struct ValueWithUncertainty(double Value, double Uncertainty)
{
    private const int DigitsWithoutUncertainty = 6;

    // Beyond these powers of ten fixed notation fills a column with zeros.
    private const int LargestFixedPower = 7;
    private const int MostDecimals = 9;

    /// <summary>The value as text.</summary>
    public string ValueText => HasUncertainty ? At(Value, LastPlace) : Short(Value, DigitsWithoutUncertainty);

    /// <summary>The uncertainty as text; empty where there is none.</summary>
    public string UncertaintyText => HasUncertainty ? At(Uncertainty, LastPlace) : "";

    /// <summary>A number rounded to significant digits, in fixed notation where that is short.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">The number of significant digits, at least 1.</param>
    public static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value)) return NonFinite(value);
        if (value == 0) return "0";

        int lastPlace = Power(value, digits) - digits + 1;
        return At(value, lastPlace);
    }

    /// <summary>A number rounded to at most so many significant digits, without trailing zeros: for settings and sums.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">The largest number of significant digits, at least 1.</param>
    public static string Short(double value, int digits)
    {
        if (!double.IsFinite(value)) return NonFinite(value);

        string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Replace("E+0", "e", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal).Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e');
    }

    /// <summary><c>value ± uncertainty</c>, or the value alone.</summary>
    public override string ToString() => HasUncertainty ? $"{ValueText} ± {UncertaintyText}" : ValueText;

    private bool HasUncertainty => double.IsFinite(Value) && double.IsFinite(Uncertainty) && Uncertainty > 0;

    // The power of ten of the last digit shown.
    private int LastPlace
    {
        get
        {
            int power = Power(Uncertainty, 2);
            bool startsWithOne = Uncertainty / Math.Pow(10, power) < 1.95;
            return power - (startsWithOne ? 2 : 1);
        }
    }

    // The power of ten of the first digit, after rounding to so many digits (9.996 at three digits is 10.0).
    private static int Power(double value, int digits)
    {
        string text = Math.Abs(value).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string At(double value, int lastPlace)
    {
        if (lastPlace is <= 0 and >= -MostDecimals && Math.Abs(value) < Math.Pow(10, LargestFixedPower))
        {
            return value.ToString("F" + (-lastPlace).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }
        if (lastPlace > 0 && Math.Abs(value) < Math.Pow(10, LargestFixedPower))
        {
            double unit = Math.Pow(10, lastPlace);
            return (Math.Round(value / unit) * unit).ToString("F0", CultureInfo.InvariantCulture);
        }
        if (value == 0) return "0";

        int decimals = Math.Clamp(Power(value, 1) - lastPlace, 0, 15);
        return value.ToString("0." + new string('0', decimals) + "e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal).Replace(".e", "e", StringComparison.Ordinal);
    }

    private static string NonFinite(double value) => double.IsNaN(value) ? "" : value > 0 ? "inf" : "-inf";
}
