using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Wilks.Formats.Tables.Csv;

/// <summary>Reads numbers from text, to the last bit as <see cref="double.Parse(string)"/> does, but several times as fast.</summary>
internal static class NumberText
{
    private const int MostDigits = 19;
    private const int MantissaBits = 52;
    private const int ExactPower = 22;

    // Powers of ten that a double holds exactly.
    private static readonly double[] s_exact = [.. Enumerable.Range(0, ExactPower + 1).Select(power => double.Parse($"1e{power.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture))];

    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length > 0 && text[0] == '+') text = text[1..];
        return Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;
    }

    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (TryDecimal(text, out ulong digits, out int power, out bool isNegative) && TryCombine(digits, power, out value))
        {
            if (isNegative) value = -value;
            return true;
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || TryWord(text, out value);
    }

    // At most 19 significant digits, so that they fit 64 bits; anything else takes the slow road.
    private static bool TryDecimal(ReadOnlySpan<byte> text, out ulong digits, out int power, out bool isNegative)
    {
        (digits, power, isNegative) = (0, 0, false);
        int at = 0;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+') isNegative = text[at++] == '-';
        int start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9) digits = (10 * digits) + (uint)(text[at++] - '0');
        int count = at - start;
        if (at < text.Length && text[at] == '.')
        {
            int fraction = ++at;
            while (at < text.Length && (uint)(text[at] - '0') <= 9) digits = (10 * digits) + (uint)(text[at++] - '0');
            power = fraction - at;
            count -= power;
        }
        if (count == 0 || count > MostDigits) return false;
        return at == text.Length || TryExponent(text[at..], ref power);
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int power)
    {
        if (text[0] is not ((byte)'e' or (byte)'E') || text.Length is < 2 or > 6) return false;
        int at = 1;
        bool isNegative = false;
        if (text[at] is (byte)'-' or (byte)'+') isNegative = text[at++] == '-';
        if (at == text.Length) return false;
        int exponent = 0;
        for (; at < text.Length; at++)
        {
            int digit = text[at] - '0';
            if ((uint)digit > 9) return false;
            exponent = (10 * exponent) + digit;
        }
        power += isNegative ? -exponent : exponent;
        return true;
    }

    private static bool TryCombine(ulong digits, int power, out double value)
    {
        value = digits;
        if (digits == 0 || (power == 0 && digits <= 1UL << 53)) return true;
        // Both factors are exact, so that the one rounding is the right one (Clinger 1990).
        if (digits <= 1UL << 53 && power is >= -ExactPower and <= ExactPower)
        {
            value = power < 0 ? value / s_exact[-power] : value * s_exact[power];
            return true;
        }
        return TryProduct(digits, power, out value);
    }

    // Lemire 2021, algorithm 1; subnormal and infinite results take the slow road.
    private static bool TryProduct(ulong digits, int power, out double value)
    {
        value = 0;
        if (power is < DecimalPowers.Lowest or > DecimalPowers.Highest) return false;
        int leading = BitOperations.LeadingZeroCount(digits);
        (ulong high, ulong low) = Product(digits << leading, power);
        if (low == ulong.MaxValue && power is < -27 or > 55) return false;

        int upper = (int)(high >> 63);
        int shift = upper + 64 - MantissaBits - 3;
        ulong mantissa = high >> shift;
        // 217706 / 65536 is log2(10), exact enough for all powers.
        int exponent = ((217706 * power) >> 16) + 63 + upper - leading + 1023;
        if (exponent <= 0) return false;
        // Half-way cases go to the even neighbour.
        if (low <= 1 && power is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << shift == high) mantissa &= ~1UL;
        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            exponent++;
        }
        if (exponent >= 0x7FF) return false;
        value = BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)exponent << MantissaBits));
        return true;
    }

    private static (ulong High, ulong Low) Product(ulong digits, int power)
    {
        const ulong undecided = ulong.MaxValue >> (MantissaBits + 3);
        int index = 2 * (power - DecimalPowers.Lowest);
        ulong high = Math.BigMul(digits, DecimalPowers.Words[index], out ulong low);
        if ((high & undecided) == undecided)
        {
            ulong more = Math.BigMul(digits, DecimalPowers.Words[index + 1], out _);
            low += more;
            if (more > low) high++;
        }
        return (high, low);
    }

    private static bool TryWord(ReadOnlySpan<byte> text, out double value)
    {
        bool isNegative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<byte> word = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        bool isInfinite = Ascii.EqualsIgnoreCase(word, "inf"u8);
        value = isInfinite ? (isNegative ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN;
        return isInfinite || Ascii.EqualsIgnoreCase(word, "nan"u8);
    }
}
