using System.Globalization;

namespace Wilks.Formats.Json;

/// <summary>Writes numbers as Python's <c>json</c> module does after reading them: integers stay integers, everything else is the <c>repr</c> of a float.</summary>
internal static class PythonNumber
{
    // Python writes exponents for decimal points before 10^-4 and from 10^16 on.
    private const int LeastPoint = -4;
    private const int LargestPoint = 16;

    /// <summary>A number as it was written in a document.</summary>
    /// <param name="text">A JSON number.</param>
    internal static string Reformat(string text)
    {
        if (text.AsSpan().ContainsAny('.', 'e', 'E')) return Float(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        return text == "-0" ? "0" : text;
    }

    /// <summary>The <c>repr</c> of a float: the shortest digits that read back the same.</summary>
    /// <param name="value">A finite number.</param>
    internal static string Float(double value)
    {
        if (value == 0) return double.IsNegative(value) ? "-0.0" : "0.0";

        string sign = value < 0 ? "-" : "";
        (string digits, int point) = Shortest(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        if (point <= LeastPoint || point > LargestPoint) return sign + Scientific(digits, point - 1);
        if (point <= 0) return $"{sign}0.{new string('0', -point)}{digits}";
        return digits.Length <= point ? $"{sign}{digits.PadRight(point, '0')}.0" : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    private static string Scientific(string digits, int exponent)
    {
        string mantissa = digits.Length == 1 ? digits : $"{digits[..1]}.{digits[1..]}";
        string size = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{size}";
    }

    /// <summary>The significant digits d₁d₂… and the place p of the point: the number is 0.d₁d₂… × 10^p.</summary>
    private static (string Digits, int Point) Shortest(string text)
    {
        int e = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = e < 0 ? text : text[..e];
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), point - (digits.Length - significant.Length));
    }
}
